"""Every RDF export is read back by other libraries and holds the same statements."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Callable
from typing import BinaryIO

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from kg.export import rdf
from kg.export.jsonld import write_jsonld
from kg.graph import ontology
from kg.graph.store import GraphStore
from tests.small import first, graph_of, second

Writer = Callable[[GraphStore, BinaryIO], None]


def written(writer: Writer, store: GraphStore) -> bytes:
    buffer = io.BytesIO()
    writer(store, buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("writer", "format_"),
    [
        (rdf.write_nquads, ox.RdfFormat.N_QUADS),
        (rdf.write_trig, ox.RdfFormat.TRIG),
        (write_jsonld, ox.RdfFormat.JSON_LD),
    ],
)
def test_quads_survive(small: GraphStore, writer: Writer, format_: ox.RdfFormat) -> None:
    wanted = sorted(small.nquads())
    assert sorted(f"{quad} ." for quad in ox.parse(written(writer, small), format_)) == wanted


@pytest.mark.parametrize(
    ("writer", "format_"),
    [(rdf.write_nquads, "nquads"), (rdf.write_trig, "trig"), (write_jsonld, "json-ld")],
)
def test_rdflib_reads_them(small: GraphStore, writer: Writer, format_: str) -> None:
    dataset = Dataset()
    dataset.parse(data=written(writer, small), format=format_)
    assert sum(1 for _ in dataset.quads()) == sum(1 for _ in small.nquads())


def test_turtle_is_the_union(small: GraphStore) -> None:
    turtle = Graph().parse(data=written(rdf.write_turtle, small), format="turtle")
    union = Graph()
    for line in small.nquads():
        for quad in ox.parse(line, ox.RdfFormat.N_QUADS):
            union.parse(data=f"{quad.triple} .", format="nt")
    assert isomorphic(turtle, union)


@pytest.mark.parametrize("writer", [rdf.write_nquads, rdf.write_turtle, rdf.write_trig, write_jsonld])
def test_the_same_graph_is_the_same_file(small: GraphStore, writer: Writer) -> None:
    assert written(writer, small) == written(writer, graph_of(second(), first()))


def test_json_ld_is_framed_by_instrument(small: GraphStore) -> None:
    data = json.loads(written(write_jsonld, small))
    assert data["@context"] == json.loads(ontology.text("context.jsonld"))["@context"]
    trees = [
        tree for graph in data["@graph"] for tree in graph["@graph"] if "Instrument" in tree.get("@type", "")
    ]
    assert len(trees) == 2
    tree = next(tree for tree in trees if "节水" in tree["eli:title"])
    roles = [fact for fact in tree["facts"] if fact["@type"] == "ResponsibilityAssignment"]
    assert roles[0]["agentName"] == "区水务局"
    assert roles[0]["task"]["text"] == "建设节水设施"
    assert roles[0]["evidence"]["oa:hasSelector"][1]["oa:exact"].startswith("（牵头单位")
    assert [fact["order"] for fact in tree["facts"]] == sorted(fact["order"] for fact in tree["facts"])


def test_the_context_has_every_term_of_the_vocabulary() -> None:
    context = json.loads(ontology.text("context.jsonld"))["@context"]
    vocabulary = Graph().parse(data=ontology.text("govkg.ttl")).parse(data=ontology.text("roles.ttl"))
    namespace = context["gov"]
    terms = {str(s).removeprefix(namespace) for s in vocabulary.subjects() if str(s).startswith(namespace)}
    assert terms <= context.keys(), "add them to ontology/context.jsonld"


@pytest.mark.parametrize(
    ("writer", "name"), [(rdf.write_turtle, "turtle"), (rdf.write_nquads, "nquads"), (rdf.write_trig, "trig")]
)
def test_rapper_reads_them(small: GraphStore, writer: Writer, name: str) -> None:
    program = shutil.which("rapper")
    if program is None:
        pytest.skip("rapper is not on this machine: rdflib and pyoxigraph parse every export above")
    command = [program, "-q", "-c", "-i", name, "-", "urn:base"]
    done = subprocess.run(command, input=written(writer, small), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
