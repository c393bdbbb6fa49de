"""Rows of a table whose columns were printed side by side, apart by spaces only, cut by the columns' positions.

A line with as many pieces as the header has headings is cut in their order, and such lines tell how far each column
reaches. On other lines, on which the cells of a row go on, a piece belongs to the one column it lies under. Where a
piece lies under two columns, or a line stands above the first row, the table is not cut at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.structure.lines import width
from kg.structure.model import Line

_WIDE_GAP = re.compile(r"\s{2,}")
_GAP = re.compile(r"\s+")
_LEAST = 3  # columns
_COMMON = 3  # every third line at least is a full one
_SLACK = 1  # half-width columns by which a piece may reach beyond its column


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
    if columns < _LEAST or len(_GAP.split(header.text)) != columns:
        return False
    full = sum(1 for line in lines if len(_pieces(line, columns)) == columns)
    return full > 0 and full * _COMMON >= len(lines)


def aligned_rows(header: Line, lines: Sequence[Line], columns: int, *, numbered: bool) -> list[Row]:
    """Cut lines into rows and columns; nothing where that cannot be done without doubt.

    Args:
        header: The line of the headings.
        lines: The lines below it.
        columns: The number of headings.
        numbered: The first column numbers the rows: a row begins with its number, else with every full line.
    """
    cut = [_pieces(line, columns) for line in lines]
    full = [pieces for pieces in (_pieces(header, columns), *cut) if len(pieces) == columns]
    reach = [(min(p[n].left for p in full), max(p[n].right for p in full)) for n in range(columns)]
    rows: list[list[list[Piece]]] = []
    for pieces in cut:
        places = list(range(columns)) if len(pieces) == columns else _places(pieces, reach)
        if places is None:
            return []
        begins = places[0] == 0 if numbered else len(pieces) == columns
        if numbered and begins and not _is_next(pieces[0], len(rows) + 1):
            return []
        if begins:
            rows.append([[] for _ in range(columns)])
        elif not rows:
            return []
        for place, piece in zip(places, pieces, strict=True):
            rows[-1][place].append(piece)
    return [tuple(tuple(cell) for cell in row) for row in rows]


def _is_next(piece: Piece, number: int) -> bool:
    return piece.line.text[piece.start : piece.end].rstrip(".、．") == str(number)


def _places(pieces: Sequence[Piece], reach: Sequence[tuple[int, int]]) -> list[int] | None:
    """Give the column of each piece, or None where one lies under no column or under two."""
    places: list[int] = []
    for piece in pieces:
        under = [
            n
            for n, (left, right) in enumerate(reach)
            if piece.left < right - _SLACK and piece.right > left + _SLACK
        ]
        if len(under) != 1 or (places and under[0] <= places[-1]):
            return None
        places.append(under[0])
    return places or None


def _pieces(line: Line, columns: int) -> list[Piece]:
    """Cut a line at its wide gaps, or at every gap where that gives a piece for each column."""
    every = _split(line, _GAP)
    return every if len(every) == columns else _split(line, _WIDE_GAP)


def _split(line: Line, gap: re.Pattern[str]) -> list[Piece]:
    pieces: list[Piece] = []
    start, left = 0, line.indent
    for end, following in [*((m.start(), m.end()) for m in gap.finditer(line.text)), (len(line.text), 0)]:
        right = left + width(line.text[start:end])
        pieces.append(Piece(line, start, end, left, right))
        left = right + width(line.text[end:following])
        start = following
    return pieces
