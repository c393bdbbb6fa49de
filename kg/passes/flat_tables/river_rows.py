"""Rows of a table printed side by side, cut at the white rivers that run down between its columns.

Where a heading is broken over lines, a cell is empty or the cells of a row stand in the middle of its height, neither
the count of pieces nor the line of a row's number tells its cells. What holds for the whole table does: between two
columns there is a strip on which no line has a character. Rows are parted where their numbers stand in their middle,
or at their top, and where no cell breaks off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.passes.flat_tables.aligned_columns import GAP, WIDE_GAP, Piece, Row, split_cells
from kg.structure.model import Line

_MARKS = ".、．"
_LABEL = re.compile(r"(\d{1,2})[.、．](?!\d)")  # of one of the tasks of a row
_OPEN = ("、", "，", ",", "（", "(")
_CLOSED = ("。", "；", "）", ")")
_NEARLY = 2  # half-width columns by which a full line may fall short of its column
_BREAKS, _GOES_ON = 6, 2  # what it costs to part two rows behind an open list, or behind a full line


class Heading(NamedTuple):
    """A heading, white space removed, and the half-width columns it is printed in."""

    text: str
    left: int
    right: int


def stacked_headings(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """Put the headings of a header over one or more lines together; nothing where a part lies below two headings."""
    stacks: list[Heading] = []
    for line in lines:
        for piece in split_cells(line, WIDE_GAP):
            over = [n for n, h in enumerate(stacks) if piece.left < h.right and piece.right > h.left]
            text = "".join(line.text[piece.start : piece.end].split())
            if len(over) > 1:
                return ()
            if over:
                above = stacks[over[0]]
                left, right = min(above.left, piece.left), max(above.right, piece.right)
                stacks[over[0]] = Heading(above.text + text, left, right)
            else:
                stacks.append(Heading(text, piece.left, piece.right))
    return tuple(sorted(stacks, key=lambda heading: heading.left))


def river_rows(headings: Sequence[Heading], lines: Sequence[Line]) -> list[Row]:
    """Cut lines into rows, the first column of which numbers them; nothing where that cannot be done without doubt."""
    banks = _banks(headings, lines)
    if not banks or not lines:
        return []
    cells = [_cells(line, banks) for line in lines]
    numbers = [n for n, row in enumerate(cells) if row[0]]
    printed = [_number(cells[n][0]) for n in numbers]
    if len(numbers) < 2 or 0 in printed or any(b <= a for a, b in pairwise(printed)):
        return []
    begins = numbers if numbers[0] == 0 else _parted(cells, numbers, lines)
    ends = [*begins[1:], len(lines)]
    return [
        tuple(tuple(piece for row in cells[first:last] for piece in row[n]) for n in range(len(headings)))
        for begin, end in zip(begins, ends, strict=True)
        for first, last in _tasks(cells, begin, end)
    ]


def _tasks(cells: Sequence[Sequence[Sequence[Piece]]], begin: int, end: int) -> list[tuple[int, int]]:
    """Give the lines of each task of a row: several, where the cells of a column count them (1.… 2.…)."""
    for n in range(1, len(cells[begin])):
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


def _banks(headings: Sequence[Heading], lines: Sequence[Line]) -> list[int]:
    """Give where columns are parted: in the middle of the widest river between two headings; nothing if one is missing."""
    if len(headings) < 2:
        return []
    end = max([line.indent + line.width for line in lines] + [headings[-1].right]) + 1
    wet = [False] * (end + 1)
    for line in lines:
        for word in split_cells(line, GAP):
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
        banks.append(max(rivers)[1])
    return banks


def _cells(line: Line, banks: Sequence[int]) -> list[list[Piece]]:
    """Give the piece of each column on a line."""
    cells: list[list[Piece]] = [[] for _ in range(len(banks) + 1)]
    for word in split_cells(line, GAP):
        n = sum(1 for bank in banks if bank <= word.left)
        if cells[n]:
            first = cells[n][0]
            cells[n] = [Piece(line, first.start, word.end, first.left, word.right)]
        else:
            cells[n] = [word]
    return cells


def _number(cell: Sequence[Piece]) -> int:
    text = _printed(cell).rstrip(_MARKS)
    return int(text) if text.isdecimal() else 0


def _parted(
    cells: Sequence[Sequence[Sequence[Piece]]], numbers: Sequence[int], lines: Sequence[Line]
) -> list[int]:
    """Give where rows begin whose numbers stand in the middle of their height: the cheapest way to part them."""
    reach = [max((p.right for row in cells for p in row[n]), default=0) for n in range(len(cells[0]))]
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for k, number in enumerate(numbers):
        last = k + 1 == len(numbers)
        following = len(lines) if last else numbers[k + 1]
        layer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for end in [len(lines)] if last else range(number + 1, following + 1):
            broken = 0.0 if last else _broken(cells, end, reach, lines)
            for begin, (cost, begins) in best.items():
                price = cost + broken + abs((number - begin) - (end - 1 - number))
                if end not in layer or price < layer[end][0]:
                    layer[end] = (price, (*begins, end))
        best = layer
    return list(min(best.values())[1][:-1])


def _broken(
    cells: Sequence[Sequence[Sequence[Piece]]], end: int, reach: Sequence[int], lines: Sequence[Line]
) -> float:
    """Give what it costs to part two rows in front of a line: cells that break off there."""
    cost = -1.0 if lines[end].blank_before > lines[end - 1].blank_before else 0.0
    for above, below, right in zip(cells[end - 1], cells[end], reach, strict=True):
        label = _LABEL.match(_printed(below))
        if label and label.group(1) != "1":
            cost += _GOES_ON  # the second task of a row
        if not above or not below:
            continue
        text = above[-1].line.text[above[-1].start : above[-1].end]
        if text.endswith(_OPEN):
            cost += _BREAKS
        elif not text.endswith(_CLOSED) and above[-1].right > right - _NEARLY:
            cost += _GOES_ON
    return cost
