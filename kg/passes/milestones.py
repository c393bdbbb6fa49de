"""Pass ``milestones``: being written."""

from __future__ import annotations

from kg.passes.component import Findings, register
from kg.structure.model import Instrument

NAME = "milestones"


def find_milestones(instrument: Instrument) -> Findings:  # noqa: ARG001
    """Find milestones."""
    return Findings()


register(NAME, find_milestones)
