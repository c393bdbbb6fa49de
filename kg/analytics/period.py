"""Due dates in the precision of the text: ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, or two of them with ``/``."""

from __future__ import annotations

import calendar
import re
from datetime import date

_POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def last_day(due: str) -> date | None:
    """Give the last day of a period: what is due in a month is due on its last day. None where it is no date."""
    return _day(due.rpartition("/")[2], last=True)


def first_day(due: str) -> date | None:
    """Give the first day of a period; None where it is no date."""
    return _day(due.partition("/")[0], last=False)


def month_of(due: str) -> str:
    """Give the month (``YYYY-MM``) in which a period ends; the year alone where no month is printed."""
    return due.rpartition("/")[2][:7]


def in_year(due: str | None, year: int | None) -> bool:
    """Say whether a period ends in a year; every one does for no year."""
    return year is None or (due is not None and due.rpartition("/")[2].startswith(f"{year:04d}"))


def _day(text: str, *, last: bool) -> date | None:
    point = _POINT.fullmatch(text)
    if point is None:
        return None
    year = int(point[1])
    month = int(point[2] or (12 if last else 1))
    try:
        return date(year, month, int(point[3] or (calendar.monthrange(year, month)[1] if last else 1)))
    except (ValueError, calendar.IllegalMonthError):
        return None
