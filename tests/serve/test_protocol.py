"""The SPARQL 1.1 Protocol as clients see it: curl, SPARQLWrapper and rdflib against a real server."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

from kg.graph.ontology import named_query
from kg.graph.store import open_store
from tests.clock import HANGS
from tests.conftest import require_tool
from tests.serve.conftest import served

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
FEW = "SELECT ?s WHERE { ?s a <https://w3id.org/govkg/ontology#Source> } ORDER BY ?s"
GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/govkg/ontology#Source> ; ?p ?o }"


def curl(url: str, *arguments: str) -> tuple[int, str, str]:
    """Gives status, content type and body."""
    command = [
        require_tool("curl"),
        "-sS",
        "--noproxy",
        "*",
        "-w",
        "\n%{http_code} %{content_type}",
        *arguments,
        url,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=HANGS, check=False)
    body, _, last = done.stdout.rpartition("\n")
    status, _, type_ = last.partition(" ")
    return int(status), type_, body


def query(url: str, text: str, *arguments: str) -> tuple[int, str, str]:
    return curl(url, "--data-urlencode", f"query={text}", *arguments)


def triples(url: str) -> int:
    return int(json.loads(query(url, COUNT)[2])["results"]["bindings"][0]["n"]["value"])


def test_the_three_ways_to_ask(endpoint: str) -> None:
    answers = [
        query(endpoint, FEW, "-G"),
        query(endpoint, FEW),
        curl(endpoint, "-H", "Content-Type: application/sparql-query", "--data-binary", FEW),
    ]
    assert {status for status, _, _ in answers} == {200}
    assert len({body for _, _, body in answers}) == 1
    assert len(json.loads(answers[0][2])["results"]["bindings"]) == 5


FORMS = [
    ("", FEW, "application/sparql-results+json"),
    ("*/*", FEW, "application/sparql-results+json"),
    ("application/json", FEW, "application/sparql-results+json"),
    ("application/sparql-results+xml", FEW, "application/sparql-results+xml"),
    ("text/csv", FEW, "text/csv"),
    ("text/tab-separated-values", FEW, "text/tab-separated-values"),
    (
        "text/html, text/csv;q=0.4, application/sparql-results+xml;q=0.7",
        FEW,
        "application/sparql-results+xml",
    ),
    ("application/sparql-results+json", "ASK {}", "application/sparql-results+json"),
    ("text/turtle", GRAPH, "text/turtle"),
    ("application/n-triples", GRAPH, "application/n-triples"),
    ("*/*", GRAPH, "text/turtle"),
]


@pytest.mark.parametrize(("accept", "text", "type_"), FORMS)
def test_content_negotiation(endpoint: str, accept: str, text: str, type_: str) -> None:
    status, given, body = query(endpoint, text, "-H", f"Accept: {accept}")
    assert status == 200
    assert given.split(";")[0] == type_
    if type_ in {"text/turtle", "application/n-triples"}:
        wanted = ox.RdfFormat.from_media_type(type_)
        assert len(list(ox.parse(body, wanted))) == 30  # five files, six statements on each
    elif type_ != "text/csv":
        format_ = ox.QueryResultsFormat.from_media_type(type_)
        assert format_ is not None
        result = ox.parse_query_results(body, format_)
        assert bool(result) if text == "ASK {}" else len(list(result)) == 5  # type: ignore[arg-type]


def test_the_service_describes_itself(endpoint: str) -> None:
    status, type_, body = curl(endpoint)
    assert (status, type_.split(";")[0]) == (200, "text/turtle")
    graph = Graph().parse(data=body, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert {str(o).removeprefix(sd) for o in graph.objects(None, None) if str(o).startswith(sd)} >= {
        "Service",
        "SPARQL11Query",
    }
    assert f"<{endpoint}>" in body
    assert "SPARQL11Update" not in body


WRONG = [
    # what is sent, the status, and what the message must say
    (["--data-urlencode", "query=SELECT * WHERE ?s"], 400, "error at 1:"),
    (["--data-urlencode", "query=INSERT DATA { <urn:a> <urn:b> <urn:c> }"], 403, "refused"),
    (["--data-urlencode", "update=DROP ALL"], 403, "read-only"),
    (["-H", "Content-Type: application/sparql-update", "-d", "DROP ALL"], 403, "read-only"),
    (["-G", "-d", "update=DROP+ALL"], 403, "posted"),
    (["--data-urlencode", "query=SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], 403, "SERVICE"),
    (["--data-urlencode", "query=SELECT * FROM <http://127.0.0.1:9/g> { ?s ?p ?o }"], 403, "no such graph"),
    (["-d", "query=ASK+{}", "-d", "default-graph-uri=http://127.0.0.1:9/g"], 400, "no such graph"),
    (["-d", "query=ASK+{}", "-d", "query=ASK+{}"], 400, "exactly one"),
    (["-d", "nothing=1"], 400, "exactly one"),
    (["-H", "Content-Type: text/plain", "-d", "ASK {}"], 415, "content type"),
    (["-H", "Accept: image/png", "-d", "query=ASK+{}"], 406, "none of the forms"),
    (["-H", "Host: evil.example", "-d", "query=ASK+{}"], 400, "host"),
    (["-X", "DELETE"], 405, ""),
]


@pytest.mark.parametrize(("arguments", "status", "message"), WRONG)
def test_wrong_requests(endpoint: str, arguments: list[str], status: int, message: str) -> None:
    before = triples(endpoint)
    given, _, body = curl(endpoint, *arguments)
    assert given == status, body
    assert message in body
    assert "Traceback" not in body
    assert triples(endpoint) == before


def test_a_body_too_large(endpoint: str, tmp_path: Path) -> None:
    (tmp_path / "body").write_text("query=" + "#" * 1_100_000)
    assert curl(endpoint, "--data", f"@{tmp_path / 'body'}")[0] == 413


def test_endless_queries_are_cut_and_the_server_lives_on(endpoint: str) -> None:
    for text in (
        ENDLESS,
        "SELECT * { ?s (<urn:a>|!<urn:a>)* ?o . ?o (<urn:a>|!<urn:a>)* ?x FILTER(?s = <urn:none>) }",
    ):
        started = time.monotonic()
        status, _, body = query(endpoint, text)
        assert status == 503
        assert "longer than 5 seconds" in body
        assert time.monotonic() - started < 20
    assert query(endpoint, FEW)[0] == 200


def test_no_cross_origin_reading_unless_allowed(endpoint: str) -> None:
    for origin, allowed in (("https://allowed.example", True), ("https://other.example", False)):
        _, _, head = query(endpoint, "ASK {}", "-i", "-H", f"Origin: {origin}")
        assert (f"access-control-allow-origin: {origin}" in head.lower()) == allowed


def test_large_answers_are_streamed(endpoint: str) -> None:
    status, _, body = query(endpoint, "SELECT ?s WHERE { ?s ?p ?o } LIMIT 50000", "-H", "Accept: text/csv")
    assert status == 200
    assert body.count("\n") == 50_001  # and a line of names


def test_clients_that_go_away_take_no_worker_along(endpoint: str) -> None:
    """More of them than there are workers; each reads a little of an answer that would go on."""
    for _ in range(4):
        url = urlsplit(endpoint)
        with socket.create_connection((url.hostname, url.port), 20) as connection:
            body = "query=" + quote("SELECT * { ?a ?b ?c . ?d ?e ?f }")
            head = f"POST /sparql HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Length: {len(body)}\r\n"
            form = "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
            connection.sendall((head + form + body).encode())
            assert connection.recv(1000).startswith(b"HTTP/1.1 200")
    assert query(endpoint, FEW)[0] == 200


def test_a_limit_on_answers(seeds_store: Path) -> None:
    with served(seeds_store, "--max-result", "1") as url:
        done = subprocess.run(
            [
                require_tool("curl"),
                "-sS",
                "--noproxy",
                "*",
                "--data-urlencode",
                "query=SELECT * { ?s ?p ?o }",
                url,
            ],
            capture_output=True,
            check=False,
            timeout=HANGS,
        )
        assert done.returncode == 18  # the transfer ended early: nobody takes the part for the whole
        assert len(done.stdout) < 1_100_000


@pytest.mark.parametrize("accept", ["text/csv", "application/sparql-results+json"])
def test_a_limit_on_rows(seeds_store: Path, accept: str) -> None:
    with served(seeds_store, "--max-rows", "1000") as url:
        asked = ("-H", f"Accept: {accept}")
        assert query(url, "SELECT ?s { ?s ?p ?o } LIMIT 1000", *asked)[0] == 200
        status, _, body = query(url, "SELECT ?s { ?s ?p ?o } LIMIT 1001", *asked)
        assert (status, "more than 1,000 rows" in body) == (413, True)
        assert query(url, "CONSTRUCT WHERE { ?s ?p ?o }")[0] == 413
        assert query(url, "ASK { ?s ?p ?o }")[0] == 200


def test_a_cut_answer_shows_in_http_1_0_too(seeds_store: Path) -> None:
    """Where there are no chunks, an early end of the connection would look like the end of the answer."""
    with served(seeds_store, "--max-result", "1") as url:
        assert query(url, "SELECT * { ?s ?p ?o }", "--http1.0")[0] == 413
        status, _, body = query(url, FEW, "--http1.0", "-i")
        assert status == 200
        assert "content-length: " in body.lower()


def test_sparqlwrapper(endpoint: str, seeds_store: Path) -> None:
    with open_store(seeds_store) as store:
        wanted = store.select(named_query("leads-by-department").text)
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(named_query("leads-by-department").text)
    for method, style in (("GET", None), (POST, None), (POST, POSTDIRECTLY)):
        wrapper.setMethod(method)
        if style:
            wrapper.setRequestMethod(style)
        wrapper.setReturnFormat(JSON)
        answer: Any = wrapper.query().convert()
        assert [row["body"]["value"] for row in answer["results"]["bindings"]] == [
            row[-1] for row in wanted.rows
        ]
    wrapper.setReturnFormat(XML)
    assert "sparql" in wrapper.query().convert().toxml()  # type: ignore[union-attr]
    wrapper.setReturnFormat(CSV)
    assert wrapper.query().convert().decode().count("\n") >= len(wanted.rows)  # type: ignore[union-attr]
    wrapper.setQuery(GRAPH)
    wrapper.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=wrapper.query().convert(), format="turtle")) == 30


def test_rdflib_s_sparqlstore(endpoint: str, seeds_store: Path) -> None:
    with open_store(seeds_store) as store:
        wanted = store.select(named_query("tasks-without-lead").text)
    remote = Graph(SPARQLStore(endpoint, returnFormat="json", method="POST"))
    rows = list(remote.query(named_query("tasks-without-lead").text))
    assert len(rows) == len(wanted.rows)
    assert [str(row[-1]) for row in rows] == [row[-1] for row in wanted.rows]  # type: ignore[index]


def test_updates_where_they_are_allowed(small_store: Path, tmp_path: Path) -> None:
    import shutil

    from click.testing import CliRunner

    from kg.cli import main

    copy = tmp_path / "store"
    shutil.copytree(small_store, copy)
    with served(copy, "--allow-update") as url:
        before = triples(url)
        text = 'INSERT DATA { <urn:a> <urn:b> "\\"} DROP ALL" . GRAPH <urn:g> { <urn:c> <urn:d> <urn:e> } }'
        assert curl(url, "--data-urlencode", f"update={text}")[0] == 204
        assert triples(url) == before + 2
        assert "SPARQL11Update" in curl(url)[2]
        refused = curl(url, "-H", "Origin: https://evil.example", "-d", "update=DROP+ALL")
        assert refused[0] == 403
        for text in (
            "LOAD <http://127.0.0.1:9/x>",
            "INSERT { ?s ?p ?o } WHERE { SERVICE <urn:x> { ?s ?p ?o } }",
        ):
            assert curl(url, "--data-urlencode", f"update={text}")[0] == 403
        assert curl(url, "--data-urlencode", "update=INSERT DATA { <urn:a> }")[0] == 400
        assert triples(url) == before + 2
        assert curl(url, "--data-urlencode", "update=DELETE WHERE { <urn:c> ?p ?o }")[0] == 204
        assert triples(url) == before + 1
    with open_store(copy) as store:
        assert sum(1 for _ in store.nquads()) == sum(1 for _ in open_store(small_store).nquads()) + 1
    result = CliRunner().invoke(main, ["build", str(small_store.parent / "one.txt"), "--store", str(copy)])
    assert result.exit_code == 1
    assert "kg load or an update" in result.output
