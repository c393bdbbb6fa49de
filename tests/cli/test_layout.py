"""Tables of text: columns that line up, fold to the terminal, and lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kg.cli.layout import lay_out
from tests.clock import within

ROWS = [["甲市乙区水务局", "12", "治理河道"], ["a", "3", ""]]


def test_columns_line_up() -> None:
    lines = list(lay_out(["部门", "数", "任务"], ROWS, right=frozenset({1})))
    assert lines == [
        " 部门             数   任务",
        " " + "─" * 30,
        " 甲市乙区水务局   12   治理河道",
        " a                 3",
    ]


def test_a_line_feed_begins_a_line_of_the_cell() -> None:
    assert list(lay_out(["a", "b"], [["1\n2", "x"]]))[2:] == [" 1   x", " 2"]


@pytest.mark.parametrize("width", [24, 40, 79, 120])
def test_folds_to_the_terminal_and_keeps_every_character(width: int) -> None:
    rows = [["甲市乙区水务局" * 4, "1", "治理河道" * 30], ["区水务局", "22", "x" * 50]]
    lines = list(lay_out(["部门", "数", "任务"], rows, width=width))
    assert max(map(cell_len, lines)) <= width
    printed = "".join(lines[2:])
    assert printed.count("治") == 30
    assert printed.count("x") == 50
    assert printed.count("水") == 5


def test_narrow_columns_are_not_folded_for_wide_ones() -> None:
    lines = list(lay_out(["年", "任务"], [["2031-12", "治理河道" * 30]], width=40))
    assert lines[2].startswith(" 2031-12   治理")


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5), st.integers(1, 60))
def test_any_text_and_any_width_has_an_end(rows: list[list[str]], width: int) -> None:
    assert len(list(lay_out(["a", "b"], rows, width=width))) >= 2 + len(rows)


def test_thousands_of_rows_take_no_time() -> None:
    rows = [["甲市乙区水务局", str(n), "治理河道" * 20] for n in range(5000)]
    assert within(2, lambda: sum(1 for _ in lay_out(["a", "b", "c"], rows, width=100))) > 5000
