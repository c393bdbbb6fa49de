"""Rows of a flattened table that hold several tasks: bands of a project, or tasks that share a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.passes.flat_tables.flat_cutting import NARROW, cheapest_cut
from kg.passes.flat_tables.flat_dates import is_bare_date, is_date
from kg.passes.flat_tables.flat_fits import BODIES, DOUBTFUL, TEXTS, WRONG, is_deadline
from kg.passes.flat_tables.flat_lines import Fragment
from kg.passes.flat_tables.flat_names import names_bodies, names_persons
from kg.passes.rows.table_headers import Column

_MOST_BANDS = 6  # leaders of one row
_CLOSED = frozenset("。；;")
_MARKED, _NARROW_NAME = re.compile("[，。；：]"), 0.75  # of the widest line of the text beside it
_PAIR, _RAGGED = (
    2,
    2,
)  # lines of a name and what is to be done, where all names have other widths than wrapped lines


Cut = tuple[float, tuple[tuple[Fragment, ...], ...]]
"""A row cut into cells, with what that costs."""


def parted(
    rows: Sequence[Sequence[Fragment]],
    cut: Sequence[Cut],
    columns: Sequence[Column],
    widths: Sequence[float | None],
) -> tuple[list[list[Fragment]], list[Cut]]:
    """Cut rows that hold several tasks into these: the number of its row for each task, and its cells."""
    if Column.STEPS in columns:
        return [list(row) for row in rows], list(cut)
    found: list[tuple[Fragment, Cut]] = []
    for printed, whole in zip(rows, cut, strict=True):
        row, best, tail = without_tail(printed, columns, widths, whole)
        tasks = [best]
        if Column.OVERSEER in columns:
            tasks = bands_of(row, columns, widths, best[0])
        elif not TEXTS.intersection(columns[-1:]):
            tasks = parts_of(row, columns, widths, best)
        found += [(row[0], task) for task in (*tasks, *_merged(tail, tasks[-1], columns))]
    return [[number] for number, _ in found], [task for _, task in found]


def without_tail(
    row: Sequence[Fragment], columns: Sequence[Column], widths: Sequence[float | None], whole: Cut
) -> tuple[Sequence[Fragment], Cut, Sequence[Fragment]]:
    """Cut off the sentences at the end of a row that can't be read as one: tasks all of whose other cells are merged.

    They were printed behind the last cell of the task above them.
    """
    at = len(row)
    while at > 1 and row[at - 1].text[-1] in _CLOSED and not names_bodies(row[at - 1].text):
        at -= 1
    if whole[0] < WRONG or TEXTS.intersection(columns[-1:]) or not len(columns) <= at < len(row):
        return row, whole, ()
    best = cheapest_cut(row[1:at], columns[1:], widths)
    if best[0] >= WRONG or not best[1][-1] or holds_two_rows(best[1], columns[1:]):
        return row, whole, ()
    return row[:at], best, row[at:]


def _merged(tail: Sequence[Fragment], above: Cut, columns: Sequence[Column]) -> list[Cut]:
    """Give such tasks, with the bodies, persons and dates of the one above them."""
    if Column.TASK not in columns[1:]:
        return []
    task = max(n for n, column in enumerate(columns[1:]) if column is Column.TASK)
    cost, cells = above
    return [
        (
            cost,
            tuple(
                (line,) if n == task else () if columns[n + 1] in TEXTS else cell
                for n, cell in enumerate(cells)
            ),
        )
        for line in tail
    ]


def bands_of(
    row: Sequence[Fragment], columns: Sequence[Column], widths: Sequence[float | None], cost: float
) -> list[tuple[float, tuple[tuple[Fragment, ...], ...]]]:
    """Cut a row into bands, each with a leader of its own: the number and the project's name stand in the first only.

    A later band begins with one of the columns of tasks before the leader's. There are bands only where that is cheaper
    than one row with all leaders in a cell or in a text.
    """
    leader = columns.index(Column.OVERSEER)
    leaders = [n for n, line in enumerate(row) if names_persons(line.text)]
    whole = [(cost, cheapest_cut(row[1:], columns[1:], widths)[1])]
    first = next((n for n in range(leader - 1, 0, -1) if columns[n] is Column.TASK), 0)
    if len(leaders) < 2 or not first or not 1 < len(leaders) <= _MOST_BANDS:
        return whole
    starts = [n for n in range(1, first + 1) if columns[n] is Column.TASK]
    limit = WRONG if swallows_leader(whole[0][1], columns[1:]) else DOUBTFUL
    best: list[tuple[float, tuple[tuple[Fragment, ...], ...]]] = whole
    for at in range(leaders[-2] + 2, leaders[-1]):
        front = bands_of(row[:at], columns, widths, cheapest_cut(row[1:at], columns[1:], widths)[0])
        parts = [*front, _from_task(row[at:], columns, widths, starts)]
        if max(part[0] for part in parts) < limit and (
            best is whole or sum(part[0] for part in parts) < sum(part[0] for part in best)
        ):
            best = parts
    return best


def _from_task(
    lines: Sequence[Fragment],
    columns: Sequence[Column],
    widths: Sequence[float | None],
    starts: Sequence[int],
) -> Cut:
    """Cut a task below another one of its row, which begins with one of the columns ``starts``: the last where all is equal."""
    cuts = [(*cheapest_cut(lines, columns[n:], widths[n - 1 :]), n) for n in reversed(starts)]
    cost, cells, first = min(cuts, key=lambda cut: cut[0])
    return cost, (((),) * (first - 1)) + cells


def parts_of(
    row: Sequence[Fragment],
    columns: Sequence[Column],
    widths: Sequence[float | None],
    whole: tuple[float, tuple[tuple[Fragment, ...], ...]],
) -> list[tuple[float, tuple[tuple[Fragment, ...], ...]]]:
    """Cut a row into tasks one below the other that share its number, where it can't be read as one task.

    Each ends in a cell of the last column; one without bodies has those of the task above, whose cell is merged.
    """
    task = next((n for n in range(len(columns) - 1, 0, -1) if columns[n] is Column.TASK), 0)
    if (
        not task
        or len(row) <= len(columns)
        or not (
            whole[0] >= WRONG or holds_two_rows(whole[1], columns[1:]) or swallows_date(whole[1], columns[1:])
        )
    ):
        return [whole]
    closes = is_deadline if columns[-1] is Column.DEADLINE else names_bodies
    ends = [
        n + 1
        for n in range(2, len(row))
        if (closes(row[n].text) or (closes is is_deadline and _breaks_date(row[n - 1 : n + 1])))
        and (n + 1 == len(row) or not (closes(row[n + 1].text) or names_bodies(row[n + 1].text)))
    ]
    if len(ends) < 2 or ends[-1] != len(row):
        return [whole]
    starts = [n for n in range(1, task + 1) if columns[n] is Column.TASK]
    parts = [cheapest_cut(row[1 : ends[0]], columns[1:], widths)]
    for start, end in pairwise(ends):
        cost, filled = _from_task(row[start:end], columns, widths, starts)
        bodies = [n for n, column in enumerate(columns[1:]) if column in BODIES]
        if not any(filled[n] for n in bodies):
            filled = tuple(parts[-1][1][n] if n in bodies else cell for n, cell in enumerate(filled))
        parts.append((cost, filled))
    fit = all(
        cost < WRONG
        and cells[task - 1]
        and not holds_two_rows(cells, columns[1:])
        and _is_closed(cells[task - 1], widths[task - 1])
        for cost, cells in parts
    )
    return parts if fit else [whole]


def _breaks_date(lines: Sequence[Fragment]) -> bool:
    """Tell whether two lines are one date (2024年6 / 月底前)."""
    return not is_deadline(lines[0].text) and is_bare_date("".join(line.text for line in lines))


def swallows_leader(cells: Sequence[Sequence[Fragment]], columns: Sequence[Column]) -> bool:
    """Tell whether a person stands among the lines of a task, and a body below, as where two rows were read as one."""
    return Column.OVERSEER in columns and any(
        names_persons(above.text) and names_bodies(below.text)
        for cell, column in zip(cells, columns, strict=True)
        if column is Column.TASK
        for above, below in pairwise(cell)
    )


def swallows_date(cells: Sequence[Sequence[Fragment]], columns: Sequence[Column]) -> bool:
    """Tell whether a date broken over lines stands among the lines of a task, as where two rows were read as one."""
    return any(
        _breaks_date(pair)
        for cell, column in zip(cells, columns, strict=True)
        if column is Column.TASK
        for pair in pairwise(cell)
    )


def _is_closed(cell: Sequence[Fragment], usual: float | None) -> bool:
    """Tell whether a text ends where its last line does: at a full stop, or well before the edge of its column."""
    return not usual or cell[-1].text[-1] in _CLOSED or cell[-1].width < NARROW * usual


def holds_two_rows(cells: Sequence[Sequence[Fragment]], columns: Sequence[Column]) -> bool:
    """Tell whether names or a date stand among the lines of a text, as where the number between two rows is lost."""
    return any(
        len(cell) > 1 and any(names_bodies(line.text) or is_date(line.text) for line in cell)
        for cell, column in zip(cells, columns, strict=True)
        if column in TEXTS
    )


def named_above(cells: Sequence[Sequence[Fragment]]) -> list[bool]:
    """Tell of each text whether its first line is the name of the task that the others tell (推行绿色生产 / 建设绿色工厂)."""
    first = [cell[0].width for cell in cells]
    paired = all(len(cell) == _PAIR for cell in cells) and max(first) - min(first) > _RAGGED
    return [paired or _is_name_above(cell) for cell in cells]


def _is_name_above(cell: Sequence[Fragment]) -> bool:
    return (
        len(cell) > 1
        and _MARKED.search(cell[0].text) is None
        and cell[0].width <= _NARROW_NAME * max(fragment.width for fragment in cell[1:])
    )
