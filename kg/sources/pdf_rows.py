"""Table rows that a page break cuts in two: put together where that is certain, else named.

The lower part of such a row stands first on the next page, below the heading of the table if that is printed again,
and its first cell (the number of the row) is empty. An empty cell may as well be merged with the one above it; that
the row goes on is certain only where a cell breaks off: after 、 or an open bracket, or in front of what cannot begin
a text.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.sources.lines import MERGED
from kg.sources.pdf_pages import PageLine

MAY_GO_ON = (
    "the table's first row on this page may go on with the last row of the page before: they are read apart"
)
_OPEN = tuple("、，,（(《“：:和与及的—-")
_GOES_ON = tuple("、，,；;。：:）)》”％%")
_BRACKETS = (("（", "）"), ("《", "》"), ("“", "”"), ("(", ")"))
_LEAST = 3  # columns


def rejoined(pages: Sequence[Sequence[PageLine]]) -> tuple[list[list[PageLine]], dict[int, str]]:
    """Put rows together that a page break cut.

    Returns:
        The lines of each page, and for the number of each page whose first row is in doubt what to say of it.
    """
    result = [list(page) for page in pages]
    doubts: dict[int, str] = {}
    for number in range(1, len(result)):
        before, here = result[number - 1], result[number]
        if not before or not here or isinstance(before[-1], str):
            continue
        last = before[-1]
        at = _below_header(before, here)
        row = here[at] if at < len(here) else ""
        if isinstance(row, str) or not _may_go_on(last, row):
            continue
        if any(map(_breaks_off, last, row)):
            before[-1] = [_joined(a, b) for a, b in zip(last, row, strict=True)]
            del here[at]
        else:
            doubts[number] = MAY_GO_ON
    return result, doubts


def _below_header(before: Sequence[PageLine], here: Sequence[PageLine]) -> int:
    """Give the place of the first row on a page that is no heading printed again."""
    first = here[0]
    return 1 if not isinstance(first, str) and first in before[:-1] else 0


def _may_go_on(last: list[str], row: list[str]) -> bool:
    """Tell whether a row without a number of its own stands below one that has one, each of its cells below a filled one."""
    if len(last) != len(row) or len(row) < _LEAST or row[0].strip() or not last[0].strip()[:1].isdigit():
        return False
    filled = [n for n, cell in enumerate(row) if cell.strip()]
    return bool(filled) and all(last[n].strip() for n in filled)


def _breaks_off(cell: str, below: str) -> bool:
    above, below = cell.strip(), below.strip()
    if not above or not below:
        return False
    unclosed = any(above.count(opening) > above.count(closing) for opening, closing in _BRACKETS)
    return unclosed or above.endswith(_OPEN) or below.startswith(_GOES_ON)


def _joined(above: str, below: str) -> str:
    return above if below == MERGED else above.rstrip() + below.strip()
