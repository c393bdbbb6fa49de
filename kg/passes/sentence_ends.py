"""Sentences that end with who carries a task, or who helps: the passes for roles and for duties ask for the same ones.

What was read is kept for the instrument at hand.
"""

from __future__ import annotations

from functools import lru_cache

from kg.passes.clause_grammar import Clause, closing_clause, may_close
from kg.passes.helping_clauses import Helping, helping, may_help
from kg.structure.model import Instrument


class _Ends:
    """What sentences of one instrument end with, by their spans."""

    def __init__(self) -> None:
        self.closing: dict[tuple[int, int], tuple[int, Clause] | None] = {}
        self.helping: dict[tuple[int, int], Helping | None] = {}


@lru_cache(maxsize=1)
def _ends(instrument: Instrument) -> _Ends:  # noqa: ARG001  # the key
    return _Ends()


def closing_of(instrument: Instrument, start: int, end: int) -> tuple[int, Clause] | None:
    """Give the clause a sentence ends with, as :func:`kg.passes.clause_grammar.closing_clause` reads it."""
    if not may_close(instrument.text, end):
        return None
    kept, key = _ends(instrument).closing, (start, end)
    if key not in kept:
        kept[key] = closing_clause(instrument.text, start, end)
    return kept[key]


def helping_of(instrument: Instrument, start: int, end: int) -> Helping | None:
    """Give who helps by the end of a sentence, as :func:`kg.passes.helping_clauses.helping` reads it."""
    if not may_help(instrument.text, start, end):
        return None
    kept, key = _ends(instrument).helping, (start, end)
    if key not in kept:
        kept[key] = helping(instrument.text, start, end)
    return kept[key]
