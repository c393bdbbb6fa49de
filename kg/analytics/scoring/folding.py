"""When two printed strings count as the same: white space, width and quote variants are folded away."""

from __future__ import annotations

import unicodedata
from typing import Any

_QUOTES = {
    "“": '"', "”": '"', "‘": "'", "’": "'",
    "〔": "(", "〕": ")", "[": "(", "]": ")", "〈": "<", "〉": ">",
    "－": "-", "—": "-", "–": "-",
}  # fmt: skip
_DROPPED = " \t\r\n\u3000\u00a0*"  # `*` is what a markdown conversion leaves of bold print
_TABLE = {ord(c): r for c, r in _QUOTES.items()} | {ord(c): None for c in _DROPPED}

_OPENING = 8  # characters that make the opening of a text
_REACH = 24  # how far labels may push that opening to the right


def fold(value: Any) -> str:
    """Fold a printed value; ``None`` is the empty string."""
    return unicodedata.normalize("NFKC", "" if value is None else str(value)).translate(_TABLE)


def fold_number(value: Any) -> str:
    """Fold a number so that ``1,200``, ``1200`` and ``1200.0`` agree; what is no number stays text."""
    text = fold(value).replace(",", "")
    try:
        return f"{float(text):g}"
    except ValueError:
        return text


def fold_unit(value: Any) -> str:
    """Fold a unit; percentage points have two spellings."""
    return fold(value).replace("个百分点", "百分点")


def opens_alike(gold: Any, found: Any) -> bool:
    """True when the gold text's opening stands near the opening of the found text, or the other way round."""
    want, have = fold(gold), fold(found)
    head = want[:_OPENING]
    if not head or not have:
        return False
    return head in have[: _REACH + len(head)] or have[:_OPENING] in want


def contains(a: Any, b: Any) -> bool:
    """True when one of two non-empty texts holds the other."""
    left, right = fold(a), fold(b)
    return bool(left and right) and (left in right or right in left)


def same_members(a: Any, b: Any) -> bool:
    """True when two lists (or single values) hold the same strings, order aside."""
    return _members(a) == _members(b)


def _members(value: Any) -> set[str]:
    return {fold(v) for v in (value if isinstance(value, list | tuple) else [value])}
