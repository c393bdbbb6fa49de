"""Printed lines and page furniture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.structure.lines import printed_lines, width, without_furniture
from tests.clock import within


def kept(text: str) -> list[str]:
    return [line.text for line in without_furniture(printed_lines(text))]


def test_lines_are_stripped_and_know_their_place() -> None:
    text = "\n  甲市\r\n\r\n\u3000乙局 通知\t\n*\n\f丙"
    lines = printed_lines(text)
    assert [line.text for line in lines] == ["甲市", "乙局 通知", "丙"]
    assert [text[line.start : line.end] for line in lines] == ["甲市", "乙局 通知", "丙"]
    assert [line.blank_before for line in lines[:2]] == [0, 1]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029"])
def test_every_line_end_separates(end: str) -> None:
    assert [line.text for line in printed_lines(f"甲{end}乙{end}{end}丙")] == ["甲", "乙", "丙"]


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("ab1", 3), ("甲乙", 4), ("甲a，1", 6)])
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


# (text, lines that stay) with the reason
FURNITURE = [
    (
        "目录\n甲市供水办法……………3\n甲市人民政府关于做好供水工作的通知…14\n正文",
        ["正文"],
    ),  # an entry that fills its line
    (
        "甲局\n甲市人民政府公报 2024年第2期                市政府文件\n负责",
        ["甲局", "负责"],
    ),  # with the part it heads
    (
        "甲局牵头负责供水保障和管网改造各项工作\n— 3 —\n甲局牵头负责供水保障和管网改造各项工作\n乙局配合",
        ["甲局牵头负责供水保障和管网改造各项工作", "乙局配合"],
    ),  # a page repeats the last line of the page before it
    (
        "2\n新建口袋公园五个\n甲局\n2024年11月底\n— 3 —\n2\n新建口袋公园五个\n甲局\n2024年11月底\n3",
        ["2", "新建口袋公园五个", "甲局", "2024年11月底", "3"],
    ),  # … or its last row
    ("2024年11月底\n— 3 —\n2024年11月底\n3", ["2024年11月底", "2024年11月底", "3"]),  # a cell two rows share
    ("甲局\n— 12 —\n负责", ["甲局", "负责"]),  # a page number between dashes
    ("甲局\n-3-\n负责", ["甲局", "负责"]),
    ("甲局\n－　４　－\n负责", ["甲局", "负责"]),  # in full width
    ("甲局\n第 3 页 共 20 页\n负责", ["甲局", "负责"]),
    ("甲局\n第3页\n负责", ["甲局", "负责"]),
    ("甲局\n3/20\n负责", ["甲局", "负责"]),
    (
        "甲局\n甲市人民政府公报（2021 年第 3期）\n15\n负责",
        ["甲局", "负责"],
    ),  # a running header with its number
    ("甲局\n15\n甲市人民政府公报 2021年第3期\n负责", ["甲局", "负责"]),
    ("甲局\n2021年第3期（总第20期）甲市人民政府公报\n负责", ["甲局", "负责"]),  # the issue first
    # at both ends of a wide line, with the number of the page
    ("甲局\n3\n甲市人民政府公报                  2021年第3期\n负责", ["甲局", "负责"]),
    ("甲局\n2021 年第 3 期    甲市人民政府公报    12\n负责", ["甲局", "负责"]),
    ("甲局\n市政府文件              甲市人民政府公报 2021.3\n负责", ["甲局", "负责"]),
    ("甲局\n2021·3    甲市政报    市政府文件\n负责", ["甲局", "负责"]),
    (
        "甲局\n市政府文件\n3\n负责\n4\n市政府文件\n乙\n市政府文件\n5\n丙",
        ["甲局", "负责", "乙", "丙"],
    ),  # a part of the gazette
    ("下发文件\n3\n甲局", ["下发文件", "3", "甲局"]),  # once: text
    ("1\n甲工程\n2\n乙工程", ["1", "甲工程", "2", "乙工程"]),  # a bare number is a row's number
    (
        "《甲市人民政府公报》2021年第3期刊登的规章，",
        ["《甲市人民政府公报》2021年第3期刊登的规章，"],
    ),  # a sentence
    (
        "目　录\n甲市关于加强\n供水的通知………3\n乙通知 ......... 12\n甲市",
        ["甲市"],
    ),  # contents with a wrapped entry
    (
        "目录\n一、总则\n二、分则",
        ["目录", "一、总则", "二、分则"],
    ),  # without dot leaders they may be the text itself
    ("总则 . . . . 3\n甲局", ["甲局"]),
    ("等等……", ["等等……"]),  # an ellipsis ends a sentence too
]


@pytest.mark.parametrize(("text", "stay"), FURNITURE)
def test_furniture_is_left_out(text: str, stay: list[str]) -> None:
    assert kept(text) == stay


MIXED = st.text(
    st.sampled_from("甲市人民政府公报年第期目录页0123１ 　\t*-—·….．/（）\n\r\f\u2028\x85\u200b\ufeff"),
    max_size=120,
)


@given(MIXED)
def test_lines_are_in_order_and_never_blank(text: str) -> None:
    end = 0
    for line in printed_lines(text):
        assert end <= line.start < line.end
        assert text[line.start : line.end] == line.text
        assert line.text.strip("* \t\u3000")
        end = line.end
    assert set(kept(text)) <= {line.text for line in printed_lines(text)}


@pytest.mark.parametrize(
    "unit", ["公报", "第1期", "……", "1", "— ", "甲\n", "目录\n", "…3\n", "1\n公报第1期\n"]
)
def test_time_is_bounded(unit: str) -> None:
    within(2, lambda: without_furniture(printed_lines(unit * (100_000 // len(unit)))))
