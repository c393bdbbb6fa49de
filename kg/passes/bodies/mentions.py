"""The bodies an instrument names: where each printed name stands first, if no other fact carries it.

Issuers, bodies of posts and coordinating bodies are named by facts that have another agent; names in running text
and table cells are found by :mod:`kg.passes.names.body_names`. Runs after the passes whose facts name agents.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.evidence import Evidence
from kg.facts import (
    Agent,
    AgentKind,
    Fact,
    MemberFact,
    MentionFact,
    PersonFact,
    agent_of,
)
from kg.passes.component import INSTRUMENT
from kg.passes.names.body_names import BodyNames
from kg.passes.names.kinds import kind_of
from kg.passes.names.short_names import ShortName, introduced, short_names
from kg.passes.names.standing_for import enterprises, nearest_bodies, zones
from kg.structure.model import Instrument

NAME = "mentions"


class Mentions:
    """The component."""

    reads_tokens = False

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
    places = BodyNames(instrument.text, (*instrument.header.issuers, instrument.header.title))
    found: dict[str, MentionFact] = {}
    text = instrument.text
    bracketed = [name for name in carried if name.endswith(("）", ")"))]
    for name, start, end in (*_named_by_facts(instrument, facts), *_in_text(instrument, places)):
        if name in found:
            continue
        before = carried.get(name)
        if before is not None and instrument.text_map.to_source(start) >= before.start:
            continue
        if bracketed and any(len(n) > len(name) and text.startswith(n, start) for n in bracketed):
            continue
        evidence = instrument.evidence(start, end)
        if before is not None and evidence.end > before.start:
            continue
        kind = AgentKind.GROUP if kind_of(name) is AgentKind.GROUP else AgentKind.ORG
        found[name] = MentionFact(evidence, NAME, Agent(name, kind))
    named = {fact.agent.name for fact in found.values() if fact.agent.kind is AgentKind.ORG}
    named |= {agent.name for fact in facts if (agent := agent_of(fact)) and agent.kind is AgentKind.ORG}
    for short in _short(instrument, named | set(found), places):
        evidence = instrument.evidence(short.start, short.end)
        if short.stands_for is None:
            before = carried.get(short.name)
            if short.name in found or (before is not None and evidence.end > before.start):
                continue
        elif short.name in found:
            evidence = min(evidence, found[short.name].evidence, key=lambda e: e.start)
        found[short.name] = MentionFact(
            evidence, NAME, Agent(short.name, AgentKind.ORG), short.stands_for, short.because
        )
    return list(found.values())


def _short(instrument: Instrument, names: set[str], places: BodyNames) -> Iterator[ShortName]:
    """Short forms in the order of trust: of two reasons for one form the first counts."""
    seen: set[str] = set()
    text = instrument.text
    for short in (
        *introduced(text, names),
        *nearest_bodies(text, names, places),
        *zones(text, names),
        *enterprises(text, names, places),
        *short_names(text, names, places),
    ):
        if short.name not in seen:
            seen.add(short.name)
            yield short


def _in_text(instrument: Instrument, places: BodyNames) -> Iterator[tuple[str, int, int]]:
    for start, end in places:
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
