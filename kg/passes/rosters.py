"""Pass ``rosters``: being written."""

from __future__ import annotations

from kg.passes.component import Findings, register
from kg.structure.model import Instrument

NAME = "rosters"


def find_rosters(instrument: Instrument) -> Findings:  # noqa: ARG001
    """Find rosters."""
    return Findings()


register(NAME, find_rosters)
