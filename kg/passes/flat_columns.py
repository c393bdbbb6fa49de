"""Rows of a flattened task table, cut into the columns of its header, where every row was printed number first.

A row is the fragments from its number to the next one; each column takes a run of them, in the order of the header.
Of all ways to cut a row the best is taken: names of bodies, persons and dates belong below their headings, and the
lines of a cell but its last are as wide as its column (how wide that is, a first cut of all rows tells). The cut is
the cheapest path through the fragments, found by dynamic programming.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.passes.flat_fits import BODIES, DOUBTFUL, FIT, TEXTS, WRONG, is_date, is_deadline, is_listed, misfit
from kg.passes.flat_grids import grid
from kg.passes.flat_lines import FlatTable, Fragment, split_number
from kg.passes.flat_names import begins_name, names_bodies, names_persons
from kg.passes.table_headers import Column, is_period

_MARKS = ".．、"  # behind the number of a row
_MOST_BANDS = 6  # leaders of one row
_MAX_DIGITS = 3  # of a row's number
_MAX_ROW = 60  # fragments of one row
_LONGEST = {Column.OVERSEER: 3, Column.DEADLINE: 4} | dict.fromkeys(BODIES, 8)
_LONGEST_GROUP = 24  # characters of the name of a group of tasks
_CLOSED = frozenset("。；;")
_LONGEST_UNNUMBERED, _MOST_UNNUMBERED = 25, 400  # fragments of a row, and of a table, without numbers
# what a cut costs: a cell of another kind than its heading says, an empty cell, a line that breaks off early
_BROKEN, _SHARED = 1.2, 0.6
_EMPTY = {Column.TASK: 5.0, Column.SUPPORT: 1.0, Column.OTHER: 1.5, Column.DEADLINE: 2.0}
_USUAL_EMPTY = 3.0
_NARROW, _FULL, _WIDE = 0.75, 0.95, 1.1
_MOST_WRONG = 0.15  # of the rows may hold cells of the wrong kind


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A row: the fragments of each column, in the order of ``FlatTable.columns`` (those of its number first).

    Of a ``doubtful`` one it is not certain which column a fragment belongs to.
    """

    cells: tuple[tuple[Fragment, ...], ...]
    doubtful: bool = False


def column_rows(table: FlatTable) -> list[ColumnRow] | None:
    """Cut a table into rows and columns, or give None where its rows were not printed number first, cell by cell."""
    if table.rows is not None:
        return [ColumnRow(cells) for cells in table.rows if fits(cells, table.columns)]
    if Column.NUMBER not in table.columns:
        return _without_numbers(table)
    if table.columns.count(Column.NUMBER) != 1:
        return None
    at = table.columns.index(Column.NUMBER)  # what stands in front of it is the table's title
    title: tuple[tuple[Fragment, ...], ...] = ((),) * at
    counted = _numbered(table.fragments)
    rows = counted or _rising(table.fragments)
    if rows is not None and TEXTS.issuperset(table.columns[:at]):
        cells_of_rows = grid(rows, table.columns[at:])
        if cells_of_rows is not None:
            return [ColumnRow((*title, *cells)) for cells in cells_of_rows]
    plain_steps = Column.STEPS in table.columns[at:] and not has_periods(table)
    if plain_steps and (
        table.columns[at:].count(Column.TASK) > 1
        or any(TEXTS.issuperset(pair) for pair in pairwise(table.columns[at:]))
    ):
        return (
            None  # a project and its parts, or only the width of lines tells steps from the text beside them
        )
    columns, steps = _without_periods(table.columns[at:])
    if len(columns) < 3 or not TEXTS.issuperset(table.columns[:at]):
        return None
    if rows is None:
        return None
    widths: tuple[float | None, ...] = ((None if table.mixed else 0.0),) * (len(columns) - 1)
    for _ in range(2):
        cut = [_cut(row[1:], columns[1:], widths) for row in rows]
        if not table.mixed:
            widths = tuple(_width([cells[n] for _, cells in cut]) for n in range(len(columns) - 1))
    if not table.mixed and Column.OVERSEER in columns and Column.STEPS not in columns:
        banded = [_bands(row, columns, widths, cost) for row, (cost, _) in zip(rows, cut, strict=True)]
        numbers = [row[0] for row, bands in zip(rows, banded, strict=True) for _ in bands]
        rows, cut = [[number] for number in numbers], [band for bands in banded for band in bands]
    if not table.mixed and not TEXTS.intersection(columns[-1:]) and Column.STEPS not in columns:
        parted = [_parts(row, columns, widths, whole) for row, whole in zip(rows, cut, strict=True)]
        numbers = [row[0] for row, parts in zip(rows, parted, strict=True) for _ in parts]
        rows, cut = [[number] for number in numbers], [part for parts in parted for part in parts]
    wrong = sum(1 for cost, _ in cut if cost >= WRONG)
    if counted is None and any(_holds_two_rows(cells, columns[1:]) for _, cells in cut):
        return None
    if wrong > (0 if plain_steps else int(_MOST_WRONG * len(cut))) and not table.mixed:
        return None
    return [
        ColumnRow(
            (*title, *_with_periods(((row[0],), *cells), columns, steps)),
            doubtful=table.mixed and cost >= DOUBTFUL,
        )
        for row, (cost, cells) in zip(rows, cut, strict=True)
    ]


def has_periods(table: FlatTable) -> bool:
    """Tell whether the columns of steps are told apart by the stretches of time that their headings name."""
    steps = [h for c, h in zip(table.columns, table.headings, strict=True) if c is Column.STEPS]
    return bool(steps) and all(map(is_period, steps))


def _without_periods(columns: Sequence[Column]) -> tuple[tuple[Column, ...], int]:
    """Give the columns with those of steps as one, for nothing but their number tells their cells apart."""
    count = columns.count(Column.STEPS)
    if not count:
        return tuple(columns), 0
    at = columns.index(Column.STEPS)
    return (*columns[:at], Column.STEPS, *(c for c in columns[at:] if c is not Column.STEPS)), count


def _with_periods(
    cells: Sequence[tuple[Fragment, ...]], columns: Sequence[Column], count: int
) -> tuple[tuple[Fragment, ...], ...]:
    """Give each stretch of time its cell where there are as many fragments as columns; else the first takes all."""
    if not count:
        return tuple(cells)
    at = columns.index(Column.STEPS)
    step = cells[at]
    apart = tuple((f,) for f in step) if len(step) == count else (step, *((),) * (count - 1))
    return (*cells[:at], *apart, *cells[at + 1 :])


def _without_numbers(table: FlatTable) -> list[ColumnRow] | None:
    """Cut a table whose rows bear no numbers: of all ways to cut it into rows that fit their headings the cheapest."""
    columns, fragments = table.columns, table.fragments
    while columns[1:] and columns[:2] == (Column.TASK, Column.TASK):
        columns = columns[1:]  # the table's title, or a column of groups of tasks
    if len(columns) < len(table.columns):
        fragments = tuple(f for f in fragments if not _is_group_title(f))
    telling = sum(1 for column in columns if column not in TEXTS)  # cells that tell where a row ends
    if (
        telling < 2
        or not any(column in BODIES for column in columns)
        or columns[0] is not Column.TASK
        or columns.count(Column.TASK) > 1
        or Column.STEPS in columns
    ):
        return None
    if len(fragments) > _MOST_UNNUMBERED:
        return None
    widths: tuple[float | None, ...] = ((None if table.mixed else 0.0),) * len(columns)
    offset = FIT * sum(1 for column in columns if column not in TEXTS)
    best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    for start in range(len(fragments)):
        if start not in best:
            continue
        layer = _layers(fragments[start : start + _LONGEST_UNNUMBERED], columns, widths)[-1]
        for length, (price, _) in layer.items():
            cost = best[start][0] + price + offset
            end = start + length
            if length and price + offset < WRONG and (end not in best or cost < best[end][0]):
                best[end] = (cost, start)
    rows: list[ColumnRow] = []
    end = len(fragments)
    while end and end in best:
        start = best[end][1]
        _, cells = _cut(fragments[start:end], columns, widths)
        rows.insert(0, ColumnRow(((),) * (len(table.columns) - len(columns)) + cells))
        end = start
    return rows if len(rows) > 1 and not end else None


def _bands(
    row: Sequence[Fragment], columns: Sequence[Column], widths: Sequence[float | None], cost: float
) -> list[tuple[float, tuple[tuple[Fragment, ...], ...]]]:
    """Cut a row into bands, each with a leader of its own: the number and the project's name stand in the first only.

    A later band begins with the last column of texts before the leader's. There are bands only where that is cheaper
    than one row with all leaders in a cell or in a text.
    """
    leader = columns.index(Column.OVERSEER)
    leaders = [n for n, line in enumerate(row) if names_persons(line.text)]
    whole = [(cost, _cut(row[1:], columns[1:], widths)[1])]
    first = next((n for n in range(leader - 1, 0, -1) if columns[n] is Column.TASK), 0)
    if len(leaders) < 2 or not first or not 1 < len(leaders) <= _MOST_BANDS:
        return whole
    empty: tuple[tuple[Fragment, ...], ...] = ((),) * (first - 1)
    best: list[tuple[float, tuple[tuple[Fragment, ...], ...]]] = whole
    for at in range(leaders[-2] + 2, leaders[-1]):
        front = _bands(row[:at], columns, widths, _cut(row[1:at], columns[1:], widths)[0])
        price, cells = _cut(row[at:], columns[first:], widths[first - 1 :])
        parts = [*front, (price, (*empty, *cells))]
        if max(part[0] for part in parts) < DOUBTFUL and (
            best is whole or sum(part[0] for part in parts) < sum(part[0] for part in best)
        ):
            best = parts
    return best


def _parts(
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
        or not (whole[0] >= WRONG or _holds_two_rows(whole[1], columns[1:]))
    ):
        return [whole]
    closes = is_deadline if columns[-1] is Column.DEADLINE else names_bodies
    ends = [
        n + 1
        for n in range(2, len(row))
        if closes(row[n].text)
        and (n + 1 == len(row) or not (closes(row[n + 1].text) or names_bodies(row[n + 1].text)))
    ]
    if len(ends) < 2 or ends[-1] != len(row):
        return [whole]
    parts = [_cut(row[1 : ends[0]], columns[1:], widths)]
    for start, end in pairwise(ends):
        cost, cells = _cut(row[start:end], columns[task:], widths[task - 1 :])
        filled = (((),) * (task - 1)) + cells
        bodies = [n for n, column in enumerate(columns[1:]) if column in BODIES]
        if not any(filled[n] for n in bodies):
            filled = tuple(parts[-1][1][n] if n in bodies else cell for n, cell in enumerate(filled))
        parts.append((cost, filled))
    fit = all(
        cost < WRONG
        and cells[task - 1]
        and not _holds_two_rows(cells, columns[1:])
        and _is_closed(cells[task - 1], widths[task - 1])
        for cost, cells in parts
    )
    return parts if fit else [whole]


def _is_closed(cell: Sequence[Fragment], usual: float | None) -> bool:
    """Tell whether a text ends where its last line does: at a full stop, or well before the edge of its column."""
    return not usual or cell[-1].text[-1] in _CLOSED or cell[-1].width < _NARROW * usual


def _holds_two_rows(cells: Sequence[Sequence[Fragment]], columns: Sequence[Column]) -> bool:
    """Tell whether names or a date stand among the lines of a text, as where the number between two rows is lost."""
    return any(
        len(cell) > 1 and any(names_bodies(line.text) or is_date(line.text) for line in cell)
        for cell, column in zip(cells, columns, strict=True)
        if column in TEXTS
    )


def _is_group_title(fragment: Fragment) -> bool:
    """Tell whether a line names the group of the tasks below it (一、民生改善项目), said once for several rows."""
    return (
        len(fragment.text) <= _LONGEST_GROUP
        and is_listed(fragment.text)
        and not _CLOSED.intersection(fragment.text)
    )


def fits(cells: Sequence[Sequence[Fragment]], columns: Sequence[Column]) -> bool:
    """Tell whether the cells of a row hold what their headings say."""
    for column, cell in zip(columns, cells, strict=True):
        lines = [fragment.text for fragment in cell]
        if column in TEXTS or column is Column.NUMBER or not cell:
            continue
        if misfit("".join(lines), column, lines) >= WRONG:
            return False
    return True


def _numbered(fragments: Sequence[Fragment]) -> list[list[Fragment]] | None:
    """Give the fragments of each row, number first, or None where numbers are missing or out of order."""
    rows: list[list[Fragment]] = []
    for fragment in fragments:
        if fragment.opens and fragment.text.rstrip(_MARKS) == str(len(rows) + 1):
            rows.append([fragment])
        elif fragment.number == len(rows) + 1:
            rows.append(list(split_number(fragment)))
        elif not rows or len(rows[-1]) > _MAX_ROW:
            return None
        else:
            rows[-1].append(fragment)
    return rows if len(rows) >= 2 and all(len(row) > 2 for row in rows) else None


def _rising(fragments: Sequence[Fragment]) -> list[list[Fragment]] | None:
    """Give the rows of a table that shows some of the rows of a longer one, whose numbers rise but leave out some."""
    rows: list[list[Fragment]] = []
    last = 0
    for fragment in fragments:
        if fragment.opens and fragment.text.isdecimal() and len(fragment.text) <= _MAX_DIGITS:
            if int(fragment.text) <= last:
                return None
            last = int(fragment.text)
            rows.append([fragment])
        elif not rows or len(rows[-1]) > _MAX_ROW:
            return None
        else:
            rows[-1].append(fragment)
    return rows if len(rows) >= 2 and all(len(row) > 2 for row in rows) else None


def _width(cells: Sequence[Sequence[Fragment]]) -> float:
    """Give the usual width of a column's full lines."""
    full = sorted(max(fragment.width for fragment in cell) for cell in cells if len(cell) > 1)
    return float(full[len(full) // 2]) if full else 0.0


def _cut(
    row: Sequence[Fragment], columns: Sequence[Column], widths: Sequence[float | None]
) -> tuple[float, tuple[tuple[Fragment, ...], ...]]:
    """Give the cheapest cut of a row's fragments into columns, with its cost."""
    best = _layers(row, columns, widths)
    end = len(row)
    if end not in best[-1]:
        return WRONG, tuple(() for _ in columns)
    cost = best[-1][end][0]
    cells: list[tuple[Fragment, ...]] = []
    for layer in reversed(best[1:]):
        start = layer[end][1]
        cells.append(tuple(row[start:end]))
        end = start
    return cost + FIT * sum(1 for c in columns if c not in TEXTS), tuple(reversed(cells))


def _layers(
    row: Sequence[Fragment], columns: Sequence[Column], widths: Sequence[float | None]
) -> list[dict[int, tuple[float, int]]]:
    """Give for each column where its cell may end, at what cost, and where the cell then begins."""
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for column, usual in zip(columns, widths, strict=True):
        here: dict[int, tuple[float, int]] = {}
        longest = _LONGEST.get(column, len(row))
        for start, (cost, _) in best[-1].items():
            for end in range(start, min(len(row), start + longest) + 1):
                price = cost + _price(row[start:end], column, usual)
                if end not in here or price < here[end][0]:
                    here[end] = (price, start)
        best.append(here)
    return best


def _price(cell: Sequence[Fragment], column: Column, usual: float | None) -> float:
    """Give what it costs to read a run of fragments as one cell of a column."""
    if not cell:
        return _EMPTY.get(column, _USUAL_EMPTY)
    text = "".join(fragment.text for fragment in cell)
    lines = [fragment.text for fragment in cell]
    if usual is None:
        stray = column in TEXTS and any(names_bodies(line) for line in lines)
        return misfit(text, column, lines) + (DOUBTFUL if stray else 0.0)
    # of names one below the other without a comma the lead is one, the others go with those who help
    listed = _SHARED * sum(begins_name(*pair) for pair in pairwise(lines)) if column is Column.LEAD else 0.0
    wrapped = cell
    if column in BODIES:  # a line below which another name begins ends where it does
        wrapped = [
            f for n, f in enumerate(cell) if n + 1 == len(cell) or not begins_name(f.text, lines[n + 1])
        ]
    ragged = _ragged(wrapped, usual)
    if column in TEXTS and len(cell) > 1 and lines[-2][-1] in _CLOSED and names_bodies(lines[-1]):
        ragged += _BROKEN  # behind a full stop names begin a cell of their own
    return misfit(text, column, lines) + ragged + listed


def _ragged(cell: Sequence[Fragment], usual: float) -> float:
    """Give what the lines of a cell cost that are not as wide as the lines of its column are."""
    widest = max(fragment.width for fragment in cell)
    full = max(usual, widest) if usual else widest
    cost = sum(_BROKEN for fragment in cell[:-1] if fragment.width < _NARROW * full)
    cost += sum(0.4 for fragment in cell[:-1] if fragment.text[-1] in "。；")
    if usual:
        last = cell[-1]
        if last.width >= _FULL * usual and last.text[-1] not in "。；":
            cost += 0.3  # a full line mostly goes on
        cost += sum(_BROKEN for fragment in cell if fragment.width > _WIDE * usual + 2)
    return cost
