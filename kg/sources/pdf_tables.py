"""Ruled tables of a PDF page: the grid from pdfplumber's table finder, the characters from PDFium.

Coordinates here are those of the page as shown (origin top left), in points.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.sources.lines import MERGED, cell_text
from kg.sources.optional import library

Box = tuple[float, float, float, float]  # left, top, right, bottom
Clean = Callable[[str], str]

_APART = 1.0  # points by which the same character printed twice is apart at least
_LINE = 0.5  # share of a character's height by which the next line is lower
_GAP = 0.8  # … and by which the next character on its line stands apart
_FULL_WIDTH = 0.95  # share of the table's width from which a cell is a title over all columns


@dataclass(frozen=True, slots=True)
class Character:
    """A character (UTF-16 unit, as PDFium counts) and its place; a made-up space or line end has no place."""

    text: str
    box: Box | None


@dataclass(slots=True)
class Grid:
    """A ruled table: its rows of cells, None where a cell continues the one above or beside it."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]
    found: dict[Box, list[Character]] = field(default_factory=dict)

    def cell_at(self, x: float, y: float) -> Box | None:
        """Give the cell that holds a point, or None."""
        if not _inside(self.box, x, y):
            return None
        return next((cell for row in self.rows for cell in row if cell and _inside(cell, x, y)), None)


class Ruling:
    """Finds the ruled tables of a document's pages; the document is opened when the first page needs it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pages: Sequence[Any] | None = None

    def lines(
        self, number: int, page: Any, textpage: Any, clean: Clean, *, by_place: bool = False
    ) -> list[str | list[str]]:
        """Give the lines of a page, its tables as rows of cells in their place; nothing where it has no table.

        Args:
            number: the page, counted from 0.
            page: PDFium's page.
            textpage: PDFium's text of the page.
            clean: puts the text of a line right.
            by_place: lines end where the places of the characters say so, not where PDFium does.
        """
        grids = self._grids(number)
        if not grids:
            return []
        outside: list[str | Grid] = []
        piece: list[str] = []
        drawn = _characters(page, textpage)
        for character in _on_lines(drawn) if by_place else drawn:
            grid, cell = _owner(character, grids)
            if grid is None or cell is None:
                piece.append(character.text)
                continue
            if not grid.found:
                outside += ["".join(piece), grid]
                piece = []
            grid.found.setdefault(cell, []).append(character)
        outside.append("".join(piece))
        lines: list[str | list[str]] = []
        for part in outside:
            if isinstance(part, Grid):
                lines += _rows(part, clean)
            else:
                lines += clean(_whole(part)).split("\n")
        return lines

    def _grids(self, number: int) -> list[Grid]:
        if self._pages is None:
            pdfplumber = library("pdfplumber", "pdf", "PDF")
            self._pages = pdfplumber.open(io.BytesIO(self._data)).pages
        if number >= len(self._pages):
            return []
        page = self._pages[number]
        x0, y0 = page.bbox[0], page.bbox[1]
        try:
            grids = []
            for table in page.find_tables():
                rows = tuple(tuple(_moved(cell, x0, y0) for cell in row.cells) for row in table.rows)
                if len(rows) > 1 and max(map(len, rows)) > 1:
                    grids.append(Grid(_moved(table.bbox, x0, y0) or table.bbox, rows))
            return grids
        finally:
            page.close()


def _moved(box: Box | None, x0: float, y0: float) -> Box | None:
    return None if box is None else (box[0] - x0, box[1] - y0, box[2] - x0, box[3] - y0)


def text_drawn_once(page: Any, textpage: Any) -> str:
    """Give the text of a page on which characters are drawn twice in the same place, each of them once."""
    return _whole("".join(character.text for character in _characters(page, textpage)))


def text_by_place(page: Any, textpage: Any) -> str:
    """Give the text of a page in lines as its characters stand on it.

    PDFium takes a page with little on it for one that is set vertically, and ends a line behind each character.
    """
    return _whole("".join(character.text for character in _on_lines(_characters(page, textpage))))


def _on_lines(characters: Iterable[Character]) -> Iterator[Character]:
    """Give the characters that have a place with an end of line, or a space, where the next one stands apart."""
    last: Box | None = None
    for character in characters:
        box = character.box
        if box is None:
            continue
        if last is not None:
            height = max(box[3] - box[1], last[3] - last[1])
            level = abs(box[1] + box[3] - last[1] - last[3]) <= 2 * _LINE * height
            if not level or box[0] < last[0]:
                yield Character("\n", None)
            elif box[0] - last[2] > _GAP * height:
                yield Character(" ", None)
        last = box
        yield character


def _characters(page: Any, textpage: Any) -> Iterator[Character]:
    """Give the characters of a page but those drawn again where they stand already, and what was made up between them."""
    seen: set[tuple[str, int, int]] = set()
    again = False
    pending = ""
    for character in _drawn(page, textpage):
        if character.box is None:
            if again:
                pending = pending if "\n" in pending else character.text
            else:
                yield character
            continue
        x, y = (round(place / _APART) for place in character.box[:2])
        around = [(character.text, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        again = any(place in seen for place in around)
        if again:
            continue
        seen.add((character.text, x, y))
        if pending:
            yield Character(pending, None)
            pending = ""
        yield character


def _drawn(page: Any, textpage: Any) -> Iterator[Character]:
    pdfium = library("pypdfium2", "pdf", "PDF")
    raw = pdfium.raw
    shown = _shown(page)
    for index in range(textpage.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(textpage, index))
        if raw.FPDFText_IsGenerated(textpage, index) == 1 or text in "\r\n":
            yield Character(text, None)
        else:
            yield Character(text, shown(textpage.get_charbox(index, loose=True)))  # loose: 、 as high as 一


def _shown(page: Any) -> Callable[[Box], Box]:
    """Give the map from a box of the page's own space (left, bottom, right, top) to the page as shown."""
    rotation = page.get_rotation()
    media = page.get_mediabox()
    crop = page.get_cropbox(fallback_ok=False) or media
    x0, y0, x1, y1 = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )

    def convert(box: Box) -> Box:
        left, bottom, right, top = box
        if rotation == 90:
            return bottom - y0, left - x0, top - y0, right - x0
        if rotation == 180:
            return x1 - right, bottom - y0, x1 - left, top - y0
        if rotation == 270:
            return y1 - top, x1 - right, y1 - bottom, x1 - left
        return left - x0, y1 - top, right - x0, y1 - bottom

    return convert


def _inside(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _owner(character: Character, grids: Sequence[Grid]) -> tuple[Grid | None, Box | None]:
    if character.box is None:
        return None, None
    x, y = (character.box[0] + character.box[2]) / 2, (character.box[1] + character.box[3]) / 2
    for grid in grids:
        cell = grid.cell_at(x, y)
        if cell is not None:
            return grid, cell
    return None, None


def _rows(grid: Grid, clean: Clean) -> Iterator[str | list[str]]:
    width = grid.box[2] - grid.box[0]
    for row in grid.rows:
        filled = [cell for cell in row if cell is not None]
        texts = [cell_text(_cell_lines(grid.found.get(cell, ()), clean)) if cell else MERGED for cell in row]
        if len(filled) == 1 and filled[0][2] - filled[0][0] >= _FULL_WIDTH * width:
            yield next(text for text in texts if text != MERGED)
        else:
            yield texts


def _cell_lines(characters: Sequence[Character], clean: Clean) -> list[str]:
    """Put the characters of a cell into lines, top down and left to right, whatever order they were drawn in."""
    lines: list[list[tuple[float, str]]] = []
    bottom = 0.0
    placed = [(c.box, c.text) for c in characters if c.box is not None]
    for box, text in sorted(placed, key=lambda item: (item[0][1] + item[0][3]) / 2):
        middle, height = (box[1] + box[3]) / 2, box[3] - box[1]
        if not lines or middle > bottom + _LINE * max(height, 4):
            lines.append([])
            bottom = middle
        lines[-1].append((box[0], text))
    return [
        clean(_whole("".join(text for _, text in sorted(line, key=lambda item: item[0])))) for line in lines
    ]


def _whole(text: str) -> str:
    """Put together the halves of characters beyond 16 bits."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
