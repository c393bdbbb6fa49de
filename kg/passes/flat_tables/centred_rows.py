"""Rows of a table printed line by line, the cells of each row centred in its height, one space between them.

    序号 工作内容 责任单位 时间要求
    全面排查安全隐患，建立问题清单和整
    1 县甲局 4月底前
    改台账，实行闭环管理。

Cells with an even number of lines stand half a line off those with an odd number, so a line holds those of one kind
alone. The number of a row has one line: it stands in the middle, with as many lines above it as below, and from the
first row on that tells where each ends. The line of the number has a piece of every cell with an odd number of lines,
the lines beside it one of every other. Which column each piece belongs to is told by what it holds and by how wide
the columns are; a row of which two readings are as good is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from kg.passes.flat_tables.aligned_columns import GAP, Piece, Row, split_cells
from kg.passes.flat_tables.flat_fits import BODIES, TEXTS, WRONG, misfit
from kg.passes.flat_tables.flat_names import begins_name, is_glued
from kg.passes.rows.table_headers import Column
from kg.structure.lines import width
from kg.structure.model import Line

_MARKS = ".、．"
_MOST_COLUMNS, _MOST_LINES = 9, 15  # of a table, and above the number of a row
_MOST_WAYS = 1000
_EMPTY = {Column.OTHER: 0.5, Column.SUPPORT: 1.0, Column.DEADLINE: 2.0, Column.TASK: 4.0}
_NEVER_EMPTY = 6.0
_SHORT, _WIDE = 1.5, 4.0  # a line that breaks off early, and one wider than its column
_SENTENCE_FIRST = 2.0  # a sentence in front of the name of a task
_TORN, _SHORTEST = 2.0, 3  # the rest of a name, and characters of a whole one
_SEPARATORS = re.compile("[、，,；;]")
_UNBROKEN = re.compile("[0-9A-Za-z.%]+")
_CERTAIN = 1.0  # by which any other way must cost more
_ROUNDS = 3
_HANGING = ("，", "、", "。", "；", "：", "）")
_CLOSED = ("。", "；", ";")

Cut = tuple[tuple[Piece, ...], ...]
"""The pieces of each column of a row."""


class _Way(NamedTuple):
    cost: float
    cells: Cut


def centred_rows(columns: Sequence[Column], lines: Sequence[Line], pages: Sequence[int]) -> list[Row]:
    """Cut lines into rows and columns; nothing where they are not printed so. ``pages`` are the first lines of pages.

    A row that cannot be read has all its pieces in one cell, which says nothing that its heading asks for.
    """
    if (
        Column.NUMBER not in columns
        or not 3 <= len(columns) <= _MOST_COLUMNS
        or columns[0] is not Column.NUMBER
    ):
        return []
    rows: list[list[list[Piece]]] = []
    for begin, end in pairwise([0, *pages, len(lines)]):
        found = _rows([_pieces(line) for line in lines[begin:end]], len(rows))
        if found is None:
            return []
        rows += found
    if len(rows) < 2 or not all(rows) or _may_stand_at_top(rows, len(columns)):
        return []
    ways = [list(_ways(row, columns)) for row in rows]
    widths = [0] * len(columns)
    alone = False
    for _ in range(_ROUNDS):
        best = [_best(found, columns, widths, alone) for found in ways]
        sure = [cut for cut in best if cut is not None]
        alone = 2 * len(sure) >= len(rows) and not any(_leads_together(cut, columns) for cut in sure)
        widths = [  # of columns of which some cell goes on below a full line
            max(
                (
                    _width(piece) - 2 * _text(piece).endswith(_HANGING)
                    for cut in sure
                    for piece in cut[n][:-1]
                ),
                default=0,
            )
            for n in range(len(columns))
        ]
    if 2 * len(sure) < len(rows) or any(_is_torn(cut, columns) for cut in sure):
        return []
    at = next((n for n, column in enumerate(columns) if column in BODIES), 0)
    return [
        cut if cut is not None else _unread(row, at, len(columns))
        for cut, row in zip(best, rows, strict=True)
    ]


def _may_stand_at_top(rows: Sequence[Sequence[Sequence[Piece]]], count: int) -> bool:
    """Tell whether numbers may as well stand on the first lines of rows: each on one with a piece for every column."""
    return len(rows[0]) == 1 and all(len(row[len(row) // 2]) == count for row in rows)


def _is_torn(cut: Cut, columns: Sequence[Column]) -> bool:
    return any(
        cell and column in BODIES and _torn(tuple(map(_text, cell))) > 0
        for cell, column in zip(cut, columns, strict=True)
    )


def _unread(row: Sequence[Sequence[Piece]], at: int, count: int) -> Row:
    whole = tuple(piece for line in row for piece in line)
    return tuple(whole if n == at else () for n in range(count))


def _pieces(line: Line) -> list[Piece]:
    return split_cells(line, GAP)


def _text(piece: Piece) -> str:
    return piece.line.text[piece.start : piece.end]


def _width(piece: Piece) -> int:
    return width(_text(piece))


def _rows(lines: Sequence[list[Piece]], before: int) -> list[list[list[Piece]]] | None:
    """Give the lines of each row of a page: as many below its number as above it; None where they do not come out."""
    counted: list[int] = []
    for n, pieces in enumerate(lines):
        text = _text(pieces[0]).rstrip(_MARKS)
        if text == str(before + len(counted) + 1) and len(pieces) > 1:
            counted.append(n)
    rows: list[list[list[Piece]]] = []
    begin = 0
    for at in counted:
        end = at + (at - begin) + 1
        if at - begin > _MOST_LINES or end > len(lines):
            return None
        rows.append(list(lines[begin:end]))
        begin = end
    return rows if begin == len(lines) and rows else None


def _ways(row: Sequence[Sequence[Piece]], columns: Sequence[Column]) -> Iterator[_Way]:
    """Give the ways to share the pieces of a row out to its columns, with what the cells cost that they make."""
    half = len(row) // 2
    count = 0
    for even in range(half + 1) if half else [0]:
        odd = half - even
        middle, others = _lines_of(row, odd, even)
        if middle is None or others is None:
            continue
        for own in _places(middle, columns, range(len(columns))):
            if own and Column.NUMBER not in (columns[n] for n, _ in own):
                continue
            rest = [n for n in range(len(columns)) if n not in {place for place, _ in own}]
            for beside in _places(others, columns, rest) if others else [()]:
                count += 1
                if count > _MOST_WAYS:
                    return
                cells = dict((*own, *beside))
                cut = tuple(cells.get(n, ()) for n in range(len(columns)))
                cost = sum(_cost(cell, column) for cell, column in zip(cut, columns, strict=True))
                if cost < WRONG:
                    yield _Way(cost, cut)


def _lines_of(
    row: Sequence[Sequence[Piece]], odd: int, even: int
) -> tuple[list[Sequence[Piece]] | None, list[Sequence[Piece]] | None]:
    """Part the lines of a row: those of cells with an odd number of lines, and those half a line off; None if uneven."""
    half = len(row) // 2
    offsets = sorted(
        [(float(k), True) for k in range(1, odd + 1)] + [(k - 0.5, False) for k in range(1, even + 1)]
    )
    whole: list[Sequence[Piece]] = [row[half]]
    beside: list[Sequence[Piece]] = []
    for distance, (_, is_whole) in enumerate(offsets, 1):
        above, below = row[half - distance], row[half + distance]
        if len(above) != len(below):
            return None, None
        kept = whole if is_whole else beside
        kept.insert(0, above)
        kept.append(below)
    return whole, beside


Cells = tuple[tuple[int, tuple[Piece, ...]], ...]


def _places(
    lines: Sequence[Sequence[Piece]], columns: Sequence[Column], free: Sequence[int]
) -> Iterator[Cells]:
    """Give the ways to put the pieces of lines into free columns: the innermost have one of each cell, others of some."""
    inner = len(lines) // 2
    most = max(lines[inner - (len(lines) % 2 == 0)], lines[inner], key=len)
    if len(lines) % 2 == 0 and len(lines[inner - 1]) != len(lines[inner]):
        return
    if len(most) > len(free):
        return
    for places in combinations(free, len(most)):
        yield from _outwards(lines, inner, places, columns)


def _outwards(
    lines: Sequence[Sequence[Piece]],
    inner: int,
    places: tuple[int, ...],
    columns: Sequence[Column],
) -> Iterator[Cells]:
    """Go from the middle to both ends: a cell that has a line so far out has all those nearer to the middle."""
    even = len(lines) % 2 == 0
    first, last = (inner - 1, inner) if even else (inner, inner)
    shared = [{n: [piece] for n, piece in zip(places, lines[last], strict=True)}]
    if even:
        shared = [
            {n: [piece, *kept[n]] for n, piece in zip(places, lines[first], strict=True)} for kept in shared
        ]
    for distance in range(1, first + 1):
        above, below = lines[first - distance], lines[last + distance]
        following: list[dict[int, list[Piece]]] = []
        for kept in shared:
            reached = [n for n in places if len(kept[n]) == (2 * distance if even else 2 * distance - 1)]
            for chosen in combinations([n for n in reached if columns[n] is not Column.NUMBER], len(above)):
                grown = dict(kept)
                for n, a, b in zip(chosen, above, below, strict=True):
                    grown[n] = [a, *kept[n], b]
                following.append(grown)
        shared = following[:_MOST_WAYS]
    for kept in shared:
        yield tuple((n, tuple(pieces)) for n, pieces in kept.items())


def _cost(cell: tuple[Piece, ...], column: Column) -> float:
    if not cell:
        return _EMPTY.get(column, _NEVER_EMPTY)
    texts = tuple(map(_text, cell))
    if column is Column.NUMBER:
        return 0.0 if len(cell) == 1 and texts[0].rstrip(_MARKS).isdecimal() else WRONG
    return misfit("".join(texts), column, texts) + (_TORN * _torn(texts) if column in BODIES else 0.0)


def _torn(texts: tuple[str, ...]) -> int:
    """Give how many names in a cell of bodies are the rest of one, or go on elsewhere (务局、各乡镇人)."""
    names = _SEPARATORS.split("".join(texts).rstrip("。"))
    return sum(len(name) < _SHORTEST or name.endswith("人") or is_glued(name) for name in names)


def _best(ways: Sequence[_Way], columns: Sequence[Column], widths: Sequence[int], alone: bool) -> Cut | None:
    """Give the cheapest way, None if another is as good.

    Args:
        ways: The ways to share a row out.
        columns: What the columns hold.
        widths: The widths that columns are known to have (0: not known).
        alone: Wherever it is certain one body alone leads.
    """
    priced = sorted(
        (way.cost + _ragged(way.cells, columns, widths) + alone * _leads_together(way.cells, columns), n)
        for n, way in enumerate(ways)
    )
    if not priced or (len(priced) > 1 and priced[1][0] - priced[0][0] < _CERTAIN):
        return None
    return ways[priced[0][1]].cells


def _leads_together(cut: Cut, columns: Sequence[Column]) -> bool:
    """Tell whether several bodies lead, and one helps or answers alone."""
    lists = {
        column: any(mark in _text(piece) for piece in cell for mark in "、，")
        for column, cell in zip(columns, cut, strict=True)
        if column in BODIES
    }
    return lists.get(Column.LEAD, False) and not all(lists.values())


def _room(piece: Piece) -> int:
    """Give by how much a piece may be wider than a full line: a comma hangs over."""
    return 1 + 2 * _text(piece).endswith(_HANGING)


def _missing(below: str) -> int:
    """Give by how much a line may be narrower than its column: what the next one begins with found no room on it."""
    unit = _UNBROKEN.match(below)
    size = len(unit.group()) if unit else 2
    behind = below[len(unit.group()) if unit else 1 :]
    return size - 1 + 2 * behind.startswith(_HANGING)


def _ragged(cut: Cut, columns: Sequence[Column], widths: Sequence[int]) -> float:
    """Give what lines cost that are no lines of their column: all but the last are as wide as it is."""
    cost = 0.0
    for cell, column, known in zip(cut, columns, widths, strict=True):
        full = max([known, *(_width(piece) - 2 * _text(piece).endswith(_HANGING) for piece in cell)])
        if known and any(_width(piece) > known + _room(piece) for piece in cell):
            cost += _WIDE
        for above, below in pairwise(cell):
            text = _text(below)
            if _width(above) >= full - _missing(text) or (
                column in BODIES and begins_name(_text(above), text)
            ):
                continue
            if column in TEXTS and _text(above).endswith(_CLOSED):
                continue
            cost += _SHORT
    return cost + sum(
        _SENTENCE_FIRST
        for a, b in combinations([n for n, column in enumerate(columns) if column is Column.TASK], 2)
        if cut[a] and cut[b] and _is_sentence(cut[a]) and not _is_sentence(cut[b])
    )


def _is_sentence(cell: tuple[Piece, ...]) -> bool:
    return any(mark in _text(piece) for piece in cell for mark in "，。；")
