"""The last component: where facts were read, as span groups of the Doc, so that displaCy shows them.

``bodies`` and ``persons`` are the agents' names inside the evidence of their facts, ``targets`` and ``citations`` the
evidence itself, ``clauses`` the clauses that assign roles.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.facts import AgentKind, CitationFact, Fact, PersonFact, RoleFact, TargetFact, agent_of
from kg.passes.component import INSTRUMENT
from kg.structure.model import Instrument

NAME = "spans"
KEYS = ("bodies", "persons", "targets", "citations", "clauses")

_GROUPS: Mapping[AgentKind, str] = {
    AgentKind.ORG: "bodies",
    AgentKind.GROUP: "bodies",
    AgentKind.POST: "persons",
    AgentKind.PERSON: "persons",
}


class Spans:
    """The component."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Set the span groups of a Doc."""
        found = spans(doc.user_data[INSTRUMENT], doc._.facts)
        for key in KEYS:
            doc.spans[key] = [Span(doc, start, end, label) for start, end, label in sorted(found[key])]
        return doc


def spans(instrument: Instrument, facts: list[Fact]) -> Mapping[str, set[tuple[int, int, str]]]:
    """Give the spans of facts in the instrument's text by group, each with its label."""
    found: dict[str, set[tuple[int, int, str]]] = {key: set() for key in KEYS}
    for fact in facts:
        start, end = instrument.text_map.span_of(fact.evidence.start, fact.evidence.end)
        if not 0 <= start < end <= len(instrument.text):
            continue
        if isinstance(fact, TargetFact):
            found["targets"].add((start, end, fact.indicator))
        elif isinstance(fact, CitationFact):
            found["citations"].add((start, end, fact.relation.value))
        elif isinstance(fact, RoleFact):
            found["clauses"].add((start, end, fact.role.value))
        for group, name, label in _names(fact):
            if (at := instrument.text.find(name, start, end)) >= 0:
                found[group].add((at, at + len(name), label))
    return found


def _names(fact: Fact) -> list[tuple[str, str, str]]:
    if isinstance(fact, PersonFact):
        return [("persons", fact.person, AgentKind.PERSON.value)]
    agent = agent_of(fact)
    return [(_GROUPS[agent.kind], agent.name, agent.kind.value)] if agent else []


if not Language.has_factory(NAME):
    Language.factory(NAME, func=lambda nlp, name: Spans(name))  # noqa: ARG005
