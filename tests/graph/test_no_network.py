"""Nothing leaves the machine: Python's own audit events, in a fresh process, for all that a query or an export may try."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.clock import HANGS

# The hook cannot be taken out again, so each run is a process of its own. It sees every socket that Python makes; what
# Oxigraph would do in Rust is refused before its parser sees the query, which the calls counted here show.
PROGRAM = """
import io, sys
import pyoxigraph as ox
from kg.graph.guard import QueryError
from kg.graph.store import open_store

seen = []
def hook(event, args):
    if event.startswith(("socket.", "urllib.")) or (event == "open" and "passwd" in str(args[0])):
        seen.append((event, args))
sys.addaudithook(hook)


store = open_store(sys.argv[1])
calls = []
real = store._store
class Spy:
    def query(self, *a, **k):
        calls.append(a)
        return real.query(*a, **k)
    def __getattr__(self, name):
        return getattr(real, name)
store._store = Spy()

exec(sys.stdin.read())
print("SEEN", seen)
print("CALLS", len(calls))
"""


def run(store: Path, body: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(store)],
        input=body,
        capture_output=True,
        text=True,
        check=False,
        timeout=HANGS,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


REFUSED = """
SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }
SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }
SELECT * { ?s ?p ?x { SERVICE ?x { ?s ?p ?o } } }
SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }
SELECT * { { SELECT * { OPTIONAL { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } } } } }
SELECT * FROM <http://127.0.0.1:9/g> { ?s ?p ?o }
SELECT * FROM NAMED <http://127.0.0.1:9/g> { GRAPH ?g { ?s ?p ?o } }
SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }
LOAD <http://127.0.0.1:9/x>
LOAD <file:///etc/passwd> INTO GRAPH <urn:x>
""".strip().splitlines()


def test_queries_are_refused_before_evaluation(small_store: Path) -> None:
    body = f"""
for query in {REFUSED!r}:
    for method in (store.select, store.ask, store.run):
        try:
            method(query)
        except QueryError as error:
            assert "refused" in str(error) or "no such graph" in str(error), error
        else:
            raise SystemExit(query)
# the graphs of the store are looked up for FROM, never the query itself run
calls[:] = [call for call in calls if call[0] in {REFUSED!r}]
"""
    told = run(small_store, body)
    assert "SEEN []" in told
    assert "CALLS 0" in told


def test_the_hook_sees_a_connection(small_store: Path) -> None:
    told = run(
        small_store,
        "import socket\ntry:\n    socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError:\n    pass",
    )
    assert "socket.connect" in told


@pytest.mark.parametrize("reader", ["pyoxigraph", "rdflib"])
def test_json_ld_is_read_without_fetching_its_context(small_store: Path, reader: str) -> None:
    read = (
        "assert len(list(ox.parse(out.getvalue(), ox.RdfFormat.JSON_LD))) > 100"
        if reader == "pyoxigraph"
        else "import rdflib; assert len(rdflib.Dataset().parse(data=out.getvalue(), format='json-ld')) > 0"
    )
    body = f"""
from kg.export.jsonld import write_jsonld
out = io.BytesIO()
write_jsonld(store, out)
{read}
"""
    assert "SEEN []" in run(small_store, body)


def test_a_remote_context_is_not_fetched(small_store: Path, tmp_path: Path) -> None:
    """Kg load reads N-Quads only, so JSON-LD with a context elsewhere is refused as what it is not."""
    (tmp_path / "x.nq").write_text('{"@context": "http://127.0.0.1:9/context", "@id": "urn:a"}\n')
    body = f"""
from pathlib import Path
from kg.build.edit import load_lines
from kg.errors import InputError
try:
    load_lines(Path({str(tmp_path / "store")!r}), Path({str(tmp_path / "x.nq")!r}).read_text().splitlines())
except InputError as error:
    assert "not N-Quads" in str(error)
else:
    raise SystemExit("loaded")
"""
    assert "SEEN []" in run(small_store, body)


def test_rdflib_s_own_engine_loads_no_graphs(small_store: Path) -> None:
    body = """
import rdflib.plugins.sparql
dataset = store.dataset()
assert rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS is False
list(dataset.query("SELECT * FROM <http://127.0.0.1:9/g> { ?s ?p ?o }"))
"""
    told = run(small_store, body)
    assert "socket.connect" not in told
