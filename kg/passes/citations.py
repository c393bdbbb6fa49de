"""Pass ``citations``: being written."""

from __future__ import annotations

from kg.passes.component import Findings, register
from kg.structure.model import Instrument

NAME = "citations"


def find_citations(instrument: Instrument) -> Findings:  # noqa: ARG001
    """Find citations."""
    return Findings()


register(NAME, find_citations)
