"""Building into, and reading from, a SPARQL server of another make: the PyPI package ``oxigraph``, a process of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.build.remote import mirror_of, publish, send
from kg.cli import main
from kg.graph.endpoint import Endpoint
from kg.graph.guard import QueryError
from kg.graph.layout import StoreError
from kg.graph.ontology import named_query, query_names
from kg.graph.store import open_store
from tests.build.stores import shards_with
from tests.small import TEXTS

GOV = "https://w3id.org/govkg/ontology#"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert program, "the package oxigraph is part of the extra 'test'"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        program,
        "serve",
        "--location",
        str(tmp_path_factory.mktemp("oxigraph")),
        "--bind",
        f"127.0.0.1:{port}",
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(200):
                with socket.socket() as attempt:
                    if attempt.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture
def url(server: str) -> str:
    """The server, emptied."""
    Endpoint(server).update("DROP ALL")
    return server


def kg(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, [*arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == status, result.output
    return result


def test_every_question_has_the_same_answer_there(seeds_store: Path, url: str) -> None:
    with open_store(seeds_store) as here:
        send(here.nquads(), Endpoint(url))
        there = open_store(url)
        assert list(there.nquads()) == list(here.nquads())
        for name in query_names():
            text = named_query(name).text
            assert there.select(text) == here.select(text), name


def test_build_query_dump_load(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert "4 graphs sent" in kg("build", str(folder), "--store", url).output
    assert "0 graphs sent" in kg("build", str(folder), "--store", url).output
    kg("build", str(folder), "--store", "local")
    for command in (
        ["query", "leads-by-department", "--format", "csv"],
        ["show", "区财政局", "--format", "json"],
        ["report", "leads", "--format", "csv"],
        ["export", "nquads"],
        ["export", "facts"],
    ):
        assert kg(*command, "--store", url).stdout == kg(*command, "--store", "local").stdout, command
    kg("validate", "--store", url)

    # one file changes: its graphs are replaced, the other stays
    (folder / "two.txt").write_text(TEXTS["two.txt"].replace("防汛", "防火"), encoding="utf-8")
    assert "graphs sent" in kg("build", str(folder), "--store", url).output
    kg("build", str(folder), "--store", "local")
    kg("dump", "--store", url, "-o", "there.nq")
    kg("dump", "--store", "local", "-o", "here.nq")
    assert Path("there.nq").read_bytes() == Path("here.nq").read_bytes()
    assert "防汛" not in Path("there.nq").read_text(encoding="utf-8")
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert open_store(url).select(count) == open_store(Path("local")).select(count)

    kg("load", "there.nq", "--store", "copy")
    assert list(open_store(Path("copy")).nquads()) == list(open_store(Path("local")).nquads())
    assert "holds a graph already" in kg("load", "there.nq", "--store", "copy", status=2).output
    Path("there.nq").write_text(Path("there.nq").read_text(encoding="utf-8")[:-200], encoding="utf-8")
    assert "checksum" in kg("load", "there.nq", "--store", "other", status=2).output
    Path("bad.nq").write_text("<urn:a> <urn:b> .\n")
    assert "line 1 is not N-Quads" in kg("load", "bad.nq", "--store", "bad", status=2).output
    Path("bad.nq").write_text("<urn:a> <urn:b> <urn:c> .\n")
    assert "no named graph" in kg("load", "bad.nq", "--store", "bad", status=2).output
    kg("load", "here.nq", "--store", url, "--force")
    assert list(open_store(url).nquads()) == list(open_store(Path("local")).nquads())


def test_data_of_others_is_not_touched(url: str, small_store: Path, tmp_path: Path) -> None:
    Endpoint(url).update("INSERT DATA { GRAPH <urn:theirs> { <urn:a> <urn:b> <urn:c> } }")
    with open_store(small_store) as here:
        lines = list(here.nquads())
    state = tmp_path / "state"
    state.mkdir()
    assert send(lines, Endpoint(url), state=state) > 0
    assert send([], Endpoint(url), state=state, base="https://w3id.org/govkg/") > 0
    assert open_store(url).graphs == {"urn:theirs"}

    Endpoint(url).update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    with pytest.raises(StoreError, match="holds other data"):
        send(lines, Endpoint(url))
    send(lines, Endpoint(url), force=True)
    with pytest.raises(StoreError, match="not built here"):
        send(lines[:1], Endpoint(url))


def test_what_can_go_wrong(url: str, tmp_path: Path) -> None:
    store = open_store(url)
    with pytest.raises(QueryError, match="says"):
        store.select("SELECT * WHERE ?s")
    with pytest.raises(QueryError, match="refused"):
        store.select("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    for method, text in ((store.select, "ASK {}"), (store.ask, "SELECT * {}"), (store.construct, "ASK {}")):
        with pytest.raises(QueryError, match="this is not"):
            list(method(text))  # type: ignore[operator, call-overload]
    assert list(store.construct("CONSTRUCT WHERE { ?s ?p ?o }")) == []
    with pytest.raises(StoreError, match="does not answer"):
        open_store("http://127.0.0.1:9/").select("SELECT * {}")
    with pytest.raises(StoreError, match="answers 4"):
        open_store(f"{url}/nowhere").select("SELECT * {}")
    with pytest.raises(StoreError, match="no finished build"):
        publish(tmp_path, url)
    assert "does not answer" in kg("query", "-q", "ASK {}", "--store", "http://127.0.0.1:9/", status=1).output
    assert "serves a folder" in kg("serve", "--store", url, status=2).output


def test_urls_of_services() -> None:
    for given, query, update in (
        ("http://h:1", "http://h:1/query", "http://h:1/update"),
        ("http://h:1/ds/query", "http://h:1/ds/query", "http://h:1/ds/update"),
        ("http://h:1/sparql", "http://h:1/sparql", "http://h:1/sparql"),
    ):
        endpoint = Endpoint(given)
        assert (endpoint.query_url, endpoint.update_url) == (query, update)
    assert mirror_of("http://h:1") != mirror_of("http://h:2")


def test_shards_go_to_the_server_graph_by_graph(small_store: Path, url: str, tmp_path: Path) -> None:
    with open_store(small_store) as here:
        lines = [f"{line}\n" for line in here.nquads()]
    graphs = sorted({line.rsplit(" ", 2)[1] for line in lines})
    folder = tmp_path / "shards"
    for number, part in enumerate((graphs[:1], graphs[1:])):
        own = [line for line in lines if line.rsplit(" ", 2)[1] in part]
        shards_with(folder, own, shard=f"{number:05d}", written={"00000": {"quad": len(lines)}})
    assert f"{len(lines):,} quads" in kg("load", str(folder), "--store", url).stderr
    with open_store(small_store) as here:
        there = open_store(url)
        assert list(there.nquads()) == list(here.nquads())
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        assert there.select(count) == here.select(count)
    assert "holds data already" in kg("load", str(folder), "--store", url, status=1).stderr
    kg("load", str(folder), "--store", url, "--force")
    assert len(list(open_store(url).nquads())) == len(lines)
