"""Whom a sentence gives a task (由甲馆牵头，乙局配合), where only the others of the sentence were read.

A sentence of which one fact was read looks covered as a whole; the one who leads in it can still be missing, as names of
bodies may end in any way. It is worth a gap of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
    named: list[tuple[int, int, str]] | None = None
    for charged in _CHARGED.finditer(text):
        whom = charged["whom"]
        if _NOBODY.search(whom):
            continue
        index = instrument.paragraph_at(charged.start())
        if index < instrument.header.opening_end or instrument.paragraphs[index].is_row:
            continue
        if named is None:
            named = _names(facts)
        said = instrument.evidence(charged.start(), charged.end())
        around = [agent for start, end, agent in named if start < said.end and end > said.start]
        if not around or any(agent in whom or whom in agent for agent in around):
            continue
        if not any(gap.evidence.start < said.end and gap.evidence.end > said.start for gap in gaps):
            yield Gap(said, "no body recognised in whom it charges", name)


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
