"""Rows of tables saved with a stroke behind each cell, every cell on lines of its own.

    序号 |
    项目名称 |
    责任单位 |
    |
    1 |
    建设冷库 |
    县甲局 |
    |

That is what programs make of the tables of web pages whose cells hold paragraphs; a stroke more stands in front of a row
or behind it, and an empty cell is a stroke without text. The header tells how many cells a row has: where every row has
as many, it becomes one line with a tab between its cells. Otherwise the lines are left as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.language.data import load
from kg.structure.lines import width
from kg.structure.model import Line

_STROKE = "|"
_COUNTS = frozenset(load("tables")["columns"]["number"])
_LEAST_CELLS = 3
_LEAST_ROWS = 2  # with the header
_MOST_LINES = 40  # of one cell
_MOST_CELLS = 20  # of a header


class _Cell(NamedTuple):
    """The lines of a cell, none if it is empty, and the line behind which it ends with how many of its strokes are read."""

    lines: tuple[Line, ...]
    line: int
    strokes: int


def with_stacked_rows(lines: Sequence[Line]) -> list[Line]:
    """Give each row of such a table a line of its own; spans stay those of the source."""
    result: list[Line] = []
    i = 0
    while i < len(lines):
        rows, after = _table(lines, i) if _opens(lines[i].text) else ([], i)
        if len(rows) >= _LEAST_ROWS:
            result += rows
            i = after
        else:
            result.append(lines[i])
            i += 1
    return result


def _opens(text: str) -> bool:
    """Tell whether the heading of the numbers of such a table stands here, alone with its stroke."""
    return text[-1] == _STROKE and text[:-1].strip() in _COUNTS


def _table(lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
    """Read the rows from the header on, and tell behind which line they end."""
    header: list[_Cell] = []
    end = (at, 0)
    while len(header) <= _MOST_CELLS and (cell := _next(lines, *end)) is not None:
        if _is_number(cell) or (not cell.lines and header):
            break
        header.append(cell)
        end = (cell.line, cell.strokes)
    if not _LEAST_CELLS <= len(header) <= _MOST_CELLS:
        return [], at
    rows = [_row(header)]
    while (row := _read_row(lines, end, len(header))) is not None:
        rows.append(_row(row))
        end = (row[-1].line, row[-1].strokes)
    after, strokes = end
    if after < len(lines) and strokes:
        after += 1  # behind the last stroke of a line
    while after < len(lines) and not lines[after].text.strip(f"{_STROKE} "):
        after += 1
    if after < len(lines) and _STROKE in lines[after].text:
        return [], at  # a row of another number of cells
    return rows, after


def _read_row(lines: Sequence[Line], end: tuple[int, int], count: int) -> list[_Cell] | None:
    """Give the cells of the next row, which begins with its number behind a stroke or two that stand alone."""
    first = _next(lines, *end)
    while first is not None and not first.lines:
        first = _next(lines, first.line, first.strokes)
    if first is None or not _is_number(first):
        return None
    cells = [first]
    while len(cells) < count:
        cell = _next(lines, cells[-1].line, cells[-1].strokes)
        if cell is None:
            return None
        cells.append(cell)
    return cells


def _next(lines: Sequence[Line], at: int, strokes: int) -> _Cell | None:
    """Read the cell behind so many strokes of a line: up to the next stroke; none where it stands inside a line."""
    if at < len(lines) and strokes:
        text = lines[at].text
        if strokes < text.count(_STROKE):
            return _Cell((), at, strokes + 1)
        at += 1
    for i in range(at, min(at + _MOST_LINES, len(lines))):
        text = lines[i].text
        if _STROKE not in text:
            continue
        bare = text.rstrip(f"{_STROKE} \u3000\xa0")
        if _STROKE in bare:
            return None
        return _Cell(tuple(lines[at : i + bool(bare)]), i, 1)
    return None


def _is_number(cell: _Cell) -> bool:
    return len(cell.lines) == 1 and cell.lines[0].text.rstrip(f"{_STROKE} .．、").isdecimal()


def _row(cells: Sequence[_Cell]) -> Line:
    """Make one line of a row: a tab behind each cell but the last, blanks for what lies between lines."""
    first = cells[0].lines[0]
    pieces: list[str] = []
    at = first.start
    for n, cell in enumerate(cells):
        for line in cell.lines:
            text = line.text.rstrip(f"{_STROKE} \u3000\xa0")
            pieces += [" " * (line.start - at), text]
            at = line.start + len(text)
        if n + 1 < len(cells):
            pieces.append("\t")
            at += 1
    text = "".join(pieces).rstrip(" ")
    return first._replace(end=first.start + len(text), text=text, width=width(text))
