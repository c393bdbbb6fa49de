"""Sentences of a paragraph, with what stands inside brackets left to the passes for brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.structure.model import Paragraph

_END = re.compile("[。；;！!？?\n]")
_OPEN = "（(〔【["
_CLOSE = "）)〕】]"


def sentences(text: str, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Give the spans of a paragraph's sentences, the mark at the end left out (；ends one too)."""
    at = paragraph.body
    for mark in _END.finditer(text, paragraph.body, paragraph.end):
        if mark.start() > at:
            yield at, mark.start()
        at = mark.end()
    if at < paragraph.end:
        yield at, paragraph.end


def inside_bracket(text: str, start: int, at: int) -> bool:
    """Tell whether a bracket opened after ``start`` is still open at ``at``."""
    before = text[start:at]
    return sum(before.count(c) for c in _OPEN) > sum(before.count(c) for c in _CLOSE)
