"""Pass ``coordinating_bodies``: being written."""

from __future__ import annotations

from kg.passes.component import Findings, register
from kg.structure.model import Instrument

NAME = "coordinating_bodies"


def find_coordinating_bodies(instrument: Instrument) -> Findings:  # noqa: ARG001
    """Find coordinating_bodies."""
    return Findings()


register(NAME, find_coordinating_bodies)
