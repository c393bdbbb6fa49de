"""The level of government an instrument comes from, where only its title and number are known.

An instrument that was read has the level of its issuer. One that is only cited is placed by what its name begins
with: an issuer, a place, the state's name; laws (法) without a place are national by the legislation law. What none of
this decides stays unknown and is drawn so.
"""

from __future__ import annotations

from kg.language.data import load
from kg.resolve.model import Level
from kg.resolve.places import level_of, national_beginnings, place_of_issuer

LEVELS = tuple(level.value for level in Level)  # highest first, unknown last

_LONGEST_PLACE = 12


def level_of_title(title: str, number: str) -> str:
    """Give the level, one of :data:`LEVELS`.

    Args:
        title: the instrument's title without 《》, may be empty.
        number: its document number, may be empty.
    """
    text = "".join(title.split()).lstrip("“‘\"'")
    if text.startswith((*national_beginnings(), "全国", "中国")) or number.startswith(("国", "中发", "中办")):
        return Level.NATION.value
    if place := place_of_issuer(text):
        return place.level.value
    level = _level_of_beginning(text)
    if level is Level.UNKNOWN and text.endswith("法"):
        level = Level.NATION
    return level.value


def _level_of_beginning(text: str) -> Level:
    """The lowest place a title begins with (甲市乙区…规划 is the district's)."""
    ends = [ending for endings in load("jurisdictions")["levels"].values() for ending in endings]
    words = load("jurisdictions")["words"]
    start = 0
    found = Level.UNKNOWN
    while True:
        cut = min(
            (
                at + len(ending)
                for ending in ends
                if (at := text.find(ending, start + 1, start + _LONGEST_PLACE)) >= 0
            ),
            default=0,
        )
        unit = text[start:cut]
        if not cut or unit.endswith((*words["not_places"], *words["not_towns"])):
            return found
        level = level_of(unit, alone=start == 0)
        if level is Level.UNKNOWN or (
            found is not Level.UNKNOWN and LEVELS.index(level) <= LEVELS.index(found)
        ):
            return found
        found, start = level, cut
