"""Tables of two columns that tell of one task after the other, a field in each row, read as rows turned on their side.

项目名称    城区供热改造
责任领导    王海涛（副县长）
责任单位    县甲局
完成时限    2024年10月底

The label of the first row, where it comes again, begins the next task.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.passes.rows.table_headers import ROLES, Column, meaning
from kg.passes.rows.task_rows import TaskRow
from kg.passes.tables.tabbed_headers import Header
from kg.passes.tables.tabbed_tables import read_row
from kg.structure.model import Cell, Instrument, Table

_LEAST = 3  # fields of a task
_MAX_LABEL = 12


def card_rows(instrument: Instrument) -> Iterator[TaskRow]:
    """Give the tasks of all such tables."""
    for table in instrument.tables:
        if all(len(row) == 2 and 0 < len(row[0].text) <= _MAX_LABEL for row in table.rows):
            yield from _cards(instrument, table)


def _cards(instrument: Instrument, table: Table) -> Iterator[TaskRow]:
    first = table.rows[0][0].text
    if meaning(first) is not Column.TASK:
        return
    begins = [n for n, row in enumerate(table.rows) if row[0].text == first]
    for begin, end in zip(begins, [*begins[1:], len(table.rows)], strict=True):
        row = _card(instrument, table.rows[begin:end]) if end - begin >= _LEAST else None
        if row is not None and row.posts:
            yield row


def _card(instrument: Instrument, rows: Sequence[Sequence[Cell]]) -> TaskRow | None:
    headings = tuple(label.text for label, _ in rows)
    columns = tuple(meaning(heading) or Column.OTHER for heading in headings)
    if ROLES.keys().isdisjoint(columns) or len(set(headings)) < len(headings):
        return None
    header = Header(columns, headings, (None,) * len(headings), headings)
    return read_row(instrument, header, tuple(value for _, value in rows))
