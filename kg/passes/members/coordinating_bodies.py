"""Pass ``coordinating_bodies``: who belongs to bodies made of bodies (领导小组, 指挥部, 专班, work groups), and as what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.facts import MemberFact, MemberRole
from kg.passes.component import Findings, register
from kg.passes.members.compositions import compositions
from kg.passes.members.roster_entries import Entry
from kg.passes.members.work_groups import group_members
from kg.structure.model import Instrument

NAME = "coordinating_bodies"

_FIRST = frozenset(("一、", "第一章", "第一部分"))


def find_coordinating_bodies(instrument: Instrument) -> Findings:
    """Find chairs, members, lead bodies, offices and parents of coordinating bodies."""
    read = compositions(instrument)
    grouped, ungrouped = group_members(instrument, read.bodies)
    # 某组：组长由甲局局长担任: what is not read as a group's composition may be as a sentence
    told = [entry.evidence.start for entry in (*read.listed, *read.said)]
    ungrouped = [
        gap for gap in ungrouped if not any(gap.evidence.start <= at < gap.evidence.end for at in told)
    ]
    plans = sorted([*_plans(instrument), *_rosters_anew(read.listed)])
    facts: dict[tuple[int, str, str, str], MemberFact] = {}
    for entry in (*read.listed, *grouped, *read.said):
        if entry.body:
            role = MemberRole.MEMBER if entry.role is MemberRole.MEMBER_ORG else entry.role
            key = (bisect_right(plans, entry.evidence.start), entry.body, entry.agent.name, role.value)
            facts.setdefault(key, MemberFact(entry.evidence, NAME, entry.body, entry.agent, entry.role))
    return Findings(tuple(facts.values()), tuple(dict.fromkeys((*read.gaps, *ungrouped))))


def _plans(instrument: Instrument) -> list[int]:
    """Give where in the source the numbers of the outermost parts begin anew: a second plan says who is in its bodies itself."""
    text_map, paragraphs = instrument.text_map, instrument.paragraphs
    return [
        text_map.to_source(paragraphs[section.heading].start)
        for section in instrument.sections
        if section.label.text in _FIRST and section.level <= 1
    ]


def _rosters_anew(listed: Sequence[Entry]) -> Iterator[int]:
    """Give where a list of members begins whose body was listed above with another at its head.

    Each project of a plan may have its 工作专班: bodies of one name.
    """
    headed: dict[str, tuple[frozenset[str], bool]] = {}
    for entry in sorted((one for one in listed if one.body), key=lambda one: one.evidence.start):
        chairs, complete = headed.get(entry.body, (frozenset(), False))
        if entry.role is not MemberRole.CHAIR:
            complete = True
        elif complete and chairs and entry.agent.name not in chairs:
            yield entry.evidence.start
            chairs, complete = frozenset((entry.agent.name,)), False
        else:
            chairs |= {entry.agent.name}
        headed[entry.body] = chairs, complete


register(NAME, find_coordinating_bodies)
