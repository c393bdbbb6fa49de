"""RDF in the formats other tools read.

All of them are made from the store's sorted N-Quads: the same graph is the same file on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.graph.store import GraphStore

PREFIXES = {
    "gov": "https://w3id.org/govkg/ontology#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def write_nquads(store: GraphStore, out: BinaryIO) -> None:
    """Write every quad, one per line, sorted by code point."""
    for line in store.nquads():
        out.write(line.encode("utf-8") + b"\n")


def write_turtle(store: GraphStore, out: BinaryIO) -> None:
    """Write the union of all named graphs as Turtle; what several graphs say stands there once."""
    import pyoxigraph as ox

    ox.serialize(_union(_quads(store)), out, ox.RdfFormat.TURTLE, prefixes=PREFIXES)


def write_trig(store: GraphStore, out: BinaryIO) -> None:
    """Write every named graph as TriG."""
    import pyoxigraph as ox

    ox.serialize(_by_graph(_quads(store)), out, ox.RdfFormat.TRIG, prefixes=PREFIXES)


def _quads(store: GraphStore) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    for line in store.nquads():
        yield from ox.parse(line, ox.RdfFormat.N_QUADS)


def _union(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """Drop the graph names. Sorted quads hold equal triples side by side."""
    last = None
    for quad in quads:
        if (triple := quad.triple) != last:
            yield triple
            last = triple


def _by_graph(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Bring the quads of a graph together, as both formats nest them (the sort is stable)."""
    return sorted(quads, key=lambda quad: str(quad.graph_name))
