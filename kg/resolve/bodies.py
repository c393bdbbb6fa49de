"""Bodies: a printed name is taken apart into the place it belongs to and its function.

Identity = jurisdiction + function. The order of the rules matters and is the reading order of a name: towns and
streets, offices of a higher authority in the place, named places, level words, elided prefixes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from kg.language.data import load
from kg.resolve.divisions import complete
from kg.resolve.model import Level, Place
from kg.resolve.names import canonical_function, compact, known_function, without_second_name
from kg.resolve.places import (
    NATION,
    area_of,
    is_place,
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
    body = _town(text, home) or _youth_league(text, home) or _branch(text, home) or _prefixed(text, home)
    place = complete(body.place)
    if (area := area_of(place)) != place:
        return BodyName(area, place.chain[-1] + body.function, body.printed, body.rule)
    return BodyName(place, body.function, body.printed, body.rule)


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
    """市公安局乙区分局, 公安局乙区分局, 国网乙区供电公司: a higher authority's office in the place, like 区公安分局."""
    if not home.chain:
        return None
    unit = home.chain[-1]
    stem = _stem(unit)
    branches = load("abbreviations")["branches"]
    for ending in branches["endings"]:
        if not text.endswith(ending):
            continue
        before = text[: -len(ending)]
        for form in (home.name, unit, stem):
            if form and len(form) > 1 and before.endswith(form) and len(before) > len(form):
                authority = _authority(before[: -len(form)], home)
                return _body(
                    home, authority + ending, "a higher authority's office in the place", prefixed=True
                )
    return None


def _authority(name: str, home: Place) -> str:
    """公安 from 市公安局, 交警 from 市交警支队: the field of an authority, without its own place and rank."""
    fillers = load("abbreviations")["branches"]["fillers"]
    if name in fillers:
        return ""
    for form, _ in named_prefixes(home):
        if name.startswith(form) and len(name) > len(form):
            name = name[len(form) :]
            break
    else:
        if found := level_prefix(name, home):
            name = found[1]
    for filler in fillers:
        name = name.removesuffix(filler)
    return name


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
    stem = _stem(home.chain[-1]) if home.chain else ""
    if stem and text.startswith(stem) and len(text) >= len(stem) + 3:
        return _body(home, text[len(stem) :], "the place is printed without its level", prefixed=True)
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
    return _body(home, text, _OWN, prefixed=False)


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
