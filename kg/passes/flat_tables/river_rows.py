"""The cells of a table printed side by side, cut at the white rivers that run down between its columns.

Where a heading is broken over lines, a cell is empty or the cells of a row stand in the middle of its height, neither
the count of pieces nor the line of a row's number tells its cells. What holds for the whole table does: between two
columns there is a strip on which no line has a character. Programs that lay out the text of a page count a Chinese
character as two columns, or as one as all others: the strips tell which.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.passes.flat_tables.aligned_columns import GAP, WIDE_GAP, Measure, Piece, Row, split_cells
from kg.passes.flat_tables.row_parting import Cells, part_rows
from kg.passes.rows.table_headers import Column
from kg.structure.lines import width
from kg.structure.model import Line

_WIDE = 2  # columns of the page that a river has, but for a narrow one
_MEASURES: tuple[Measure, ...] = (width, len)


class Heading(NamedTuple):
    """A heading, white space removed, the half-open range of columns it is printed in, and of the header's lines."""

    text: str
    left: int
    right: int
    top: int = 0
    bottom: int = 1


class Segment(NamedTuple):
    """A part of a table: its header as it is printed there, and the lines below."""

    header: Sequence[Line]
    lines: Sequence[Line]


def stacked_headings(lines: Sequence[Line], measure: Measure = width) -> tuple[Heading, ...]:
    """Put the headings of a header over one or more lines together; nothing where a part lies below two headings.

    One over two or more others (责任分工 over 牵头单位 and 配合单位) is left out.
    """
    stacks: list[Heading] = []
    for at, line in enumerate(lines):
        parts: list[tuple[list[int], Heading]] = []
        for piece in split_cells(line, WIDE_GAP, measure):
            over = [n for n, h in enumerate(stacks) if piece.left < h.right and piece.right > h.left]
            if len(over) > 1:
                return ()
            text = "".join(line.text[piece.start : piece.end].split())
            parts.append((over, Heading(text, piece.left, piece.right, at, at + 1)))
        below = Counter(n for over, _ in parts for n in over)
        for over, part in parts:
            if over and below[over[0]] == 1:
                above = stacks[over[0]]
                left, right = min(above.left, part.left), max(above.right, part.right)
                stacks[over[0]] = Heading(above.text + part.text, left, right, above.top, at + 1)
        single = [part for over, part in parts if not over or below[over[0]] > 1]
        stacks = [h for n, h in enumerate(stacks) if below[n] <= 1] + single
    return _without_groups(sorted(stacks, key=lambda heading: heading.left))


def _without_groups(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """Leave out a heading that stands higher than those on both sides and between them: it heads both columns."""
    return tuple(
        heading
        for n, heading in enumerate(headings)
        if not (0 < n < len(headings) - 1 and all(headings[k].top >= heading.bottom for k in (n - 1, n + 1)))
    )


def river_rows(columns: Sequence[Column], segments: Sequence[Segment]) -> list[Row] | None:
    """Cut the lines below the headers of a table into rows.

    Nothing where no rivers part the columns or nothing counts the rows; None where rows can be parted in two ways.
    """
    found = [cells for measure in _MEASURES if (cells := _all_cells(len(columns), segments, measure))]
    lines = [line for segment in segments for line in segment.lines]
    for cells in found:
        rows = part_rows(cells, columns, lines)
        if rows or rows is None:
            return rows
    return []


def _all_cells(count: int, segments: Sequence[Segment], measure: Measure) -> list[Cells]:
    """Give the pieces of each column on each line, or nothing where a river is missing."""
    cells: list[Cells] = []
    full: list[bool] = []
    for segment in segments:
        headings = stacked_headings(segment.header, measure)
        banks = _banks(headings, segment.lines, measure)
        if len(headings) != count or not banks:
            return []
        for line in segment.lines:
            cells.append(_cells(line, banks, measure))
            if len(split_cells(line, WIDE_GAP)) == count:
                full.append(all(cells[-1]))
    # of lines with a piece for each column some have one in each: 张  三 may stand for one beside an empty cell
    return cells if any(full) or not full else []


def _banks(headings: Sequence[Heading], lines: Sequence[Line], measure: Measure) -> list[int]:
    """Give where columns are parted: in the middle of the first wide river between two headings; nothing if one is missing."""
    if len(headings) < 2:
        return []
    words = [word for line in lines for word in split_cells(line, GAP, measure)]
    end = max([word.right for word in words] + [headings[-1].right]) + 1
    wet = [False] * (end + 1)
    for word in words:
        for x in range(word.left, min(word.right, end)):
            wet[x] = True
    banks: list[int] = []
    for heading, following in pairwise(headings):
        middle = (heading.left + heading.right) // 2
        next_middle = (following.left + following.right) // 2
        rivers: list[tuple[int, int]] = []
        x = middle
        while x <= next_middle and x < end:
            begin = x
            while x <= next_middle and x < end and not wet[x]:
                x += 1
            if x > begin:
                rivers.append((x - begin, (begin + x) // 2))
            x += 1
        if not rivers:
            return []
        # what stands behind the first strip without a character begins the next column, whose heading is centred
        banks.append(next((bank for size, bank in rivers if size >= _WIDE), max(rivers)[1]))
    return banks


def _cells(line: Line, banks: Sequence[int], measure: Measure) -> Cells:
    """Give the piece of each column on a line."""
    cells: list[list[Piece]] = [[] for _ in range(len(banks) + 1)]
    for word in split_cells(line, GAP, measure):
        n = sum(1 for bank in banks if bank <= word.left)
        if cells[n]:
            first = cells[n][0]
            cells[n] = [Piece(line, first.start, word.end, first.left, word.right)]
        else:
            cells[n] = [word]
    return cells
