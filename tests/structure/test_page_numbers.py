"""Bare page numbers beside form feeds."""

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
