"""Phone and identity numbers printed in documents: found so that they are never stored.

The source text itself stays as read; facts, quotes and their context leave these numbers out.
"""

from __future__ import annotations

import re

# after 电话, 手机 … : what is dialled; elsewhere only numbers that can be nothing else
_AFTER_WORD = re.compile(
    r"(?:电话|手机|传真|热线号码|联系方式|邮箱)[^\d。；\n]{0,24}(?P<number>[+＋]?\d[\d\-－—() （）]{5,18}\d)"
)
# each begins with a literal and looks back from it: that searches ten times faster than a class of digits
_MOBILE = re.compile(r"1(?<![\d.]1)[3-9]\d{9}(?![\d.%万亿元])")
_LANDLINE = re.compile(r"0(?<!\d0)\d{2,3}[-－—]\d{7,8}(?!\d)")
_AREA = 6  # digits of an identity number before the year of birth
_IDENTITY = tuple(
    re.compile(
        rf"{century}(?<=[1-9]\d{{5}}{century})(?<!\d[1-9]\d{{5}}{century})"
        r"\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)"
    )
    for century in ("18", "19", "20")
)
MASK = "＊"


def personal_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Give the spans of phone and identity numbers in a text, ascending and disjoint."""
    spans = [match.span("number") for match in _AFTER_WORD.finditer(text)]
    for pattern in (_MOBILE, _LANDLINE):
        spans.extend(match.span() for match in pattern.finditer(text))
    for pattern in _IDENTITY:
        spans.extend((match.start() - _AREA, match.end()) for match in pattern.finditer(text))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def masked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Replace the digits of the spans by a mask, one for one, so that offsets stay."""
    pieces = []
    at = 0
    for start, end in spans:
        pieces.append(text[at:start])
        pieces.append("".join(MASK if char.isdigit() or char in "Xx" else char for char in text[start:end]))
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def longest_free(start: int, end: int, spans: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """Give the longest part of ``start:end`` that touches none of the spans (the first of equals)."""
    best = (start, start)
    at = start
    for begin, finish in (*(s for s in spans if s[0] < end and s[1] > start), (end, end)):
        if begin - at > best[1] - best[0]:
            best = (at, begin)
        at = max(at, finish)
    return best
