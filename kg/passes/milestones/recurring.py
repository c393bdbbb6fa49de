"""What comes round again: the clause of a sentence that tells it (每年3月底前报送, 每季度通报进展) sets no deadline."""

from __future__ import annotations

import re

from kg.language.data import load

_WORDS = load("tables")["deadline_phrases"]
_RECURRING = re.compile("|".join(sorted(map(re.escape, _WORDS["recurring"]), key=lambda w: (-len(w), w))))
_WITHIN_A_YEAR = frozenset(_WORDS["recurring_within_a_year"])
_COMMA = re.compile("[，,：:]")


def recurs_in(text: str, start: int, end: int) -> tuple[int, int, int]:
    """Give the clause that tells what comes round again (…，每年3月底前报送), and from where on dates count again.

    What comes round within a year (每月调度，年底前完成总结) leaves the dates behind its clause alone.
    """
    recurring = _RECURRING.search(text, start, end)
    if recurring is None:
        return end, end, end
    begin = start
    for mark in _COMMA.finditer(text, start, recurring.start()):
        begin = mark.end()
    stop = _COMMA.search(text, recurring.end(), end)
    again = stop.start() if stop else end
    return begin, again, again if recurring.group() in _WITHIN_A_YEAR else end
