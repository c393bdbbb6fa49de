from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export.tables import json_text, to_csv, to_json, to_markdown
from kg.table import Table

TABLE = Table(
    ("name", "n", "day"), (("区财政局", Decimal("1.5"), date(2031, 3, 17)), ('a"b\n,c', None, None))
)


def test_csv_reads_back() -> None:
    rows = list(csv.reader(io.StringIO(to_csv(TABLE), newline="")))
    assert rows == [["name", "n", "day"], ["区财政局", "1.5", "2031-03-17"], ['a"b\n,c', "", ""]]


def test_json_reads_back() -> None:
    assert json.loads(to_json(TABLE)) == [
        {"name": "区财政局", "n": 1.5, "day": "2031-03-17"},
        {"name": 'a"b\n,c', "n": None, "day": None},
    ]
    assert json.loads(to_json(Table(("a",), ()))) == []


def test_what_has_no_json_form_is_an_error() -> None:
    with pytest.raises(TypeError):
        json_text({"a": object()})


@given(st.text())
def test_json_is_one_line_that_no_terminal_obeys(text: str) -> None:
    written = json_text(text)
    assert json.loads(written) == text
    assert all(c >= " " and not "\x7f" <= c <= "\x9f" for c in written)


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=4))
def test_no_cell_of_a_csv_runs(cells: list[str]) -> None:
    table = Table(tuple(f"c{i}" for i in range(len(cells))), (tuple(cells),))
    row = list(csv.reader(io.StringIO(to_csv(table), newline="")))[1:]
    for cell in row[0] if row else []:
        if cell.startswith(("=", "+", "-", "@", "\t")) and len(cell) > 1:
            float(cell)  # only numbers may begin so, or a sign stand alone


def test_markdown() -> None:
    assert to_markdown(Table(("name", "n"), (("a|<b>\nc", 1), (None, 2)))) == (
        "| name | n |\n| --- | ---: |\n| a\\|&lt;b> c | 1 |\n|  | 2 |\n"
    )
