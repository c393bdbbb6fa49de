"""Rows of a flattened task table that all have the same number of lines: every line is one cell.

So text copied from a page of the web comes, and a narrow table whose cells never wrap. Where there are fewer cells than
headings the same columns are empty in every row; which ones, the cells of all rows tell together.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from kg.passes.flat_tables.flat_fits import DOUBTFUL, TEXTS, WRONG, misfit
from kg.passes.flat_tables.flat_lines import Fragment
from kg.passes.flat_tables.flat_names import names_bodies
from kg.passes.rows.table_headers import Column

_MOST_EMPTY = 3  # columns that are empty in every row
_MOST_WRONG = 0.2  # of the cells below headings of bodies, persons and dates
_FEWEST = 2  # rows
_GOES_ON = "、，；"


def grid(
    rows: Sequence[Sequence[Fragment]], columns: Sequence[Column]
) -> list[tuple[tuple[Fragment, ...], ...]] | None:
    """Give the cells of each row below its columns, or None where the lines of the rows are not their cells.

    Args:
        rows: The fragments of each row.
        columns: What the headings say, in the order in which they were printed.
    """
    count = len(rows[0]) if rows else 0
    rows = _without_text_below(rows, count, len(columns))
    if len(rows) < _FEWEST or any(len(row) != count for row in rows):
        return None
    empty = len(columns) - count
    if not 0 <= empty <= _MOST_EMPTY or count < 2:
        return None
    best: tuple[float, tuple[int, ...]] | None = None
    for filled in combinations(range(len(columns)), count):
        if Column.TASK not in {columns[n] for n in filled}:
            continue
        cost = sum(_cost(rows, k, columns[n]) for k, n in enumerate(filled))
        if best is None or cost < best[0]:
            best = (cost, filled)
    if best is None or not _is_right(rows, columns, best[1]):
        return None
    place = {n: k for k, n in enumerate(best[1])}
    return [tuple((row[place[n]],) if n in place else () for n in range(len(columns))) for row in rows]


def _without_text_below(
    rows: Sequence[Sequence[Fragment]], count: int, columns: int
) -> Sequence[Sequence[Fragment]]:
    """Leave out what follows the cells of the last row, where every other row has as many lines as there are columns.

    It is text below the table: a remark, a chapter. Names and a list that goes on belong to the row.
    """
    if count != columns or len(rows) < _FEWEST or len(rows[-1]) <= count:
        return rows
    last, below = rows[-1][:count], rows[-1][count]
    if last[-1].text[-1] in _GOES_ON or names_bodies(below.text) or below.text[0] in _GOES_ON:
        return rows
    return [*rows[:-1], last]


def _cost(rows: Sequence[Sequence[Fragment]], k: int, column: Column) -> float:
    texts = [row[k].text for row in rows]
    if column is Column.NUMBER:
        return sum(0.0 if text.rstrip(".．、").isdecimal() else WRONG for text in texts)
    cost = sum(misfit(text, column, [text]) for text in texts)
    # a task says more than a remark beside it does
    return cost + (DOUBTFUL if column is Column.TASK and all(len(text) <= 1 for text in texts) else 0.0)


def _is_right(rows: Sequence[Sequence[Fragment]], columns: Sequence[Column], filled: Sequence[int]) -> bool:
    """Tell whether nearly all names and dates stand below headings of names and dates, and some do."""
    said = wrong = 0
    for k, n in enumerate(filled):
        if columns[n] in TEXTS or columns[n] is Column.NUMBER:
            continue
        for row in rows:
            said += 1
            wrong += misfit(row[k].text, columns[n], [row[k].text]) >= WRONG
    return bool(said) and wrong <= _MOST_WRONG * said
