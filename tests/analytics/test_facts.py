"""Facts as flat records: what went in comes out, with the graph's nodes."""

from __future__ import annotations

import re
from collections import Counter

from kg.analytics.facts import WORDS, fact_rows
from kg.graph import ontology
from kg.graph.store import GraphStore
from tests.small import TEXTS


def test_every_kind_comes_out_once(small: GraphStore) -> None:
    counts = Counter(row["type"] for row in fact_rows(small))
    assert counts == {
        "document": 2,
        "role": 11,
        "duty": 1,
        "target": 1,
        "citation": 1,
        "person": 1,
        "member": 2,
        "milestone": 1,
    }


def test_evidence_is_verbatim_and_order_is_that_of_the_source(small: GraphStore) -> None:
    rows = fact_rows(small)
    for row in rows:
        text = TEXTS[row["file"]]
        assert text[row["start"] : row["end"]] == row["quote"]
        assert row["line"] == 1 + text.count("\n", 0, row["start"])
    places = [(row["file"], row["start"]) for row in rows]
    assert places == sorted(places)


def test_fields(small: GraphStore) -> None:
    by_type = {row["type"]: row for row in reversed(fact_rows(small))}
    wanted = {
        "document": {"title": "甲市乙区人民政府关于印发节水方案的通知", "number": "乙政发〔2031〕2号"}
        | {"issuer": ["甲市乙区人民政府"], "date": "2031-03-17", "last_line": 12, "pass": "documents"},
        "role": {"role": "lead", "agent": "区水务局", "agent_kind": "org", "task": "建设节水设施"},
        "duty": {"agent": "区财政局", "agent_kind": "org", "duty": "负责资金保障"},
        "target": {
            "indicator": "节水率",
            "op": ">=",
            "value": "95",
            "unit": "%",
            "by": "2035",
            "baseline": None,
        },
        "citation": {"title": "甲市节水条例", "number": "甲政发〔2030〕1号", "relation": "basis"},
        "person": {"person": "王某某", "post": "区水务局局长", "org": "区水务局", "title": "局长"}
        | {"event": "holds", "date": None, "note": None},
        "member": {"body": "节水工作领导小组", "agent": "王某某", "agent_kind": "person", "role": "chair"},
        "milestone": {"agent": None, "task": "建设节水设施", "due": "2031-06", "step": "完成管网改造"},
    }
    assert set(wanted) == set(by_type)
    for kind, fields in wanted.items():
        assert {k: by_type[kind][k] for k in fields} == fields


def test_document_and_iri_are_nodes(small: GraphStore) -> None:
    subjects = {line.split(" ", 1)[0][1:-1] for line in small.nquads()}
    for row in fact_rows(small):
        assert row["iri"] in subjects
        assert row["document"] in subjects
        for key in ("agent_id", "task_id", "cited", "org_id", "body_id"):
            assert row.get(key) is None or row[key] in subjects


def test_only_what_names_a_node(small: GraphStore) -> None:
    (water,) = {r["agent_id"] for r in fact_rows(small) if r.get("agent") == "区水务局"}
    about = fact_rows(small, about=water)
    assert Counter(r["type"] for r in about) == {"role": 2, "member": 1, "person": 1}
    (document,) = {r["iri"] for r in fact_rows(small) if r.get("number") == "丙政发〔2031〕3号"}
    assert [r["type"] for r in fact_rows(small, about=document)] == ["document", "role", "role"]


def test_only_some_types(small: GraphStore) -> None:
    assert {r["type"] for r in fact_rows(small, types={"duty", "target"})} == {"duty", "target"}


def test_the_words_of_roles_are_the_ontology_s() -> None:
    import pyoxigraph as ox

    notation = ox.NamedNode("http://www.w3.org/2004/02/skos/core#notation")
    triples = ox.parse(ontology.text("roles.ttl"), ox.RdfFormat.TURTLE)
    words = {t.subject.value: t.object.value for t in triples if t.predicate == notation}  # type: ignore[union-attr]
    words = {iri: word for iri, word in words.items() if not re.search("#(type|kind)[A-Z]", iri)}
    assert words == WORDS
