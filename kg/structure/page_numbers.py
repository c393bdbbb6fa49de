"""Bare page numbers beside form feeds: ``pdftotext`` ends a page with one, the number stands just before or behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.structure.model import Line

_BREAK = re.compile("\f")
_LEAST = 2  # pages whose numbers count on
_MOST_DIGITS = 4


def without_page_numbers(text: str, lines: list[Line]) -> list[Line]:
    """Leave out the numbers that stand at the foot (or head) of pages and count from page to page."""
    breaks = [match.start() for match in _BREAK.finditer(text)]
    if not breaks:
        return lines
    starts = [line.start for line in lines]
    first = [bisect_left(starts, place) for place in breaks]  # of the lines behind each break
    feet = [i - 1 for i in first] + [len(lines) - 1]
    heads = [0, *first]
    drop = {*_counting(lines, feet), *_counting(lines, heads)}
    return [line for i, line in enumerate(lines) if i not in drop] if drop else lines


def _counting(lines: Sequence[Line], places: Sequence[int]) -> set[int]:
    """Give those of the lines, one for each page, that are numbers each as far from the next as their pages are."""
    numbered = [
        (page, i, int(lines[i].text))
        for page, i in enumerate(places)
        if 0 <= i < len(lines) and lines[i].text.isdecimal() and len(lines[i].text) <= _MOST_DIGITS
    ]
    if len(numbered) < _LEAST:
        return set()
    offsets = [number - page for page, _, number in numbered]
    usual = max(set(offsets), key=offsets.count)
    kept = {i for (_, i, _), offset in zip(numbered, offsets, strict=True) if offset == usual}
    return kept if len(kept) >= _LEAST and len(kept) * 2 > len(numbered) else set()
