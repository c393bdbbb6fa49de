"""Every RDF export is read back by other libraries and holds the same statements."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from kg.export import rdf
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
        (rdf.write_jsonld, ox.RdfFormat.JSON_LD),
    ],
)
def test_quads_survive(small: GraphStore, writer: Writer, format_: ox.RdfFormat) -> None:
    wanted = sorted(small.nquads())
    assert sorted(f"{quad} ." for quad in ox.parse(written(writer, small), format_)) == wanted


@pytest.mark.parametrize(
    ("writer", "format_"),
    [(rdf.write_nquads, "nquads"), (rdf.write_trig, "trig"), (rdf.write_jsonld, "json-ld")],
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


@pytest.mark.parametrize("writer", [rdf.write_nquads, rdf.write_turtle, rdf.write_trig, rdf.write_jsonld])
def test_the_same_graph_is_the_same_file(small: GraphStore, writer: Writer) -> None:
    assert written(writer, small) == written(writer, graph_of(second(), first()))
