"""`kg build --engine spark` on a cluster of two worker processes: the same as `--engine local`, and resumable."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from kg.analytics.facts import fact_rows
from kg.build import Options, build
from kg.build.shards import load_shards
from kg.export.database import table_row
from kg.graph.layout import StoreError
from kg.graph.store import open_store
from kg.spark.session import short
from tests.bench.varied import small_documents
from tests.build.stores import shards_with
from tests.conftest import ROOT, require_tool, unmet

DOCUMENTS = 2000
CLUSTER = "local-cluster[2,1,1024]"
KG = [sys.executable, "-m", "kg"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Spark's own folder by links: its workers write their logs below it, not into the installed package."""
    require_tool("java")
    if (pyspark := find_spec("pyspark")) is None or pyspark.origin is None:
        unmet("needs the extra 'spark'")
    home = tmp_path_factory.mktemp("spark")
    for entry in Path(pyspark.origin).parent.iterdir():
        (home / entry.name).symlink_to(entry)
    # three Java machines that live for a minute: compiling for a long life takes most of their time
    java = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    own = {"SPARK_HOME": str(home), "PYTHONPATH": str(ROOT), "TMPDIR": str(home), "JDK_JAVA_OPTIONS": java}
    return {**os.environ, **own}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two thousand documents in folders of odd names, one of them twice, some in an archive; two that are bad."""
    folder = tmp_path_factory.mktemp("documents")
    odd = folder / "公报 [二]%20{三}"
    odd.mkdir()
    documents = list(small_documents(DOCUMENTS))
    for number, (name, text) in enumerate(documents[:-5]):
        ((odd if number % 2 else folder) / name).write_text(text, encoding="utf-8")
    with zipfile.ZipFile(folder / "some.zip", "w") as archive:
        for name, text in documents[-5:]:
            archive.writestr(name, text)
    (odd / documents[0][0]).write_text(documents[0][1], encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"\x00\x01 no PDF")
    (odd / "nothing.txt").write_text("x", encoding="utf-8")
    (folder / "README.txt").write_text("no document", encoding="utf-8")
    return folder


def command(folder: Path, shards: Path) -> list[str]:
    options = ["--engine", "spark", "--master", CLUSTER, "--shards", str(shards), "--shard-size", "1000"]
    return [*KG, "build", str(folder), *options]


def cut_short(line: list[str], environment: dict[str, str], at: str) -> None:
    """Runs a build and kills it when it says ``at``."""
    with subprocess.Popen(
        line, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stderr is not None
        said = ""
        for said in process.stderr:
            if at in said:
                break
        assert at in said
        os.killpg(process.pid, signal.SIGKILL)


def finish(line: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr  # two bad documents
    assert "Traceback" not in done.stderr
    return done.stderr


def test_the_cluster_gives_what_this_machine_gives(
    environment: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    import pyarrow.parquet as pq

    shards = tmp_path / "shards"
    line = command(folder, shards)
    cut_short(line, environment, "writing shard 2 of 2")
    said = finish(line, environment)
    # what was done when the first build was killed is not done again
    assert f"2 shards (0 read, 1 written now), {DOCUMENTS:,} documents" in said

    loaded = subprocess.run(
        [*KG, "load", str(shards), "--store", str(tmp_path / "loaded")],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert loaded.returncode == 0, loaded.stderr
    report = build([folder], tmp_path / "local", jobs=2)
    assert report.sources == DOCUMENTS
    assert graph_of(tmp_path / "loaded") == graph_of(tmp_path / "local")
    with open_store(tmp_path / "local") as store:
        wanted = sorted(repr(table_row(fact)) for fact in fact_rows(store))
    rows = pq.read_table(shards / "facts").drop_columns(["shard"]).to_pylist()
    same = sorted(map(repr, rows)) == wanted  # what differs nobody could read
    assert same
    errors = pq.read_table(shards / "errors").to_pylist()
    assert [Path(error["path"]).name for error in errors] == ["broken.pdf", "nothing.txt"]
    assert all(error["path"] in said for error in errors)
    assert len(report.errors) == 2


AGAIN = """
import sys
from pathlib import Path
from kg.cli import main

folder, shards, text = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
line = ["build", "--list", str(folder / "list"), "--engine", "spark", "--master", "local[2]", "--shards", shards]
line += ["--shard-size", "2"]
main(line, standalone_mode=False)
(folder / "documents" / "0000003.txt").write_text(text, encoding="utf-8")
(folder / "documents" / "0000004.txt").unlink()
main(line, standalone_mode=False)
main(line, standalone_mode=False)
main([*line, "--jurisdiction", "甲省"], standalone_mode=False)
"""


def test_what_changed_is_made_anew(environment: dict[str, str], tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    texts = dict(small_documents(7))
    one = texts.popitem()[1]
    for name, text in texts.items():
        (documents / name).write_text(text, encoding="utf-8")
    (tmp_path / "list").write_text(f"{documents.as_uri()}\n\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", AGAIN, str(tmp_path), str(tmp_path / "shards"), one],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, second, third, fourth = re.findall(
        r"(\d) shards \((\d) read, (\d) written now\), (\d)", done.stderr
    )
    assert first[0] == first[1] == first[2]
    assert 1 <= int(second[1]) <= 2
    assert second[0] == second[2]  # who is who is decided over all
    assert (third[1], third[2]) == ("0", "0")
    assert fourth[0] == fourth[1] == fourth[2]
    assert "all are made anew" in done.stderr
    assert [run[3] for run in (first, second, third, fourth)] == list("6555")
    load_shards(tmp_path / "shards", tmp_path / "loaded")
    build([documents], tmp_path / "local", Options(jurisdiction="甲省"))
    assert graph_of(tmp_path / "loaded") == graph_of(tmp_path / "local")


def graph_of(store: Path) -> str:
    """The checksum of the canonical N-Quads: of the bytes themselves nobody could read a difference."""
    generation = store / (store / "CURRENT").read_text().strip()
    return hashlib.sha256((generation / "graph.nq").read_bytes()).hexdigest()


def failing(line: list[str], *, status: int = 2, **environment: Any) -> str:
    done = subprocess.run(
        line, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr


def test_without_java_it_says_what_to_install(tmp_path: Path) -> None:
    line = [*KG, "build", str(ROOT / "seeds"), "--engine", "spark", "--shards", str(tmp_path / "shards")]
    assert "default-jre-headless" in failing(line, PATH=str(tmp_path), JAVA_HOME="")
    assert not (tmp_path / "shards").exists()


def test_without_pyspark_it_says_what_to_install(tmp_path: Path) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\n")
    java.chmod(0o755)
    script = "import sys; sys.modules['pyspark'] = None; from kg.cli import main; main()"
    line = [sys.executable, "-c", script, "build", str(ROOT / "seeds"), "--engine", "spark"]
    assert "kg[spark]" in failing(
        line, PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}", PYTHONPATH=str(ROOT)
    )


def test_executors_that_lack_packages_are_a_clear_failure(
    environment: dict[str, str], tmp_path: Path
) -> None:
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')  # no installed packages
    python.chmod(0o755)
    line = [*KG, "build", str(ROOT / "seeds"), "--engine", "spark", "--master", "local[1]"]
    own = {**environment, "PYSPARK_PYTHON": str(python)}
    said = failing([*line, "--shards", str(tmp_path / "shards")], status=1, **own)
    assert re.search(r"Error: Spark at local\[1\] failed: .*ModuleNotFoundError: No module named", said)
    assert "\tat " not in said


def test_what_java_says_is_cut_to_what_matters() -> None:
    said = """An error occurred while calling o72.create.
: java.io.IOException: Mkdirs failed to create file:/nowhere
\tat org.example.Files.create(Files.java:774)
"""
    assert short(said) == "java.io.IOException: Mkdirs failed to create file:/nowhere"
    said = """: org.example.SparkException: Job aborted
Task 0 failed: org.example.PythonException: Traceback (most recent call last):
  File "worker.py", line 1, in main
ModuleNotFoundError: No module named 'kg'

\tat org.example.Runner.read(Runner.scala:572)
"""
    assert (
        short(said) == "org.example.SparkException: Job aborted … ModuleNotFoundError: No module named 'kg'"
    )


def test_a_master_that_is_none_is_refused(environment: dict[str, str], tmp_path: Path) -> None:
    line = [*KG, "build", str(ROOT / "seeds"), "--engine", "spark", "--shards", str(tmp_path / "shards")]
    assert "Spark at nonsense cannot be used" in failing([*line, "--master", "nonsense"], **environment)


def test_a_uri_needs_the_cluster(tmp_path: Path) -> None:
    assert "--engine spark" in failing(
        [*KG, "build", "hdfs://host/folder", "--store", str(tmp_path / "store")]
    )


LINES = [
    f"<https://example.org/{n}> <https://example.org/p> <https://example.org/o> <https://example.org/g> .\n"
    for n in "ab"
]


def test_loading_refuses_what_is_not_whole(tmp_path: Path) -> None:
    store = tmp_path / "store"
    wrong = {
        "two quads": (LINES[:1], {}, "its manifest says 2"),
        "order": (LINES[::-1], {}, "not as it was written"),
        "unfinished": (LINES, {"complete": False}, "has not ended"),
        "violations": (LINES, {"violations": 3}, "violates the shapes"),
        "version": (LINES, {"format": 9}, "another version"),
    }
    for name, (lines, changes, message) in wrong.items():
        with pytest.raises(StoreError, match=message):
            load_shards(shards_with(tmp_path / name, lines, **changes), store)
    with pytest.raises(StoreError, match="no folder of shards"):
        load_shards(tmp_path, store)
    damaged = shards_with(tmp_path / "damaged", LINES)
    part = next(damaged.glob("quads/*/*.gz"))
    part.write_bytes(part.read_bytes()[:-9])
    with pytest.raises(StoreError, match="cannot be read"):
        load_shards(damaged, store)
    said = "<https://x.example/a> <{}> {} <https://x.example/g> .\n"
    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    place = said.format("https://w3id.org/govkg/ontology#jurisdiction", "<https://x.example/p>")
    named_twice = sorted([place, said.format(label, '"甲局"'), said.format(label, '"乙局"')])
    number = {"written": {"00000": {"quad": 3}}}
    with pytest.raises(StoreError, match=r"checks in 1 places, .* has one preferred name"):
        load_shards(shards_with(tmp_path / "named twice", named_twice, **number), store)
    unchecked = shards_with(tmp_path / "unchecked", named_twice, **number, validate=False)
    assert load_shards(unchecked, store).quads == 3
    assert load_shards(shards_with(tmp_path / "right", LINES), store).quads == 2
    with open_store(store) as graph:
        assert [f"{line}\n" for line in graph.nquads()] == LINES
    shutil.rmtree(store)
