"""Excel workbooks: every sheet's rows, with what stands above the table as lines.

A value is printed as the sheet shows it where that matters to a reader: dates, percentages, whole numbers. Hidden
sheets are left out (they hold the choices of drop-down lists).
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from kg.sources.archive import SafeArchive
from kg.sources.limits import Limits
from kg.sources.lines import MERGED, LineBuilder, cell_text
from kg.sources.model import Extracted, FormatError
from kg.sources.optional import library

_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表格?)\s?\d{0,3}", re.IGNORECASE)
_CELL = re.compile(rb"<(?:\w{1,10}:)?c[ >/]")
_SHEETS = "xl/worksheets/"
_PERCENT = re.compile(r"0(?:\.(0+))?%")
_QUOTED = re.compile(r'"[^"]{0,40}"|\\.|\[[^\]]{0,40}\]')


def load() -> None:
    """Load the library.

    Raises:
        FormatError: it is not installed.
    """
    library("openpyxl", "docx", "Excel workbooks")


def read_xlsx(data: bytes, limits: Limits) -> Extracted:
    """Read the sheets of a workbook.

    Raises:
        FormatError: not a whole and harmless XLSX, or one with too many cells.
    """
    openpyxl = library("openpyxl", "docx", "Excel workbooks")
    with SafeArchive(data, limits) as archive:
        archive.refuse_declarations()
        _check_size(archive, limits)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except (KeyError, openpyxl.utils.exceptions.InvalidFileException) as error:
        raise FormatError(f"is damaged: {error.args[0] if error.args else 'a part is missing'}") from error
    builder = LineBuilder(limits.characters)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            _add_sheet(builder, sheet, alone=len(book.worksheets) == 1)
    text, _, _ = builder.finish()
    return Extracted(text=text, encoding="xlsx", wrapped=False)


def _check_size(archive: SafeArchive, limits: Limits) -> None:
    """Every filled cell becomes an object of some hundred bytes: count before they do."""
    cells = sum(
        1 for name in archive.names if name.startswith(_SHEETS) for _ in _CELL.finditer(archive.read(name))
    )
    if cells > limits.cells:
        raise FormatError(f"has {cells:,} cells, more than {limits.cells:,}; split it (limit: cells)")


def _add_sheet(builder: LineBuilder, sheet: Any, *, alone: bool) -> None:
    rows = _rows(sheet)
    if not rows:
        return
    first = [cell for cell in rows[0].values() if cell != MERGED]
    if len(first) > 1 and not _DEFAULT_NAME.fullmatch(sheet.title.strip()) and not alone:
        builder.add(sheet.title)  # the only title that the table has
    left = min(column for row in rows for column in row)
    for row in rows:
        filled = [cell for cell in row.values() if cell != MERGED]
        if len(filled) == 1 and row.get(left) == filled[0]:
            builder.add(filled[0])  # a title or a note over the columns
        else:
            builder.row([row.get(column, "") for column in range(left, max(row) + 1)])


def _rows(sheet: Any) -> list[dict[int, str]]:
    """Give the printed cells of each row that has any, by column.

    Only cells that are there are looked at: a sheet's size is the place of its last cell, which may be far off.
    """
    covered = _covered(sheet)
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet._cells.items():
        text = printed(cell.value, cell.number_format)
        if text:
            rows.setdefault(row, {})[column] = text
    for row, columns in rows.items():
        for column in covered.get(row, ()):
            columns.setdefault(column, MERGED)
    return [dict(sorted(rows[row].items())) for row in sorted(rows)]


def _covered(sheet: Any) -> Mapping[int, Sequence[int]]:
    """Give for each row the columns in which a cell merged with one above goes on."""
    covered: dict[int, list[int]] = {}
    last = max((row for row, _ in sheet._cells), default=0)
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row + 1, min(area.max_row, last) + 1):
            covered.setdefault(row, []).append(area.min_col)
    return covered


def printed(value: Any, number_format: str) -> str:
    """Print a cell's value as the sheet shows it, as far as it bears on the meaning."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case dt.datetime() | dt.date():
            return _date(value, number_format)
        case dt.time():
            return value.strftime("%H:%M")
        case int() | float():
            return _number(value, number_format)
        case _:
            return cell_text(str(value).splitlines())


def _date(value: dt.date, number_format: str) -> str:
    """A format without days prints a month, one without months a year."""
    pattern = _QUOTED.sub("", number_format).lower()
    if "d" in pattern or "m" not in pattern:
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.year}年{value.month}月" if "y" in pattern else f"{value.month}月"


def _number(value: float, number_format: str) -> str:
    percent = _PERCENT.search(number_format)
    if percent:
        return f"{value * 100:.{len(percent.group(1) or '')}f}%"
    return f"{value:.10g}" if isinstance(value, float) else str(value)
