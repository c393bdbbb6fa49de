"""Dates as printed in signatures and headings: 2023年3月17日, 二〇二三年三月十七日."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "Ｏ": "0",
    "O": "0",
}
_NUMERALS = {c: i for i, c in enumerate("〇一二三四五六七八九十")} | {"零": 0}
FULL_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d|[一二][〇零○ＯO一二三四五六七八九]{3})年(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日"
)


def iso_date(text: str) -> str | None:
    """Give the first full date of a compact text as ``YYYY-MM-DD``, or None (also for impossible dates)."""
    match = FULL_DATE.search(text)
    if match is None:
        return None
    year = match.group("year")
    if not year.isdigit():
        year = "".join(_DIGITS.get(c, c) for c in year)
    try:
        return date(int(year), numeral(match.group("month")), numeral(match.group("day"))).isoformat()
    except ValueError:
        return None


def numeral(text: str) -> int:
    """Give the value of a number up to 99 in digits or Chinese numerals (三十一 -> 31).

    Raises:
        ValueError: the text is no such number.
    """
    if text.isdigit():
        return int(text)
    tens, mark, ones = text.partition("十")
    try:
        if not mark:
            return _NUMERALS[tens]
        return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)
    except KeyError as error:
        raise ValueError(f"not a number: {text!r}") from error
