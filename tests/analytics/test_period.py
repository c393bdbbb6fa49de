from __future__ import annotations

from datetime import date

import pytest

from kg.analytics.period import first_day, in_year, last_day, month_of


@pytest.mark.parametrize(
    ("due", "first", "last", "month", "why"),
    [
        ("2031", date(2031, 1, 1), date(2031, 12, 31), "2031", "a year ends in December"),
        ("2032-02", date(2032, 2, 1), date(2032, 2, 29), "2032-02", "leap year"),
        ("2031-06-15", date(2031, 6, 15), date(2031, 6, 15), "2031-06", "a day is a day"),
        ("2031-05/2031-06", date(2031, 5, 1), date(2031, 6, 30), "2031-06", "a period ends at its end"),
        ("2031-13", None, None, "2031-13", "no such month"),
        ("2031-02-30", None, None, "2031-02", "no such day"),
        ("年底前", None, None, "年底前", "no date"),
        ("0000", None, None, "0000", "no such year"),
    ],
)
def test_periods(due: str, first: date | None, last: date | None, month: str, why: str) -> None:
    assert (first_day(due), last_day(due), month_of(due)) == (first, last, month), why


def test_in_year() -> None:
    assert in_year(None, None)
    assert not in_year(None, 2031)
    assert in_year("2030-11/2031-02", 2031)
    assert not in_year("2030-11/2031-02", 2030)
