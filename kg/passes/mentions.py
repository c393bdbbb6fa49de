"""The bodies an instrument names: where each printed name stands first, if no other fact carries it.

Issuers, bodies of posts and coordinating bodies are named by facts that have another agent; names in running text
and table cells are found by :mod:`kg.passes.body_names`. Runs after the passes whose facts name agents.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.evidence import Evidence
from kg.facts import (
    Agent,
    AgentKind,
    DutyFact,
    Fact,
    MemberFact,
    MentionFact,
    MilestoneFact,
    PersonFact,
    RoleFact,
)
from kg.passes.agents import kind_of
from kg.passes.body_names import BodyNames
from kg.passes.component import INSTRUMENT
from kg.structure.model import Instrument

NAME = "mentions"


class Mentions:
    """The component."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Append the mentions of a Doc's instrument."""
        doc._.facts.extend(mentions(doc.user_data[INSTRUMENT], doc._.facts))
        return doc


def mentions(instrument: Instrument, facts: list[Fact]) -> list[MentionFact]:
    """Give a fact for the first place of every body's printed name, unless a given fact carries it there or before."""
    carried: dict[str, Evidence] = {}
    for fact in facts:
        if (agent := agent_of(fact)) is not None:
            first = carried.setdefault(agent.name, fact.evidence)
            if fact.evidence.start < first.start:
                carried[agent.name] = fact.evidence
    found: dict[str, MentionFact] = {}
    for name, start, end in (*_named_by_facts(instrument, facts), *_in_text(instrument)):
        if name in found:
            continue
        evidence = instrument.evidence(start, end)
        if name in carried and evidence.end > carried[name].start:
            continue
        kind = AgentKind.GROUP if kind_of(name) is AgentKind.GROUP else AgentKind.ORG
        found[name] = MentionFact(evidence, NAME, Agent(name, kind))
    return list(found.values())


def agent_of(fact: Fact) -> Agent | None:
    """Give the agent of a fact that has one."""
    if isinstance(fact, RoleFact | DutyFact | MemberFact | MilestoneFact | MentionFact):
        return fact.agent
    return None


def _in_text(instrument: Instrument) -> Iterator[tuple[str, int, int]]:
    header = instrument.header
    for start, end in BodyNames(instrument.text, (*header.issuers, header.title)):
        yield instrument.text[start:end], start, end


def _named_by_facts(instrument: Instrument, facts: list[Fact]) -> Iterator[tuple[str, int, int]]:
    """Issuers where they sign (else where they stand in the text), bodies of posts, coordinating bodies."""
    text = instrument.text
    for issuer in instrument.header.issuers:
        at = text.rfind(f"\n{issuer}\n") + 1 or text.find(issuer)
        if at >= 0:
            yield issuer, at, at + len(issuer)
    seen: set[str] = set()
    for fact in facts:
        name = (
            fact.org if isinstance(fact, PersonFact) else fact.body if isinstance(fact, MemberFact) else None
        )
        if name is None or name in seen:
            continue
        seen.add(name)
        start, end = instrument.text_map.span_of(fact.evidence.start, fact.evidence.end)
        at = text.find(name, start, end)
        if at < 0:
            at = text.find(name)  # a heading above names the coordinating body
        if at >= 0:
            yield name, at, at + len(name)


if not Language.has_factory(NAME):
    Language.factory(NAME, func=lambda nlp, name: Mentions(name))  # noqa: ARG005
