"""The shapes of ``ontology/shapes.ttl`` as plain data: the part of SHACL Core that the file uses, and no other.

A constraint the reader does not know raises: a check that is silently left out is no check.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.graph.ontology import text

SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_WORDS = """
    path message minCount maxCount datatype nodeKind class in minLength minInclusive pattern lessThan lessThanOrEquals
    languageIn uniqueLang node
"""
_KNOWN = frozenset(SH + word for word in _WORDS.split())
_OF_SHAPES = frozenset({f"{SH}property", f"{SH}node", f"{SH}targetClass", f"{_RDF}type"})

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Nodes = Mapping[Term, Mapping[str, list[Term]]]


@dataclass(frozen=True, slots=True)
class Constraint:
    """What the values of a path must be. Terms are N-Triples text, as they stand in the lines of a graph.

    Attributes:
        paths: the predicates; several are alternatives.
        messages: what is wrong, by language.
        least, most: how many values.
        datatype: IRI of the literals' datatype.
        iri: whether values must be IRIs.
        class_: class that values must have.
        among: the values allowed.
        min_length: of a value's text.
        at_least: smallest number.
        pattern: a value's text must match.
        below: predicate whose values must be greater; ``or_equal`` allows equal ones.
        languages: language tags allowed.
        unique_language: at most one value per language.
        shapes: names of shapes that values must conform to.
    """

    paths: tuple[str, ...]
    messages: Mapping[str, str]
    least: int = 0
    most: int | None = None
    datatype: str | None = None
    iri: bool = False
    class_: str | None = None
    among: frozenset[str] | None = None
    min_length: int = 0
    at_least: int | None = None
    pattern: re.Pattern[str] | None = None
    below: str | None = None
    or_equal: bool = False
    languages: frozenset[str] | None = None
    unique_language: bool = False
    shapes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shapes:
    """All shapes: constraints by shape, and the shapes that the members of a class must conform to."""

    constraints: Mapping[str, tuple[Constraint, ...]]
    of_class: Mapping[str, tuple[str, ...]]


@cache
def shapes() -> Shapes:
    """Reads ``ontology/shapes.ttl``.

    Raises:
        ValueError: it uses a part of SHACL that is not known here.
    """
    return read_shapes(text("shapes.ttl"))


def read_shapes(turtle: str) -> Shapes:
    """Reads shapes from Turtle; raises ValueError as :func:`shapes`."""
    nodes: defaultdict[Term, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(turtle, ox.RdfFormat.TURTLE):
        nodes[quad.subject][quad.predicate.value].append(quad.object)
    constraints: dict[str, tuple[Constraint, ...]] = {}
    of_class: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for node, values in list(nodes.items()):
        if ox.NamedNode(f"{SH}NodeShape") not in values.get(f"{_RDF}type", []):
            continue
        if unknown := values.keys() - _OF_SHAPES:
            raise ValueError(f"{node}: {sorted(unknown)} is not known to the fast check")
        constraints[str(node)] = tuple(_constraints(nodes, node))
        for class_ in values.get(f"{SH}targetClass", []):
            of_class[str(class_)] += (str(node),)
    return Shapes(constraints, dict(of_class))


def _constraints(nodes: Nodes, shape: Term) -> Iterator[Constraint]:
    for other in nodes[shape].get(f"{SH}node", []):
        yield from _constraints(nodes, other)
    for node in nodes[shape].get(f"{SH}property", []):
        yield _constraint(nodes, nodes[node])


def _constraint(nodes: Nodes, values: Mapping[str, list[Term]]) -> Constraint:
    if unknown := values.keys() - _KNOWN:
        raise ValueError(f"{sorted(unknown)} is not known to the fast check")

    def one(name: str) -> Term | None:
        return values.get(f"{SH}{name}", [None])[0]

    def number(name: str) -> int | None:
        term = one(name)
        return None if term is None else int(term.value)

    path = values[f"{SH}path"][0]
    alternatives = nodes[path].get(f"{SH}alternativePath") if isinstance(path, ox.BlankNode) else None
    kind, datatype, class_, pattern = one("nodeKind"), one("datatype"), one("class"), one("pattern")
    if kind is not None and kind.value != f"{SH}IRI":
        raise ValueError(f"node kind {kind} is not known to the fast check")
    below, among, languages = one("lessThan") or one("lessThanOrEquals"), one("in"), one("languageIn")
    return Constraint(
        paths=tuple(str(p) for p in _list(nodes, alternatives[0])) if alternatives else (str(path),),
        messages={m.language or "": m.value for m in values[f"{SH}message"] if isinstance(m, ox.Literal)},
        least=number("minCount") or 0,
        most=number("maxCount"),
        datatype=datatype.value if datatype else None,
        iri=kind is not None,
        class_=str(class_) if class_ else None,
        among=frozenset(map(str, _list(nodes, among))) if among else None,
        min_length=number("minLength") or 0,
        at_least=number("minInclusive"),
        pattern=re.compile(pattern.value) if pattern else None,
        below=str(below) if below else None,
        or_equal=one("lessThanOrEquals") is not None,
        languages=frozenset(t.value for t in _list(nodes, languages)) if languages else None,
        unique_language=one("uniqueLang") is not None,
        shapes=tuple(map(str, values.get(f"{SH}node", []))),
    )


def _list(nodes: Nodes, head: Term) -> Iterator[Term]:
    while f"{_RDF}first" in nodes[head]:
        yield nodes[head][f"{_RDF}first"][0]
        head = nodes[head][f"{_RDF}rest"][0]
