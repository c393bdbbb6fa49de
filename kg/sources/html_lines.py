"""A part of a web page as lines: blocks and line breaks end a line, rows of data tables become rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.language.data import load
from kg.sources.lines import MERGED, cell_text

PageLine = str | list[str]

_BLOCKS = frozenset(load("portals")["page"]["blocks"])
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NUMBERED = re.compile(r"[（(]?[0-9０-９一二三四五六七八九十①-⑳第]")
_MIN_ROWS = 2
_LAYOUT_CELL = (
    1500  # characters in one cell, and their share of the table, from which the table only lays out a page
)
_LAYOUT_SHARE = 0.6
_MAX_SPAN = 100


def page_lines(root: Any) -> list[PageLine]:
    """Give the lines under a node; a data table's row is a list of cells."""
    writer = _Writer()
    for node, entering in _events(root):
        if entering:
            writer.enter(node)
        else:
            writer.leave(node)
    writer.end_line()
    return writer.lines


def _events(root: Any) -> Iterator[tuple[Any, bool]]:
    """Walk a tree without recursion: pages may be nested by thousands of unclosed tags."""
    stack = [(root, True)]
    while stack:
        node, entering = stack.pop()
        yield node, entering
        if entering and not node.is_text_node:
            stack.append((node, False))
            children = []
            child = node.child
            while child is not None:
                if not child.is_comment_node:
                    children.append((child, True))
                child = child.next
            stack.extend(reversed(children))


def is_data_table(table: Any) -> bool:
    """Tell a table of data from one that only lays out the page."""
    if len(table.css("table")) > 1:  # the selection holds the table itself
        return False
    rows = [sum(1 for cell in row.iter() if cell.tag in ("td", "th")) for row in table.css("tr")]
    if sum(1 for cells in rows if cells > 1) < _MIN_ROWS:
        return False
    longest = max((len(cell.text(deep=True)) for cell in table.css("td, th")), default=0)
    return longest < _LAYOUT_CELL or longest < _LAYOUT_SHARE * len(table.text(deep=True))


class _Writer:
    """Takes the nodes in document order and makes lines."""

    def __init__(self) -> None:
        self.lines: list[PageLine] = []
        self._piece: list[str] = []
        self._preformatted = 0
        self._table: Any = None  # the data table that is open
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._down: dict[int, int] = {}  # by column: rows that a merged cell still covers
        self._numbers: list[int] = []  # of the ordered lists that are open
        self._label = ""

    def enter(self, node: Any) -> None:
        if node.is_text_node:
            self._text(node.text_content or "")
            return
        tag = node.tag
        if tag not in _BLOCKS:
            return
        self.end_line()
        if tag == "pre":
            self._preformatted += 1
        elif tag == "ol":
            self._numbers.append(_integer(node, "start", 1) - 1)
        elif tag == "li" and self._numbers and node.parent is not None and node.parent.tag == "ol":
            self._numbers[-1] += 1
            self._label = f"{self._numbers[-1]}. "
        elif tag == "table" and self._table is None and is_data_table(node):
            self._table, self._down = node, {}
        elif tag == "tr" and self._table is not None:
            self._row = []
        elif tag in ("td", "th") and self._row is not None:
            self._take_covered(self._row)
            self._cell = []

    def leave(self, node: Any) -> None:
        tag = node.tag
        if tag not in _BLOCKS:
            return
        self.end_line()
        if tag == "pre":
            self._preformatted -= 1
        elif tag == "ol" and self._numbers:
            self._numbers.pop()
        elif tag in ("td", "th") and self._cell is not None and self._row is not None:
            self._end_cell(node, self._row, self._cell)
        elif tag == "tr" and self._row is not None:
            self._take_covered(self._row)
            self.lines.append(self._row)
            self._row = None
        elif tag == "table" and self._table is not None and node.mem_id == self._table.mem_id:
            self._table = None

    def end_line(self) -> None:
        """End the line that is open."""
        text = "".join(self._piece).strip(" ")
        self._piece.clear()
        if not text:
            return
        if self._label and not _NUMBERED.match(text):
            text = self._label + text
        self._label = ""
        if self._cell is not None:
            self._cell.append(text)
        elif self._row is None:
            self.lines.append(text)

    def _text(self, text: str) -> None:
        if not self._preformatted:
            self._piece.append(_SPACE.sub(" ", text))
            return
        first, *rest = text.replace("\t", "  ").split("\n")
        self._piece.append(first)
        for line in rest:
            self.end_line()
            self._piece.append(line)

    def _end_cell(self, node: Any, row: list[str], lines: list[str]) -> None:
        column, rows = len(row), _integer(node, "rowspan", 1)
        row.append(cell_text(lines))
        columns = _integer(node, "colspan", 1)
        row += [MERGED] * (columns - 1)
        if rows > 1:
            self._down.update(dict.fromkeys(range(column, column + columns), rows - 1))
        self._cell = None

    def _take_covered(self, row: list[str]) -> None:
        while self._down.get(len(row), 0) > 0:
            self._down[len(row)] -= 1
            row.append(MERGED)


def _integer(node: Any, name: str, default: int) -> int:
    text = (node.attributes.get(name) or "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        return default
    return max(1, min(int(text), _MAX_SPAN)) if name != "start" else int(text)
