"""Deadlines that give no date, told as gaps: dates that do not exist (2月31日前, 13月底), feasts and seasons (春节前完成).

So are those counted from the day a document is sent out (自印发之日起10日内), and days of a year that nothing tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Gap
from kg.passes.words.dates import anchor_year
from kg.structure.model import Instrument

# with a day, or as a deadline: 13月工资 is a thirteenth pay
_DATED = re.compile(
    r"(?<!\d)(?P<month>\d{1,2})月(?=\d{1,2}[日号]|[底末]|(?:之|以)?前)(?:(?P<day>\d{1,2})[日号])?(?:[底末]?(?:之|以)?前|底|末)"
)
# feasts (全国年节及纪念日放假办法), seasons and terms: no date is printed
_SEASON = re.compile(
    '(?:春节|元旦|元宵节?|清明节?|五一[”"]?(?:节)?|端午节?|中秋节?|国庆节?|十一[”"]?(?:假期|黄金周)|两节|双节[”"]?|汛期?|供[暖热](?:季|期)?|采暖(?:季|期)?'
    "|[春秋]季开学|[春秋]耕|开学)(?:假期|来临|到来)?(?:之|以)?$"
)
_BEFORE = re.compile(
    "前(?=[^，。；]{0,24}(?:完成|建成|完工|竣工|到位|投用|通车|开展|出台|印发|落实|结束|发放|整改))"
)
_COUNTED = re.compile(
    r"自[^，。；自]{0,16}?(?:印发|发布|下发|公布)之日起(?:[^，。；]{0,3}?(?:\d{1,3}|[一二三四五六七八九十两半]{1,3})个?(?:工作日|自然日|日|天|周|月|年)(?:之|以)?内)"
)
_BESIDE = re.compile(r"\d\s+\d月")  # 2 6月底前: the number of a row, and a deadline beside it
_LONGEST = 12  # characters of a feast or season in front of 前
_YEAR = re.compile(r"(?:19|20)\d\d年")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def unread_deadlines(name: str, instrument: Instrument) -> Iterator[Gap]:
    """Give a gap of the pass ``name`` for each deadline by a feast or season, or on a day that no year has."""
    text = instrument.text
    for before in _BEFORE.finditer(text):
        begin = max(0, before.start() - _LONGEST)
        season = _SEASON.search(text[begin : before.start()])
        if season is not None:
            evidence = instrument.evidence(begin + season.start(), before.end())
            yield Gap(evidence, "deadline without a date that can be read", name)
    if "之日起" in text:
        for counted in _COUNTED.finditer(text):
            yield Gap(instrument.evidence(*counted.span()), "deadline counted from a day, no date", name)
    unknown = anchor_year(instrument) is None
    for found in _DATED.finditer(text):
        month, day = int(found.group("month")), int(found.group("day") or 1)
        if not 1 <= month <= len(_LENGTHS) or not 1 <= day <= _LENGTHS[month - 1]:
            evidence = instrument.evidence(*found.span())
            if _BESIDE.match(evidence.quote) is None:
                yield Gap(evidence, "a date that does not exist", name)
        elif unknown and found.group().endswith("前") and not _year_before(text, found.start()):
            yield Gap(instrument.evidence(*found.span()), "deadline of a year that nothing tells", name)


def _year_before(text: str, at: int) -> bool:
    """Tell whether the sentence prints a year in front of a month: 2024年3月底前…；6月底前…."""
    begin = max(text.rfind(mark, 0, at) for mark in "。\n") + 1
    return _YEAR.search(text, begin, at) is not None
