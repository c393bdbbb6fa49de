"""Cells of task tables that hold nothing but a value (增长8%以上, 30家), with the cell that says of what.

    任务名称 | 指标要求 | 牵头单位
    社会消费品零售总额 | 增长8%以上 | 甲局

Read together they are a clause like one of running text.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.language.data import load
from kg.passes.words.quantities import find_quantities

_WORDS = tuple(sorted(load("targets")["before_bare_value"], key=len, reverse=True))
_LONGEST_NAME, _LONGEST_VALUE = 30, 24
_CLOSED = frozenset("。；;，,：:")
_OPEN, _CLOSE = "（(", "）)"


def is_bare_value(cell: str) -> bool:
    """Tell whether a cell (white space removed) holds a value and nothing that says of what."""
    if not 2 <= len(cell) <= _LONGEST_VALUE:
        return False
    found = [quantity for quantity in find_quantities(cell) if not quantity.numeral]
    if not found or not found[0].unit:
        return False
    before, behind = cell[: found[0].start], cell[found[0].end :]
    while before:
        word = next((word for word in _WORDS if before.endswith(word)), None)
        if word is None:
            return False
        before = before[: -len(word)]
    return not behind or (behind[0] in _OPEN and behind[-1] in _CLOSE)


def named_values(cells: Sequence[str]) -> list[tuple[int, int]]:
    """Pair the texts of a row: gives the index of each cell that holds only a value, behind that of what it measures."""
    pairs = []
    for at, cell in enumerate(cells):
        if at and is_bare_value(cell):
            name = next((n for n in range(at - 1, -1, -1) if _is_name(cells[n])), None)
            if name is not None:
                pairs.append((name, at))
    return pairs


def _is_name(cell: str) -> bool:
    return (
        2 <= len(cell) <= _LONGEST_NAME
        and _CLOSED.isdisjoint(cell)
        and not any(character.isdigit() for character in cell)
    )
