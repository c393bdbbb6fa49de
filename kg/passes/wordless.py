"""Facts that say nothing: a task, a duty or a step without a word in it, as a cell of nothing but marks would give.

A graph with such a fact does not pass its shapes, so that one of them would keep a whole build out of the store. It
becomes a gap: that something stands there is told, and all other facts land.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.facts import DutyFact, Fact, Gap, MilestoneFact, RoleFact, TargetFact

REASON = "a fact without words"


def part_wordless(facts: Iterable[Fact]) -> tuple[list[Fact], list[Gap]]:
    """Give the facts that say something, in their order, and a gap for each that does not."""
    kept: list[Fact] = []
    gaps: list[Gap] = []
    for fact in facts:
        if all(any(map(str.isalnum, text)) for text in _texts(fact)):
            kept.append(fact)
        else:
            gaps.append(Gap(fact.evidence, REASON, fact.pass_name))
    return kept, gaps


def _texts(fact: Fact) -> Iterator[str]:
    """Give the texts without which a fact says nothing."""
    if isinstance(fact, RoleFact):
        yield fact.task.text
    elif isinstance(fact, DutyFact):
        yield fact.duty
    elif isinstance(fact, MilestoneFact):
        yield fact.task.text
        yield fact.step
    elif isinstance(fact, TargetFact):
        yield fact.indicator
