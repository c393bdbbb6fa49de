"""Dates that do not exist (2月31日前, 13月底): slips on paper, told as gaps where something is due by them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Gap
from kg.structure.model import Instrument

# with a day, or as a deadline: 13月工资 is a thirteenth pay
_DATED = re.compile(
    r"(?<!\d)(?P<month>\d{1,2})月(?=\d{1,2}[日号]|[底末]|(?:之|以)?前)(?:(?P<day>\d{1,2})[日号])?(?:[底末]?(?:之|以)?前|底|末)"
)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def impossible_dates(name: str, instrument: Instrument) -> Iterator[Gap]:
    """Give a gap of the pass ``name`` for each deadline on a day, or in a month, that no year has."""
    for found in _DATED.finditer(instrument.text):
        month, day = int(found.group("month")), int(found.group("day") or 1)
        if not 1 <= month <= len(_LENGTHS) or not 1 <= day <= _LENGTHS[month - 1]:
            yield Gap(instrument.evidence(*found.span()), "a date that does not exist", name)
