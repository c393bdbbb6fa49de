"""Rows of catalogues of documents, printed one cell a line: a title and its number there open no document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.structure.model import Line

ANNEX = re.compile(r"附(?:件|表|录)[\d一二三四五六七八九十]{0,3}[:：]?")
"""The mark of an annex on a line of its own."""

_MAX_CELLS_BELOW = 3
_MAX_CELL = 30  # characters of a cell beside a title and its number
_TERMINAL = tuple("。；;！!？?：:")


def in_row(lines: Sequence[Line], first: int, end: int) -> bool:
    """Tell whether a title and its number, the lines ``first:end``, are cells of a row.

    The row's number stands above, another row or annex below; more cells of the row may stand between, such as who
    drafted the document.
    """
    above = lines[first].text if lines[first].text.isdecimal() else lines[first - 1].text
    if not above.isdecimal():
        return False
    below = ["".join(line.text.split()) for line in lines[end : end + _MAX_CELLS_BELOW + 1]]
    if not below or below[0].isdecimal() or ANNEX.fullmatch(below[0]):
        return True
    for n, cell in enumerate(below):
        if n and (cell == str(int(above) + 1) or ANNEX.fullmatch(cell)):
            return True
        if len(cell) > _MAX_CELL or cell.endswith(_TERMINAL):
            return False
    return end + len(below) == len(lines)
