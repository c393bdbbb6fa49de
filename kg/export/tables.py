"""Tables as CSV, JSON and Markdown: for machines, so with the columns' own names and no truncation."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

from kg.export.clean import no_formula, one_line, printable
from kg.table import Table

# What JSON allows and a terminal obeys, or a line-wise reader takes for the end of a line.
_UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def to_csv(table: Table) -> str:
    """Give the table as CSV (RFC 4180) with a header row; cells that look like formulas are neutralised."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(table.columns)
    writer.writerows([csv_cell(cell) for cell in row] for row in table.rows)
    return buffer.getvalue()


def to_json(table: Table) -> str:
    """Give the table as a JSON array with one object per row; a decimal becomes a number, a date a string."""
    rows = ",\n".join(json_text(row) for row in table.dicts())
    return f"[\n{rows}\n]\n" if rows else "[]\n"


def to_markdown(table: Table) -> str:
    """Give the table as a Markdown table; cells on one line, bars and angle brackets escaped."""
    numbers = [
        any(isinstance(row[i], int | float | Decimal) for row in table.rows)
        for i in range(len(table.columns))
    ]
    lines = [list(table.columns), ["---:" if number else "---" for number in numbers]]
    lines += [[_markdown_cell(cell) for cell in row] for row in table.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _markdown_cell(cell: object) -> str:
    text = "" if cell is None else one_line(str(cell))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|")


def csv_cell(cell: object) -> object:
    """Give a cell as it goes into a CSV file."""
    return no_formula(printable(cell)) if isinstance(cell, str) else cell


def json_text(value: Any) -> str:
    """Give one line of JSON, readable Chinese, with nothing in it that a terminal would obey."""
    text = json.dumps(value, ensure_ascii=False, default=_json_value)
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def _json_value(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")
