"""Tables that kept their tabs: consecutive row paragraphs, over page breaks with their repeated headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.structure.model import Cell, Paragraph, Table

_MAX_GAP = 2  # paragraphs between rows that may be wrapped cell text or a page's leftovers


def tables(text: str, paragraphs: Sequence[Paragraph], source: str) -> list[Table]:
    """Group the row paragraphs of an instrument into tables; a repeated header row is left out.

    Args:
        text: The instrument's text.
        paragraphs: Its paragraphs.
        source: The source text, where a row may begin with tabs (empty cells) that the instrument's text leaves out.
    """
    found: list[Table] = []
    indexes: list[int] = []
    for i, paragraph in enumerate(paragraphs):
        if not paragraph.is_row:
            continue
        if indexes and i - indexes[-1] > _MAX_GAP:
            found.append(_table(text, paragraphs, indexes, source))
            indexes = []
        indexes.append(i)
    if indexes:
        found.append(_table(text, paragraphs, indexes, source))
    return found


def _table(text: str, paragraphs: Sequence[Paragraph], indexes: Sequence[int], source: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    kept: list[int] = []
    header: tuple[str, ...] | None = None
    for i in indexes:
        cells = (*_empty_cells(paragraphs[i], source), *split_row(text, paragraphs[i]))
        printed = tuple(cell.text for cell in cells if cell.text)
        if header is None:
            header = printed
        elif printed == header:
            continue
        rows.append(cells)
        kept.append(i)
    return Table(tuple(kept), tuple(rows))


def _empty_cells(row: Paragraph, source: str) -> Iterator[Cell]:
    """Give the empty cells a row begins with."""
    first = row.lines[0].start
    at = first
    while at > 0 and source[at - 1] in "\t ":
        at -= 1
        if source[at] == "\t":
            yield Cell(row.start, row.start, "")


def split_row(text: str, paragraph: Paragraph) -> tuple[Cell, ...]:
    """Split a row paragraph at its tabs."""
    cells = []
    at = paragraph.start
    for part in text[paragraph.start : paragraph.end].split("\t"):
        cells.append(Cell(at, at + len(part), part))
        at += len(part) + 1
    return tuple(cells)
