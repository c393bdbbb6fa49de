"""What the tests of kills, full disks and builds at once share: documents that change, and a close look at a store."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.build import BuildReport, build
from kg.build.shards import FORMAT
from kg.build.versions import graph_version, pipeline_version
from kg.graph.layout import Layout, database, graph_file
from kg.graph.store import GraphStore, open_store
from tests.clock import HANGS
from tests.conftest import ROOT
from tests.small import TEXTS

ALWAYS = {"CURRENT", "facts", "kg-store.json", "lock"}
"""What a store holds besides its generations."""

_KG = (
    # the versions of the test's process: the code may be edited while the test runs
    "import sys; from kg.build import run\n"
    "a, b, sys.argv[1:] = *sys.argv[1:3], sys.argv[3:]\n"
    "run.pipeline_version, run.graph_version = lambda: a, lambda: b\n"
    "from kg.cli import main; main()"
)


def write_documents(folder: Path, edition: int) -> None:
    """Two documents whose tasks tell the edition: all of them change from one edition to the next."""
    folder.mkdir(exist_ok=True)
    for name, text in TEXTS.items():
        changed = text.replace("节水", f"节水{'一二三四五六七八九'[edition]}").replace(
            "防汛", f"防汛{edition}期"
        )
        (folder / name).write_text(changed, encoding="utf-8")


def rebuild(folder: Path, store: Path) -> BuildReport:
    """A build in this process."""
    return build([folder], store)


def kg(*arguments: str | Path) -> Sequence[str]:
    """The command line of kg in a process of its own."""
    return [sys.executable, "-c", _KG, pipeline_version(), graph_version(), *map(str, arguments)]


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Starts kg in a process group of its own."""
    return subprocess.Popen(
        kg(*arguments),
        cwd=ROOT,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs kg to its end."""
    return subprocess.run(
        kg(*arguments), cwd=ROOT, capture_output=True, text=True, check=False, timeout=HANGS
    )


def checked(store: Path) -> str:
    """Makes sure that a store opens and is whole, and gives the checksum of what it holds.

    The database must say, quad for quad, what the N-Quads beside it say, and these must have their checksum.
    """
    generation = Layout(store).generation()
    assert generation is not None
    data = graph_file(generation).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    assert (generation / "graph.nq.sha256").read_text() == f"{digest}  graph.nq\n"
    lines = data.decode("utf-8").split("\n")[:-1]
    with open_store(store) as opened:
        assert list(opened.nquads()) == lines
        assert len(opened.sources()) == len(TEXTS)
    assert list(GraphStore(ox.Store.read_only(str(database(generation)))).nquads()) == lines
    return digest


def strays(store: Path) -> set[str]:
    """What lies in a store beside its parts, the generation in use and the facts of its sources."""
    current = (store / "CURRENT").read_text().strip()
    found = {path.name for path in store.iterdir()} - ALWAYS - {current}
    facts = {path.name for path in (store / "facts").iterdir()}
    parts = {path.name for path in (store / current).iterdir()}
    found |= parts - {"graph.nq", "graph.nq.sha256", "manifest.json", "oxigraph"}
    return found | (facts if len(facts) != len(TEXTS) else set())


def shards_with(folder: Path, lines: list[str], *, shard: str = "00000", **changes: object) -> Path:
    """A folder as a build on a cluster leaves it, with lines of N-Quads in a shard of it."""
    (folder / "quads" / f"shard={shard}").mkdir(parents=True)
    with gzip.open(folder / "quads" / f"shard={shard}" / "part-0.txt.gz", "wt", encoding="utf-8") as out:
        out.writelines(lines)
    manifest = {
        "shards": "kg",
        "format": FORMAT,
        "complete": True,
        "violations": 0,
        "validate": True,
        "graph_version": "1",
        "written": {"00000": {"quad": 2}},
    }
    (folder / "manifest.json").write_text(json.dumps({**manifest, **changes}))
    return folder
