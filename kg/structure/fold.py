"""Traditional characters are folded to simplified ones for matching; facts keep them as printed.

Folding replaces one character by one, so offsets stay. It is used only where a text is written in traditional
characters: single ones occur in names of simplified texts and must stay.
"""

from __future__ import annotations

import re
from functools import cache

from kg.language.data import load

_SAMPLE = 20_000
_MIN_SHARE = (
    0.05  # of a text in traditional characters about a third changes, of a simplified one next to nothing
)


@cache
def _table() -> dict[int, int]:
    data = load("traditional")
    traditional, simplified = "".join(data["traditional"].split()), "".join(data["simplified"].split())
    return {ord(t): ord(s) for t, s in zip(traditional, simplified, strict=True)}


@cache
def _changing() -> re.Pattern[str]:
    return re.compile(f"[{''.join(chr(t) for t, s in _table().items() if t != s)}]")


def is_traditional(text: str) -> bool:
    """Tell whether a text is written in traditional characters (judged by its first 20,000)."""
    sample = text[:_SAMPLE]
    return len(_changing().findall(sample)) > len(sample) * _MIN_SHARE


def fold(text: str) -> str:
    """Replace traditional characters by simplified ones; the length stays."""
    return text.translate(_table())
