"""Facts as quads: what stands in the graph, for every type of fact, and that nothing else decides it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.evidence import Evidence
from kg.facts import Gap, SourceFacts
from kg.graph.iris import Iris
from kg.graph.quads import source_quads
from kg.graph.store import GraphStore
from kg.resolve import resolve
from tests.conftest import ROOT
from tests.made_up import (
    citation,
    duty,
    evidence,
    instrument,
    milestone,
    one_of_each,
    person,
    role,
    source,
    target,
)

PREFIXES = """
PREFIX gov: <https://w3id.org/govkg/ontology#>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX time: <http://www.w3.org/2006/time#>
"""


def lines_of(*sources: SourceFacts, base: str = "https://example.org/") -> list[str]:
    resolution = resolve(sources)
    return sorted(
        line
        for found, instruments in resolution.sources
        for _, lines in source_quads(found, instruments, resolution.labels, iris=Iris(base), version="1")
        for line in lines
    )


def store_of(lines: Sequence[str]) -> GraphStore:
    store = ox.Store()
    text = "".join(f"{line}\n" for line in lines)
    store.load(text, format=ox.RdfFormat.N_QUADS)
    for quad in list(store):
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    return GraphStore(store)


@pytest.fixture(scope="module")
def graph() -> GraphStore:
    return store_of(
        lines_of(source(instrument(one_of_each(), gaps=(Gap(evidence(), "no agent", "clauses"),))))
    )


ROWS = [
    (
        "?d a gov:Instrument, eli:LegalResource; eli:number '乙政发〔2023〕2号'; gov:issuerName '甲市乙区人民政府'",
        "the instrument",
    ),
    (
        "?d eli:passed_by/skos:prefLabel '甲市乙区人民政府'@zh; gov:jurisdiction/skos:prefLabel '甲市乙区'@zh",
        "issuer and place",
    ),
    ("?d gov:lastLine 99; prov:wasDerivedFrom/gov:fileName 'a.txt'", "source file"),
    (
        "?f gov:role gov:roleLead; gov:agentName '区水务局'; gov:agentKind 'org'; gov:task/gov:text '建设节水设施'",
        "role",
    ),
    ("?t a gov:Task; gov:leadBody/skos:prefLabel '区水务局'@zh", "shortcut to the lead"),
    ("?t gov:overseer/skos:prefLabel '王某'@zh", "shortcut to the overseer"),
    ("?t gov:responsibleBody ?g. ?g a gov:BodyGroup", "a group is responsible"),
    (
        "?t gov:supportBody ?p. ?p a org:Post; org:postIn/skos:prefLabel '区财政局'@zh",
        "a post supports, in its body",
    ),
    ("?f a gov:Duty; gov:text '负责节约用水'; gov:agent/gov:jurisdiction/gov:level 'county'", "duty"),
    (
        "?f a gov:Target; gov:indicator '节水率'; gov:comparator '>='; gov:printedValue '95'; gov:unit '%'; gov:minValue 95.0",
        "target",
    ),
    ("?f a gov:Target; gov:baseline '80%'; gov:due '2025'; time:hasTime/time:inXSDgYear ?year", "its times"),
    (
        "?d eli:based_on ?i; eli:cites ?i. ?i a eli:LegalResource; eli:number '甲政发〔2022〕1号'",
        "citation shortcuts",
    ),
    ("?f gov:relation gov:relationBasis; gov:citedTitle '甲市节水条例'; gov:inDocument ?d", "citation"),
    (
        "?f a gov:Appointment; gov:postName '区水务局局长'; gov:title '局长'; gov:organizationName '区水务局'",
        "appointment",
    ),
    (
        "?f a gov:Appointment; gov:date '2022-11-01'^^<http://www.w3.org/2001/XMLSchema#date>; gov:post ?p. ?x org:holds ?p",
        "post",
    ),
    (
        "?f a gov:AgentMembership; gov:role gov:memberMemberOrg; gov:bodyName '区节水工作领导小组'",
        "membership",
    ),
    (
        "?b a gov:CoordinatingBody; gov:officeAt/skos:prefLabel '区发改局'@zh. ?m org:memberOf ?b",
        "membership shortcuts",
    ),
    (
        "?f a gov:Milestone; gov:due '2021-05/2021-06'; time:hasTime/time:hasEnd/time:inXSDgYearMonth ?m",
        "milestone",
    ),
    (
        "?f gov:evidence ?e. ?e oa:hasSource/gov:fileName 'a.txt'; gov:line 1; oa:hasSelector/oa:exact '（区水务局牵头）'",
        "evidence",
    ),
    ("?f gov:evidence/oa:hasSelector ?s. ?s oa:start 50; oa:end 58", "position"),
    (
        "?g a gov:Gap; gov:reason 'no agent'; gov:inDocument ?d; prov:wasGeneratedBy/rdfs:label 'clauses'",
        "gap",
    ),
]


@pytest.mark.parametrize(("pattern", "reason"), ROWS, ids=lambda value: value)
def test_what_stands_in_the_graph(graph: GraphStore, pattern: str, reason: str) -> None:
    assert graph.ask(PREFIXES + "ASK { " + pattern + " }"), reason


def test_every_fact_has_evidence_document_order_and_pass(graph: GraphStore) -> None:
    rows = graph.select(
        PREFIXES
        + "SELECT ?f (COUNT(DISTINCT ?e) AS ?es) (COUNT(DISTINCT ?o) AS ?os) (COUNT(DISTINCT ?a) AS ?as) {"
        + " ?f gov:inDocument ?d; gov:order ?o; gov:evidence ?e; prov:wasGeneratedBy ?a } GROUP BY ?f"
    ).rows
    assert len(rows) == len(one_of_each()) + 1
    assert {row[1:] for row in rows} == {(1, 1, 1)}


def test_a_dismissal_is_no_holding() -> None:
    store = store_of(
        lines_of(
            source(
                instrument([person("王某", "区水务局局长", "区水务局", "局长", "dismissed", "2022-11-01")])
            )
        )
    )
    assert store.ask(PREFIXES + "ASK { ?f a gov:Dismissal }")
    assert not store.ask(PREFIXES + "ASK { ?p org:holds ?post }")


def test_a_target_is_linked_to_the_narrowest_task_around_it() -> None:
    facts = [
        role("区水务局", "一段很长的任务文字其中有目标九五", at=0),
        role("区财政局", "其中有目标九五", at=9),
        target(at=14, value="九五"),
    ]
    store = store_of(lines_of(source(instrument(facts))))
    rows = store.select(PREFIXES + "SELECT ?text { ?f a gov:Target; gov:task/gov:text ?text }").rows
    assert rows == (("其中有目标九五",),)


VALUES = [
    ("95", (95, 95)),
    ("1-2", (1, 2)),
    ("5-3", (3, 5)),  # as printed, the wrong way round
    ("1,200.50", ("1200.5", "1200.5")),
    ("0.0", (0, 0)),
    ("2:1", None),
    ("若干", None),
]


@pytest.mark.parametrize(("value", "ends"), VALUES, ids=lambda value: str(value))
def test_values_as_numbers(value: str, ends: tuple[object, object] | None) -> None:
    store = store_of(lines_of(source(instrument([target(value=value)]))))
    rows = store.select(PREFIXES + "SELECT ?low ?high { ?t gov:minValue ?low; gov:maxValue ?high }").rows
    assert [tuple(map(str, row)) for row in rows] == ([tuple(map(str, ends))] if ends else [])


DUES = [
    ("2025", "inXSDgYear"),
    ("2025-06", "inXSDgYearMonth"),
    ("2025-06-30", "inXSDDate"),
    ("2025-13", None),
    ("2025年底", None),
    ("2025/2026/2027", None),
]


@pytest.mark.parametrize(("due", "form"), DUES, ids=lambda value: str(value))
def test_times_keep_their_precision(due: str, form: str | None) -> None:
    store = store_of(lines_of(source(instrument([milestone(due)]))))
    assert store.ask(PREFIXES + f"ASK {{ ?f gov:due '{due}' }}")
    rows = store.select(
        PREFIXES + "SELECT ?p { ?f time:hasTime ?t . ?t ?p ?value FILTER(isLiteral(?value)) }"
    ).rows
    assert [str(row[0]).rpartition("#")[2] for row in rows] == ([form] if form else [])


def test_equal_facts_are_counted_not_merged() -> None:
    store = store_of(lines_of(source(instrument([duty("区水务局"), duty("区水务局")]))))
    assert len(store.select(PREFIXES + "SELECT ?f { ?f a gov:Duty }").rows) == 2


def test_moving_a_fact_keeps_its_name() -> None:
    def names(at: int) -> set[str]:
        rows = store_of(lines_of(source(instrument([role("区水务局", at=at)])))).select(
            PREFIXES + "SELECT ?f { ?f a gov:ResponsibilityAssignment }"
        )
        return {str(row[0]) for row in rows.rows}

    assert names(0) == names(1000)


def test_two_instruments_with_one_number_stay_two() -> None:
    both = source(
        instrument([duty("区水务局")]), instrument([duty("区财政局")], title="甲市乙区人民政府关于防汛的通知")
    )
    store = store_of(lines_of(both))
    assert len(store.select(PREFIXES + "SELECT ?d { ?d a gov:Instrument }").rows) == 2


def test_base_iri() -> None:
    lines = lines_of(source(instrument(one_of_each())), base="urn:x:kg/")
    assert all(line.startswith("<urn:x:kg/") for line in lines)
    for bad in ("", "example", "https://a b/", "https://a", "https://a/>"):
        with pytest.raises(InputError, match="base IRI"):
            Iris(bad)


def test_a_files_graphs_leave_no_trace() -> None:
    one, two = source(instrument(one_of_each())), source(instrument([role("区财政局")]), name="b.txt")
    alone = lines_of(two)
    both = lines_of(one, two)
    assert [line for line in both if line in set(alone)] == alone
    assert set(both) - set(alone) == set(lines_of(one))


HOSTILE = [
    '"',
    "\\",
    "\n\r\t",
    "<script>",
    "'''\"\"\"",
    "\x00\x01\x7f",
    "\ufffe\uffff",
    "𠮷",
    "\u202e",
    "\\u0041",
    "@zh",
    '"^^<x>',
    "{}",
]


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=5).map("".join))
def test_hostile_text_comes_back(text: str) -> None:
    fact = duty("区" + text, text)
    quoted = Evidence(3, 3 + len(text), 1, text, text, text)
    lines = lines_of(
        source(instrument([fact, citation(text)], gaps=(Gap(quoted, text, text),)), name=f"a{text}.txt")
    )
    store = store_of(lines)
    assert list(store.nquads()) == lines
    rows = store.select(
        PREFIXES + "SELECT ?text ?name { ?f a gov:Duty; gov:text ?text; gov:agentName ?name }"
    ).rows
    assert rows == ((text, "区" + text),)
    assert store.ask(PREFIXES + "ASK { ?g gov:reason ?reason; gov:evidence/oa:hasSelector/oa:exact ?reason }")


def test_the_same_on_every_hash_seed() -> None:
    script = (
        "from tests.made_up import *; from tests.graph.test_quads import lines_of; import hashlib;"
        "s=[source(instrument(one_of_each()), instrument([role('区财政局')], number=None), name=n) for n in ('a','b')];"
        "print(hashlib.sha256(chr(10).join(lines_of(*s)).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Shanghai"), ("4242", "UTC"))
    }
    assert len(found) == 1
    assert len(found.pop().strip()) == 64
