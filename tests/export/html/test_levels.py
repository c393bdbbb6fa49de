"""Levels of instruments that are only cited."""

from __future__ import annotations

from functools import partial

import pytest

from kg.export.html.levels import level_of_title
from tests.clock import within


@pytest.mark.parametrize(
    ("title", "number", "level"),
    [
        ("中华人民共和国植树法", "", "nation"),
        ("国务院关于植树的决定", "", "nation"),
        ("植树造林法", "", "nation"),  # only the national congress makes laws
        ("关于植树的意见", "国发〔2031〕1号", "nation"),  # the number says who
        ("甲省植树条例", "", "province"),
        ("甲市植树条例", "", "prefecture"),
        ("甲市人民政府关于植树的意见", "甲政发〔2031〕1号", "prefecture"),
        ("甲市乙区植树规划", "", "county"),  # the lowest place of the chain
        ("甲市乙区人民政府办公室关于植树的通知", "", "county"),
        ("“十四五”植树规划", "", "unknown"),
        ("城市绿化条例", "", "unknown"),  # 城市 is no place
        ("", "", "unknown"),
    ],
)
def test_level(title: str, number: str, level: str) -> None:
    assert level_of_title(title, number) == level


@pytest.mark.parametrize("text", ["市" * 100_000, "甲市" * 50_000, "甲" * 100_000])
def test_any_title_takes_bounded_time(text: str) -> None:
    within(1, partial(level_of_title, text, ""))
