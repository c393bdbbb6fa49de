"""Where the rows of a table printed side by side begin and end, and which rows a merged cell stands beside.

Every row has one cell by which it is counted: its number, else its deadline. Rows are parted where these stand in
their middle, or at their top, and where no cell breaks off. A cell that is merged over rows stands in their middle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.language.data import load
from kg.passes.flat_tables.aligned_columns import Piece, Row
from kg.passes.flat_tables.flat_dates import is_date
from kg.passes.flat_tables.flat_names import begins_name, names_bodies
from kg.passes.rows.table_headers import Column
from kg.structure.model import Line

Cells = list[list[Piece]]
"""The pieces of each column on a line (at most one each)."""

_MARKS = ".、．"
_LABEL = re.compile(r"(\d{1,2})[.、．](?!\d)")  # of one of the tasks of a row
_OPEN = ("、", "，", ",", "（", "(")
_CLOSED = ("。", "；", "）", ")")
_TITLE = re.compile("[（(]?[一二三四五六七八九十]{1,3}[）)、]")  # of a group of tasks
_NEARLY = 4  # columns of the page by which a full line may fall short of its column
_BREAKS, _GOES_ON = 6, 2.5  # what it costs to part two rows behind an open list, or behind a full line
_ENDS, _SHORT = (
    1,
    4,
)  # … and what it gains behind a sentence that ends so many columns of the page before its cell does
_FULL_STOP = "。"
_SEVERAL = 3  # rows whose numbers stand in their middle by no chance
_NEAR = 0.4  # by which another way to part rows must cost more
_TORN = 2.0  # … inside a name
_NAME_LINES, _LONG_NAME = 3, 6  # lines and characters of a name
REST_OF_NAME = re.compile("人?民?政府|[局委厅办会部院站署处]")
"""How the rest of a body's name begins, and no name."""
_LISTS = re.compile("[、，,；](?![^（(]{0,12}[）)])")  # outside brackets
_LEVELS = tuple(load("bodies")["level_prefixes"])
_BODIES = frozenset({Column.LEAD, Column.RESPONSIBLE, Column.SUPPORT})
_MERGED = frozenset({Column.OVERSEER, Column.LEAD, Column.RESPONSIBLE, Column.DEADLINE, Column.TASK})
_OFF = 0.5  # lines by which a merged cell may stand off the middle of its rows
_CERTAIN = 0.9  # … and by which any other rows must suit it worse


def part_rows(cells: Sequence[Cells], columns: Sequence[Column], lines: Sequence[Line]) -> list[Row] | None:
    """Part lines into rows; nothing where nothing counts them, None where two ways are as good as each other.

    Args:
        cells: The pieces of each column on each line.
        columns: What the columns hold.
        lines: The lines.
    """
    counted = _counted(cells, columns)
    if len(counted) < 2:
        return []
    begins = _begins(cells, counted, columns, lines)
    if not begins:
        return None
    spans = list(pairwise([*begins, len(cells)]))
    merged = {n: given for n in range(len(columns)) if (given := _merged(cells, columns, n, spans))}
    rows: list[Row] = []
    for k, (begin, end) in enumerate(spans):
        for first, last in _tasks(cells, begin, end):
            rows.append(
                tuple(
                    merged[n][k] if n in merged else tuple(p for row in cells[first:last] for p in row[n])
                    for n in range(len(columns))
                )
            )
    return rows


def _counted(cells: Sequence[Cells], columns: Sequence[Column]) -> list[int]:
    """Give the lines of the cells by which the rows are counted, one for each row."""
    if Column.NUMBER in columns:
        at = columns.index(Column.NUMBER)
        counted = [n for n, row in enumerate(cells) if row[at]]
        printed = [_number(cells[n][at]) for n in counted]
        return [] if 0 in printed or any(b <= a for a, b in pairwise(printed)) else counted
    if Column.DEADLINE not in columns:
        return []
    at = columns.index(Column.DEADLINE)
    dated = [n for n, row in enumerate(cells) if row[at]]
    return dated if all(is_date(_printed(cells[n][at])) for n in dated) else []


def _begins(
    cells: Sequence[Cells], counted: Sequence[int], columns: Sequence[Column], lines: Sequence[Line]
) -> list[int]:
    """Give the first line of each row: the cells that count them stand at their top, or in their middle.

    Nothing where two ways to part them are as good as each other.
    """
    reach = [max((p.right for row in cells for p in row[n]), default=0) for n in range(len(cells[0]))]
    broken = [0.0, *(_broken(cells, at, reach, columns, lines) for at in range(1, len(cells)))]
    centred = _centred(counted, len(cells)) if len(counted) >= _SEVERAL and counted[0] > 0 else []
    if centred and max(broken[at] for at in centred) < _BREAKS:
        return centred
    middle, begins = _parted(cells, counted, broken)
    if counted[0] > 0:
        return begins
    spans = pairwise([*counted, len(cells)])
    for begin, end in spans:  # at its top a row has a part of each of its cells
        if any(row[n] and not cells[begin][n] for row in cells[begin:end] for n in range(len(row))):
            return begins
    top = sum(broken[at] for at in counted[1:])
    # the number of a row of so many lines stands above or below their middle
    even = sum((end - begin) % 2 == 0 for begin, end in pairwise([*begins, len(cells)]))
    return list(counted) if top <= middle - even else begins


def _centred(counted: Sequence[int], count: int) -> list[int]:
    """Give the first line of each row where all their numbers stand right in their middle; nothing where one does not."""
    begins = [0]
    for number in counted:
        begins.append(2 * number - begins[-1] + 1)
    between = all(a < b for a, b in zip(counted, begins[1:], strict=True))
    right = all(b <= n for b, n in zip(begins[:-1], counted, strict=True))
    return begins[:-1] if between and right and begins[-1] == count else []


def _tasks(cells: Sequence[Cells], begin: int, end: int) -> list[tuple[int, int]]:
    """Give the lines of each task of a row: several, where the cells of a column count them (1.… 2.…)."""
    for n in range(len(cells[begin])):
        counted: list[int] = []
        for i in range(begin, end):
            label = _LABEL.match(_printed(cells[i][n]))
            if label and int(label.group(1)) == len(counted) + 1:
                counted.append(i)
        if len(counted) > 1:
            return list(pairwise([begin, *counted[1:], end]))
    return [(begin, end)]


def _printed(cell: Sequence[Piece]) -> str:
    return "".join(piece.line.text[piece.start : piece.end] for piece in cell)


def _number(cell: Sequence[Piece]) -> int:
    text = _printed(cell).rstrip(_MARKS)
    return int(text) if text.isdecimal() else 0


def _parted(
    cells: Sequence[Cells], counted: Sequence[int], broken: Sequence[float]
) -> tuple[float, list[int]]:
    """Give where rows begin whose numbers stand in the middle of their height: the cheapest way to part them.

    ``broken`` tells of each line what it costs to part two rows in front of it.
    """
    best: dict[int, list[tuple[float, tuple[int, ...]]]] = {0: [(0.0, (0,))]}  # the cheapest two ways
    for k, number in enumerate(counted):
        last = k + 1 == len(counted)
        following = len(cells) if last else counted[k + 1]
        layer: dict[int, list[tuple[float, tuple[int, ...]]]] = {}
        for end in [len(cells)] if last else range(number + 1, following + 1):
            ways = [
                (
                    cost + (0.0 if last else broken[end]) + abs((number - begin) - (end - 1 - number)),
                    (*begins, end),
                )
                for begin, kept in best.items()
                for cost, begins in kept
            ]
            layer[end] = sorted(ways)[:2]
        best = layer
    cheapest = best[len(cells)]
    cost, begins = cheapest[0]
    tied = [ends for price, ends in cheapest[1:] if price <= cost + _NEAR]
    return cost, [] if any(_matters(cells, begins, ends) for ends in tied) else list(begins[:-1])


def _matters(cells: Sequence[Cells], begins: Sequence[int], others: Sequence[int]) -> bool:
    """Tell whether two ways to part rows give a row other text: more than cells that are merged over rows."""
    spans = list(pairwise(begins))
    own = [n for n in range(len(cells[0])) if all(any(cells[i][n] for i in range(*span)) for span in spans)]
    moved = {i for a, b in zip(begins, others, strict=True) for i in range(min(a, b), max(a, b))}
    return any(cells[i][n] for i in moved for n in own)


def _broken(
    cells: Sequence[Cells], end: int, reach: Sequence[int], columns: Sequence[Column], lines: Sequence[Line]
) -> float:
    """Give what it costs to part two rows in front of a line: cells that break off there."""
    cost = -1.0 if lines[end].blank_before > lines[end - 1].blank_before else 0.0
    for n, (above, below, right) in enumerate(zip(cells[end - 1], cells[end], reach, strict=True)):
        label = _LABEL.match(_printed(below))
        if label and label.group(1) != "1":
            cost += _GOES_ON  # the second task of a row
        following = cells[end + 1][n] if end + 1 < len(cells) else []
        if below and following and _printed(below).endswith(_FULL_STOP) and 2 * below[-1].right < right:
            cost += _GOES_ON  # 日。 / 制定计划: the rest of the cell above, and the next cell below it
        if not above or not below:
            continue
        text = above[-1].line.text[above[-1].start : above[-1].end]
        if text.endswith(_OPEN):
            cost += _BREAKS
        elif columns[n] in _BODIES:
            cost += _parts_names(cells, end, n)
        elif not text.endswith(_CLOSED):
            cost += _GOES_ON if above[-1].right > right - _NEARLY else 0
        elif text.endswith(_FULL_STOP) and above[-1].right < right - _SHORT:
            cost -= _ENDS  # the last line of a cell
    return cost


def _parts_names(cells: Sequence[Cells], end: int, n: int) -> float:
    """Give what it costs to part two rows between two lines of names: less than nothing where both are whole."""
    above = [_printed(row[n]) for row in cells[max(0, end - _NAME_LINES) : end]]
    below = [_printed(row[n]) for row in cells[end : end + _NAME_LINES]]
    ends = any(_is_name(_last("".join(above[k:]))) for k in range(len(above)) if all(above[k:]))
    begins = any(_is_name(_first("".join(below[: k + 1]))) for k in range(len(below)) if all(below[: k + 1]))
    if ends and begins:
        return -_ENDS
    return (0.0 if ends else _TORN) + (0.0 if begins else _TORN)


def _is_name(text: str) -> bool:
    """Tell whether a text is the whole name of a body: not 设局, the rest of one."""
    if text.startswith(_LEVELS) or text[:1] == "各":
        return names_bodies(text)
    return len(text) >= _LONG_NAME and REST_OF_NAME.match(text) is None and names_bodies(text)


def _last(text: str) -> str:
    return _LISTS.split(text)[-1]


def _first(text: str) -> str:
    return _LISTS.split(text)[0]


def _begins_cell(above: str, below: str) -> bool:
    """Tell whether a line in another row than the one above it begins a cell of its own."""
    return begins_name(above, below) or is_date(below) or _TITLE.match(below) is not None


def _merged(
    cells: Sequence[Cells], columns: Sequence[Column], n: int, spans: Sequence[tuple[int, int]]
) -> list[tuple[Piece, ...]]:
    """Give what stands beside each row in a column with cells merged over rows; nothing where it has none.

    Rows without a cell belong to the one in the middle of which they stand with their neighbours.
    """
    if columns[n] not in _MERGED or all(any(cells[i][n] for i in range(*span)) for span in spans):
        return []
    runs: list[list[int]] = []
    first = {begin for begin, _ in spans}
    for i, row in enumerate(cells):
        goes_on = bool(row[n] and runs) and runs[-1][-1] == i - 1
        if goes_on and not (i in first and _begins_cell(_printed(cells[i - 1][n]), _printed(row[n]))):
            runs[-1].append(i)
        elif row[n]:
            runs.append([i])
    if not 0 < len(runs) < len(spans):
        return []
    # the cheapest two ways to share the rows out to the cells
    best: dict[int, list[tuple[float, tuple[int, ...]]]] = {0: [(0.0, ())]}
    for k, run in enumerate(runs):
        middle = (run[0] + run[-1]) / 2
        left = len(runs) - k - 1
        layer: dict[int, list[tuple[float, tuple[int, ...]]]] = {}
        for begin, ways in best.items():
            for end in range(begin + 1, len(spans) - left + 1) if left else [len(spans)]:
                off = abs(middle - (spans[begin][0] + spans[end - 1][1] - 1) / 2)
                layer.setdefault(end, []).extend((cost + off, (*ends, end)) for cost, ends in ways)
        best = {end: sorted(ways)[:2] for end, ways in layer.items()}
    ways = best.get(len(spans), [])
    if not ways or ways[0][0] > _OFF * len(runs) or (len(ways) > 1 and ways[1][0] - ways[0][0] < _CERTAIN):
        return []
    pieces = [tuple(piece for i in run for piece in cells[i][n]) for run in runs]
    sizes = [b - a for a, b in pairwise([0, *ways[0][1]])]
    return [cell for cell, size in zip(pieces, sizes, strict=True) for _ in range(size)]
