"""Columns of text side by side, by the width of characters on a terminal (a Chinese one takes two places).

rich measures and folds; the rows are put together here, because rich's own tables take a millisecond a row and a ledger has
thousands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, chop_cells

GAP = "   "
_LEAST = 4  # no column is made narrower: two Chinese characters


def lay_out(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: frozenset[int] = frozenset(),
    width: int | None = None,
) -> Iterator[str]:
    """Yield the lines of a table: headings, a rule, the rows.

    Args:
        headings: one per column.
        rows: cells; a line feed in one begins a new line of it.
        right: columns whose cells stand at the right, such as numbers.
        width: places of a terminal; wider columns are folded until the table fits. None folds nothing.
    """
    cells = [[cell.split("\n") for cell in row] for row in rows]
    widths = [
        max(cell_len(heading), *(cell_len(line) for row in cells for line in row[i]), 0)
        for i, heading in enumerate(headings)
    ]
    if width is not None:
        widths = _fitted(widths, width - 1 - len(GAP) * (len(widths) - 1))
    yield from _row([[heading] for heading in headings], widths, right)
    yield " " + "─" * (sum(widths) + len(GAP) * (len(widths) - 1))
    for row in cells:
        yield from _row(row, widths, right)


def _fitted(widths: list[int], room: int) -> list[int]:
    """Cut the widest columns to one width, the greatest with which all fit."""
    cut = max(widths, default=0)
    while cut > _LEAST and sum(min(w, cut) for w in widths) > room:
        cut -= 1
    return [min(w, cut) for w in widths]


def _row(row: list[list[str]], widths: list[int], right: frozenset[int]) -> Iterator[str]:
    folded = [
        [part for line in lines for part in (_folded(line, width))]
        for lines, width in zip(row, widths, strict=True)
    ]
    for n in range(max(len(lines) for lines in folded)):
        parts = []
        for i, (lines, width) in enumerate(zip(folded, widths, strict=True)):
            text = lines[n] if n < len(lines) else ""
            blank = " " * (width - cell_len(text))
            parts.append(blank + text if i in right else text + blank)
        yield (" " + GAP.join(parts)).rstrip()


def _folded(line: str, width: int) -> list[str]:
    return [line] if cell_len(line) <= width else chop_cells(line, width)
