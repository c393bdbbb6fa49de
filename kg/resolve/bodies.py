"""Bodies: a printed name is taken apart into the place it belongs to and its function.

Identity = jurisdiction + function. The order of the rules matters and is the reading order of a name: towns and
streets, offices of a higher authority in the place, named places, level words, elided prefixes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kg.language.data import load
from kg.resolve.divisions import complete
from kg.resolve.model import Level, Place
from kg.resolve.names import canonical_function, compact, known_function, without_second_name
from kg.resolve.national import RULE as CENTRAL_RULE
from kg.resolve.national import national_body
from kg.resolve.places import (
    NATION,
    ancestor,
    area_of,
    is_place,
    leading_place,
    level_prefix,
    named_prefixes,
    town_of,
    without_party,
)

_HAN = "[\u4e00-\u9fff]"
_STREET = re.compile(rf"(?:人民政府|政府)?(?P<town>{_HAN}{{1,6}}?街道)(?P<rest>.*)$")
_TOWN = re.compile(rf"(?P<town>{_HAN}{{1,5}}?[镇乡])(?P<rest>.*)$")
_YOUTH = re.compile(r"(?:共青团|团)(?P<place>.*)委(?:员会)?$")
_COUNTY = re.compile(rf"(?P<unit>{_HAN}{{1,8}}?(?:自治县|区|县|旗|市(?!区)))(?P<rest>.{{2,}})$")
_GOVERNING = re.compile(r"(?:人民)?政府|委(?!员会)|人大|人民代表")


_ENDINGS = ("政府", "厅", "局", "委", "委员会", "办公厅", "办公室", "人大", "政协", "法院", "检察院")
"""How the names of bodies end that are read as those of another place."""

_OWN = "no place is printed: it is the instrument's own"
_TOWN_RULE = "a town or street of the place"


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body's name taken apart. ``function`` is canonical; ``printed`` is it as printed, without the place.

    ``rule`` says in words how the place was read.
    """

    place: Place
    function: str
    printed: str
    rule: str = field(default="", compare=False)


@lru_cache(maxsize=1 << 12)  # the same few thousand names come again and again
def read_body(name: str, home: Place) -> BodyName:
    """Takes a body's printed name apart.

    Args:
        name: the name as printed.
        home: the place of the instrument it stands in.

    Returns:
        Place and function; a name that fits no rule is a body of ``home`` with the name itself as function. Bodies
        of a town or street belong to the area it lies in, with its name in the function: 仁和镇 is 仁和镇政府 there.
    """
    text = without_second_name(compact(name))
    if (central := national_body(text, home)) is not None:
        return BodyName(NATION, central, central, CENTRAL_RULE)
    if text.startswith("原") and (_prefix_of(text[1:], home) or known_function(text[1:])):
        text = text[1:]  # 原区水利局: by its former name
    body = _town(text, home) or _youth_league(text, home) or _branch(text, home) or _prefixed(text, home)
    place = complete(body.place)
    if (area := area_of(place)) != place:
        return BodyName(area, place.chain[-1] + body.function, body.printed, body.rule)
    return BodyName(place, body.function, body.printed, body.rule)


def _prefix_of(text: str, home: Place) -> bool:
    """Whether a name begins with a place or a level word."""
    return level_prefix(text, home) is not None or any(
        text.startswith(form) and len(text) > len(form) > 1 for form, _ in named_prefixes(home)
    )


def _body(place: Place, printed: str, rule: str, *, prefixed: bool) -> BodyName:
    rest = "委" + printed.removeprefix("委员会") if printed.startswith("委员会") else printed
    return BodyName(place, canonical_function(rest, prefixed=prefixed), rest, rule)


@cache
def _not_towns() -> tuple[str, ...]:
    return tuple(load("jurisdictions")["words"]["not_towns"])


def _town(text: str, home: Place) -> BodyName | None:
    """仁和镇, 仁和镇人民政府, 安乐街道办事处: the government of a town or street of the document's place."""
    for form, place in named_prefixes(home):
        if text.startswith(form) and len(text) > len(form) and place.level is not Level.TOWNSHIP:
            text = text[len(form) :]
            break
    governments = load("jurisdictions")["words"]["township_governments"]
    if match := _STREET.match(text):
        rest = match["rest"]
    elif match := _TOWN.match(text):
        rest = match["rest"]
        if rest and rest not in governments:
            return None  # 镇 and 乡 stand inside other words too often
    else:
        return None
    town = match["town"]
    if town.endswith(_not_towns()) or town in {"街道", "镇", "乡", "镇街道"}:
        return None
    place = town_of(home, town)
    if not rest or rest in governments:
        return BodyName(place, "政府", rest or town, _TOWN_RULE)
    return _body(place, rest, _TOWN_RULE, prefixed=True)


def _youth_league(text: str, home: Place) -> BodyName | None:
    """共青团甲市乙区委, 团区委: the place stands inside the name."""
    match = _YOUTH.match(text)
    if match is None:
        return None
    inner = match["place"]
    for form, place in named_prefixes(home):
        if inner == form:
            return BodyName(place, "共青团委员会", "共青团委员会", "the place stands inside the name")
    if found := level_prefix(inner + "委", home):
        place, rest = found
        if rest == "委":
            return BodyName(place, "共青团委员会", "共青团委员会", "the place stands inside the name")
    return None


def _branch(text: str, home: Place) -> BodyName | None:
    """市公安局乙区分局, 国网乙区供电公司, 国家税务总局甲市税务局: a higher authority's office in the place or in one above it."""
    branches = load("abbreviations")["branches"]
    for ending in branches["endings"]:
        if not text.endswith(ending):
            continue
        before = text[: -len(ending)]
        for units in range(len(home.chain), 0, -1):
            place = ancestor(home, units)
            for form in (place.name, home.chain[units - 1], _stem(home.chain[units - 1])):
                if len(form) > 1 and before.endswith(form) and len(before) > len(form):
                    authority = _authority(before[: -len(form)], home)
                    rule = "a higher authority's office in the place"
                    return _body(place, authority + ending, rule, prefixed=True)
    return None


def _authority(name: str, home: Place) -> str:
    """公安 from 市公安局, 交警 from 市交警支队: the field of an authority, without its own place and rank."""
    fillers = load("abbreviations")["branches"]["fillers"]
    if name in fillers:
        return ""
    for form, _ in named_prefixes(home):
        if name == form:
            return ""  # 甲市乙区税务局: the place in full
        if name.startswith(form):
            name = name[len(form) :]
            break
    else:
        if found := level_prefix(name, home):
            name = found[1]
    for filler in fillers:
        name = name.removesuffix(filler)
    return name


@lru_cache(maxsize=4096)
def _stem_prefixes(home: Place) -> tuple[tuple[str, Place], ...]:
    """The document's place and its ancestors written without levels (甲乙 for 甲市乙区), longest first."""
    stems = [_stem(unit) for unit in home.chain]
    forms = {
        "".join(stems[first:last]): ancestor(home, last)
        for last in range(1, len(stems) + 1)
        for first in range(last)
        if all(stems[first:last])
    }
    return tuple(sorted(forms.items(), key=lambda item: (-len(item[0]), item[0])))


def _stem(unit: str) -> str:
    """乙丙 from 乙丙区; empty where too short to be told from a common word."""
    stem = re.sub(r"(?:自治县|自治旗|街道|省|市|区|县|旗|镇|乡)$", "", unit)
    return stem if len(stem) > 1 else ""


def _prefixed(text: str, home: Place) -> BodyName:
    text = without_party(text)
    if known := known_function(text):
        return BodyName(home, known, text, _OWN)  # 市场监管局 begins with no place
    for form, place in named_prefixes(home):
        if text.startswith(form) and len(text) > len(form):
            return _below(text[len(form) :], place, home, f"the place {form} is printed before it")
    for stem, place in _stem_prefixes(home):
        if text.startswith(stem) and len(text) >= len(stem) + (3 if place == home else 2):
            rule = "the place is printed without its level"
            return _body(place, text[len(stem) :], rule, prefixed=True)
    if found := level_prefix(text, home):
        place, rest = found
        word = text[: len(text) - len(rest)]
        return _body(place, rest, f"the level word {word} stands for {place.name} here", prefixed=True)
    if text.startswith("国务院"):
        return BodyName(NATION, text, text, "a national authority")
    if (match := _COUNTY.match(text)) and is_place(match["unit"]) and _GOVERNING.match(match["rest"]):
        # another place's government or party committee, by its short name
        place = Place((match["unit"],), Level.UNKNOWN)
        return _body(place, match["rest"], "another place is printed before it", prefixed=True)
    if (there := _elsewhere(text, home)) is not None:
        return there
    return _body(home, text, _OWN, prefixed=False)


def _elsewhere(text: str, home: Place) -> BodyName | None:
    """丙省教育厅, 丁市人民政府: a body of a place that the table of divisions knows."""
    place = leading_place(text, home)
    if place is None:
        return None
    rest = text[len("".join(place.chain)) :]
    if not rest.endswith(_ENDINGS) or text[len(text) - len(rest) - 1 :].startswith(_not_prefixes()):
        return None
    return _body(place, rest, "another place is printed before it", prefixed=True)


@cache
def _not_prefixes() -> tuple[str, ...]:
    return tuple(load("jurisdictions")["words"]["not_prefixes"])


def _below(rest: str, place: Place, home: Place, rule: str) -> BodyName:
    """After a named place of the document's chain: another place of it may follow (甲市丙区财政局 in 乙区's document)."""
    if (
        place != home
        and (match := _COUNTY.match(rest))
        and is_place(match["unit"])
        and not known_function(rest)
    ):
        other = Place((*place.chain, match["unit"]), Level.COUNTY)
        return _body(other, match["rest"], rule, prefixed=True)
    return _body(place, rest, rule, prefixed=True)
