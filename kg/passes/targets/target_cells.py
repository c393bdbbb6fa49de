"""The cells of flattened task tables in which targets can stand, rejoined from their lines, with their row's deadline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.passes.flat_tables.flat_cells import CellRun, Kind, cells_of
from kg.passes.flat_tables.flat_columns import ColumnRow, column_rows, has_periods
from kg.passes.flat_tables.flat_fits import without_label
from kg.passes.flat_tables.flat_groups import without_groups
from kg.passes.flat_tables.flat_items import follows_grammar
from kg.passes.flat_tables.flat_lines import FlatTable, Fragment, flat_tables, span_of
from kg.passes.rows.table_headers import Column, tells_what_is
from kg.passes.targets.bare_values import joined_value, named_values
from kg.passes.targets.heading_years import names_goal, years_of_headings
from kg.passes.words.dates import anchor_year, find_dues
from kg.structure.model import Instrument


@dataclass(frozen=True, slots=True)
class TaskCell:
    """A cell: its text, the instrument offset of each character, and the date by which its row is due.

    ``sought`` says that it stands below the heading of what is to be reached.
    """

    text: str
    offsets: tuple[int, ...]
    due: str | None
    sought: bool = False


def task_cells(instrument: Instrument) -> tuple[list[TaskCell], list[tuple[int, int]]]:
    """Give the cells of text of all flattened task tables, and the spans of these tables.

    Those with dated steps whose columns could not be told apart are left out.
    """
    cells: list[TaskCell] = []
    spans: list[tuple[int, int]] = []
    anchor = anchor_year(instrument)
    for printed in flat_tables(instrument):
        table = without_groups(printed)
        cut = column_rows(table)
        torn = cut is None and not follows_grammar(table)
        if cut is None and not torn and Column.STEPS in table.columns and not has_periods(table):
            continue  # what is due by a step is a milestone
        spans.append(span_of(table))
        if torn or (cut is None and has_periods(table)):
            continue
        if cut is not None:
            for columns in cut:
                if not columns.doubtful:
                    cells.extend(_of_columns(instrument, table, columns, anchor))
            continue
        for row in _rows(table):
            due = _due(instrument, row, anchor)
            cells.extend(_cell(instrument, run.fragments, due) for run in row if run.kind is Kind.TEXT)
    return cells, spans


def _of_columns(
    instrument: Instrument, table: FlatTable, row: ColumnRow, anchor: int | None
) -> Iterator[TaskCell]:
    cells = [
        (Column.NUMBER if tells_what_is(heading) else column, cell)  # no text to be read for targets
        for column, heading, cell in zip(table.columns, table.headings, row.cells, strict=True)
    ]
    dues = [
        due.last
        for column, cell in cells
        if column is Column.DEADLINE and cell
        for joined in ("".join(fragment.text for fragment in cell),)
        for due in find_dues(joined, 0, len(joined), anchor)
    ]
    due = max(dues)[:7] if dues else None
    years = years_of_headings(table.headings)
    read = [
        (
            column,
            replace(
                _cell(instrument, without_label(cell), year or due),
                sought=names_goal(heading),
            ),
        )
        for (column, cell), heading, year in zip(cells, table.headings, years, strict=True)
        if column in (Column.TASK, Column.OTHER) and cell
    ]
    texts = [cell for _, cell in read]
    tasks = [cell for column, cell in read if column is Column.TASK]
    named = named_values(["".join(cell.text.split()) for cell in tasks])
    values = {tasks[value].offsets for _, value in named}
    yield from (cell for cell in texts if cell.offsets not in values)
    for name, value in named:
        what, number = tasks[name], tasks[value]
        text, offsets = joined_value(what.text, what.offsets, number.text, number.offsets)
        yield TaskCell(text, offsets, number.due, number.sought)


def _rows(table: FlatTable) -> Iterator[list[CellRun]]:
    row: list[CellRun] = []
    for run in cells_of(table):
        if run.kind is Kind.NUMBER and row:
            yield row
            row = []
        row.append(run)
    if row:
        yield row


def _due(instrument: Instrument, row: list[CellRun], anchor: int | None) -> str | None:
    dues = [
        due.last
        for run in row
        if run.kind is Kind.STEP
        for due in find_dues(instrument.text, run.start, run.end, anchor)
    ]
    return max(dues)[:7] if dues else None


def _cell(instrument: Instrument, fragments: Sequence[Fragment], due: str | None) -> TaskCell:
    text = instrument.text
    offsets = tuple(
        at for fragment in fragments for at in range(fragment.start, fragment.end) if text[at] != "\n"
    )
    return TaskCell("".join(text[at] for at in offsets), offsets, due)
