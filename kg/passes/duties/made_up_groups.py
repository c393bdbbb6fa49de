"""What a group has to do, said behind who makes it up: 专家组由水文、气象等方面的专家组成，为防汛提供技术咨询."""

from __future__ import annotations

import re

from kg.facts import Agent, AgentKind
from kg.passes.duties.led_groups import led_to_do
from kg.passes.members.coordinating_names import Name, group_head, led_below
from kg.passes.names.agents import Mention, names_in_prose
from kg.structure.model import Instrument, Paragraph

_MARK = re.compile("组成[^，。；]{0,20}[，,]")
_DOES = (
    "(?=为[^，。；]{2,60}?提供|[对就][^，。；]{2,60}?(?:提出|提供|进行|开展|给予)"
    "|(?:主要|及时|积极)?(?:提供|参与|参加|指导|开展|承担|研究|提出|协助|研判|分析))"
)
_MADE_UP = r"由[^。；]{2,200}?组成[，,]"
_OPENS = re.compile(f"{_MADE_UP}{_DOES}")
# 专家组由…组成，为…
_NAMED = re.compile(f"(?P<body>[\u4e00-\u9fff（）]{{2,20}}?(?:组|专家库|专家委员会)){_MADE_UP}{_DOES}")
# 县指挥部聘请有关专家组成专家组，为…
_CALLED_IN = re.compile(
    "[^，。；]{2,30}?(?:聘请|邀请|抽调|选聘|选取|组织)[^，。；]{2,40}?组成(?P<body>[\u4e00-\u9fff]{0,16}?专家(?:咨询)?(?:组|委员会))"
    f"[，,]{_DOES}"
)

# 县指挥部成立由水利、气象等方面专家组成的专家组，为…
_FOUNDED = re.compile(
    "[^，。；]{2,30}?(?:成立|组建|设立)由[^。；]{2,120}?组成的(?P<body>[\u4e00-\u9fff]{2,20}?(?:组|专家库|专家委员会))"
    f"[，,]{_DOES}"
)
_MAX_LEADERS = 90  # characters of who leads a group


def says_made_up(text: str, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph may say what a group does behind who makes it up."""
    if text.find("牵头", paragraph.body, min(paragraph.end, paragraph.body + _MAX_LEADERS)) > 0:
        return True
    at = text.find("组成", paragraph.body, paragraph.end)
    return at >= 0 and _MARK.search(text, at, paragraph.end) is not None


def made_up_to_do(
    instrument: Instrument, index: int, start: int, end: int
) -> tuple[list[Mention], int] | None:
    """Give the group that a sentence is about, and where it says what that does, behind who makes it up."""
    text = instrument.text
    if start == instrument.paragraphs[index].body and (above := led_below(instrument, index)) is not None:
        begin = led_to_do(text, start, end)
        name = Mention(Agent(above.text, AgentKind.ORG), above.start, above.start + len(above.text))
        return ([name], begin) if begin is not None else None
    if text.find("组成", start, end) < 0:
        return None
    head = _head(instrument, index)
    if head is not None and start <= head.end:
        start = max(start, min(head.end, end)) if head.start >= start else start
    if head is not None and (opens := _OPENS.match(text, start, end)):
        name = Mention(Agent(head.text, AgentKind.ORG), head.start, head.start + len(head.text))
        return [name], opens.end()
    comma = text.find("，", start, end) + 1  # 设立专家组，专家组由…
    for begin in (start, comma) if comma else (start,):
        for pattern in (_NAMED, _CALLED_IN, _FOUNDED):
            told = pattern.match(text, begin, end)
            names = names_in_prose(text, *told.span("body")) if told else None
            if told and names and len(names) == 1:
                return names, told.end()
    return None


def _head(instrument: Instrument, index: int) -> Name | None:
    """Give the group that a paragraph opens with, or whose heading stands right above it."""
    head = group_head(instrument, index)
    paragraph = instrument.paragraphs[index]
    if head is not None or paragraph.label is not None or paragraph.section < 0:
        return head
    heading = instrument.sections[paragraph.section].heading
    above = group_head(instrument, heading) if heading == index - 1 else None
    return above if above and above.end >= instrument.paragraphs[heading].end - 1 else None
