"""Excel workbooks with real types: numbers, dates, truth values; text that no spreadsheet runs."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from kg.export.clean import no_formula, printable, xml_safe
from kg.export.wording import headed, worded
from kg.table import Table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_TEXT = 32_767  # characters, Excel's limit of one cell
MAX_ROWS = 1_048_575  # Excel's limit of one sheet, without the headings
_WIDEST = 60  # columns of text are no wider than this many half-width characters
_LOOKED_AT = 200  # rows that decide the width of a column
_EXACT = 15  # digits a spreadsheet keeps of a number


def write_xlsx(table: Table, out: BinaryIO, *, sheet: str, lang: str = "zh") -> None:
    """Write a table as a workbook of one sheet; the same table gives the same bytes.

    Text goes in as text, never as formula, link or number; text that begins like a formula gets an apostrophe as in
    CSV, control characters are dropped. A number of more digits than a spreadsheet keeps goes in as text.

    Args:
        table: what to write.
        out: a binary stream.
        sheet: name of the sheet, at most 31 characters.
        lang: language of headings and codes.

    Raises:
        ValueError: more rows than a sheet can hold.
    """
    import xlsxwriter

    if len(table.rows) > MAX_ROWS:
        raise ValueError(f"{len(table.rows):,} rows do not fit in a sheet of {MAX_ROWS:,}")
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"created": datetime(2000, 1, 1)})  # no clock: see the bytes above
    page = book.add_worksheet(sheet[:31])
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    percent = book.add_format({"num_format": "0.0%", "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    shown = worded(table, lang)
    headings = headed(table, lang).columns
    for column, heading in enumerate(headings):
        page.write_string(0, column, _text(heading), bold)
        styles = {date: day, str: wrap}
        if table.columns[column] == "share":
            styles[float] = percent
        cells = [row[column] for row in shown.rows]
        for n, cell in enumerate(cells, 1):
            _write(page, n, column, cell, styles)
        page.set_column(column, column, _width(heading, cells))
    page.freeze_panes(1, 0)
    if shown.rows:
        page.autofilter(0, 0, len(shown.rows), len(headings) - 1)
    book.close()
    out.write(buffer.getvalue())


def _write(page: Worksheet, row: int, column: int, cell: object, styles: dict[type, Format]) -> None:
    match cell:
        case None:
            pass
        case bool():
            page.write_boolean(row, column, cell)
        case int() | float() | Decimal() if _fits(cell):
            page.write_number(row, column, float(cell), styles.get(type(cell)))
        case date():
            page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), styles[date])
        case _:
            page.write_string(row, column, _text(str(cell)), styles[str])


def _fits(number: float | Decimal) -> bool:
    if isinstance(number, float):
        return number - number == 0  # neither infinite nor no number
    digits = Decimal(number).normalize().as_tuple().digits
    return len(digits) <= _EXACT


def _text(text: str) -> str:
    safe = no_formula(xml_safe(printable(text)))
    return safe if len(safe) <= MAX_TEXT else safe[: MAX_TEXT - 1] + "…"


def _width(heading: str, cells: list[object]) -> int:
    texts = [heading, *("" if cell is None else str(cell) for cell in cells[:_LOOKED_AT])]
    longest = max(_columns(line) for text in texts for line in text[: _WIDEST * 2].split("\n"))
    return min(_WIDEST, longest + 3)  # room for the filter's arrow


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
