"""Pass ``appointments``: being written."""

from __future__ import annotations

from kg.passes.component import Findings, register
from kg.structure.model import Instrument

NAME = "appointments"


def find_appointments(instrument: Instrument) -> Findings:  # noqa: ARG001
    """Find appointments."""
    return Findings()


register(NAME, find_appointments)
