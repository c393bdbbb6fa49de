"""Entries of duty lists that were not read: one between two that were, whose head was not taken for a body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import DutyFact, Fact, Gap
from kg.structure.model import Instrument

_REASON = "an entry between duties whose head is not recognised as a body"
_HEAD = re.compile("[^。：:，,；;]{2,24}[：:](?=[^。]{4})")


def unread_entries(
    instrument: Instrument, facts: list[Fact], read: list[tuple[int, int]], name: str
) -> Iterator[Gap]:
    """Give a gap for each paragraph that opens with a head and stands between two entries with duties.

    Args:
        instrument: what was read.
        facts: the facts of it.
        read: the spans of the source that facts and gaps tell of.
        name: the pass that reports.
    """
    entries = {fact.evidence.start for fact in facts if isinstance(fact, DutyFact)}
    if len(entries) < 2:
        return
    paragraphs = instrument.paragraphs
    begins = [instrument.text_map.to_source(paragraph.start) in entries for paragraph in paragraphs]
    for index in range(1, len(paragraphs) - 1):
        paragraph = paragraphs[index]
        if begins[index] or paragraph.is_row or not (begins[index - 1] and begins[index + 1]):
            continue
        if _HEAD.match(instrument.text, paragraph.body, paragraph.end) is None:
            continue
        whole = instrument.evidence(paragraph.start, paragraph.end)
        if not any(start < whole.end and end > whole.start for start, end in read):
            yield Gap(whole, _REASON, name)
