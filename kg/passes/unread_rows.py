"""Printed lines that look like the rows of a table of which nothing was read: names of bodies or persons beside other cells.

A table under headings that nobody has met before must not vanish: what stands in it is reported, not guessed at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.facts import Gap
from kg.language.data import load
from kg.passes.names.kinds import is_concrete_body, is_person
from kg.passes.unread_lines import unread_runs
from kg.structure.model import Instrument

_LEAST_CELLS = 3
_LEAST_ROWS = 3
_MAX_ROW = 120  # characters of a line that may be a row
_MAX_NAME = 40
_MARKS = frozenset(load("tables")["matrix"]["marks"])
_BETWEEN = 2  # lines between two rows on which their cells go on
_TELLING = 2  # names that make a row of a line whatever else it holds


def unread_rows(instrument: Instrument, read: Sequence[tuple[int, int]], name: str) -> Iterator[Gap]:
    """Give a gap of the pass ``name`` for every run of such lines.

    Args:
        instrument: Where the lines stand.
        read: The spans of the source that facts and gaps rest on, merged and in order.
        name: The pass that reports.
    """
    for run in unread_runs(instrument, read, _is_row, between=_BETWEEN, longest=_MAX_ROW):
        if len(run) >= _LEAST_ROWS and not _signs(instrument, run[0].start, run[-1].end):
            evidence = instrument.source.evidence(run[0].start, run[-1].end)
            yield Gap(evidence, "lines like the rows of a table, of which nothing was read", name)


def _signs(instrument: Instrument, start: int, end: int) -> bool:
    """Tell whether lines name nobody but those who signed."""
    return set(instrument.source.text[start:end].split()) <= set(instrument.header.issuers)


def _is_row(text: str) -> bool:
    if len(text) > _MAX_ROW or " " not in text.strip() or text[-1] in "。；：":
        return False
    cells = text.split()
    if len(cells) < _LEAST_CELLS:
        return False
    if sum(cell in _MARKS for cell in cells) >= _TELLING:
        return True  # 1 新建幼儿园 ★ ☆: below the names of bodies, which mark below which is not known
    named = sum(map(names_somebody, cells))
    return named >= _TELLING or (named > 0 and 2 * sum(cell[0].isdecimal() for cell in cells) <= len(cells))


def names_somebody(cell: str) -> bool:
    """Tell whether a cell is the name of a body or a person and nothing more."""
    return 2 <= len(cell) <= _MAX_NAME and (is_concrete_body(cell) or is_person(cell))
