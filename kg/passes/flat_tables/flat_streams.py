"""Rows of a flattened table with its columns in any order, read as one stream of cells.

A number, a deadline, a leader or a body may stand first, and a cell that is merged over rows is printed once. Of all
ways to cut the stream into cells that follow the headings in their order, row by row, the cheapest is taken; nothing is
taken where a cell holds something else than its heading says, or where it is not certain which of two columns a row
leaves empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.passes.flat_tables.flat_cutting import price
from kg.passes.flat_tables.flat_dates import is_bare_date, is_date
from kg.passes.flat_tables.flat_fits import BODIES, DOUBTFUL, FIT, TEXTS, is_listed, names_some_bodies
from kg.passes.flat_tables.flat_lines import FlatTable, Fragment, split_number
from kg.passes.flat_tables.flat_names import names_bodies, names_persons
from kg.passes.flat_tables.flat_parts import holds_two_rows, swallows_date
from kg.passes.rows.table_headers import ROLES, Column, is_period, task_among

_LEAST_DATES = 2
_MOST = 400  # fragments of a table
_LONGEST = {Column.NUMBER: 1, Column.DEADLINE: 3, Column.OVERSEER: 3} | dict.fromkeys(BODIES, 6)
_LONGEST_TEXT = 12
_LONGEST_GROUP = 24  # characters of the name of a group of tasks
_CLOSED = frozenset("。；;")
# what an empty cell costs beyond one that fits its heading
_EMPTY = {Column.SUPPORT: 1.0, Column.OTHER: 1.5, Column.DEADLINE: 4.0, Column.TASK: 1.5}
_MERGED = 1.6
_APART = 0.7  # what a blank line inside a cell costs, or none between two, where blank lines part cells
_NEVER = float("inf")
_MARKS = ".．、"

Cells = tuple[tuple[Fragment, ...], ...]


def stream_rows(table: FlatTable) -> list[Cells] | None:
    """Cut such a table into rows of cells, what is merged filled in, or give None where that is not certain."""
    if len(table.fragments) > _MOST:
        return None
    columns = _dated(table)
    tasks = [n for n, column in enumerate(columns) if column is Column.TASK]
    telling = [n for n, column in enumerate(columns) if column not in TEXTS]
    fragments = _without_groups(table.fragments)
    if Column.NUMBER in columns:
        fragments = [part for f in fragments for part in (split_number(f) if f.number is not None else (f,))]
    if not tasks or len(telling) < 2 or not _in_periods(columns, table.headings) or len(fragments) > _MOST:
        return None
    if columns.count(Column.NUMBER) > 1 or not any(column in BODIES for column in columns):
        return None
    main = tasks[task_among([table.headings[n] for n in tasks])] if table.headings else tasks[-1]
    rows = _cheapest(fragments, columns, main, mixed=table.mixed)
    if rows is None or len(rows) < 2 or not all(_is_right(row, columns, main) for row in rows):
        return None
    if Column.NUMBER in columns:
        at = columns.index(Column.NUMBER)
        numbers = [int(row[at][0].text.rstrip(_MARKS)) for row in rows]
        if numbers != list(range(numbers[0], numbers[0] + len(rows))):
            return None
    return _filled(rows, columns, main)


def _in_periods(columns: Sequence[Column], headings: Sequence[str]) -> bool:
    """Tell whether the headings of all columns of steps name the stretch of time for which they hold (一季度)."""
    return all(is_period(h) for c, h in zip(columns, headings, strict=False) if c is Column.STEPS)


def _dated(table: FlatTable) -> tuple[Column, ...]:
    """Give the columns, that of 时间节点 as one of deadlines where bare dates stand in it."""
    steps = [n for n, column in enumerate(table.columns) if column is Column.STEPS]
    if len(steps) != 1 or Column.DEADLINE in table.columns or not table.headings:
        return table.columns
    if is_period(table.headings[steps[0]]):
        return table.columns
    if sum(1 for fragment in table.fragments if is_bare_date(fragment.text)) < _LEAST_DATES:
        return table.columns
    return tuple(Column.DEADLINE if column is Column.STEPS else column for column in table.columns)


def _without_groups(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Leave out the lines that name a group of tasks (一、民生改善), said once for the rows below."""
    kept: list[Fragment] = []
    for n, fragment in enumerate(fragments):
        alone = fragment.opens and (n + 1 == len(fragments) or fragments[n + 1].opens)
        title = alone and len(fragment.text) <= _LONGEST_GROUP and not _CLOSED.intersection(fragment.text)
        if not (title and is_listed(fragment.text) and fragment.text[0] in "一二三四五六七八九十"):
            kept.append(fragment)
    return kept


def _cheapest(
    fragments: Sequence[Fragment], columns: Sequence[Column], main: int, *, mixed: bool
) -> list[Cells] | None:
    """Cut fragments into cells, a row of which follows the other, in the cheapest way."""
    count, end = len(columns), len(fragments)
    usual = None if mixed else 0.0
    parted = not mixed and any(fragment.apart for fragment in fragments[1:])
    strays: dict[Fragment, bool] = {}
    known: dict[tuple[int, int, Column], float] = {}

    def cost_of(start: int, stop: int, column: Column) -> float:
        key = (start, stop, column)
        if key not in known:
            cell = fragments[start:stop]
            cost = _number(cell) if column is Column.NUMBER else price(cell, column, usual)
            if column in TEXTS and len(cell) > 1 and any(map(stray, cell)):
                cost = _NEVER
            if column is Column.TASK and names_some_bodies("".join(f.text for f in cell)):
                cost = _NEVER
            if parted:
                cost += _APART * (sum(f.apart for f in cell[1:]) + (start > 0 and not cell[0].apart))
            known[key] = cost
        return known[key]

    def stray(fragment: Fragment) -> bool:
        """Tell whether a piece is a cell of its own of another kind than a text."""
        if fragment not in strays:
            text = fragment.text
            strays[fragment] = (
                (fragment.opens and Column.NUMBER in columns and text.isdecimal())
                or (text[-1] not in _CLOSED and (is_date(text) or names_bodies(text)))
                or (Column.OVERSEER in columns and names_persons(text))
            )
        return strays[fragment]

    best: list[list[float]] = [[_NEVER] * count for _ in range(end + 1)]
    back: list[list[tuple[int, int]]] = [[(-1, -1)] * count for _ in range(end + 1)]
    best[0][0] = 0.0
    for start in range(end + 1):
        # the end of a row, then the beginning of the next: cells there may be empty, but not the task
        for n in (*range(1, count), *range(count - 1)):
            following = (n + 1) % count
            cost = best[start][n] + _empty(columns, n, main)
            if cost < best[start][following]:
                best[start][following], back[start][following] = cost, (start, n)
        for n, column in enumerate(columns):
            following = (n + 1) % count
            if best[start][n] == _NEVER:
                continue
            for stop in range(start + 1, min(end, start + _LONGEST.get(column, _LONGEST_TEXT)) + 1):
                fit = cost_of(start, stop, column)
                cost = best[start][n] + fit + (0.0 if column in TEXTS else FIT)
                if fit < DOUBTFUL and cost < best[stop][following]:
                    best[stop][following], back[stop][following] = cost, (start, n)
    if best[end][0] == _NEVER:
        return None
    cells: list[tuple[Fragment, ...]] = []
    at, n = end, 0
    while (at, n) != (0, 0) or not cells:
        before, column_at = back[at][n]
        cells.append(tuple(fragments[before:at]))
        at, n = before, column_at
    cells.reverse()
    return [tuple(cells[k : k + count]) for k in range(0, len(cells), count)]


def _empty(columns: Sequence[Column], n: int, main: int) -> float:
    """Give what an empty cell of a column costs."""
    return _NEVER if n == main or columns[n] is Column.NUMBER else _EMPTY.get(columns[n], _MERGED)


def _number(cell: Sequence[Fragment]) -> float:
    return -FIT if len(cell) == 1 and cell[0].text.rstrip(_MARKS).isdecimal() else _NEVER


def _is_right(row: Cells, columns: Sequence[Column], main: int) -> bool:
    """Tell whether a row has a task, somebody or a date, and no cell that runs on into another row."""
    told = any(cell for cell, column in zip(row, columns, strict=True) if column not in TEXTS)
    return bool(row[main]) and told and not holds_two_rows(row, columns) and not swallows_date(row, columns)


def _filled(rows: Sequence[Cells], columns: Sequence[Column], main: int) -> list[Cells] | None:
    """Fill in the merged cells of rows; None where it is not certain which cells of a row are empty."""
    carried = [n for n, column in enumerate(columns) if column in ROLES and column is not Column.SUPPORT]
    groups = [n for n in range(main) if columns[n] is Column.TASK]
    full: list[Cells] = []
    for row in rows:
        empty = [n for n in carried if not row[n]]
        left = [k for k in range(min(empty, default=0)) if columns[k] is not Column.NUMBER]
        begins = bool(empty) and not any(row[k] for k in left)
        grouped = any(not row[k] for k in groups)
        if empty and not (full and (begins or grouped)):
            return None
        # of two columns of bodies the merged one is that on the left
        for a, b in pairwise([n for n, column in enumerate(columns) if column in BODIES]):
            if row[a] and not row[b] and columns[b] is not Column.SUPPORT:
                row = (*row[:a], row[b], *row[a + 1 : b], row[a], *row[b + 1 :])
                empty = [a if n == b else n for n in empty]
        full.append(tuple(full[-1][n] if n in empty else cell for n, cell in enumerate(row)))
    return full
