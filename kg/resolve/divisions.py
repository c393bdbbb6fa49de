"""Places against the administrative divisions of the country: full chains, codes, levels.

A chain is completed only where the table leaves one reading: a district's name that two cities have stays as printed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from kg.language.divisions import Division, chain_of, divisions_of_chain
from kg.resolve.model import Level, Place


@lru_cache(maxsize=4096)
def complete(place: Place) -> Place:
    """Gives a place with all it lies in, from the province down: 乙区 becomes 丙省甲市乙区 where only one 乙区 is.

    The longest beginning of the chain that the table knows is completed; towns and zones below it stay as printed.
    """
    for units in range(len(place.chain), 0, -1):
        found = divisions_of_chain(place.chain[:units])
        if len(found) != 1:
            if found:
                return place  # two places of this name: which is meant is not for a rule to say
            continue
        chain = (*(division.name for division in chain_of(found[0])), *place.chain[units:])
        level = _level(found[0]) if units == len(place.chain) else place.level
        return Place(chain, level) if (chain, level) != (place.chain, place.level) else place
    return place


@lru_cache(maxsize=4096)
def code_of(place: Place) -> str | None:
    """Gives the place's code of administrative division, where it is one."""
    found = divisions_of_chain(place.chain)
    return found[0].code if len(found) == 1 else None


def level_in_table(chain: tuple[str, ...]) -> Level | None:
    """Gives the level of a place by its code, None where the table does not know it."""
    found = divisions_of_chain(chain)
    return _level(found[0]) if len(found) == 1 else None


def parent_of(place: Place) -> Place | None:
    """Gives the area a place lies in: the nation for provinces, None where it is not known."""
    if place.level is Level.NATION or not place.chain:
        return None
    if len(place.chain) == 1:
        return Place(("国家",), Level.NATION) if place.level is Level.PROVINCE else None
    above = place.chain[:-1]
    level = level_in_table(above) or _by_depth(above)
    return replace(place, chain=above, level=level) if level else None


def _level(division: Division) -> Level:
    if not division.parent:
        return Level.PROVINCE
    return Level.PREFECTURE if division.code.endswith("00") else Level.COUNTY


def _by_depth(chain: tuple[str, ...]) -> Level | None:
    """The level of an area that is not in the table, by its ending: 市 above another unit is a prefecture."""
    endings = {
        Level.PROVINCE: ("省", "自治区", "特别行政区"),
        Level.PREFECTURE: ("自治州", "地区", "盟", "市"),
        Level.COUNTY: ("区", "县", "旗"),
    }
    return next((level for level, ends in endings.items() if chain[-1].endswith(ends)), None)
