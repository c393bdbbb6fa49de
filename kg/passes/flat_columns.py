"""Rows of a flattened task table, cut into the columns of its header, where every row was printed number first.

A row is the fragments from its number to the next one; each column takes a run of them, in the order of the header.
Of all ways to cut a row the best is taken: names of bodies, persons and dates belong below their headings, and the
lines of a cell but its last are as wide as its column (how wide that is, a first cut of all rows tells). The cut is
the cheapest path through the fragments, found by dynamic programming.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.language.data import load
from kg.passes.agents import is_group, is_person, split_names
from kg.passes.dates import find_dues
from kg.passes.flat_lines import FlatTable, Fragment, split_number
from kg.passes.flat_names import names_bodies, names_persons
from kg.passes.table_headers import Column, is_period

_OPEN_ENDED = frozenset(load("tables")["dates"]["open_ended"])
_LEVELS = tuple(load("bodies")["level_prefixes"])
_MARKS = ".．、"  # behind the number of a row
_COMMA = re.compile("[，、,；]")
_OPEN_LIST = ("、", "，", ",")
_BODIES = frozenset({Column.LEAD, Column.RESPONSIBLE, Column.SUPPORT})
_TEXTS = frozenset({Column.TASK, Column.OTHER, Column.STEPS})
_MAX_ROW = 60  # fragments of one row
_LONGEST = {Column.OVERSEER: 3, Column.DEADLINE: 4} | dict.fromkeys(_BODIES, 8)
_LONGEST_UNNUMBERED, _MOST_UNNUMBERED = 25, 400  # fragments of a row, and of a table, without numbers
_LEAD = 2  # characters in front of a deadline's date
_ANY_YEAR = 2000  # for dates that are only looked at, not read
# what a cut costs: a cell of another kind than its heading says, an empty cell, a line that breaks off early
_WRONG, _DOUBTFUL, _BROKEN, _FIT = 9.0, 3.0, 1.2, 3.0
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
    plain_steps = Column.STEPS in table.columns and not has_periods(table)
    if plain_steps and (
        table.columns[at:].count(Column.TASK) > 1
        or any(_TEXTS.issuperset(pair) for pair in pairwise(table.columns[at:]))
    ):
        return (
            None  # a project and its parts, or only the width of lines tells steps from the text beside them
        )
    columns, steps = _without_periods(table.columns[at:])
    if len(columns) < 3 or not _TEXTS.issuperset(table.columns[:at]):
        return None
    rows = _numbered(table.fragments)
    if rows is None:
        return None
    widths: tuple[float | None, ...] = ((None if table.mixed else 0.0),) * (len(columns) - 1)
    for _ in range(2):
        cut = [_cut(row[1:], columns[1:], widths) for row in rows]
        if not table.mixed:
            widths = tuple(_width([cells[n] for _, cells in cut]) for n in range(len(columns) - 1))
    wrong = sum(1 for cost, _ in cut if cost >= _WRONG)
    if wrong > (0 if plain_steps else int(_MOST_WRONG * len(cut))) and not table.mixed:
        return None
    title: tuple[tuple[Fragment, ...], ...] = ((),) * at
    return [
        ColumnRow(
            (*title, *_with_periods(((row[0],), *cells), columns, steps)),
            doubtful=table.mixed and cost >= _DOUBTFUL,
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
        columns = columns[1:]  # the table's title
    agents = sum(1 for column in columns if column in _BODIES or column is Column.OVERSEER)
    if (
        agents < 2
        or columns[0] is not Column.TASK
        or columns.count(Column.TASK) > 1
        or Column.STEPS in columns
    ):
        return None
    if len(fragments) > _MOST_UNNUMBERED:
        return None
    widths: tuple[float | None, ...] = ((None if table.mixed else 0.0),) * len(columns)
    offset = _FIT * sum(1 for column in columns if column not in _TEXTS)
    best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    for start in range(len(fragments)):
        if start not in best:
            continue
        layer = _layers(fragments[start : start + _LONGEST_UNNUMBERED], columns, widths)[-1]
        for length, (price, _) in layer.items():
            cost = best[start][0] + price + offset
            end = start + length
            if length and price + offset < _WRONG and (end not in best or cost < best[end][0]):
                best[end] = (cost, start)
    rows: list[ColumnRow] = []
    end = len(fragments)
    while end and end in best:
        start = best[end][1]
        _, cells = _cut(fragments[start:end], columns, widths)
        rows.insert(0, ColumnRow(((),) * (len(table.columns) - len(columns)) + cells))
        end = start
    return rows if len(rows) > 1 and not end else None


def fits(cells: Sequence[Sequence[Fragment]], columns: Sequence[Column]) -> bool:
    """Tell whether the cells of a row hold what their headings say."""
    for column, cell in zip(columns, cells, strict=True):
        lines = [fragment.text for fragment in cell]
        if column in _TEXTS or column is Column.NUMBER or not cell:
            continue
        if _misfit("".join(lines), column, lines) >= _WRONG:
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
        return _WRONG, tuple(() for _ in columns)
    cost = best[-1][end][0]
    cells: list[tuple[Fragment, ...]] = []
    for layer in reversed(best[1:]):
        start = layer[end][1]
        cells.append(tuple(row[start:end]))
        end = start
    return cost + _FIT * sum(1 for c in columns if c not in _TEXTS), tuple(reversed(cells))


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
        stray = column in _TEXTS and any(names_bodies(line) for line in lines)
        return _misfit(text, column, lines) + (_DOUBTFUL if stray else 0.0)
    return _misfit(text, column, lines) + _ragged(cell, usual)


def _misfit(text: str, column: Column, lines: Sequence[str]) -> float:
    if column in _BODIES:
        strange = any(names_persons(line) for line in lines) or text.endswith(_OPEN_LIST) or _joined(lines)
        listed = names_bodies(text) or _names_groups(text)
        return (_DOUBTFUL if strange else -_FIT) if listed else _WRONG
    if column is Column.OVERSEER:
        listed = names_persons(text) or all(names_persons(line) for line in lines)
        return (_DOUBTFUL if text.endswith(_OPEN_LIST) else -_FIT) if listed else _WRONG
    if column is Column.DEADLINE:
        return -_FIT if _is_date(text) else _WRONG
    dated = column is not Column.STEPS and _is_date(text)
    doubtful = dated or names_bodies(text) or (len(text) <= 3 and is_person(text))
    return _DOUBTFUL if doubtful else 0.0


def _joined(lines: Sequence[str]) -> bool:
    """Tell whether a whole name stands below what is none (人 / 区教育局), as no rest of a broken name does."""
    return any(
        below.startswith(_LEVELS)
        and names_bodies(below)
        and not names_bodies(above)
        and not _COMMA.search(above)
        for above, below in pairwise(lines)
    )


def _names_groups(text: str) -> bool:
    """Tell whether a text is a list of bodies and classes of bodies (区财政局，各镇街)."""
    if any(c.isdigit() for c in text):
        return False
    names = [mention.agent.name for mention in split_names(text, 0, len(text))]
    return bool(names) and all(is_group(name) or names_bodies(name) for name in names)


def _is_date(text: str) -> bool:
    if all(part in _OPEN_ENDED for part in _COMMA.split(text.rstrip("。"))):
        return True
    dues = find_dues(text, 0, len(text), _ANY_YEAR)
    return bool(dues) and dues[0].start <= _LEAD and 2 * sum(due.end - due.start for due in dues) >= len(text)


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
