"""What a group has to do, said at once behind who leads it: 由甲局牵头，会同乙局、丙局等部门做好…."""

from __future__ import annotations

import re

from kg.passes.duties.duty_owners import DUTY_VERB
from kg.passes.members.coordinating_names import Name, group_head
from kg.passes.members.said_places import office_heading
from kg.structure.model import Instrument

_DOES = f"(?!(?:主要|具体|工作)?(?:职责|任务))(?=(?:主要|具体)?负责|{DUTY_VERB.pattern}|对|向|为(?!成员)|强化|通过)"
_WITH = "(?:会同|联合|协同)[^。；]{2,300}?(?:(?:部门|单位|机构)[，,]?|[，,])"
LED_BY = re.compile(
    "[^。，：:]{2,80}(?:牵头[，,][^。]{2,400}(?:组成|参加|参与|配合|构成)[^。]{0,8}。|[为任](?:组长|牵头|召集)(?:单位|部门)[，,]"
    "[^。]{2,400}[为是](?:成员|参加|组成)(?:单位|部门)。(?!(?:主要|工作|具体)?(?:职责|任务)))"
)
"""The sentence that says who leads a group and who is in it: 甲局牵头，乙局参加。 / 甲局为组长单位，乙局为成员单位。"""
_JOINED = "[^。；]{2,300}?(?:组成|参加|参与|配合|构成)[，,]"
_LED_TO_DO = re.compile(
    f"由?[^，。：:；]{{2,80}}?牵头(?:负责|组建|成立|设立)?[，,]?(?:{_WITH}|{_JOINED})?{_DOES}"
)
_CHARGED = re.compile("(?:主要|具体)?负责(?!人(?!员)|同志)")
_STAFFED = re.compile("(?:设在|主任|由)[^。]{2,200}。(?=(?:主要|具体)?(?:负责|承担))")
_SAYS_MEMBERS = re.compile("组成|构成|参加|参与|成员|组长|牵头")
_ROSTER = 12  # lines of a group's list of members
_WHO = re.compile("[^。；]{2,300}?(?:组成|参加|参与|配合|构成)(?:[。；]|$)")


def led_to_do(text: str, start: int, end: int) -> int | None:
    """Give where the text says what a group does, behind who leads it and with whom; None where it says no more."""
    if text.find("牵头", start, end) < 0:
        return None
    told = _LED_TO_DO.match(text, start, end)
    if told is None or _WHO.match(text, told.end(), end):
        return None
    return told.end()


def charged_below_members(instrument: Instrument, index: int) -> Name | None:
    """Give the group whose heading stands above who makes it up, where a paragraph below says what it does.

    （一）抢险组 / 由甲局、乙局组成。 / 主要负责抢险工作。      or a list of members: 组长：… / 副组长：…
    """
    text, paragraph = instrument.text, instrument.paragraphs[index]
    if paragraph.section < 0 or paragraph.label or not _CHARGED.match(text, paragraph.body, paragraph.end):
        return None
    heading = instrument.sections[paragraph.section].heading
    above = instrument.paragraphs[max(heading + 1, index - _ROSTER) : index]
    if not any(_SAYS_MEMBERS.search(text, one.body, one.end) for one in above):
        return None
    group = group_head(instrument, heading)
    return group if group and group.end >= instrument.paragraphs[heading].end - 1 else None


def charged_office(instrument: Instrument, index: int) -> tuple[Name, int] | None:
    """Give the office whose name is the heading of a paragraph that says where it sits, and where its duty begins.

    （一）办公室 / 设在甲局，主任由张三担任。负责日常工作。
    """
    text, paragraph = instrument.text, instrument.paragraphs[index]
    staffed = _STAFFED.match(text, paragraph.body, paragraph.end)
    office = office_heading(instrument, paragraph) if staffed else None
    if staffed is None or office is None:
        return None
    name = text[slice(*office)].rstrip("。：:")
    return Name(name, office[0], office[0] + len(name)), staffed.end()
