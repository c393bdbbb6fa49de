"""Pass ``responsibility_clauses``: being written."""

from __future__ import annotations

from kg.passes.component import Findings, register
from kg.structure.model import Instrument

NAME = "responsibility_clauses"


def find_responsibility_clauses(instrument: Instrument) -> Findings:  # noqa: ARG001
    """Find responsibility_clauses."""
    return Findings()


register(NAME, find_responsibility_clauses)
