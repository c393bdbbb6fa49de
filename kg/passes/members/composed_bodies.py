"""Bodies named with those who make them up in front.

由甲局牵头，乙局、丙局参加的某工作机制              由县长任召集人，甲局等部门组成的联席会议
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import MemberRole
from kg.passes.members.coordinating_context import Bodies
from kg.passes.members.coordinating_names import HEADS
from kg.passes.members.roster_entries import Entry
from kg.passes.members.said_agents import agents_of
from kg.passes.members.said_roles import LABELS, ROLES
from kg.structure.model import Instrument

_COMPOSED = re.compile(
    rf"由(?:(?P<lead>[^。；;，,\n]{{2,80}}?)(?:负责)?牵头|(?P<head>[^。；;，,\n]{{2,80}}?)(?:担任|任|为)(?P<role>{ROLES}))[、，,]"
    r"(?P<members>[^。；;\n]{2,300}?)(?:共同)?(?:参加|参与|组成|配合|协同|为成员(?:单位)?|作为成员单位)(?:的|[，,](?:共同)?(?:成立|组建|设立|建立))"
    rf"(?P<body>[^，。；;：:\n]{{0,40}}?(?:{HEADS}))(?:制度|机制)?(?=[，,。；;：:、（(\n]|$)"
)
# 成立由甲局、乙局等部门组成的某协调小组: nobody is said to lead it
_MADE_UP = re.compile(
    r"由(?P<members>[^，。；;：:\n由]{2,300}?)(?:共同|联合)?组成的"
    rf"(?P<body>[^，。；;：:、的\n]{{2,40}}?(?:{HEADS}))(?=[，,。；;：:、（(\n]|$)"
)
_LED = re.compile("牵头|担任|任组长|为组长|负责同志|负责人|领导|专家|人员")
_FORMS = re.compile("的|成立|组建|设立|建立")
_PARTS = re.compile(rf"(?:任|为)(?:{ROLES})")
_VAGUE = re.compile(
    r"等(?:\d{1,3}个)?(?:(?:有关|相关|成员)?(?:部门|单位)(?:[和、](?:部门|单位))?)?(?:负责人|负责同志)?$"
)


def composed_bodies(instrument: Instrument, bodies: Bodies) -> Iterator[Entry]:
    """Read who leads, heads and makes up a body that is named behind them."""
    text = instrument.text
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[index]
        at = text.find("由", paragraph.body, paragraph.end)
        if at < 0 or not _FORMS.search(text, at, paragraph.end):
            continue
        for match in _COMPOSED.finditer(text, at, paragraph.end):
            if _PARTS.search(match["members"]):
                continue  # 由甲任组长，乙任副组长，丙为成员的…: one by one
            body = bodies.resolved(match["body"], index)
            if match["lead"]:
                yield from agents_of(instrument, body, MemberRole.LEAD_ORG, *match.span("lead"), units=True)
            else:
                yield from agents_of(instrument, body, MemberRole(LABELS[match["role"]]), *match.span("head"))
            start, end = match.span("members")
            end = start + len(_VAGUE.sub("", text[start:end]))
            yield from agents_of(instrument, body, MemberRole.MEMBER, start, end, units=True)
        for match in _MADE_UP.finditer(text, at, paragraph.end):
            start, end = match.span("members")
            if _LED.search(text, start, end):
                continue
            body = bodies.resolved(match["body"], index)
            end = start + len(_VAGUE.sub("", text[start:end]))
            yield from agents_of(instrument, body, MemberRole.MEMBER, start, end, units=True)
