"""The cheapest cut of the fragments of one row of a flattened table into the columns of its header.

What a cell costs that holds something else than its heading says (:mod:`kg.passes.flat_tables.flat_fits`), that is
empty, or whose lines break off early, adds up over the columns; dynamic programming finds the cut that costs least.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.passes.flat_tables.flat_cuts import is_step
from kg.passes.flat_tables.flat_fits import BODIES, DOUBTFUL, FIT, TEXTS, WRONG, misfit, names_some_bodies
from kg.passes.flat_tables.flat_lines import Fragment
from kg.passes.flat_tables.flat_names import begins_names, names_bodies
from kg.passes.rows.table_headers import Column

NARROW = 0.75
"""Share of its column's width below which a line breaks off early."""

_LONGEST = {Column.OVERSEER: 3, Column.DEADLINE: 4} | dict.fromkeys(BODIES, 8)
_CLOSED = frozenset("。；;")
# what a cut costs: a cell of another kind than its heading says, an empty cell, a line that breaks off early
_BROKEN, _SHARED = 1.2, 0.6
_GOES_ON = 0.4  # … a text that goes on behind a full stop at the end of a line
_BESIDE = 0.5  # … pieces of one cell side by side on a line
_NAMED = 0.4  # … a text whose last line is a name
_EMPTY = {Column.TASK: 5.0, Column.SUPPORT: 1.0, Column.OTHER: 1.5, Column.DEADLINE: 2.0}
_USUAL_EMPTY = 3.0
_LIST = re.compile(r"[（(]?1[.．、）)](?!\d)|①")
_FULL, _WIDE = 0.95, 1.1


def column_width(cells: Sequence[Sequence[Fragment]], column: Column) -> float:
    """Give the usual width of a column's full lines; of a cell of steps each step has lines of its own."""
    if column is Column.STEPS:
        cells = [step for cell in cells for step in _steps(cell)]
    full = sorted(max(fragment.width for fragment in cell) for cell in cells if len(cell) > 1)
    return float(full[len(full) // 2]) if full else 0.0


def _steps(cell: Sequence[Fragment]) -> list[Sequence[Fragment]]:
    """Part a cell where a line begins with a date as a step does."""
    begins = [n for n, fragment in enumerate(cell) if n == 0 or is_step(fragment.text)]
    return [cell[a:b] for a, b in pairwise([*begins, len(cell)])]


def cheapest_cut(
    row: Sequence[Fragment], columns: Sequence[Column], widths: Sequence[float | None]
) -> tuple[float, tuple[tuple[Fragment, ...], ...]]:
    """Give the cheapest cut of a row's fragments into columns, with its cost."""
    best = layers(row, columns, widths)
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


def layers(
    row: Sequence[Fragment], columns: Sequence[Column], widths: Sequence[float | None]
) -> list[dict[int, tuple[float, int]]]:
    """Give for each column where its cell may end, at what cost, and where the cell then begins."""
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for column, usual in zip(columns, widths, strict=True):
        here: dict[int, tuple[float, int]] = {}
        longest = _LONGEST.get(column, len(row))
        for start, (cost, _) in best[-1].items():
            for end in range(start, min(len(row), start + longest) + 1):
                total = cost + price(row[start:end], column, usual)
                if end not in here or total < here[end][0]:
                    here[end] = (total, start)
        best.append(here)
    return best


def price(cell: Sequence[Fragment], column: Column, usual: float | None) -> float:
    """Give what it costs to read a run of fragments as one cell of a column."""
    if not cell:
        return _EMPTY.get(column, _USUAL_EMPTY)
    text = "".join(fragment.text for fragment in cell)
    lines = [fragment.text for fragment in cell]
    # of names one below the other without a comma the lead is one, the others go with those who help
    begins = [n for n in range(1, len(lines)) if begins_names(lines, n)]
    listed = _SHARED * len(begins) if column is Column.LEAD else 0.0
    if usual is None:
        stray = column in TEXTS and any(names_bodies(line) for line in lines)
        beside = _BESIDE * sum(not fragment.opens for fragment in cell[1:])
        full = NARROW * max(fragment.width for fragment in cell)
        beside += _BROKEN * sum(
            above.opens and above.width < full and below.opens and n not in begins
            for n, (above, below) in enumerate(pairwise(cell), start=1)
        )
        beside += _GOES_ON * sum(line[-1] in _CLOSED for line in lines[:-1])
        return misfit(text, column, lines) + (DOUBTFUL if stray else 0.0) + beside + listed
    wrapped = cell
    if column in BODIES:  # a line below which another name begins ends where it does
        wrapped = [f for n, f in enumerate(cell) if n + 1 not in begins]
    elif column is Column.STEPS:  # so does one below which the next step begins
        *above, _ = _steps(cell)
        ends = {step[-1] for step in above if is_step(step[0].text)}
        wrapped = [f for f in cell if f not in ends]
    ragged = _ragged(wrapped, usual)
    if column in TEXTS and len(cell) > 1 and (names_bodies(lines[-1]) or names_some_bodies(lines[-1])):
        # behind a full stop names begin a cell of their own, and elsewhere more often than not
        ragged += _BROKEN if lines[-2][-1] in _CLOSED else _NAMED
    if column in TEXTS and _LIST.match(lines[0]) is None:
        # the first item of a list begins a cell
        ragged += _BROKEN * sum(_LIST.match(b) is not None and a[-1] not in "：:" for a, b in pairwise(lines))
    return misfit(text, column, lines) + ragged + listed


def _ragged(cell: Sequence[Fragment], usual: float) -> float:
    """Give what the lines of a cell cost that are not as wide as the lines of its column are."""
    widest = max(fragment.width for fragment in cell)
    full = max(usual, widest) if usual else widest
    cost = sum(_BROKEN for fragment in cell[:-1] if fragment.width < NARROW * full)
    cost += sum(_GOES_ON for fragment in cell[:-1] if fragment.text[-1] in "。；")
    if usual:
        last = cell[-1]
        if last.width >= _FULL * usual and last.text[-1] not in "。；":
            cost += 0.3  # a full line mostly goes on
        cost += sum(_BROKEN for fragment in cell if fragment.width > _WIDE * usual + 2)
    return cost
