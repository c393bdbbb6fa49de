"""Page numbers without dashes: beside form feeds, or as far apart as pages are long."""

from __future__ import annotations

import pytest

from kg.structure.lines import printed_lines
from kg.structure.page_numbers import without_page_numbers

CASES = [
    ("甲\n3\n\f乙\n4\n\f丙\n5\n", ["甲", "乙", "丙"], "at the foot, the last page too"),
    ("1\n甲\n\f2\n乙\n\f3\n丙\n", ["甲", "乙", "丙"], "at the head"),
    ("甲\n12\n\f乙\n20\n\f丙\n20\n", ["甲", "12", "乙", "20", "丙", "20"], "cells that count nothing"),
    ("甲\n3\n乙\n4\n丙\n5\n", ["甲", "3", "乙", "4", "丙", "5"], "no pages"),
    ("甲\n3\n\f乙\n\f丙\n", ["甲", "3", "乙", "丙"], "one number alone"),
]


@pytest.mark.parametrize(("text", "stay"), [case[:2] for case in CASES], ids=[case[2] for case in CASES])
def test_page_numbers_are_left_out(text: str, stay: list[str]) -> None:
    assert [line.text for line in without_page_numbers(text, printed_lines(text))] == stay


def _pages(
    mark: str, *, count: int = 6, lengths: tuple[int, ...] = (30, 28, 33), first: int = 1
) -> list[str]:
    """Make up a text of pages of a few lengths, below each of which a mark with its number stands."""
    lines = []
    for page in range(count):
        lines += [f"第{page}面第{n}行的文字" for n in range(lengths[page % len(lengths)])]
        lines.append(mark.format(first + page))
    return lines


@pytest.mark.parametrize(
    "mark", ["{}", "Page {} of 40", "甲市人民政府行政规范性文件 {}", "{} 甲市人民政府公报", "[{}]"]
)
@pytest.mark.parametrize("first", [1, 12, 98])
def test_what_counts_the_pages_is_left_out(mark: str, first: int) -> None:
    text = "\n".join(_pages(mark, first=first))
    stay = [line.text for line in without_page_numbers(text, printed_lines(text))]
    assert stay == [line for line in text.split("\n") if line.startswith("第")]


COUNTED = [
    (_pages("{}", lengths=(3, 4, 2)), "numbers of the rows of a table"),
    (_pages("{}", lengths=(14, 40, 3, 60, 15, 90)), "of rows with much text"),
    (_pages("附件{}"), "labels of parts"),
    (_pages("{}", count=3), "too few"),
    ([*_pages("{}"), *[f"另一部分第{n}行" for n in range(400)]], "numbers in a small part of the text"),
]


@pytest.mark.parametrize("lines", [case[0] for case in COUNTED], ids=[case[1] for case in COUNTED])
def test_what_counts_something_else_stays(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert [line.text for line in without_page_numbers(text, printed_lines(text))] == lines


PROSE = "要加快推进全县各项重点工作落实见效，压实各方责任，健全"
BREAKS = [
    ([PROSE, "7", PROSE], [PROSE, PROSE], "a number in a sentence"),
    ([PROSE, PROSE, "7", "机制。"], [PROSE, PROSE, "机制。"], "… near its end"),
    (
        [*[PROSE] * 5, "7", *[PROSE] * 20, "各项任务全部落实到位。", "8", *[PROSE] * 3],
        [*[PROSE] * 25, "各项任务全部落实到位。", *[PROSE] * 3],
        "a number between paragraphs that counts on from one",
    ),
    ([f"{PROSE}。", "7", PROSE], [f"{PROSE}。", "7", PROSE], "a number between two sentences"),
    (["县教育局", "7", "县财政局"], ["县教育局", "7", "县财政局"], "a cell"),
]


@pytest.mark.parametrize(("lines", "stay"), [case[:2] for case in BREAKS], ids=[case[2] for case in BREAKS])
def test_numbers_that_break_a_sentence_are_left_out(lines: list[str], stay: list[str]) -> None:
    text = "\n".join(lines)
    assert [line.text for line in without_page_numbers(text, printed_lines(text))] == stay
