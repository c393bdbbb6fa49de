"""Task tables whose text came out column by column: all numbers, then all tasks, then all bodies.

    序号 1 2 3 任务 A B C 责任单位 甲局 乙局 丙局

Each heading stands above the cells of its column. Where every column has one line for each number, the n-th lines are the
cells of a row; where a cell is wrapped, nothing tells which, and the table is left unread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.passes.flat_tables.flat_headers import is_heading
from kg.passes.flat_tables.row_titles import unspaced
from kg.passes.rows.table_headers import Column, meaning
from kg.structure.model import Line

_LEAST_ROWS = 3  # two numbers below each other may be anything
_WIDEST = 16  # columns of the heading of the numbers
_MOST_LINES = 4  # of a cell, on average
_LONGEST_OTHER = 6  # characters of a heading that says nothing of tasks


@dataclass(frozen=True, slots=True)
class ColumnTable:
    """A table: the half-open range of its lines, its headings, what its columns hold and the lines of each row.

    ``rows`` is empty where the columns have no equal number of lines.
    """

    first: int
    end: int
    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]


def find_column_table(lines: Sequence[Line], begin: int, before: int) -> ColumnTable | None:
    """Give the next table that is printed column by column, the numbers of its rows first.

    It begins no later than the line ``before``.
    """
    for i in range(begin, min(before + 1, len(lines) - _LEAST_ROWS)):
        if (
            lines[i].width <= _WIDEST
            and meaning(unspaced(lines[i].text)) is Column.NUMBER
            and (count := _numbers(lines, i + 1)) >= _LEAST_ROWS
        ):
            table = _table(lines, i, count)
            if table is not None:
                return table
    return None


def _numbers(lines: Sequence[Line], begin: int) -> int:
    """Count the lines that number rows from one up."""
    count = 0
    while begin + count < len(lines) and lines[begin + count].text.rstrip(".、．") == str(count + 1):
        count += 1
    return count


def _table(lines: Sequence[Line], first: int, count: int) -> ColumnTable | None:
    columns, headings = [Column.NUMBER], [lines[first].text]
    cells = [lines[first + 1 : first + 1 + count]]
    at = first + 1 + count
    even = True
    while at < len(lines) and (column := _heading(lines[at].text)) is not None:
        end = at + 1
        while end < len(lines) and _heading(lines[end].text) is None and end - at <= count * _MOST_LINES:
            end += 1
        last = end == len(lines) or _heading(lines[end].text) is None
        end = min(end, at + 1 + count) if last else end
        even = even and end - at - 1 == count
        columns.append(column)
        headings.append(unspaced(lines[at].text))
        cells.append(lines[at + 1 : end])
        at = end
    if Column.TASK not in columns or not any(map(is_heading, headings)):
        return None
    rows = tuple(zip(*cells, strict=True)) if even else ()
    return ColumnTable(first, at, tuple(headings), tuple(columns), rows)


def _heading(text: str) -> Column | None:
    """Give what a line heads; the text of a cell that holds a word of headings is longer or names a body."""
    heading = unspaced(text)
    if is_heading(heading):
        return meaning(heading)
    column = meaning(heading)
    return column if column is not None and len(heading) <= _LONGEST_OTHER else None
