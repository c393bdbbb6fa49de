"""The shapes: a complete graph conforms; what they ask for is missed when it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph, URIRef
from rdflib.collection import Collection

from kg.facts import Gap
from kg.graph import ontology
from tests.conftest import ROOT
from tests.graph.test_quads import lines_of
from tests.made_up import body_change, evidence, instrument, one_of_each, person, source


@cache
def shapes() -> Graph:
    return Graph().parse(data=ontology.text("shapes.ttl"), format="turtle")


def data() -> Graph:
    facts = [
        *one_of_each(),
        person("李某", "区财政局局长", "区财政局", "局长"),
        body_change("区水利局", "区水务局"),
    ]
    gap = Gap(evidence(7), "no agent", "clauses")
    lines = lines_of(source(instrument(facts, gaps=(gap,)), gaps=(gap,)))
    triples = {line[: line.rindex(" <")] + " ." for line in lines}
    return Graph().parse(data="\n".join(sorted(triples)), format="nt")


def report(graph: Graph) -> tuple[bool, str]:
    conforms, _, text = validate(graph, shacl_graph=shapes())
    return bool(conforms), str(text)


def required() -> Iterator[tuple[str, tuple[URIRef, ...]]]:
    """Each required property of each shape with a target: the shape's name and the predicates of the path."""
    for shape in sorted(shapes().subjects(RDF.type, SH.NodeShape)):
        for owner in (shape, *shapes().objects(shape, SH.node)):
            if (shape, SH.targetClass, None) not in shapes():
                continue
            for constraint in shapes().objects(owner, SH.property):
                if int(shapes().value(constraint, SH.minCount) or 0) < 1:  # type: ignore[call-overload]
                    continue
                path = shapes().value(constraint, SH.path)
                if isinstance(path, URIRef):
                    yield str(shape), (path,)
                else:
                    alternatives = shapes().value(path, SH.alternativePath)
                    yield str(shape), tuple(Collection(shapes(), alternatives))  # type: ignore[arg-type]


def test_the_shapes_are_shapes() -> None:
    assert validate(Graph(), shacl_graph=shapes(), meta_shacl=True)[0]


def test_a_complete_graph_conforms() -> None:
    conforms, text = report(data())
    assert conforms, text


def test_every_class_of_the_graph_has_a_shape() -> None:
    classes = set(data().objects(None, RDF.type))
    assert classes <= set(shapes().objects(None, SH.targetClass))


def test_every_required_property_is_missed() -> None:
    cases = sorted(set(required()))
    assert len(cases) > 60
    # one run for all shapes of one property: each shape's targets must be named in the report
    by_path: dict[tuple[URIRef, ...], set[str]] = {}
    for shape, path in cases:
        by_path.setdefault(path, set()).add(shape)
    for path, owners in by_path.items():
        graph = data()
        for predicate in path:
            graph.remove((None, predicate, None))
        conforms, results, _ = validate(graph, shacl_graph=shapes())
        assert not conforms, path
        focus = set(results.objects(None, SH.focusNode))  # type: ignore[union-attr]
        for owner in owners:
            targets = {
                node
                for class_ in shapes().objects(URIRef(owner), SH.targetClass)
                for node in graph.subjects(RDF.type, class_)
            }
            assert focus & targets, (owner, path)


WRONG = [
    ("role", '"lead"', "has no role"),
    ("comparator", '"≥"', "has no comparator"),
    ("agentKind", '"body"', "the kind of agent"),
    ("level", '"district"', "the level of the place"),
    ("minValue", "99999.0", "the low end"),
    ("line", "0", "the evidence has no line"),
    ("sha256", '"abc"', "has no SHA-256"),
]


@pytest.mark.parametrize(("term", "value", "message"), WRONG)
def test_values_out_of_range(term: str, value: str, message: str) -> None:
    graph = data()
    predicate = URIRef(f"https://w3id.org/govkg/ontology#{term}")
    subjects = set(graph.subjects(predicate))
    assert subjects
    for subject in subjects:
        graph.remove((subject, predicate, None))
        graph.update(f"INSERT DATA {{ <{subject}> <{predicate}> {value} }}")
    conforms, text = report(graph)
    assert not conforms
    assert message in text


EXAMPLES = ROOT / "ontology" / "examples"


@pytest.mark.parametrize("path", sorted((EXAMPLES / "valid").glob("*.ttl")), ids=lambda p: p.stem)
def test_valid_examples_conform(path: Path) -> None:
    conforms, text = report(Graph().parse(path))
    assert conforms, text


@pytest.mark.parametrize("path", sorted((EXAMPLES / "invalid").glob("*.ttl")), ids=lambda p: p.stem)
def test_invalid_examples_violate_their_shape(path: Path) -> None:
    """The head of each says which shape, and what is wrong in the words of the shape's message."""
    told, shape = (line.split(": ", 1)[1] for line in path.read_text(encoding="utf-8").splitlines()[:2])
    conforms, text = report(Graph().parse(path))
    assert not conforms
    assert told.split(" ", 1)[1] in text
    assert (URIRef(shape), SH.targetClass, None) in shapes()


def test_every_shape_has_an_invalid_example() -> None:
    named = {str(shape).partition("#")[2].lower() for shape in shapes().subjects(SH.targetClass)}
    assert {path.stem for path in (EXAMPLES / "invalid").glob("*.ttl")} == named
