from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import networkx as nx

from kg.export.graphml import write_graphml, write_network
from kg.graph.store import GraphStore


def test_values_that_graphml_cannot_hold() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="甲\x00市")
    graph.add_node("a\x01", label="区\x0b财政局", none=None, several=["x", None, "y"], when=date(2031, 3, 17))
    graph.add_node("b", some={"q", "p"}, exact=Decimal("1.5"), yes=True, odd=object)
    graph.add_edge("a\x01", "b", key="lead", n=2)
    graph.add_edge("a\x01", "b", key="support", n=None)
    out = io.BytesIO()
    write_network(graph, out)
    back = nx.parse_graphml(out.getvalue().decode("utf-8"), force_multigraph=True)
    assert back.nodes["a"] == {"label": "区财政局", "several": "x; y", "when": "2031-03-17"}
    assert back.nodes["b"]["some"] == "p; q"
    assert back.nodes["b"]["exact"] == 1.5
    assert back.nodes["b"]["yes"] is True
    assert set(back["a"]["b"]) == {"lead", "support"}
    assert graph.nodes["a\x01"]["none"] is None, "the graph given is left as it was"


def test_order_of_making_does_not_matter() -> None:
    one: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    one.add_edge("a", "b", key="k")
    one.add_node("c")
    other: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    other.add_nodes_from("cba")
    other.add_edge("a", "b", key="k")
    outs = [io.BytesIO(), io.BytesIO()]
    write_network(one, outs[0])
    write_network(other, outs[1])
    assert outs[0].getvalue() == outs[1].getvalue()


def test_the_whole_view(small: GraphStore) -> None:
    out = io.BytesIO()
    write_graphml(small, out)
    back = nx.parse_graphml(out.getvalue().decode("utf-8"), force_multigraph=True)
    labels = {str(data.get("label")) for _, data in back.nodes(data=True)}
    assert {"区水务局", "区林业局"} <= labels
