"""GraphML: the networkx view in the XML that Gephi, yEd and igraph read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.export.clean import xml_safe

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph.store import GraphStore


def write_graphml(store: GraphStore, out: BinaryIO) -> None:
    """Write the view of the whole graph."""
    from kg.graph.view import networkx_view

    write_network(networkx_view(store), out)


def write_network(graph: nx.MultiDiGraph[Any], out: BinaryIO) -> None:
    """Write any network; what GraphML has no type for is left out (None) or becomes text (lists, dates)."""
    import networkx as nx

    nx.write_graphml(clean_network(graph), out, encoding="utf-8", named_key_ids=True)


def clean_network(graph: nx.MultiDiGraph[Any]) -> nx.MultiDiGraph[Any]:
    """Give a copy, sorted, whose attributes XML formats of networks can hold."""
    import networkx as nx

    clean: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    clean.graph.update(_attributes(graph.graph))
    # Sorted: the file depends on the graph alone, not on the order of its making.
    for node, attributes in sorted(graph.nodes(data=True), key=lambda item: str(item[0])):
        clean.add_node(_name(node), **_attributes(attributes))
    edges = sorted(graph.edges(keys=True, data=True), key=lambda e: (str(e[0]), str(e[1]), str(e[2])))
    for start, end, key, attributes in edges:
        clean.add_edge(_name(start), _name(end), key=_name(key), **_attributes(attributes))
    return clean


def _name(value: object) -> object:
    return xml_safe(value) if isinstance(value, str) else value


def _attributes(attributes: Mapping[Any, Any]) -> dict[str, str | int | float | bool]:
    return {xml_safe(str(k)): v for k, raw in attributes.items() if (v := _value(raw)) is not None}


def _value(value: object) -> str | int | float | bool | None:
    match value:
        case None:
            return None
        case bool() | int() | float():
            return value
        case str():
            return xml_safe(value)
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
        case list() | tuple() | set() | frozenset():
            parts = [str(v) for item in value if (v := _value(item)) is not None]
            return "; ".join(sorted(parts) if isinstance(value, set | frozenset) else parts)
        case _:
            return xml_safe(str(value))
