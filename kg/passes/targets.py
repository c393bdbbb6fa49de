"""Pass ``targets``: being written."""

from __future__ import annotations

from kg.passes.component import Findings, register
from kg.structure.model import Instrument

NAME = "targets"


def find_targets(instrument: Instrument) -> Findings:  # noqa: ARG001
    """Find targets."""
    return Findings()


register(NAME, find_targets)
