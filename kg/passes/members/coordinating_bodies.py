"""Pass ``coordinating_bodies``: who belongs to bodies made of bodies (领导小组, 指挥部, 专班, work groups), and as what."""

from __future__ import annotations

from kg.facts import MemberFact, MemberRole
from kg.passes.component import Findings, register
from kg.passes.members.compositions import compositions
from kg.passes.members.work_groups import group_members
from kg.structure.model import Instrument

NAME = "coordinating_bodies"


def find_coordinating_bodies(instrument: Instrument) -> Findings:
    """Find chairs, members, lead bodies, offices and parents of coordinating bodies."""
    read = compositions(instrument)
    grouped, ungrouped = group_members(instrument, read.bodies)
    facts: dict[tuple[str, str, str], MemberFact] = {}
    for entry in (*read.listed, *grouped, *read.said):
        if entry.body:
            role = MemberRole.MEMBER if entry.role is MemberRole.MEMBER_ORG else entry.role
            key = (entry.body, entry.agent.name, role.value)
            facts.setdefault(key, MemberFact(entry.evidence, NAME, entry.body, entry.agent, entry.role))
    return Findings(tuple(facts.values()), tuple(dict.fromkeys((*read.gaps, *ungrouped))))


register(NAME, find_coordinating_bodies)
