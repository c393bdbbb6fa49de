"""Issuers printed one after the other in a title or signature, told apart.

Spaces or separators between them tell most surely. Without any, the next issuer begins with the name of the place of the
first (甲市教育局甲市公安局), with the same level (市教育局市公安局), or is a body of the nation by its name
(教育部国家发展改革委财政部). A body of the nation in front of a place is the place's office of it (国家税务总局甲市税务局).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.language.data import alternation, load

_ENDINGS = alternation("structure", "issuer_endings")
ISSUER = re.compile(rf"[\u4e00-\u9fff（）()“”、]{{2,40}}?(?:{_ENDINGS})")
_ISSUERS = re.compile(rf"[\u4e00-\u9fff（）()“”、]{{2,160}}(?:{_ENDINGS})")
_ENDING = re.compile(rf"[\u4e00-\u9fff]{{2,40}}(?:{_ENDINGS})")
_OTHERS = re.compile(r"等(?:[一二三四五六七八九十]{1,3}|\d{1,2})个?(?:部门|单位)$")  # 甲省教育厅等五部门
_LEVELS = "省市县区州旗盟镇乡"
_LEAST = 3  # characters of the shortest issuer that others follow


def without_others(printed: str) -> str:
    """Leave out what only counts the issuers that are not named (…等五部门)."""
    return _OTHERS.sub("", printed)


def split_issuers(printed: str) -> list[str]:
    """Split issuers printed without spaces: 甲市委办公室甲市人民政府办公室 -> two."""
    return [part for piece in printed.replace("、", " ").split() for part in _parts(piece)]


def spaced_issuers(printed: str, compact: str) -> list[str]:
    """Split names at the spaces between them; gives nothing unless each piece is an issuer's name."""
    names = printed.split()
    if len(names) < 2 or "".join(names) != compact or not all(ISSUER.fullmatch(name) for name in names):
        return []
    return names


def _parts(piece: str) -> Sequence[str]:
    national = _national().match(piece)
    place = _place(piece[national.end() :] if national else piece)
    parts: list[str] = []
    begin = 0
    for at in range(_LEAST, len(piece) - _LEAST + 1):
        next_place = bool(place) and (piece.startswith(place, at) or piece.startswith(f"中共{place}", at))
        next_national = _national().match(piece, at) is not None
        if not next_place and not next_national:
            continue
        if not _ENDING.fullmatch(piece, begin, at) or not _ISSUERS.fullmatch(piece, at):
            continue
        if not next_national and _national().fullmatch(piece, begin, at):
            continue  # the office of a national body in the place
        parts.append(piece[begin:at])
        begin = at
    return [*parts, piece[begin:]]


def _place(name: str) -> str:
    """Give how the names of bodies of the same place begin."""
    name = name.removeprefix("中共")
    return name[:1] if name[:1] in _LEVELS else name[:2]


@cache
def _national() -> re.Pattern[str]:
    rows = load("national_bodies")["names"]
    names = sorted({form for full, forms in rows.items() for form in (full, *forms)}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))
