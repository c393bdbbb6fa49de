"""Dates that say by when: 6月底, 2023年12月底前, 10月中旬, 7月-10月, 7月31日前, 次年1月, 年底, 第二季度.

A year that is not printed comes from the document (:func:`anchor_year`). A date broken over printed lines (a line
feed inside) is read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kg.language.data import load
from kg.structure.dates import numeral
from kg.structure.model import Instrument

_WORDS = load("tables")["dates"]


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


_ENDS, _BEFORE = _any(_WORDS["ends"]), _any(_WORDS["before"])
_NUMERALS = "一二三四五六七八九十"
_NUMERAL = f"[{_NUMERALS}]"
# 3月15日（星期五）下午5时前: the day of the week, and the hour where it is that of a deadline
_HOUR = (
    r"(?:[（(](?:星期|周|礼拜)[一二三四五六日天][）)])?"
    rf"(?:(?:[上下中]午|晚上?|凌晨)?(?:\d{{1,2}}(?:[时点]|[:：]\d\d))?(?:整|下班)?(?=\n?(?:{_BEFORE})))?"
)
_DATE = re.compile(
    rf"(?:(?:(?<!\d)(?P<year>(?:19|20)\d\d)\n?年度?|(?P<next>{_any(_WORDS['next_year'])})|(?P<last>{_any(_WORDS['last_year'])})"
    rf"|(?P<this>{_any(_WORDS['this_year'])}))\n?)?"
    # 3-4月 is a span; Chinese numerals need 底, 份, 前 … behind them (not 一月一次)
    rf"(?:(?:(?<!\d)(?P<first>\d{{1,2}})[-—–－~～至])?"
    rf"(?P<month>(?<!\d)\d{{1,2}}(?=\n?月)|{_NUMERAL}{{1,2}}(?=月(?:{_ENDS}|{_BEFORE}|{_NUMERAL}{{1,3}}日)))\n?月(?![龄度亮报刊均嫂薪租])"
    rf"(?:\n?(?P<day>\d{{1,2}}|{_NUMERAL}{{1,3}})\n?(?:[日号]?[-—–－~～至到](?P<until>\d{{1,2}}))?[日号]{_HOUR})?"
    r"|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?P<end>年底|年末|(?<=年)[底末]|(?<=年度)[底末])|(?P<within>(?<![一二三四五六七八九十两几多每\d])年内|(?<=\d年)内))"
    rf"(?P<mark>\n?(?:{_ENDS}))?(?P<before>\n?(?:{_BEFORE}))?"
)
# every date has one of these, at most so many characters behind where it begins
_MAY_DATE = re.compile(
    rf"月(?<=[\d\n{_NUMERALS}]月)(?![龄度亮报刊均嫂薪租])|季(?<=[一二三四1-4]季)度|半(?<=[上下]半)年"
    "|底(?:(?<=年底)|(?<=年度底))|末(?:(?<=年末)|(?<=年度末))|内(?<=年内)"
)
_MAX_BEFORE = 16
_DAYS = 31  # of the longest month
_TO = re.compile(r"\n?(?:(?:起|开始|启动)[，,]?(?=[至到]))?[-—–－~～至到]{0,4}\n?")
_TO_END = re.compile("(?:起|开始|启动)[，,]?")  # 7月份开始，11月底结束
_YEAR_RANGE = re.compile(r"[-—–－~～至]\s?(?:19|20)\d\d")
_YEARS_ALONE = re.compile(
    r"(?P<first>20\d\d)(?=年|\Z|\s?[-—–－~～至到])(?:年度?)?(?:\s?[-—–－~～至到]{1,2}\s?(?P<last>20\d\d)(?:年度?)?)?"
)
# 2024.4, 2024/04/15: in a cell that holds nothing else
_POINTED = re.compile(
    r"(?P<year>20\d\d)(?P<mark>[./-])(?P<month>0?[1-9]|1[0-2])(?:(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01]))?"
)
# 2024.01-2024.12, 2024.3—6: a span in a cell
_POINTED_SPAN = re.compile(
    r"(?P<year>20\d\d)[./](?P<month>0?[1-9]|1[0-2])\s?[-—–－~～至]{1,2}\s?(?:(?P<to>20\d\d)[./])?(?P<until>0?[1-9]|1[0-2])"
)
_TITLE_YEAR = re.compile(r"(?<![-—–－~～至\d])(?P<year>20\d\d)年?(?!年?[-—–－~～至])")

_NUMBER_YEAR = re.compile(r"[〔\[【（(［](?P<year>20\d\d)[〕\]】）)］]")


@dataclass(frozen=True, slots=True)
class Due:
    """A date or span of dates ``text[start:end]``.

    ``value`` is ``YYYY-MM``, ``YYYY-MM-DD`` or ``from/to``; ``marked`` says that 底, 前, 上旬 … make it a deadline
    rather than a mere month; ``dated`` that the year is printed (also as 今年, 次年).
    """

    start: int
    end: int
    value: str
    marked: bool
    dated: bool

    @property
    def last(self) -> str:
        """The date by which it ends."""
        return self.value.rpartition("/")[2]


class Carried(NamedTuple):
    """The year and month of a deadline that prints its year."""

    year: int
    month: int


@dataclass(frozen=True, slots=True)
class _Single:
    start: int
    end: int
    year: int
    month: int
    day: int | None
    marked: bool
    dated: bool
    first: int | None  # month from which a span such as 3-4月 runs
    until: int | None  # day to which a span such as 20日至25日 runs

    def iso(self) -> str:
        text = f"{self.year:04d}-{self.month:02d}"
        return text if self.day is None else f"{text}-{self.day:02d}"


def anchor_year(instrument: Instrument) -> int | None:
    """Give the year that months without a year belong to: that of the title, the signature or the number."""
    title = instrument.header.title
    if not _YEAR_RANGE.search(title):
        years = {int(match.group("year")) for match in _TITLE_YEAR.finditer(title)}
        if len(years) == 1:
            return years.pop()
    signed = instrument.header.date
    if signed:
        return int(signed[:4])
    numbered = _NUMBER_YEAR.search(instrument.header.number or "")
    return int(numbered.group("year")) if numbered else None


def find_dues(
    text: str, start: int, end: int, anchor: int | None, *, carried: Carried | None = None
) -> list[Due]:
    """Find the dates in ``text[start:end]``, left to right; spans are one date. Impossible dates are left out.

    A deadline that prints its year gives it to later months behind it: 2024年3月底前…；6月底前….

    Args:
        text: Text that may hold line feeds inside dates.
        start: Where to begin.
        end: Where to end.
        anchor: The year of months without one, or None (then such months are left out).
        carried: The last deadline with its year printed before ``start`` in the same paragraph (:func:`carried_by`).
    """
    singles: list[_Single] = []
    for match in _matches(text, start, end):
        before = singles[-1] if singles else None
        joined = before is not None and _joins(text, before, match)
        single = _read(match, anchor, before if joined else None, carried)
        if single is not None:
            singles.append(single)
            spans = joined and before is not None and before.dated  # 2023年8月1日至9月30日入户，10月…
            if (single.marked and single.dated) or spans:
                carried = Carried(single.year, single.month)
    return _spans(text, singles) if singles else []


def years_due(text: str, start: int, end: int) -> Due | None:
    """Read ``text[start:end]`` if it is years and nothing else: 2025年 is due at its end, 2025—2027年 runs through.

    A month or day printed with points (2024.4) is read so, too, and a span of such months.
    """
    spanned = _POINTED_SPAN.fullmatch(text, start, end)
    if spanned is not None:
        year, month, to, until = spanned.group("year", "month", "to", "until")
        first, last = f"{year}-{month.zfill(2)}", f"{to or year}-{until.zfill(2)}"
        return Due(start, end, f"{first}/{last}", True, True) if first < last else None
    pointed = _POINTED.fullmatch(text, start, end)
    if pointed is not None:
        parts = [pointed["year"], *(part.zfill(2) for part in pointed.group("month", "day") if part)]
        return Due(start, end, "-".join(parts), True, True)
    years = _YEARS_ALONE.fullmatch(text, start, end)
    if years is None:
        return None
    first, last = years.group("first", "last")
    if last is None:
        return Due(start, end, f"{first}-12", True, True)
    return Due(start, end, f"{first}-01/{last}-12", True, True) if last > first else None


def carried_by(dues: list[Due], before: Carried | None) -> Carried | None:
    """Give the last of these dates that is a deadline with its year printed, else what was carried before."""
    for due in reversed(dues):
        if due.dated and due.marked:
            return Carried(int(due.last[:4]), int(due.last[5:7]))
    return before


def may_date(text: str, start: int, end: int) -> bool:
    """Tell whether a date may stand in ``text[start:end]``."""
    return _MAY_DATE.search(text, start, end) is not None


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find the dates: the search begins shortly before what every date has."""
    while mark := _MAY_DATE.search(text, start, end):
        match = _DATE.search(text, max(start, mark.start() - _MAX_BEFORE), end)
        if match is None:
            return
        yield match
        start = match.end()


def _joins(text: str, before: _Single, match: re.Match[str]) -> bool:
    between = text[before.end : match.start()]
    if not _TO.fullmatch(between):
        return False
    return bool(between.strip()) or (before.end == match.start() and not before.marked)


def _read(
    match: re.Match[str], anchor: int | None, before: _Single | None, carried: Carried | None
) -> _Single | None:
    """Read one match; ``before`` is the date a span begins with, whose year the second date shares."""
    printed, following, past, current = match.group("year", "next", "last", "this")
    named = bool(printed or following or past or current)
    try:
        month, day = _month_and_day(match)
        base = before.year if before is not None else _base(anchor, carried, month, next_year=bool(following))
        if printed:
            year = int(printed)
        elif base is None:
            return None
        else:
            year = base + (1 if following else -1 if past else 0)
        if before is not None and not named and month < before.month:
            year += 1
        date(year, month, day or 1)
    except ValueError:
        return None
    begins, *marks = match.group("first", "mark", "before", "end")
    first = int(begins) if begins else None
    if first is not None and not 1 <= first < month:
        first = None
    until = int(match.group("until")) if match.group("until") else None
    if until is not None and (day is None or not day < until <= _DAYS):
        until = None
    marked = any(marks) or until is not None
    return _Single(match.start(), match.end(), year, month, day, marked, named, first, until)


def _base(anchor: int | None, carried: Carried | None, month: int, *, next_year: bool) -> int | None:
    """Give the year that a month without one belongs to: that of the deadline before it, if it may follow on it."""
    if carried is None:
        return anchor
    return carried.year if anchor is None or next_year or month >= carried.month else anchor


def _month_and_day(match: re.Match[str]) -> tuple[int, int | None]:
    month, day, quarter, half = match.group("month", "day", "quarter", "half")
    if month:
        return numeral(month), numeral(day) if day else None
    if quarter:
        return 3 * numeral(quarter), None
    if half:
        return (6 if half == "上" else 12), None
    return 12, None


def _span(one: _Single, two: _Single) -> str:
    """A span is given in months (the evidence shows the days), one within a month in days."""
    if (one.year, one.month) == (two.year, two.month):
        return f"{one.iso()}/{two.iso()}"
    return f"{one.year:04d}-{one.month:02d}/{two.year:04d}-{two.month:02d}"


def _spans(text: str, singles: list[_Single]) -> list[Due]:
    dues: list[Due] = []
    at = 0
    while at < len(singles):
        one = singles[at]
        two = singles[at + 1] if at + 1 < len(singles) else None
        joined = two is not None and (
            _TO.fullmatch(text, one.end, two.start)
            or (text.startswith("结束", two.end) and _TO_END.fullmatch(text, one.end, two.start))
        )
        if two is not None and joined and one.iso() < two.iso():
            between = text[one.end : two.start].strip()
            if between or not one.marked:
                dues.append(Due(one.start, two.end, _span(one, two), True, one.dated))
                at += 2
                continue
        value = one.iso()
        if one.first is not None:
            value = f"{one.year:04d}-{one.first:02d}/{value}"
        elif one.until is not None:
            value = f"{value}/{value[:-2]}{one.until:02d}"
        dues.append(Due(one.start, one.end, value, one.marked or one.first is not None, one.dated))
        at += 1
    return dues
