"""Places: read from the names of issuers and from prefixes of bodies' names.

A prefix that is the level of the document's own place (区财政局 in a district's document) is that place; a higher
level is its ancestor there. Ancestors that the document does not name get a name of their own (甲市所属省), so that
equal unknowns of one place meet and different ones never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from kg.language.data import load
from kg.resolve.divisions import level_in_table
from kg.resolve.model import Level, Place

NATION = Place(("国家",), Level.NATION)

_HAN = "[\u4e00-\u9fff]"
# 市(?![区场]): 市 may stand inside a district's name or be the market's. Lazy runs have small fixed bounds: matching is linear.
_CHAIN = re.compile(
    rf"(?:(?P<province>{_HAN}{{1,8}}?(?:省|自治区|特别行政区)))?"
    rf"(?:(?P<prefecture>{_HAN}{{1,9}}?(?:自治州|地区|市(?![区场])|盟)))?"
    rf"(?:(?P<county>{_HAN}{{1,12}}?(?:自治县|自治旗|新区|开发区|高新区|区|县|旗|市(?![区场]))))?"
    rf"(?:(?P<township>{_HAN}{{1,8}}?(?:街道|镇|乡|苏木)))?"
)
_FIRST_UNIT = re.compile(rf"{_HAN}{{1,8}}?(?:[省区县旗盟]|市(?![区场]))")
_AFTER_PLACE = re.compile(r"(?:人民)?政府|委|管委会|管理委员会|人大|人民代表|街道办|办事处|政协|监察|纪")
_LEVELS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP)


_BODY_INSIDE = re.compile("局|政府|委员|办公")  # two names printed without a mark between them


def is_place(unit: str) -> bool:
    """Says whether a word that ends like a place may be one: 开发区 alone, 城市 … are not, unless the table knows one."""
    if len(unit) < 2 or _BODY_INSIDE.search(unit):
        return False
    return not unit.endswith(_not_places()) or level_in_table((unit,)) is not None


@cache
def _not_places() -> tuple[str, ...]:
    lists = load("jurisdictions")["words"]
    return (*lists["not_places"], *lists["not_towns"])


def without_party(name: str) -> str:
    """Drops the party's name before a place: 中共甲市乙区委 is looked up as 甲市乙区委."""
    for party in load("jurisdictions")["words"]["party"]:
        if name.startswith(party):
            return name[len(party) :]
    return name


def place_of_issuer(text: str) -> Place | None:
    """Reads the place of an issuer's name, or of a title that begins with one.

    Args:
        text: the compact name or title, such as 甲市乙区人民政府办公室关于….

    Returns:
        The place, or None where the name begins with none that a governing body follows.
    """
    if text.startswith(national_beginnings()) or _begins_with_ministry(text):
        return NATION
    text = without_party(text)
    if text.startswith("关于"):
        return None
    match = _CHAIN.match(text)
    if match is None:
        return None
    units = [(level, match[level.value]) for level in _LEVELS if match[level.value]]
    while units:
        level, unit = units[-1]
        end = match.end(level.value)
        # the bare level word (区人民政府) names no place; a department may follow a chain of two or more
        said = _AFTER_PLACE.match(text, end) and not _BODY_INSIDE.search(unit)
        if len(unit) > 1 and (said or (len(units) > 1 and is_place(unit))):
            return Place(tuple(unit for _, unit in units), level)
        units.pop()
    return None


def _begins_with_ministry(text: str) -> bool:
    """民政部, 财政部办公厅关于…; 民政部门 is a class of departments."""
    return text.startswith(_ministries()) and any(
        text.startswith(name) and not text.startswith("门", len(name)) for name in _ministries()
    )


@cache
def _ministries() -> tuple[str, ...]:
    rows = load("national_bodies")["names"]
    return tuple(form for full, forms in rows.items() for form in (full, *forms))


@cache
def national_beginnings() -> tuple[str, ...]:
    """The beginnings of the names of national authorities."""
    return tuple(load("jurisdictions")["words"]["nation_issuers"])


def ancestor(place: Place, units: int) -> Place:
    """Gives the area made of the first ``units`` units of the chain."""
    if units == len(place.chain):
        return place
    chain = place.chain[:units]
    known = level_in_table(chain)
    alone = units == 1 or chain[-2].endswith(tuple(load("jurisdictions")["levels"]["province"]))
    return Place(chain, known or level_of(chain[-1], alone=alone))


def area_of(place: Place) -> Place:
    """Gives the area a town or street lies in, where the document names it; any other place is its own."""
    if place.level is Level.TOWNSHIP and len(place.chain) > 1:
        return ancestor(place, len(place.chain) - 1)
    return place


def level_of(unit: str, *, alone: bool) -> Level:
    """Gives the level a unit's ending speaks of; 市 below another unit is a county-level city."""
    for level in (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP):
        endings = load("jurisdictions")["levels"][level.value]
        if unit.endswith(tuple(endings)):
            if level is Level.PREFECTURE and unit.endswith("市") and not alone:
                continue
            return level
    return Level.UNKNOWN


def town_of(home: Place, town: str) -> Place:
    """Gives a town or street of the document's place."""
    chain = home.chain[:-1] if home.level is Level.TOWNSHIP else home.chain
    return Place((*chain, town), Level.TOWNSHIP, home.scope if not chain else "")


def leading_place(text: str, home: Place) -> Place | None:
    """Gives the place a title begins with: one of the home's own areas, or one the table of divisions knows."""
    for form, place in named_prefixes(home):
        if len(form) > 1 and text.startswith(form) and len(text) > len(form):
            return place
    return next((place for place in leading_places(text) if level_in_table(place.chain) is not None), None)


def leading_places(text: str) -> Iterator[Place]:
    """Yields the places that a text may begin with by the look of its words, longest first."""
    match = _CHAIN.match(text)
    units = [match[level.value] for level in _LEVELS if match and match[level.value]]
    for end in range(len(units), 0, -1):
        if is_place(units[end - 1]):
            yield Place(tuple(units[:end]), level_of(units[end - 1], alone=end == 1))
    # 乙区创建省级示范区 is no 省
    if (unit := _FIRST_UNIT.match(text)) and is_place(unit[0]) and unit[0] not in units[:1]:
        yield Place((unit[0],), level_of(unit[0], alone=True))


@lru_cache(maxsize=4096)
def named_prefixes(home: Place) -> tuple[tuple[str, Place], ...]:
    """Gives the written forms of the document's place and its ancestors, longest first."""
    forms = {
        "".join(home.chain[first:last]): ancestor(home, last)
        for last in range(1, len(home.chain) + 1)
        for first in range(last)
    }
    return tuple(sorted(forms.items(), key=lambda item: (-len(item[0]), item[0])))


def level_prefix(name: str, home: Place) -> tuple[Place, str] | None:
    """Reads a level word before a body's name (市教育局): the place it stands for and the rest of the name."""
    if name.startswith(_not_prefixes()):
        return None
    for level_name, level_words in load("jurisdictions")["prefixes"].items():
        for word in level_words:
            if name.startswith(word) and len(name) > len(word):
                place = _place_at(Level(level_name), word, home)
                return (place, name[len(word) :]) if place else None
    return None


@cache
def _not_prefixes() -> tuple[str, ...]:
    return tuple(load("jurisdictions")["words"]["not_prefixes"])


def level_said(name: str) -> Level | None:
    """Gives the level of the level word before a body's name (市教育局, 省级 apart), or None where there is none."""
    if name.startswith(_not_prefixes()):
        return None
    for level, words in load("jurisdictions")["prefixes"].items():
        if any(name.startswith(word) and len(name) > len(word) for word in words):
            return Level(level)
    return None


def _place_at(level: Level, word: str, home: Place) -> Place | None:
    if level is Level.NATION:
        return NATION
    if not home.chain and level is home.level:
        return home
    for units in range(len(home.chain), 0, -1):
        if home.chain[units - 1].endswith(word):
            return ancestor(home, units)
    order = list(Level)
    if order.index(level) >= order.index(home.level) and home.level is not Level.UNKNOWN:
        return None  # a lower level of a higher document: a class of places, not one
    if not home.chain:
        return Place((), Level.UNKNOWN, f"{home.scope}/{word}")
    return Place((f"{home.chain[0]}所属{word}",), level)


def full_form(place: Place, others: Sequence[Place]) -> Place:
    """Gives the one longer form of a place among others that end alike: 乙区 is 甲市乙区 where a file names only that."""
    longer = {
        other
        for other in others
        if len(other.chain) > len(place.chain) and other.chain[-len(place.chain) :] == place.chain
    }
    return longer.pop() if len(longer) == 1 else place
