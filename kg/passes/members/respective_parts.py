"""Bodies set up together, each with its own head, lead or office: 下设甲、乙2个专业委员会，分别由某某、某某任主任.

As many are named as there are bodies, in the same order; with any other number nothing is read, and that is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.facts import Gap, MemberRole
from kg.passes.members.coordinating_prose import NAME
from kg.passes.members.roster_entries import Entry
from kg.passes.members.said_agents import agents_of
from kg.passes.members.said_roles import LABELS, ROLES
from kg.structure.model import Instrument

_REASON = "bodies set up together, and another number of those who head or lead them"
# the body's short name may stand in front of the part: 任专委会主任
_HEADS = re.compile(
    rf"[，,；;](?:各\w{{0,8}})?分别由(?P<agents>[^。；;\n]{{3,300}}?)(?:担任|兼任|任|为)[\u4e00-\u9fff]{{0,8}}?(?P<role>{ROLES})(?=[，,。；;]|$)"
)
_LEADS = re.compile(
    r"[，,；;](?:各\w{0,8})?分别由(?P<agents>[^。；;，,\n]{3,300}?)(?:负责)?(?:牵头|任牵头单位|为牵头单位)"
)
_OFFICES = re.compile(r"办公室分别设在(?P<agents>[^。；;，,\n]{3,300}?)(?=[，,。；;]|$)")
RESPECTIVELY = re.compile(rf"{_HEADS.pattern.replace('P<', 'P<h_')}|{_LEADS.pattern.replace('P<', 'P<l_')}")
"""What is said of several bodies one by one, whoever they are."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """Bodies that one sentence sets up, in their order; ``start:end`` is what it says behind their names."""

    bodies: tuple[str, ...]
    start: int
    end: int


def parts_of(instrument: Instrument, found: SetUp) -> tuple[list[Entry], list[Gap]]:
    """Give the head, the lead and the office of each of the bodies, and what names more or fewer than there are."""
    text = instrument.text
    parts: list[Entry] = []
    gaps: list[Gap] = []
    for pattern in (_HEADS, _LEADS, _OFFICES):
        match = pattern.search(text, found.start, found.end)
        if match is None:
            continue
        role = MemberRole.OFFICE_AT if pattern is _OFFICES else MemberRole.LEAD_ORG
        if pattern is _HEADS:
            role = MemberRole(LABELS[match["role"]])
        start, end = match.span("agents")
        entries = list(agents_of(instrument, "", role, start, end))
        if len(entries) == len(found.bodies):
            parts += [replace(entry, body=body) for entry, body in zip(entries, found.bodies, strict=True)]
        else:
            gaps.append(Gap(instrument.evidence(match.start() + 1, match.end()), _REASON, NAME))
    return parts, gaps
