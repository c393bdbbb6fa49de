"""Instruments by number and title."""

from __future__ import annotations

import pytest

from kg.resolve import InstrumentIdentity, Level, Place, resolve
from kg.resolve.instruments import folded_number, title_key
from tests.made_up import citation, instrument, source

HERE = Place(("甲市", "乙区"), Level.COUNTY)
THERE = Place(("甲市", "丙区"), Level.COUNTY)

NUMBERS = [
    ("乙政发〔2023〕2号", "乙政发[2023]2号", "the standard form"),
    ("乙政发 ﹝ 2023 ﹞ 2 号", "乙政发[2023]2号", "small brackets and spaces"),
    ("乙政发（2023）2号", "乙政发[2023]2号", "the wrong brackets"),
    ("乙政发[2023]第02号", "乙政发[2023]2号", "a leading zero and 第"),
    ("国务院令第675号", "国务院令第675号", "an order without year"),
]


@pytest.mark.parametrize(("printed", "folded", "reason"), NUMBERS, ids=lambda value: str(value))
def test_numbers(printed: str, folded: str, reason: str) -> None:
    assert folded_number(printed) == folded, reason


TITLES = [
    ("中华人民共和国水法", "中华人民共和国《水法》", True, "marks inside do not count"),
    ("“节水中国2030”规划纲要", "节水中国2030规划纲要", True, "quotation marks do not count"),
    ("节水规划（2021-2030年）实施方案", "节水规划(2021—2030年)实施方案", True, "width and dashes"),
    ("甲市节水条例", "甲市用水条例", False, "two titles"),
    (
        "甲市关于加强和改进节水工作的意见",
        "甲市关于加强改进节水工作意见",
        True,
        "weak words left out by misprint",
    ),
]


@pytest.mark.parametrize(("one", "other", "alike", "reason"), TITLES, ids=lambda value: str(value))
def test_titles(one: str, other: str, alike: bool, reason: str) -> None:
    assert (title_key(one, HERE) == title_key(other, HERE)) is alike, reason


def test_general_titles_stay_in_their_place() -> None:
    assert title_key("节水方案", HERE) != title_key("节水方案", THERE)
    assert title_key("中华人民共和国水法", HERE) == title_key("中华人民共和国水法", THERE)


def cited(*facts: object) -> list[InstrumentIdentity]:
    known = instrument(number="乙政发〔2023〕7号", title="甲市乙区人民政府关于做好防汛工作的通知")
    citing = instrument(facts, number="乙政发〔2023〕8号")  # type: ignore[arg-type]
    other = resolve([source(known, name="b.txt"), source(citing)]).sources[1][1][0]
    return [other.cited[fact] for fact in facts]  # type: ignore[index]


def test_a_title_leads_to_the_numbered_instrument_that_was_read() -> None:
    by_title, by_number = cited(
        citation("甲市乙区人民政府关于做好防汛工作的通知"), citation(None, "乙政发〔2023〕7号", "mentions")
    )
    assert by_title == by_number == InstrumentIdentity("number:乙政发[2023]7号")


def test_a_number_given_once_serves_the_title_elsewhere_in_the_place() -> None:
    with_number, without = cited(
        citation("甲市用水管理办法细则", "甲政发〔2020〕3号"), citation("甲市用水管理办法细则")
    )
    assert with_number == without


def test_two_numbers_for_one_title_leave_the_title_alone() -> None:
    first, second, bare = cited(
        citation("甲市用水计划通知", "甲政发〔2020〕3号"),
        citation("甲市用水计划通知", "甲政发〔2021〕3号"),
        citation("甲市用水计划通知"),
    )
    assert len({first, second, bare}) == 3
