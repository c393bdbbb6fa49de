"""What a benchmark gives: rows of a table, each a measure with what it is held against."""

from __future__ import annotations

import resource
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A measure. ``ratio`` is how many times better it is than what it is held against, where there is such a thing."""

    section: str
    name: str
    value: float
    unit: str
    against: str = ""
    ratio: float | None = None
    goal: str = ""


def cpu_seconds() -> float:
    """Processor time of this process and of the children it has waited for."""
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)
