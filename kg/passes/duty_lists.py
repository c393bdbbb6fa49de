"""Pass ``duty_lists``: being written."""

from __future__ import annotations

from kg.passes.component import Findings, register
from kg.structure.model import Instrument

NAME = "duty_lists"


def find_duty_lists(instrument: Instrument) -> Findings:  # noqa: ARG001
    """Find duty_lists."""
    return Findings()


register(NAME, find_duty_lists)
