"""Two independent libraries, Oxigraph and rdflib, agree on answers and on graphs.

They give the same answers to every question that the ontology brings, with and without its parameters, and read the
same graph out of every RDF export, also after writing it once more.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from typing import BinaryIO

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from rdflib import Literal as RdflibLiteral
from rdflib.compare import to_canonical_graph

from kg.export import rdf
from kg.export.jsonld import write_jsonld
from kg.graph import ontology
from kg.graph.binding import bind
from kg.graph.store import GraphStore

Quads = set[tuple[str, ...]]
Writer = Callable[[GraphStore, BinaryIO], None]


def written(writer: Writer, store: GraphStore) -> bytes:
    buffer = io.BytesIO()
    writer(store, buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def in_rdflib(small: GraphStore) -> Graph:
    """The union of the small store's graphs, which is what its default graph holds, in rdflib's own memory store."""
    return Graph().parse(data=written(rdf.write_turtle, small), format="turtle")


def examples(query: ontology.NamedQuery, store: GraphStore) -> dict[str, str]:
    """A value for each parameter: one that a row without parameters has, else one after all dates and numbers."""
    rows = store.select(query.text).dicts()
    values: dict[str, str] = {}
    for name in query.parameters:
        seen = sorted(str(row[name]) for row in rows if row.get(name) is not None)
        values[name] = seen[len(seen) // 2] if seen else "2035-12-31"
    return values


def cell(value: object) -> str | None:
    """A value without the libraries' own types; numbers as numbers, so that 1 and 1.0 are one answer."""
    if isinstance(value, RdflibLiteral):
        value = (
            value.toPython() if value.datatype is not None and "#string" not in value.datatype else str(value)
        )
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


ASKED = [
    (name, bound)
    for name in ontology.query_names()
    for bound in (False, True)
    if not bound or ontology.named_query(name).parameters
]


@pytest.mark.parametrize(("name", "bound"), ASKED)
def test_both_engines_give_the_same_answers(
    small: GraphStore, in_rdflib: Graph, name: str, bound: bool
) -> None:
    query = ontology.named_query(name)
    values = examples(query, small) if bound else {}
    ours = small.select(query.text, values).rows
    terms = {ox.Variable(key): ox.Literal(value) for key, value in values.items()}
    theirs = in_rdflib.query(bind(query.text, terms))
    assert Counter(tuple(map(cell, row)) for row in theirs) == Counter(tuple(map(cell, row)) for row in ours)


def test_the_small_store_answers_most_questions(small: GraphStore) -> None:
    """Engines that agree on nothing but empty answers would say little."""
    names = ontology.query_names()
    assert sum(bool(small.select(ontology.named_query(name).text).rows) for name in names) > 0.7 * len(names)


def quads_of(data: bytes, format_: ox.RdfFormat, *, named: bool) -> Quads:
    """As a set that does not depend on the names of blank nodes."""
    dataset = ox.Dataset(ox.parse(data, format_))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {tuple(map(str, quad if named else quad.triple)) for quad in dataset}


def rdflib_quads(data: bytes, format_: str, *, named: bool) -> tuple[bytes, Quads]:
    """What rdflib reads, written by rdflib once more and read by Oxigraph."""
    if named:
        dataset = Dataset()
        dataset.parse(data=data, format=format_)
        again = dataset.serialize(format="nquads", encoding="utf-8")
        return again, quads_of(again, ox.RdfFormat.N_QUADS, named=True)
    graph = to_canonical_graph(Graph().parse(data=data, format=format_))
    again = graph.serialize(format="nt", encoding="utf-8")
    return again, quads_of(again, ox.RdfFormat.N_TRIPLES, named=False)


@pytest.mark.parametrize(
    ("writer", "format_", "rdflib_name", "named"),
    [
        (rdf.write_turtle, ox.RdfFormat.TURTLE, "turtle", False),
        (rdf.write_trig, ox.RdfFormat.TRIG, "trig", True),
        (rdf.write_nquads, ox.RdfFormat.N_QUADS, "nquads", True),
        (write_jsonld, ox.RdfFormat.JSON_LD, "json-ld", True),
    ],
)
def test_round_trips_give_the_same_graph(
    small: GraphStore, writer: Writer, format_: ox.RdfFormat, rdflib_name: str, named: bool
) -> None:
    """Out of the store, into either library, out of it and back again: the same quads, term for term."""
    stored = "\n".join(small.nquads()).encode()
    wanted = quads_of(stored, ox.RdfFormat.N_QUADS, named=named)
    data = written(writer, small)
    assert quads_of(data, format_, named=named) == wanted
    again = ox.serialize(ox.parse(data, format_), format=format_)
    assert again is not None
    assert quads_of(again, format_, named=named) == wanted
    assert rdflib_quads(data, rdflib_name, named=named)[1] == wanted
    assert rdflib_quads(again, rdflib_name, named=named)[1] == wanted
