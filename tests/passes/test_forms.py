"""Every form and level of document: made-up sentences and mini-documents with the facts they hold.

A row of ``tests/data/forms`` lists all facts of its text, so a fact too many fails as one missed does. Texts that are
not whole documents stand in a county's plan of 5 March 2024.
"""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from kg.extract import extract_source
from kg.facts import (
    Agent,
    AgentKind,
    CitationFact,
    DocumentFact,
    DutyFact,
    Fact,
    MemberFact,
    MentionFact,
    MilestoneFact,
    PersonFact,
    RoleFact,
    TargetFact,
)
from kg.sources.model import SourceText
from tests.conftest import ROOT

FRAME = (
    "甲县人民政府关于印发有关工作方案的通知\n甲政发〔2024〕6号\n各有关单位：\n"
    "现将有关工作方案印发给你们，请认真落实。\n甲县人民政府\n2024年3月5日\n有关工作方案\n"
)
FORMS = [
    {**form, "file": path.stem}
    for path in sorted((ROOT / "tests" / "data" / "forms").glob("*.toml"))
    for form in tomllib.loads(path.read_text(encoding="utf-8"))["form"]
]


def named(agent: Agent | None) -> str:
    if agent is None:
        return "-"
    return agent.name if agent.kind is AgentKind.ORG else f"{agent.name}<{agent.kind.value}>"


def said(fact: Fact) -> str:
    """One line for a fact, as the rows print it."""
    match fact:
        case RoleFact():
            return f"role {fact.role.value} | {named(fact.agent)} | {fact.task.text}"
        case DutyFact():
            return f"duty {named(fact.agent)} | {fact.duty}"
        case TargetFact():
            value = f"{fact.op.value} {fact.value} {fact.unit}"
            return f"target {fact.indicator} | {value} | {fact.by or '-'} | {fact.baseline or '-'}"
        case CitationFact():
            return f"citation {fact.relation.value} | {fact.title or '-'} | {fact.number or '-'}"
        case PersonFact():
            post = f"{fact.org or '-'} + {fact.title or '-'}"
            return f"person {fact.event.value} | {fact.person} | {post} | {fact.date or '-'} | {fact.note or '-'}"
        case MemberFact():
            return f"member {fact.role.value} | {fact.body} | {named(fact.agent)}"
        case MilestoneFact():
            return f"milestone {named(fact.agent)} | {fact.due} | {fact.task.text} | {fact.step}"
        case DocumentFact():
            issuers = "、".join(fact.issuers)
            return f"document {fact.title} | {fact.number or '-'} | {issuers} | {fact.date or '-'}"
    raise AssertionError(f"no line for {fact.type}")


def test_there_are_enough_of_every_kind() -> None:
    assert len(FORMS) >= 200
    kinds = {line.split()[0] for form in FORMS for line in form["facts"]}
    assert kinds == {"role", "duty", "target", "citation", "person", "member", "milestone", "document"}
    assert len({form["text"] for form in FORMS}) == len(FORMS)


@pytest.mark.parametrize("form", FORMS, ids=[f"{form['file']}: {form['why']}" for form in FORMS])
def test_form(form: dict[str, Any]) -> None:
    whole = form.get("whole", False)
    text = form["text"] if whole else FRAME + form["text"]
    source = extract_source(SourceText("made_up.txt", text, "0", "utf-8"))
    found = []
    for instrument in source.instruments:
        facts: tuple[Fact, ...] = (instrument.document, *instrument.facts) if whole else instrument.facts
        found += [said(fact) for fact in facts if not isinstance(fact, MentionFact)]
        for fact in facts:  # the evidence is the text itself
            assert text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote
    assert found == form["facts"], form["why"]
