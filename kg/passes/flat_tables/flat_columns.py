"""Rows of a flattened task table, cut into the columns of its header, where every row was printed number first.

A row is the fragments from its number to the next one; each column takes a run of them, in the order of the header.
Of all ways to cut a row the best is taken: names of bodies, persons and dates belong below their headings, and the
lines of a cell but its last are as wide as its column (how wide that is, a first cut of all rows tells).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from kg.passes.flat_tables.flat_bodies_first import names_bodies_first, rows_of_bodies
from kg.passes.flat_tables.flat_cutting import cheapest_cut, column_width, layers
from kg.passes.flat_tables.flat_dates import is_bare_date
from kg.passes.flat_tables.flat_fits import BODIES, DOUBTFUL, FIT, TEXTS, WRONG, is_listed, misfit
from kg.passes.flat_tables.flat_grids import grid
from kg.passes.flat_tables.flat_headers import is_heading
from kg.passes.flat_tables.flat_lines import FlatTable, Fragment, split_number
from kg.passes.flat_tables.flat_names import names_bodies
from kg.passes.flat_tables.flat_parts import (
    holds_two_rows,
    named_above,
    parted,
    swallows_date,
    swallows_leader,
)
from kg.passes.flat_tables.flat_streams import stream_rows
from kg.passes.rows.table_headers import ROLES, Column, is_period
from kg.structure.dates import numeral

_COUNTED = re.compile("[（(]?((?:[一二三四五六七八九]?十)?[一二三四五六七八九]?)[）)]?、?")
_BROKEN_OFF = re.compile("[\u4e00-\u9fff][、，][省市县区]$")
_MARKS = ".．、"  # behind the number of a row
_MAX_DIGITS = 3  # of a row's number
_MAX_ROW = 60  # fragments of one row
_LONGEST_GROUP = 24  # characters of the name of a group of tasks
_MOST_GROUPS = 3  # fragments of the name of a group in front of the first number
_CLOSED = frozenset("。；;")
_PAIR, _RAGGED = (
    2,
    2,
)  # lines of a name and what is to be done, where all names have other widths than wrapped lines
_LONGEST_UNNUMBERED, _MOST_UNNUMBERED = 25, 400  # fragments of a row, and of a table, without numbers
_MAY_BE_EMPTY = TEXTS | {Column.SUPPORT}
_MOST_WRONG = 0.15  # of the rows may hold cells of the wrong kind


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A row: the fragments of each column, in the order of ``FlatTable.columns`` (those of its number first).

    Of a ``doubtful`` one it is not certain which column a fragment belongs to.
    """

    cells: tuple[tuple[Fragment, ...], ...]
    doubtful: bool = False


@lru_cache(maxsize=4)  # the passes for roles and for targets ask one after the other
def column_rows(table: FlatTable) -> list[ColumnRow] | None:
    """Cut a table into rows and columns, or give None where that is not certain."""
    if table.rows is not None:
        return [ColumnRow(cells) for cells in table.rows if fits(cells, table.columns)]
    if is_torn(table):
        return None if table.torn else _numbers_apart(table)
    rows = _counted_rows(table)
    if rows is not None and _piles_dates(rows, table.columns):
        return None
    if rows is not None and not any(_lacks(row, table.columns) for row in rows):
        return rows
    read = stream_rows(table)
    return rows if read is None else [ColumnRow(cells) for cells in read]


def is_torn(table: FlatTable) -> bool:
    """Tell whether headings of a table were printed among its rows, or numbers without any row between."""
    texts = [fragment.text for fragment in table.fragments]
    if table.torn or any(map(is_heading, texts)):
        return True
    if table.mixed and Column.NUMBER not in table.columns and _breaks_names(texts):
        return True
    numbers = [int(text) if text.isdecimal() and len(text) <= _MAX_DIGITS else 0 for text in texts]
    return any(
        a and (b, c) == (a + 1, a + 2) for a, b, c in zip(numbers, numbers[1:], numbers[2:], strict=False)
    )


def _breaks_names(texts: Sequence[str]) -> bool:
    """Tell whether names break off (县甲局、县) with another cell printed in front of their rest: lines run across cells."""
    return any(
        _BROKEN_OFF.search(above) is not None and not names_bodies(above + below)
        for above, below in pairwise(texts)
    )


def _numbers_apart(table: FlatTable) -> list[ColumnRow] | None:
    """Cut a table the numbers of whose rows were printed below each other in front of all else: as many rows as numbers."""
    if table.columns.count(Column.NUMBER) != 1 or table.mixed:
        return None
    count = 0
    while count < len(table.fragments) and table.fragments[count].text == str(count + 1):
        count += 1
    at = table.columns.index(Column.NUMBER)
    if count < 2 or not TEXTS.issuperset(table.columns[:at]):
        return None
    below = replace(
        table,
        columns=table.columns[at + 1 :],
        headings=table.headings[at + 1 :],
        fragments=table.fragments[count:],
    )
    rows = column_rows(below) if not is_torn(below) else None
    if rows is None or len(rows) != count or any(row.doubtful for row in rows):
        return None
    needed = [n for n, column in enumerate(below.columns) if column not in _MAY_BE_EMPTY]
    if any(not row.cells[n] for row in rows for n in needed):
        return None
    title: tuple[tuple[Fragment, ...], ...] = ((),) * at
    return [
        ColumnRow((*title, (number,), *row.cells)) for number, row in zip(table.fragments, rows, strict=False)
    ]


def _piles_dates(rows: Sequence[ColumnRow], columns: Sequence[Column]) -> bool:
    """Tell whether the dates of several rows were printed below each other: none in one row, several in another."""
    for n, column in enumerate(columns):
        dated = [sum(is_bare_date(f.text) for f in row.cells[n]) for row in rows]
        if column is Column.DEADLINE and 0 in dated and max(dated) > 1:
            return True
    return False


def _lacks(row: ColumnRow, columns: Sequence[Column]) -> bool:
    """Tell whether a row is in doubt, or a cell of who carries its task may be merged with the one above."""
    return row.doubtful or any(
        not cell and column in ROLES and column is not Column.SUPPORT
        for cell, column in zip(row.cells, columns, strict=True)
    )


def _counted_rows(table: FlatTable) -> list[ColumnRow] | None:
    """Cut a table whose rows were printed number first, or tell where they end in another way."""
    if names_bodies_first(table):
        first = rows_of_bodies(table)
        return None if first is None else [ColumnRow(cells) for cells in first]
    if Column.NUMBER not in table.columns:
        return _numbered_unnamed(table) or _without_numbers(table)
    if table.columns.count(Column.NUMBER) != 1:
        return None
    at = table.columns.index(Column.NUMBER)  # what stands in front of it is the table's title
    title: tuple[tuple[Fragment, ...], ...] = ((),) * at
    counted = _numbered(table.fragments)
    rising = _rising(table.fragments)
    if counted and rising and len(rising) > len(counted) + sum(c is Column.OTHER for c in table.columns[at:]):
        counted = None  # rows behind a jump in the numbers are rows as well
    rows = counted or rising
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
        cut = [cheapest_cut(row[1:], columns[1:], widths) for row in rows]
        if not table.mixed:
            widths = tuple(
                column_width([cells[n] for _, cells in cut], column) for n, column in enumerate(columns[1:])
            )
    if not table.mixed:
        rows, cut = parted(rows, cut, columns, widths)
    wrong = sum(1 for cost, _ in cut if cost >= WRONG)
    if counted is None and any(holds_two_rows(cells, columns[1:]) for _, cells in cut):
        return None
    if wrong > (0 if plain_steps else int(_MOST_WRONG * len(cut))) and not table.mixed:
        return None
    return [
        ColumnRow(
            (*title, *_with_periods(((row[0],), *cells), columns, steps)),
            doubtful=(table.mixed and (cost >= DOUBTFUL or _runs_across(row, len(columns))))
            or swallows_date(cells, columns[1:])
            or swallows_leader(cells, columns[1:]),
        )
        for row, (cost, cells) in zip(rows, cut, strict=True)
    ]


def _runs_across(row: Sequence[Fragment], columns: int) -> bool:
    """Tell whether one line of a row has a piece for each column, and others stand above it or go on below it."""
    begins = [n for n, fragment in enumerate(row) if fragment.opens]
    return len(begins) > 1 and any(b - a == columns for a, b in pairwise([*begins, len(row)]))


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


def _numbered_unnamed(table: FlatTable) -> list[ColumnRow] | None:
    """Cut a table whose rows are numbered though no heading says so, behind the groups its first column names.

    工作任务 / 具体要求 / 责任科室 / 时限 over 规范公开 / 1 / 清理文件 / 办公室 / 年底前 / 政策解读 / 2 / …: the last
    fragment in front of a number is the name of the next group where the row fits better without it.
    """
    columns = table.columns[1:]
    if columns[:1] != (Column.TASK,) or table.columns[0] is not Column.TASK or columns[-1] in TEXTS:
        return None
    if table.mixed or not any(column in BODIES for column in columns):
        return None
    first = next(
        (n for n, fragment in enumerate(table.fragments[:_MOST_GROUPS]) if fragment.text == "1"), None
    )
    rows = _numbered(table.fragments[first:]) if first is not None else None
    if rows is None:
        return None
    found: list[ColumnRow] = []
    for n, row in enumerate(rows):
        cuts = [cheapest_cut(row[1:], columns, (0.0,) * len(columns))]
        if n + 1 < len(rows) and len(row) > len(columns) + 1:
            cuts.append(cheapest_cut(row[1:-1], columns, (0.0,) * len(columns)))
        cost, cells = min(cuts, key=lambda cut: cut[0])
        if cost >= WRONG:
            return None
        found.append(ColumnRow(((), *cells)))
    return found


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
        layer = layers(fragments[start : start + _LONGEST_UNNUMBERED], columns, widths)[-1]
        for length, (price, _) in layer.items():
            cost = best[start][0] + price + offset
            end = start + length
            if length and price + offset < WRONG and (end not in best or cost < best[end][0]):
                best[end] = (cost, start)
    rows: list[ColumnRow] = []
    end = len(fragments)
    while end and end in best:
        start = best[end][1]
        _, cells = cheapest_cut(fragments[start:end], columns, widths)
        rows.insert(0, ColumnRow(((),) * (len(table.columns) - len(columns)) + cells))
        end = start
    if len(rows) < 2 or end or any(_runs_on(row.cells, table.columns) for row in rows):
        return None
    dropped = len(table.columns) - len(columns)
    return _with_names(rows, dropped - 1) if dropped and not table.mixed else rows


def _runs_on(cells: Sequence[Sequence[Fragment]], columns: Sequence[Column]) -> bool:
    """Tell whether the cells of a row hold those of others: names or dates among its texts, a date as its task."""
    dated = any(
        column is Column.TASK and cell and is_bare_date("".join(f.text for f in cell))
        for column, cell in zip(columns, cells, strict=True)
    )
    return dated or holds_two_rows(cells, columns)


def _with_names(rows: Sequence[ColumnRow], at: int) -> list[ColumnRow]:
    """Part the name of a task, whose column is ``at``, from what is to be done (推行绿色生产 / 建设绿色工厂).

    Both were read as one text. Where most rows begin with a short line without marks it is the name; a row of which
    that is not certain is doubtful.
    """
    named = named_above([row.cells[at + 1] for row in rows])
    if 2 * sum(named) <= len(rows):
        return list(rows)
    return [
        ColumnRow(
            (*row.cells[:at], row.cells[at + 1][:1], row.cells[at + 1][1:], *row.cells[at + 2 :]),
            row.doubtful,
        )
        if name
        else ColumnRow(row.cells, row.doubtful or len(row.cells[at + 1]) > 1)
        for row, name in zip(rows, named, strict=True)
    ]


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
        if column is Column.TASK and not all(cells) and names_bodies("".join(lines)):
            return False  # a cell in front of it is empty, and all others stand one column too far left
        if column in TEXTS or column is Column.NUMBER or not cell:
            continue
        if misfit("".join(lines), column, lines) >= WRONG:
            return False
    return True


def _numbered(fragments: Sequence[Fragment]) -> list[list[Fragment]] | None:
    """Give the fragments of each row, number first, or None where numbers are missing or out of order."""
    rows: list[list[Fragment]] = []
    for fragment in fragments:
        if fragment.opens and _is_number(fragment.text, len(rows) + 1):
            rows.append([fragment])
        elif fragment.number == len(rows) + 1:
            rows.append(list(split_number(fragment)))
        elif not rows or len(rows[-1]) > _MAX_ROW:
            return None
        else:
            rows[-1].append(fragment)
    return rows if len(rows) >= 2 and all(len(row) > 2 for row in rows) else None


def _is_number(text: str, number: int) -> bool:
    """Tell whether a text is the number of a row: 3, 3., （三）."""
    if text.rstrip(_MARKS) == str(number):
        return True
    counted = _COUNTED.fullmatch(text)
    return counted is not None and counted.group(1) != "" and numeral(counted.group(1)) == number


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
