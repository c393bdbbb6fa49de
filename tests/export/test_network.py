"""GEXF and CSV tables: what networkx, an XML parser and a spreadsheet read back is the view."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import networkx as nx
from click.testing import CliRunner

from kg.cli import main
from kg.export.network import EDGES, NODES, write_edges, write_gexf, write_nodes
from kg.graph.store import GraphStore
from kg.graph.view import networkx_view
from tests.small import first, graph_of, second


def test_gexf(small: GraphStore) -> None:
    out = io.BytesIO()
    write_gexf(small, out)
    ElementTree.fromstring(out.getvalue())
    again = nx.read_gexf(io.BytesIO(out.getvalue()))
    view = networkx_view(small)
    assert set(again.nodes) == set(view.nodes)
    assert again.number_of_edges() == view.number_of_edges()
    ids = [data["id"] for _, _, data in again.edges(data=True)]
    assert len(set(ids)) == len(ids)
    kinds = sorted(data["kind"] for _, _, data in again.edges(data=True))
    assert kinds == sorted(key for _, _, key in view.edges(keys=True))


def test_gexf_takes_what_xml_cannot_hold() -> None:
    out = io.BytesIO()
    write_gexf(graph_of(first("区水\x0b务局")), out)
    ElementTree.fromstring(out.getvalue())


def table(write: object, store: GraphStore) -> list[dict[str, str]]:
    out = io.BytesIO()
    write(store, out)  # type: ignore[operator]
    return list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8"), newline="")))


def test_tables(small: GraphStore) -> None:
    view = networkx_view(small)
    nodes, edges = table(write_nodes, small), table(write_edges, small)
    assert {row["Id"]: row["Label"] for row in nodes} == {
        node: data["label"] for node, data in view.nodes(data=True)
    }
    assert tuple(nodes[0]) == NODES
    assert tuple(edges[0]) == EDGES
    assert len(edges) == view.number_of_edges()
    assert {row["Source"] for row in edges} | {row["Target"] for row in edges} <= {row["Id"] for row in nodes}
    assert table(write_edges, graph_of(second(), first())) == edges


def test_no_formula_leaves_the_table() -> None:
    labels = [row["Label"] for row in table(write_nodes, graph_of(first("=1+1局")))]
    assert not [label for label in labels if label.startswith("=")]


def test_the_commands(small_store: object) -> None:
    for format_ in ("gexf", "nodes", "edges", "sqlite", "parquet", "jsonld"):
        result = CliRunner().invoke(main, ["export", format_, "--store", str(small_store)])
        assert result.exit_code == 0, result.output
        assert len(result.stdout_bytes) > 200
