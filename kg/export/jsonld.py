"""JSON-LD framed by instrument: a document with its facts inside it, their evidence, agents and tasks inside them.

The context is the published one (``ontology/context.jsonld``) and stands in the file itself: a reader fetches nothing. Each
named graph keeps its name, so that the file holds the same quads as every other format.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from kg.graph.ontology import text

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

Properties = Mapping[str, list[ox.NamedNode | ox.Literal]]

_GOV = "https://w3id.org/govkg/ontology#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_IN, _ORDER, _INSTRUMENT = f"{_GOV}inDocument", f"{_GOV}order", f"{_GOV}Instrument"


def write_jsonld(store: GraphStore, out: BinaryIO) -> None:
    """Write every named graph, an instrument's as a tree below the instrument."""
    context = json.loads(text("context.jsonld"))["@context"]
    out.write(b'{"@context":' + _json(context) + b',\n"@graph":[')
    for number, (name, nodes) in enumerate(_graphs(store)):
        frame = _Frame(context, nodes)
        out.write(b",\n" if number else b"\n")
        out.write(b'{"@id":' + _json(name) + b',"@graph":[')
        for position, tree in enumerate(frame.trees()):
            out.write(b",\n" if position else b"\n")
            out.write(_json(tree))
        out.write(b"]}")
    out.write(b"\n]}\n")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _graphs(store: GraphStore) -> Iterator[tuple[str, dict[str, Properties]]]:
    graphs: defaultdict[str, defaultdict[str, defaultdict[str, list[Any]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for line in store.nquads():
        for quad in ox.parse(line, ox.RdfFormat.N_QUADS):
            node = graphs[quad.graph_name.value][quad.subject.value]
            node[quad.predicate.value].append(quad.object)
    for name in sorted(graphs):
        yield name, dict(graphs[name])


class _Frame:
    """The trees of one named graph. Each node is told in full once, where it is met first."""

    def __init__(self, context: Mapping[str, Any], nodes: Mapping[str, Properties]) -> None:
        self._nodes = nodes
        self._told: set[str] = set()
        self._prefixes = {
            iri: name for name, iri in context.items() if isinstance(iri, str) and iri.endswith(("#", "/"))
        }
        self._terms: dict[str, tuple[str, Mapping[str, str]]] = {}
        for name, term in context.items():
            if name.startswith("@") or (isinstance(term, dict) and "@reverse" in term):
                continue
            definition = term if isinstance(term, dict) else {"@id": term}
            prefix, _, local = definition["@id"].partition(":")
            if isinstance(context.get(prefix), str):
                self._terms[context[prefix] + local] = (name, definition)

    def trees(self) -> Iterator[dict[str, Any]]:
        """Yields instruments first, then what they do not lead to."""
        instruments = [n for n, p in self._nodes.items() if ox.NamedNode(_INSTRUMENT) in p.get(_TYPE, [])]
        for node in (*instruments, *self._nodes):
            if node not in self._told:
                yield self._tree(node)

    def _tree(self, node: str, without: str | None = None) -> dict[str, Any]:
        self._told.add(node)
        properties = self._nodes[node]
        tree: dict[str, Any] = {"@id": node}
        if types := properties.get(_TYPE):
            names = [self._type(type_.value) for type_ in types]
            tree["@type"] = names[0] if len(names) == 1 else names
        if ox.NamedNode(_INSTRUMENT) in properties.get(_TYPE, []):
            facts = [
                n for n, p in self._nodes.items() if _ORDER in p and ox.NamedNode(node) in p.get(_IN, [])
            ]
            facts.sort(key=lambda fact: (int(self._nodes[fact][_ORDER][0].value), fact))
            tree["facts"] = [self._tree(fact, without=_IN) for fact in facts if fact not in self._told]
        for predicate, values in properties.items():
            if predicate in {_TYPE, without}:
                continue
            name, definition = self._terms.get(predicate) or (self._compact(predicate), {})
            told = [self._value(value, definition) for value in values]
            tree[name] = told[0] if len(told) == 1 else told
        return tree

    def _value(self, value: ox.NamedNode | ox.Literal, definition: Mapping[str, str]) -> object:
        if not isinstance(value, ox.Literal):
            if value.value in self._nodes and value.value not in self._told:
                return self._tree(value.value)
            return value.value if definition.get("@type") == "@id" else {"@id": value.value}
        if value.language:
            plain = definition.get("@language") == value.language
            return value.value if plain else {"@value": value.value, "@language": value.language}
        datatype = value.datatype.value
        if self._is_plain(value, datatype, definition):
            return int(value.value) if datatype == f"{_XSD}integer" else value.value
        return {"@value": value.value, "@type": self._compact(datatype)}

    def _is_plain(self, value: ox.Literal, datatype: str, definition: Mapping[str, str]) -> bool:
        coerced = definition.get("@type")
        if coerced is not None:
            return coerced == self._compact(datatype)
        if "@language" in definition:
            return False
        if datatype == f"{_XSD}integer":
            return str(int(value.value)) == value.value if value.value.lstrip("-").isdigit() else False
        return datatype == f"{_XSD}string"

    def _type(self, iri: str) -> str:
        term = self._terms.get(iri)
        return term[0] if term else self._compact(iri)

    def _compact(self, iri: str) -> str:
        for prefix, name in self._prefixes.items():
            if iri.startswith(prefix):
                return f"{name}:{iri[len(prefix) :]}"
        return iri
