"""Whom a sentence gives a task (由甲馆牵头，乙局配合), where only the others of the sentence were read.

A sentence of which one fact was read looks covered as a whole; the one who leads in it can still be missing, as names of
bodies may end in any way. It is worth a gap of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from kg.facts import DutyFact, Fact, Gap, MemberFact, MilestoneFact, RoleFact
from kg.structure.model import Instrument

_CHARGED = re.compile(
    r"由(?<![自事缘理]由)(?P<whom>[^，。；：:《》“”（）()\n由]{2,30}?)(?:负责)?(?:牵头|负责(?!人|同志|制(?!定)|的))(?!单位|部门|领导|人|的)"
)
# classes of bodies and persons whom nobody could name, and what is no subject
_NOBODY = re.compile(
    "各|有关|相关|专人|主要|谁|其|自己|本单位|属地|领导|人员|同志|上级|下级|当地|部门$|单位$|组$|企业|业主|法人|\\d名|\\d人|个人"
)


def unread_subjects(
    instrument: Instrument, facts: Sequence[Fact], gaps: Sequence[Gap], name: str
) -> Iterator[Gap]:
    """Give a gap for every 由…牵头 in whose sentence facts were read, but none of whom it charges.

    Args:
        instrument: the instrument that was read.
        facts: all facts of it.
        gaps: all gaps of it; what they tell is not told again.
        name: the pass the gaps are reported by.
    """
    text = instrument.text
    named: _Spans | None = None
    told: _Spans | None = None
    for charged in _CHARGED.finditer(text):
        whom = charged["whom"]
        if _NOBODY.search(whom):
            continue
        index = instrument.paragraph_at(charged.start())
        if index < instrument.header.opening_end or instrument.paragraphs[index].is_row:
            continue
        if named is None:
            named = _Spans(_names(facts))
        said = instrument.evidence(charged.start(), charged.end())
        around = [*named.over(said.start, said.end)]
        if not around or any(agent in whom or whom in agent for agent in around):
            continue
        if told is None:
            told = _Spans([(gap.evidence.start, gap.evidence.end, gap.reason) for gap in gaps])
        if not any(told.over(said.start, said.end)):
            yield Gap(said, "no body recognised in whom it charges", name)


class _Spans:
    """Words with the spans of the source they were read from, asked for those over a place (in its time, not in all's)."""

    def __init__(self, spans: list[tuple[int, int, str]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _, _ in self._spans]
        self._reach = list(accumulate((end for _, end, _ in self._spans), max))  # how far the spans so far go

    def over(self, start: int, end: int) -> Iterator[str]:
        """Give the words of the spans that share a character with ``start:end``."""
        k = bisect_left(self._starts, end)
        while k > 0 and self._reach[k - 1] > start:
            k -= 1
            if self._spans[k][1] > start:
                yield self._spans[k][2]


def _names(facts: Sequence[Fact]) -> list[tuple[int, int, str]]:
    """Give the agents of facts, each with the span in the source in which it was read."""
    named = [
        (fact.evidence.start, fact.evidence.end, fact.agent.name)
        for fact in facts
        if isinstance(fact, (RoleFact, DutyFact, MemberFact))
    ]
    dated = [fact for fact in facts if isinstance(fact, MilestoneFact)]
    return named + [
        (fact.evidence.start, fact.evidence.end, fact.agent.name if fact.agent else "\n") for fact in dated
    ]
