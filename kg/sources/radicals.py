"""Radicals for characters: PDF fonts map many characters to code points meant for radicals (⽓ for 气).

Mapped by table and not by normalisation, which would change full-width digits, enclosed numbers and units too.
"""

from __future__ import annotations

import unicodedata

from kg.language.data import load

_KANGXI = range(0x2F00, 0x2FD6)  # each has its character in the Unicode data


def _table() -> dict[int, str]:
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in _KANGXI}
    pairs = load("radicals")["supplement"]
    return table | {ord(pair[0]): pair[1] for pair in pairs}


_TABLE = _table()


def unify(text: str) -> str:
    """Give the text with radicals replaced by the characters they look like, one for one."""
    return text.translate(_TABLE)
