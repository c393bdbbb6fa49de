"""The networkx view as GEXF for Gephi, and as CSV tables of nodes and edges for Neo4j, Gephi and spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from kg.export.graphml import clean_network
from kg.export.tables import csv_cell

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

# the names that Gephi's importer knows come first
NODES = ("Id", "Label", "kind", "place", "instrument", "comparator", "value", "unit", "due")
EDGES = ("Source", "Target", "Type", "kind", "weight")


def write_gexf(store: GraphStore, out: BinaryIO) -> None:
    """Write the view of the whole graph as GEXF 1.2."""
    import networkx as nx

    from kg.graph.view import networkx_view

    graph = clean_network(networkx_view(store))
    for number, (_, _, key, attributes) in enumerate(graph.edges(keys=True, data=True)):
        # GEXF takes "id" for the edge's own and would number parallel edges alike without it
        attributes |= {"id": str(number), "kind": str(key)}
    whole = io.BytesIO()
    nx.write_gexf(graph, whole, encoding="utf-8")
    out.write(whole.getvalue())


def write_nodes(store: GraphStore, out: BinaryIO) -> None:
    """Write the nodes of the view as CSV."""
    from kg.graph.view import networkx_view

    graph = networkx_view(store)
    rows = (
        (node, *(graph.nodes[node].get(name) for name in ("label", *NODES[2:])))
        for node in sorted(graph.nodes)
    )
    _write(out, NODES, rows)


def write_edges(store: GraphStore, out: BinaryIO) -> None:
    """Write the edges of the view as CSV."""
    from kg.graph.view import networkx_view

    graph = networkx_view(store)
    rows = sorted(
        (start, end, "Directed", key, graph.edges[start, end, key].get("weight"))
        for start, end, key in graph.edges(keys=True)
    )
    _write(out, EDGES, rows)


def _write(out: BinaryIO, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    out.write(text.getvalue().encode("utf-8"))
