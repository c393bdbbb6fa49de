"""Rows of a table whose columns were printed side by side, apart by spaces only, cut by the columns' positions.

A line with as many pieces as the header has headings is cut in their order, and such lines tell how far each column
reaches. On other lines, on which the cells of a row go on, a piece belongs to the one column it lies under. Where a
piece lies under two columns, or a line stands above the first row, the table is not cut at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.structure.lines import width
from kg.structure.model import Line

Measure = Callable[[str], int]
"""How many columns of a page a text takes: Chinese characters two (``width``), or one as all others (``len``)."""

WIDE_GAP = re.compile(r"\s{2,}")
GAP = re.compile(r"\s+")
_LEAST = 3  # columns
_COMMON = 3  # every third line at least is a full one
_SLACK = 1  # half-width columns by which a piece may reach beyond its column
_NARROW = 2  # half-width columns of a piece that reaches no further than it must


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a cell: ``line.text[start:end]``, printed in the half-width columns from ``left`` to ``right``."""

    line: Line
    start: int
    end: int
    left: int
    right: int


Row = tuple[tuple[Piece, ...], ...]
"""The pieces of each column."""


def is_aligned(header: Line, lines: Sequence[Line], columns: int) -> bool:
    """Tell whether a header on one line stands above lines that hold the cells of a row side by side."""
    if columns < _LEAST or len(GAP.split(header.text)) != columns:
        return False
    full = [line for line in lines if len(_pieces(line, columns)) == columns]
    if not full:
        return False
    # where the cells of a row are long, those go on below it: what stands in the first column begins a row
    at_left = sum(1 for line in lines if line.indent <= header.indent + _SLACK)
    return len(full) * _COMMON >= len(lines) or at_left == len(full)


def aligned_rows(header: Line, lines: Sequence[Line], columns: int, *, numbered: bool) -> list[Row]:
    """Cut lines into rows and columns; nothing where that cannot be done without doubt.

    Args:
        header: The line of the headings.
        lines: The lines below it.
        columns: The number of headings.
        numbered: The first column numbers the rows: a row begins with its number, else with every full line.
    """
    cut = [_pieces(line, columns, numbered=numbered) for line in lines]
    full = [pieces for pieces in (_pieces(header, columns), *cut) if len(pieces) == columns]
    reach = [(min(p[n].left for p in full), max(p[n].right for p in full)) for n in range(columns)]
    rows: list[list[list[Piece]]] = []
    number = 0
    for pieces in cut:
        places = list(range(columns)) if len(pieces) == columns else _places(pieces, reach)
        if places is None:
            return []
        begins = places[0] == 0 if numbered else len(pieces) == columns
        if numbered and begins:
            following = _number(pieces[0])
            # an excerpt of a longer table leaves out numbers, but no cells
            if following != number + 1 and (len(pieces) < columns or following <= number):
                return []
            number = following
        if begins:
            rows.append([[] for _ in range(columns)])
        elif not rows:
            return []
        for place, piece in zip(places, pieces, strict=True):
            rows[-1][place].append(piece)
    return [tuple(tuple(cell) for cell in row) for row in rows]


def _number(piece: Piece) -> int:
    """Give the number a row begins with, 0 for anything else."""
    text = piece.line.text[piece.start : piece.end].rstrip(".、．")
    return int(text) if text.isdecimal() else 0


def _places(pieces: Sequence[Piece], reach: Sequence[tuple[int, int]]) -> list[int] | None:
    """Give the column of each piece, or None where one lies under no column or under two."""
    places: list[int] = []
    for piece in pieces:
        slack = _SLACK if piece.right - piece.left > _NARROW else 0
        under = [
            n
            for n, (left, right) in enumerate(reach)
            if piece.left < right - slack and piece.right > left + slack
        ]
        if len(under) != 1 or (places and under[0] < places[-1]):
            return None
        places.append(under[0])
    return places or None


def _pieces(line: Line, columns: int, *, numbered: bool = False) -> list[Piece]:
    """Cut a line at its wide gaps, or at every gap where that alone gives a piece for each column.

    In a table with numbered rows a line without a number has no piece for each column, whatever the gaps give.
    """
    wide = split_cells(line, WIDE_GAP)
    if len(wide) == columns:
        return wide
    every = split_cells(line, GAP)
    return every if len(every) == columns and (not numbered or _number(every[0])) else wide


def split_cells(line: Line, gap: re.Pattern[str], measure: Measure = width) -> list[Piece]:
    """Cut a line at its gaps (:data:`GAP`, :data:`WIDE_GAP`); ``measure`` tells how many columns a text takes."""
    pieces: list[Piece] = []
    start, left = 0, line.indent
    for end, following in [*((m.start(), m.end()) for m in gap.finditer(line.text)), (len(line.text), 0)]:
        right = left + measure(line.text[start:end])
        pieces.append(Piece(line, start, end, left, right))
        left = right + measure(line.text[end:following])
        start = following
    return pieces
