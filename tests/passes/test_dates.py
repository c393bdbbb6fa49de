"""Dates that say by when: every form, their years, and what is no date."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.passes.words.dates import anchor_year, find_dues
from kg.structure.model import Instrument
from tests.clock import within

YEAR = 2021


def values(text: str, anchor: int | None = YEAR) -> list[str]:
    return [due.value for due in find_dues(text, 0, len(text), anchor)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月底：完成选址", ["2021-06"]),  # the commonest form
        ("1.4月底完成；12月份验收", ["2021-04", "2021-12"]),  # a list number in front is no part of the month
        ("10月中旬", ["2021-10"]),
        ("6\n月底", ["2021-06"]),  # broken over printed lines
        ("2023年12月底前", ["2023-12"]),
        ("2023年年底前", ["2023-12"]),
        ("2023年底", ["2023-12"]),
        ("年底前", ["2021-12"]),
        ("7月31日前", ["2021-07-31"]),
        ("六月底前", ["2021-06"]),  # Chinese numerals with a mark behind
        ("今年12月", ["2021-12"]),
        ("次年1月份", ["2022-01"]),
        ("下年度1月份", ["2022-01"]),
        ("去年12月底", ["2020-12"]),
        ("第二季度", ["2021-06"]),
        ("上半年", ["2021-06"]),
        ("7月-10月", ["2021-07/2021-10"]),
        ("3-4月", ["2021-03/2021-04"]),  # the first month without 月
        ("5月6月底", ["2021-05/2021-06"]),  # the dash was lost
        ("2021年5月—2021年6月", ["2021-05/2021-06"]),
        ("7月25日—8月15日", ["2021-07/2021-08"]),  # a span is given in months
        ("12月13日—次年1月31日", ["2021-12/2022-01"]),
        ("11月-3月", ["2021-11/2022-03"]),  # over the turn of the year
        ("6月底、8月底", ["2021-06", "2021-08"]),  # a list, no span
    ],
)
def test_forms(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "13月底",  # impossible month
        "2月30日前",  # impossible day
        "6个月",  # a length of time
        "6月龄儿童",  # an age
        "一月一分析",  # every month
        "2021年度",  # a year alone
        "12.5亩",
    ],
)
def test_no_dates(text: str) -> None:
    assert values(text) == []


def test_a_month_without_any_year_is_left_out() -> None:
    assert values("6月底完成", None) == []
    assert values("2024年6月底完成", None) == ["2024-06"]


@pytest.mark.parametrize(
    ("title", "signed", "expected"),
    [
        ("甲市人民政府关于印发2022年重点工作的通知", "2023年3月1日", 2022),  # the year the title sets
        ("甲市人民政府关于印发重点工作方案的通知", "2023年3月1日", 2023),  # else the signature's
        ("甲市人民政府关于印发重点工作方案（2021-2025年）的通知", "2021年3月1日", 2021),  # a range sets none
        ("甲市人民政府关于印发重点工作方案的通知", "", 2023),  # else the number's
    ],
)
def test_anchor_year(
    instrument_of: Callable[[str], Instrument], title: str, signed: str, expected: int
) -> None:
    text = f"{title}\n甲政发〔2023〕5号\n各区人民政府：\n现将方案印发给你们，请认真执行。\n甲市人民政府\n{signed}\n"
    assert anchor_year(instrument_of(text)) == expected


@given(
    st.integers(1, 12), st.sampled_from(["底", "底前", "份", "上旬", "末"]), st.sampled_from(["", "2024年"])
)
def test_any_month_comes_back(month: int, tail: str, year: str) -> None:
    assert values(f"应于{year}{month}月{tail}完成") == [f"{2024 if year else YEAR}-{month:02d}"]


@pytest.mark.parametrize("unit", ["6月", "6月底、", "年底", "1-", "月底前", "2021年", "十", "6月至"])
def test_long_adversarial_text_takes_bounded_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    within(2, partial(find_dues, text, 0, len(text), YEAR))
