"""Whether the text layer of a page is text: fonts without a right table of characters give garbage without an error."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

VERTICAL = "page whose text is set vertically, which is not read"
"""The fault of a page with one character a line."""

_CID = re.compile(r"\(cid:\d{1,6}\)")
_SPACE = re.compile(r"\s+")
_BAD = frozenset({"Co", "Cn", "Cc", "Cs"})  # private use, unassigned, control, half of a pair
_MAX_BAD = 0.1  # a page may have some private bullets and rules
_MIN_CHARACTERS = 20  # below this a share says nothing
_VERTICAL = 0.8  # share of lines of one character from which a page is set vertically
_MIN_LINES = 20
# what a Chinese document is written with, beside private bullets: Latin letters, Greek, symbols, CJK
_USUAL = re.compile(
    "[ -~\u00a0-\u024f\u0370-\u03ff\u2000-\u27ff\u2e80-\u9fff"
    "\uf900-\ufaff\ufe10-\ufe6f\uff00-\uffef\U00020000-\U0003ffff]"
)
# scripts in which documents of some regions are written: Cyrillic, Arabic, Tibetan, Mongolian, Hangul, Yi
_REGIONAL = re.compile(
    "[\u0400-\u052f\u0600-\u06ff\u0f00-\u0fff\u1800-\u18af\ua000-\ua4cf\uac00-\ud7a3\ufb50-\ufdff\ufe70-\ufeff]"
)
_MIN_USUAL = 0.7


def fault(text: str) -> str | None:
    """Say what is wrong with the text of a page, or give None for text as it should be."""
    without_cid, cids = _CID.subn("", text)
    visible = _SPACE.sub("", without_cid)
    total = len(visible) + cids
    if total < _MIN_CHARACTERS:
        return None
    categories = Counter(map(unicodedata.category, visible))
    bad = cids + sum(categories[name] for name in _BAD) + visible.count("\ufffd")
    if bad > _MAX_BAD * total:
        return f"page whose text layer is unreadable ({bad * 100 // total} % of it are no characters); recognise its text (OCR)"
    usual = len(_USUAL.findall(visible))
    if usual < _MIN_USUAL * total and len(_REGIONAL.findall(visible)) < _MIN_USUAL * total:
        return (
            "page whose text layer is unreadable (characters of unrelated scripts); recognise its text (OCR)"
        )
    lines = [stripped for line in text.split("\n") if (stripped := line.strip())]
    if len(lines) >= _MIN_LINES and sum(len(line) == 1 for line in lines) > _VERTICAL * len(lines):
        return VERTICAL
    return None
