"""Where things stand in a sentence about a coordinating body: its agents, the body in front of them, its end."""

from __future__ import annotations

import re

from kg.passes.members.coordinating_names import back_to, is_coordinating, trimmed
from kg.passes.names.person_names import named_post
from kg.passes.names.posts import split_posts
from kg.structure.model import Instrument, Paragraph

CLAUSE = "，。；、,;\n：:"
"""Marks at which a clause ends, or an item of a list."""

_SOFT = "，,"
_OFFICE = re.compile("[\u4e00-\u9fff]{0,20}办公室[。：:]?")
_FOUNDING = re.compile("(?:成立|设立|组建|建立)了?以?")
_OWN_PART = re.compile("[由任为]|(?<!建)设(?=副|秘书|若干)")  # 根据需要设副秘书长
_MAX_SUBJECT = 32  # characters of a body's name in front of 由
_MAX_HOLDERS = 80  # … of persons with their posts between two commas
_NEAR = 300  # characters within which a sentence ends


def group_before(text: str, begin: int, start: int) -> str | None:
    """Give the body in front of 由, where the agents begin behind it: 综合协调组由甲局局长任组长."""
    if text[start - 1 : start] not in ("由", "（", "("):
        return None
    start -= 1 + (text[start - 2 : start] in ("（由", "(由"))  # 宣传组（由甲局局长任组长，乙局为成员）
    name = trimmed(text[back_to(text, CLAUSE, begin, start) : start])
    return name if 3 <= len(name) <= _MAX_SUBJECT and is_coordinating(name) else None


def sentence_end(text: str, start: int, end: int) -> int:
    """Give where a sentence ends that goes on at ``start``, at most ``end``."""
    end = min(end, start + _NEAR)
    stops = [p for p in (text.find(c, start, end) for c in "。；;") if p >= 0]
    return min(stops, default=end)


def agents_begin(text: str, begin: int, end: int) -> int:
    """Where the agents before 任 begin: behind the last 由, else behind the last comma."""
    bracket = text.rfind("（", begin, end)
    if bracket > text.rfind("）", begin, end):
        begin = bracket + 1  # 成立指挥部（县长任指挥长，…）
    by = text.rfind("由", begin, end)
    comma = max(text.rfind(c, begin, end) for c in _SOFT)
    if by > comma and text[by - 1 : by] != "自":
        return by + 1
    begin = _posts_begin(text, begin, comma)
    founded = [m.end() for m in _FOUNDING.finditer(text, begin, end)]  # 镇成立以镇长某某为组长的专班
    return founded[-1] if founded else begin


def _posts_begin(text: str, begin: int, comma: int) -> int:
    """Go back over commas that part posts: 县委常委、组织部部长，副县长任副组长."""
    start = comma + 1
    while comma > begin:
        before = max(begin, max(text.rfind(c, begin, comma) for c in _SOFT) + 1)
        said = text[before:comma]
        posts = 0 < len(said) <= _MAX_SUBJECT and not _OWN_PART.search(said) and split_posts(said)
        if not posts and not _names_holders(said):
            break  # 市委书记任顾问，市长任组长
        start, comma = before, before - 1
    return max(begin, start)


def _names_holders(said: str) -> bool:
    """Tell whether a part between commas names persons behind their posts: 县委常委、副县长张三."""
    if not 0 < len(said) <= _MAX_HOLDERS:
        return False
    items = [item.removesuffix("同志") for item in said.split("、")]
    persons = [named_post(item) for item in items]
    return persons[-1] is not None and all(
        not _OWN_PART.search(item.removesuffix(person or "")) and (person or split_posts(item))
        for item, person in zip(items, persons, strict=True)
    )


def speaks_of_office(instrument: Instrument, paragraph: Paragraph, at: int) -> bool:
    """Tell whether 副主任由… behind 办公室主任由…: the office's deputies; or below its name as a heading."""
    if "办公室" in instrument.text[max(paragraph.body, at - 200) : at]:
        return True
    return office_heading(instrument, paragraph) is not None


def office_heading(instrument: Instrument, paragraph: Paragraph) -> tuple[int, int] | None:
    """Give where the heading right above a paragraph stands, if it is nothing but the name of an office."""
    if paragraph.section < 0:
        return None
    heading = instrument.paragraphs[instrument.sections[paragraph.section].heading]
    if heading is paragraph or _OFFICE.fullmatch(instrument.text, heading.body, heading.end) is None:
        return None
    return heading.body, heading.end
