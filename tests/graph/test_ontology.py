"""The vocabulary, the code and the queries speak of the same terms."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.compare import isomorphic

from kg.errors import UnknownNameError
from kg.export.tables import to_csv
from kg.facts import Gap
from kg.graph import ontology
from kg.graph.guard import check
from kg.graph.reading import GraphStore
from kg.graph.terms import GOV
from tests.conftest import ROOT
from tests.graph.test_quads import lines_of, store_of
from tests.made_up import citation, evidence, instrument, one_of_each, person, role, source

NAMESPACE = str(GOV._NS)
FILES = ("govkg.ttl", "roles.ttl", "shapes.ttl")


def vocabulary() -> Graph:
    graph = Graph()
    for name in ("govkg.ttl", "roles.ttl"):
        graph.parse(data=ontology.text(name), format="turtle")
    return graph


def own_terms() -> set[str]:
    return {
        str(subject).removeprefix(NAMESPACE)
        for subject in set(vocabulary().subjects(RDF.type))
        if str(subject).startswith(NAMESPACE)
    }


@pytest.mark.parametrize("name", FILES)
def test_files_parse_and_come_back_the_same(name: str) -> None:
    graph = Graph().parse(data=ontology.text(name), format="turtle")
    assert isomorphic(graph, Graph().parse(data=graph.serialize(format="turtle"), format="turtle"))


def test_the_codes_terms_are_the_ontologys() -> None:
    assert set(GOV.__annotations__) - {"_fail"} == own_terms()


def test_a_misspelt_term_raises() -> None:
    with pytest.raises(AttributeError):
        GOV.leadBoddy  # noqa: B018


def test_every_term_is_used() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("kg/graph", "ontology/queries")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".py", ".rq"} and path.name != "terms.py"
    )
    used = set(re.findall(r"\b(?:GOV\.|gov:)(\w+)", code))
    abstract = {"Fact", "PostStatement"}  # classes of which only subclasses have members
    schemes = {str(s).removeprefix(NAMESPACE) for s in vocabulary().subjects(RDF.type, SKOS.ConceptScheme)}
    assert own_terms() - used == abstract | schemes


def test_everything_has_labels_and_definitions_in_both_languages() -> None:
    graph = vocabulary()
    for term in own_terms():
        node = URIRef(NAMESPACE + term)
        labels = [*graph.objects(node, RDFS.label), *graph.objects(node, SKOS.prefLabel)]
        comments = [*graph.objects(node, RDFS.comment), *graph.objects(node, SKOS.definition)]
        assert {label.language for label in labels} == {"zh", "en"}, term  # type: ignore[union-attr]
        if (node, RDF.type, SKOS.ConceptScheme) not in graph:
            assert {comment.language for comment in comments} == {"zh", "en"}, term  # type: ignore[union-attr]


def test_the_ontology_says_what_it_is() -> None:
    graph = vocabulary()
    node = URIRef(NAMESPACE[:-1])
    assert (node, RDF.type, OWL.Ontology) in graph
    assert str(graph.value(node, OWL.versionIRI)) == f"{node}/{graph.value(node, OWL.versionInfo)}"


def test_the_readmes_example_uses_known_terms_and_every_fact_class() -> None:
    readme = (ROOT / "ontology" / "README.md").read_text(encoding="utf-8")
    example = Graph().parse(data=readme.split("```turtle\n")[1].split("```")[0], format="turtle")
    used = {
        str(term).removeprefix(NAMESPACE)
        for triple in example
        for term in triple
        if str(term).startswith(NAMESPACE)
    }
    assert used <= own_terms()
    assert {
        "ResponsibilityAssignment",
        "Duty",
        "Target",
        "CitationLink",
        "Appointment",
        "AgentMembership",
        "Milestone",
    } <= used


def test_the_readmes_example_has_the_predicates_of_the_graph() -> None:
    readme = (ROOT / "ontology" / "README.md").read_text(encoding="utf-8")
    example = Graph().parse(data=readme.split("```turtle\n")[1].split("```")[0], format="turtle")
    written = {line.split(" ")[1].strip("<>") for line in lines_of(source(instrument(one_of_each())))}
    shown = {str(predicate) for predicate in example.predicates()}
    assert written - shown <= {
        NAMESPACE + "supportBody",
        NAMESPACE + "responsibleBody",
        NAMESPACE + "overseer",
        NAMESPACE + "officeAt",
    }


@pytest.mark.parametrize("name", ontology.query_names())
def test_queries(name: str) -> None:
    """Each runs, has its question in both languages, has rows, and gives the same through rdflib's own engine."""
    query = ontology.named_query(name)
    assert re.search("[\u4e00-\u9fff]", query.question_zh)
    assert query.question_en.endswith("?")
    for parameter in query.parameters:
        assert f"?{parameter}" in query.text.split("WHERE", 1)[1]
    check(query.text, ())
    facts = [
        *one_of_each(),
        role("区发改局", "另一任务", "responsible", at=700),
        role("区财政局"),
        role("区卫健局", role_="support"),
        person("李某", "区财政局局长", "区财政局", "局长"),
        person("李某", "区财政局党组书记", "区财政局", "党组书记"),
        citation("甲市节水办法", "甲政发〔2002〕9号", "repeals"),
    ]
    gap = Gap(evidence(7), "no agent", "clauses")
    there = {
        "title": "甲市丙区人民政府关于节水的通知",
        "number": "丙政发〔2023〕9号",
        "issuers": ("甲市丙区人民政府",),
    }
    lines = lines_of(
        source(instrument(facts, gaps=(gap,))),
        source(instrument([role("区水务局", role_="support")], **there), name="b.txt"),  # type: ignore[arg-type]
    )
    store = store_of(lines)
    rows = store.select(query.text).rows
    assert rows
    assert rows == store.select(query.text).rows
    in_memory = Graph()
    triples = {line[: line.rindex(" <")] + " ." for line in lines}
    in_memory.parse(data="\n".join(sorted(triples)), format="nt")
    other = [
        tuple(None if cell is None else str(cell) for cell in row) for row in in_memory.query(query.text)
    ]
    assert sorted(map(str, other)) == sorted(
        str(tuple(None if c is None else str(c).lower() if isinstance(c, bool) else str(c) for c in row))
        for row in rows
    )


def test_parameters_narrow_a_query() -> None:
    facts = [role("区水务局"), role("市水务局", "市里的任务")]
    store = store_of(lines_of(source(instrument(facts))))
    text = ontology.named_query("leads-by-department").text
    assert len(store.select(text).rows) == 2
    assert [row[:3] for row in store.select(text, {"place": "甲市乙区"}).rows] == [
        ("甲市乙区", "区水务局", 1)
    ]
    assert store.select(text, {"place": '甲市乙区" }'}).rows == ()


def test_an_unknown_query_suggests_close_ones() -> None:
    with pytest.raises(UnknownNameError, match="leads-by-department"):
        ontology.named_query("lead-by-department")
    with pytest.raises(UnknownNameError, match="leads-by-department"):
        ontology.named_query("leads")


def test_alignments_speak_of_terms_of_the_vocabulary() -> None:
    graph = Graph().parse(data=ontology.text("alignments.ttl"), format="turtle")
    aligned = {str(s).removeprefix(NAMESPACE) for s in graph.subjects() if str(s).startswith(NAMESPACE)}
    assert aligned <= own_terms()
    assert len(aligned) >= 15


@pytest.mark.parametrize("name", ontology.query_names())
def test_the_published_example_has_the_published_answer(name: str) -> None:
    """What a reader of the vocabulary in another language can check their store with: one graph, an answer per question."""
    store = ox.Store()
    example = ontology.text("examples/valid/complete.ttl")
    store.bulk_load(example.encode(), format=ox.RdfFormat.TURTLE, base_iri="https://example.org/")
    answer = to_csv(GraphStore(store).select(ontology.named_query(name).text))
    with (ontology.folder() / "examples" / "answers" / f"{name}.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        assert answer == file.read()
