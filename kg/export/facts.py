"""The facts format: JSON Lines, one fact per line, in source order."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from kg.analytics.facts import fact_rows
from kg.export.tables import json_text

if TYPE_CHECKING:
    from kg.graph.store import GraphStore


def write_facts(store: GraphStore, out: BinaryIO) -> None:
    """Write all facts, UTF-8."""
    for row in fact_rows(store):
        out.write(json_text(row).encode("utf-8") + b"\n")
