from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kg.export.xlsx import MAX_ROWS, MAX_TEXT, write_xlsx
from kg.table import Table


def written(table: Table, **options: Any) -> bytes:
    out = BytesIO()
    write_xlsx(table, out, sheet="leads", **options)
    return out.getvalue()


def read(table: Table, **options: Any) -> list[list[Any]]:
    sheet = load_workbook(BytesIO(written(table, **options))).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), "no cell is a formula"
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_types() -> None:
    row = ("区财政局", 3, 0.25, Decimal("12.5"), date(2031, 3, 17), True, None, "2031-03")
    columns = ("body", "lead", "share", "value", "last_day", "peak", "note", "month")
    headings, cells = read(Table(columns, (row,)), lang="en")
    assert headings == ["body", "lead", "share", "value", "last day", "peak", "note", "month"]
    assert cells == ["区财政局", 3, 0.25, 12.5, datetime(2031, 3, 17), True, None, "2031-03"]
    assert [type(cell) for cell in cells[1:4]] == [int, float, float]


def test_headings_and_codes_in_chinese() -> None:
    assert read(Table(("state", "body"), (("overdue", "overdue"),))) == [
        ["状态", "部门"],
        ["已过期", "overdue"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1"])
def test_nothing_is_run(text: str) -> None:
    (_, (cell,)) = read(Table(("text",), ((text,),)))
    assert cell == f"'{text}"


def test_links_and_control_characters_are_plain_text() -> None:
    (_, *rows) = read(Table(("text",), (("https://example.org/",), ("区\x1b[31m财\x00政\u202e局",), ("12",))))
    assert rows == [["https://example.org/"], ["区[31m财政局"], ["12"]]


def test_what_does_not_fit() -> None:
    rows = (("长" * (MAX_TEXT + 5), 1234567890123456789, float("nan")),)
    (_, (text, number, nothing)) = read(Table(("text", "lead", "value"), rows))
    assert text == "长" * (MAX_TEXT - 1) + "…"
    assert number == str(1234567890123456789), "a spreadsheet would round it"
    assert nothing == "nan"


def test_too_many_rows_are_an_error() -> None:
    with pytest.raises(ValueError, match="rows"):
        written(Table(("lead",), ((1,),) * (MAX_ROWS + 1)))


def test_an_empty_table_has_its_headings() -> None:
    assert read(Table(("body", "lead"), ()), lang="en") == [["body", "lead"]]


def test_the_same_table_gives_the_same_bytes() -> None:
    table = Table(("body", "last_day"), (("区财政局", date(2031, 3, 17)),))
    assert written(table) == written(table)


@settings(max_examples=30, deadline=None)
@example(["\t", "="])  # one character alone (the comparator of a target) is no formula
@example(["\t1", "=1", "@a"])
@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_makes_a_workbook_that_opens(texts: list[str]) -> None:
    rows = read(Table(("text",), tuple((text,) for text in texts)))[1:]
    for (cell,) in rows:
        assert cell is None or len(str(cell)) == 1 or not str(cell).startswith(("=", "@", "\t")), cell
