"""What the lines of fields name: more names for the field above (包保领导：县委书记甲 / 县政府副县长乙), or a meeting."""

from __future__ import annotations

import re

from kg.facts import Agent, AgentKind, Role
from kg.language.data import load
from kg.passes.members.coordinating_names import ends_addressed
from kg.passes.names.agents import Mention, names_in_prose
from kg.passes.names.kinds import person_in
from kg.passes.responsibility.clause_words import LABEL_ROLES, label_at
from kg.structure.model import Instrument, Paragraph

_GROUP = re.compile("(?:组|专班|指挥部|委员会|办公室|小组)(?:[（(][^（()）]{0,30}[）)])?[。：:]?$")
_HOUR = re.compile("[上下]午|晚上|\\d{1,2}(?:[：:]\\d\\d|[时点](?!间))")
_PLACE = re.compile("(?:会议)?地点[：:]")
_MEMBERS = re.compile(
    f"(?:{'|'.join(word for role in ('chair', 'vice_chair', 'member') for word in load('rosters')['labels'][role])})[:：]"
)


# what lines between a task and its fields say of it: 滞后原因：…, 整改措施：…, 目标任务：…
_DESCRIBES = re.compile(
    "(?:[\u4e00-\u9fff]{0,4}(?:原因|问题|情况|现状|依据|表现|进展)(?:分析|描述)?|整改(?:措施|目标|要求)|(?:整治|治理|改造|创建)(?:内容|目标|要求|标准|范围|重点)|(?:年度|工作|建设|主要|总体)?目标(?:任务)?|(?:主要|项目)?建设(?:内容|规模|地点)(?:及规模|和规模)?)[:：]"
)
# a line below which what is to be done stands item by item
_MEASURES = re.compile("(?:整改|工作|主要|具体|推进|落实)?(?:措施|举措)[:：]")
_MAX_ITEMS = 20
_MAX_NAME = 120  # characters of the name of a task
_MAX_LINES = 6  # lines that describe it


def named_above(instrument: Instrument, index: int) -> Paragraph:
    """Give the paragraph that names the task of what stands from paragraph ``index`` on: the one above.

    Lines that describe the task are left out where a short heading stands above them.
    """
    text, first = instrument.text, instrument.header.opening_end
    at = above = index - 1
    at = _above_measures(instrument, at)
    above = at if at < above and instrument.paragraphs[at].label is not None else above
    while at > max(first, above - _MAX_LINES):
        paragraph = instrument.paragraphs[at]
        if paragraph.label is not None or not _DESCRIBES.match(text, paragraph.body, paragraph.end):
            break
        at -= 1
    named = instrument.paragraphs[at]
    short = named.end - named.body <= _MAX_NAME and text[named.end - 1] not in "：:"
    return named if named.label is not None and short and not named.is_row else instrument.paragraphs[above]


def _above_measures(instrument: Instrument, at: int) -> int:
    """Give the paragraph above a line 整改措施： below which the items up to paragraph ``at`` stand, or ``at``."""
    label = instrument.paragraphs[at].label
    top = at
    while label is not None and top > max(instrument.header.opening_end, at - _MAX_ITEMS):
        paragraph = instrument.paragraphs[top]
        if paragraph.label is None:
            found = _MEASURES.fullmatch(instrument.text, paragraph.body, paragraph.end)
            return top - 1 if found else at
        if paragraph.label.kind is not label.kind:
            return at
        top -= 1
    return at


def in_group(instrument: Instrument, index: int) -> bool:
    """Tell whether the fields from a paragraph on are those of a work group: its name, its head and members stand above."""
    text = instrument.text
    while index > instrument.header.opening_end:
        above = instrument.paragraphs[index - 1]
        if above.is_row or not _MEMBERS.match(text, above.body, above.end):
            said = text[above.body : above.end]
            return not above.is_row and _GROUP.search(said) is not None and not ends_addressed(said)
        index -= 1
    return False


def is_meeting(instrument: Instrument, index: int) -> bool:
    """Tell whether a line that tells a time is that of a meeting: of an hour, or beside where it was held."""
    text = instrument.text
    here = instrument.paragraphs[index]
    if _HOUR.search(text, here.body, here.end):
        return True
    below = instrument.paragraphs[index + 1] if index + 1 < len(instrument.paragraphs) else None
    return below is not None and _PLACE.match(text, below.body, below.end) is not None


def oversees(text: str, field: Paragraph) -> bool:
    """Tell whether a field names persons, or goes on with one that does (by its own looks)."""
    label = label_at(text, field.body, field.end)
    if label is None:
        return person_in(text[field.body : field.end]) is not None
    return LABEL_ROLES[label.group("label")] is Role.OVERSEER


def more_names(text: str, paragraph: Paragraph, persons: bool) -> list[Mention] | None:
    """Give the names that are all a paragraph holds; where the field is one of persons, also one with a post in front."""
    person = person_in(text[paragraph.body : paragraph.end]) if persons else None
    if person is None:
        return names_in_prose(text, paragraph.body, paragraph.end)
    start, end = paragraph.body + person[0], paragraph.body + person[1]
    return [Mention(Agent(text[start:end], AgentKind.PERSON), start, end)]
