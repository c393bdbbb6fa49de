"""Cells of task tables that hold nothing but a value (增长8%以上, 30家), with the cell that says of what.

    任务名称 | 指标要求 | 牵头单位
    社会消费品零售总额 | 增长8%以上 | 甲局

Read together they are a clause like one of running text.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.language.data import load, words
from kg.passes.words.quantities import find_quantities

_WORDS = tuple(sorted(load("targets")["before_bare_value"], key=len, reverse=True))
_LONGEST_NAME, _LONGEST_VALUE = 30, 24
_CLOSED = frozenset("。；;，,：:")
_OPEN, _CLOSE = "（(", "）)"
_VERBS = tuple(
    sorted(set(words("targets", "actions")) - set(_WORDS), key=lambda verb: (-len(verb), verb))
)  # longest first


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
        if at and is_bare_value(cell[_verb_end(cell) :]):
            name = next(
                (n for n in range(at - 1, -1, -1) if _is_name(cells[n]) or _total(cells[n], cell)), None
            )
            if name is not None:
                pairs.append((name, at))
    return pairs


def joined_value(
    name: str, at: Sequence[int], value: str, value_at: Sequence[int]
) -> tuple[str, tuple[int, ...]]:
    """Give a name and its value as one text, with where each character stands.

    Behind what is to be done in all (新建托位500个) stands what is to be done in a year (300个, 新建300个): then the name
    is the first without its number, and a verb is not said twice.
    """
    end, begin = _total(name, value) or len(name), _verb_end(value)
    return name[:end] + value[begin:], (*at[:end], *value_at[begin:])


def _verb_end(cell: str) -> int:
    """Give where the verb ends that a cell begins with, if nothing but a number follows (改造30个), or 0."""
    verb = next((verb for verb in _VERBS if cell.startswith(verb)), "")
    return len(verb) if cell[len(verb) : len(verb) + 1].isdigit() else 0


def _total(cell: str, value: str) -> int:
    """Give where the number begins that a cell ends with, which counts the same as a value; 0 where there is none."""
    if len(cell) > _LONGEST_NAME or not cell[-1:].isalpha():
        return 0
    of, own = find_quantities(cell), find_quantities(value)
    if len(of) != 1 or not own or (of[0].unit, of[0].end) != (own[0].unit, len(cell)) or of[0].numeral:
        return 0
    name = cell[: of[0].start]
    return of[0].start if len(name) > _verb_end(cell) and _is_name(name) else 0


def _is_name(cell: str) -> bool:
    return (
        2 <= len(cell) <= _LONGEST_NAME
        and _CLOSED.isdisjoint(cell)
        and not any(character.isdigit() for character in cell)
    )
