"""Excel workbooks: rows as printed, titles as lines, nothing that a sheet hides."""

from __future__ import annotations

import datetime as dt
import io
import sys

import openpyxl
import pytest

from kg.sources import xlsx
from kg.sources.limits import DEFAULT_LIMITS, Limits
from kg.sources.model import FormatError
from kg.sources.xlsx import printed


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def lines(book: openpyxl.Workbook) -> list[str]:
    return xlsx.read_xlsx(saved(book), DEFAULT_LIMITS).text.split("\n")[:-1]


def test_titles_are_lines_and_merged_cells_print_once() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["分工表"],
        ["任务", "牵头单位", "时限"],
        ["建设", "甲局", "6月"],
        [None, "乙局", "7月"],
        [],
        ["注：按月报送"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A4")
    assert lines(book) == [
        "分工表",
        "任务\t牵头单位\t时限",
        "建设\t甲局\t6月",
        "\u2003\t乙局\t7月",
        "注：按月报送",
    ]


def test_a_table_away_from_the_corner_and_a_cell_far_off() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["C5"], sheet["D5"], sheet["C6"], sheet["D6"] = "任务", "单位", None, "甲局"
    sheet["XFD1048576"] = "远"
    result = lines(book)
    assert result[:2] == ["任务\t单位", "\u2002\t甲局"]
    assert result[2].endswith("\t远")


def test_hidden_sheets_are_left_out_and_names_of_sheets_title_tables_without_one() -> None:
    book = openpyxl.Workbook()
    book.active.title = "牵头任务"
    book.active.append(["任务", "单位"])
    second = book.create_sheet("选项")
    second.append(["甲局", "乙局"])
    second.sheet_state = "hidden"
    third = book.create_sheet("Sheet3")
    third.append(["任务", "时限"])
    assert lines(book) == ["牵头任务", "任务\t单位", "任务\t时限"]


# (value, its number format, what is printed), each with why
VALUES = [
    (3, "General", "3"),
    (3.0, "General", "3"),  # a whole number is whole
    (0.1 + 0.2, "General", "0.3"),
    (0.855, "0.0%", "85.5%"),
    (0.12, "0%", "12%"),
    (True, "General", "是"),
    (dt.datetime(2031, 6, 30), "yyyy-mm-dd", "2031年6月30日"),
    (dt.datetime(2031, 6, 1), 'yyyy"年"m"月"', "2031年6月"),  # no day is meant
    (dt.datetime(2031, 6, 30), "[$-804]m月d日", "2031年6月30日"),
    ("区财政局\n区教育局", "General", "区财政局、区教育局"),
    ("区住房和城乡\n建设局", "General", "区住房和城乡建设局"),
    (None, "General", ""),
]


@pytest.mark.parametrize(("value", "number_format", "expected"), VALUES)
def test_values_as_the_sheet_shows_them(value: object, number_format: str, expected: str) -> None:
    assert printed(value, number_format) == expected


def test_too_many_cells_are_refused_before_they_are_loaded() -> None:
    book = openpyxl.Workbook()
    book.active.append(["甲", "乙", "丙"])
    with pytest.raises(FormatError, match="has 3 cells, more than 2"):
        xlsx.read_xlsx(saved(book), Limits(cells=2))


def test_a_missing_library_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(FormatError, match=r"openpyxl.*pip install 'kg\[docx\]'"):
        xlsx.load()
