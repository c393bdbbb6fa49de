"""Wrap a pass as a spaCy component.

A pass is a pure function from an instrument to facts and gaps. Its component runs it on the instrument of a Doc
and appends what it gives to ``doc._.facts`` and ``doc._.gaps``. Token indexes of such a Doc are offsets of the
instrument's text (one character, one token); a Doc whose components all read the instrument alone has no tokens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Fact, Gap
from kg.structure.model import Instrument

INSTRUMENT = "instrument"
"""Key of ``doc.user_data`` under which the instrument stands."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a pass found: facts, and gaps (text that looks like its construction but became no fact)."""

    facts: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()


Pass = Callable[[Instrument], Findings]


class PassComponent:
    """A spaCy component that runs one pass."""

    reads_tokens = False

    def __init__(self, name: str, function: Pass) -> None:
        self.name = name
        self._function = function

    def __call__(self, doc: Doc) -> Doc:
        """Run the pass on the instrument of the Doc and append what it finds."""
        findings = self._function(doc.user_data[INSTRUMENT])
        if findings.facts:
            doc._.facts.extend(findings.facts)
        if findings.gaps:
            doc._.gaps.extend(findings.gaps)
        return doc


def register(name: str, function: Pass) -> None:
    """Register a pass as a spaCy factory under ``name`` (idempotent)."""
    if not Language.has_factory(name):
        Language.factory(name, func=lambda nlp, name: PassComponent(name, function))  # noqa: ARG005
