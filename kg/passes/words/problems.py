"""What plans of rectification say has been found: the problem of an item, and how far its rectification has come (进展情况：…).

一、管网短板突出。旱季仍有约1.2万吨/日污水直排。     the problem: no figure or date of it is a commitment
责任单位：甲局
整改目标：…
整改措施：…
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.structure.model import Instrument, Paragraph

_WORDS = re.compile("整改|(?:问题|进展)(?:描述|表现|情况)?[:：]")
_TOLD = re.compile(
    "(?:反馈|存在|具体|突出|督察|巡察|审计|检查|主要|涉及)?问题(?:描述|表现|情况)?[:：](?=[^\n])"
    "|(?:工作|项目|目前|当前|推进)?进展(?:情况)?[:：](?![^\n]*下一?步)"
    "|(?:整改|销号|落实)(?:工作)?(?:进展|情况|结果|成效|完成情况|进展情况|落实情况)[:：]"
)
_FIELD = re.compile("[\u4e00-\u9fff（）、]{2,10}[:：]")
_OF_PROBLEM = re.compile("整改(?:目标|措施|要求)[:：]")  # never below one of several measures
_MAX_FIELDS = 8
_MAX_LINES = 6  # paragraphs that describe a problem


@lru_cache(maxsize=1)  # asked by several passes
def told_problems(instrument: Instrument) -> frozenset[int]:
    """Give the indices of the paragraphs that tell a problem or what has become of it."""
    text, paragraphs, first = instrument.text, instrument.paragraphs, instrument.header.opening_end
    found: set[int] = set()
    for told in _TOLD.finditer(text) if _WORDS.search(text) else ():
        at = instrument.paragraph_at(told.start())
        if at >= first and paragraphs[at].body == told.start():
            found.add(at)
    for field in _OF_PROBLEM.finditer(text):
        at = instrument.paragraph_at(field.start())
        if paragraphs[at].body != field.start():
            continue
        above = at - 1
        while above > first and at - above < _MAX_FIELDS and _is_field(text, paragraphs[above]):
            above -= 1
        if above >= first and not paragraphs[above].is_row and not _is_field(text, paragraphs[above]):
            found.update(_described(instrument, above))
    return frozenset(found)


def _is_field(text: str, paragraph: Paragraph) -> bool:
    return (
        not paragraph.is_row
        and paragraph.label is None
        and _FIELD.match(text, paragraph.body, paragraph.end) is not None
        and _TOLD.match(text, paragraph.body, paragraph.end) is None
    )


def _described(instrument: Instrument, at: int) -> range:
    """Give the paragraphs that describe the problem whose last paragraph is ``at``: up to the labelled one."""
    paragraphs = instrument.paragraphs
    first = at
    while paragraphs[first].label is None and first > max(instrument.header.opening_end, at - _MAX_LINES):
        above = paragraphs[first - 1]
        if above.is_row or _is_field(instrument.text, above):
            break
        first -= 1
    return range(first, at + 1)
