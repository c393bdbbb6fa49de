"""What kind of instrument is cited, and of which level it is: by its title and its number."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from kg.language.data import load
from kg.resolve.divisions import complete, level_in_table
from kg.resolve.model import Level, Place
from kg.resolve.places import NATION, leading_place, place_of_issuer

_TAIL = re.compile(r"(?:[(（][^()（）]{0,200}[)）]|[\s》〉”\"]){1,8}$")


class InstrumentKind(StrEnum):
    """The kinds of instruments."""

    LAW = "law"
    STANDARD = "standard"
    REGULATION = "regulation"
    PLAN = "plan"
    NOTICE = "notice"
    OTHER = "other"


def kind_of_instrument(title: str | None) -> InstrumentKind:
    """Gives the kind by how the title ends, bracketed tails left out; OTHER where it does not say."""
    name = _TAIL.sub("", unicodedata.normalize("NFKC", title or ""))
    for kind, endings in load("instrument_kinds")["kinds"].items():
        if name.endswith(tuple(endings)):
            return InstrumentKind(kind)
    return InstrumentKind.OTHER


def place_of_instrument(title: str | None, number: str | None, home: Place) -> Place | None:
    """Gives the place whose authority issued an instrument, None where title and number do not say it.

    Args:
        title: as printed, without the outer title marks.
        number: the document number as printed.
        home: the place of the instrument that cites it; its own short names are known. A number that begins with the
            one-character name of a province is a city's in documents of another province (青政发 in 青岛).
    """
    data = load("instrument_kinds")
    name = _plain(title)
    kind = kind_of_instrument(title)
    heads = tuple(data["levels"]["nation"])
    if name.startswith(tuple(data["levels"]["nation_titles"])) or (number or "").startswith(heads):
        return NATION
    if (place := place_of_issuer(name) or leading_place(name, home)) is not None:
        return complete(place)
    if number and len(number) > 1 and number[1] in "政办发委":
        return _province(number, home)
    if kind is InstrumentKind.LAW and len(name) > 2:
        return NATION  # laws are made by the national legislature alone
    if name.endswith("条例") and len(name) >= _FULL_REGULATION:
        return NATION  # regulations of that name that are a place's own bear its name
    return None


def level_of_instrument(title: str | None, number: str | None, home: Place) -> Level | None:
    """Gives the level of the authority that issued an instrument; see :func:`place_of_instrument`."""
    place = place_of_instrument(title, number, home)
    return place.level if place else None


def issuers_of_instrument(title: str | None, number: str | None, home: Place) -> tuple[str, ...]:
    """Gives the names of the authorities that issued an instrument: those printed in its title, else by its number.

    Returns:
        Names as in the title, or in full; empty where neither says it.
    """
    match = _ISSUERS.match(_plain(title))
    if match is not None and (names := _split(match["issuers"])):
        return names
    head = re.split(r"[〔\[(（【]|第", number or "", maxsplit=1)[0]
    data = load("instrument_kinds")
    if head in data["issuers"]:
        return (data["issuers"][head],)
    office = data["province_issuers"].get(head[1:])
    province = _province(head, home) if office else None
    return (f"{province.name}{office}",) if province and office else ()


def _split(text: str) -> tuple[str, ...]:
    """The authorities of a joint title: at list commas, and between a party committee and a government."""
    parts = [part for item in text.split("、") for part in _PARTY.sub(r"\1、", item).split("、")]
    return tuple(parts) if all(part.endswith(_AUTHORITIES) and len(part) > 2 for part in parts) else ()


_ISSUERS = re.compile(r"(?P<issuers>[^（()]{2,60}?)(?:关于|印发|转发|批转)")
_PARTY = re.compile(r"(中共[^、]{1,16}?委(?:办公室|办公厅)?)(?=[^办员、]{2,})")
_AUTHORITIES = (
    "人民政府",
    "人民政府办公室",
    "人民政府办公厅",
    "国务院",
    "办公厅",
    "委",
    "委员会",
    "局",
    "厅",
    "部",
    "委办公室",
    "中央",
    "总局",
    "总署",
    "银行",
    "人民法院",
    "人民检察院",
    "常委会",
)
_FULL_REGULATION = 6  # characters: 《条例》 and 《管理条例》 are short for something


def _plain(title: str | None) -> str:
    return re.sub(r"[\s“”\"《》〈〉]", "", unicodedata.normalize("NFKC", title or ""))


def _province(number: str, home: Place) -> Place | None:
    """The province whose one-character name a document number begins with, unless the home lies in another one."""
    name = load("instrument_kinds")["province_names"].get(number[:1])
    own = home.chain[0] if home.chain else ""
    if name is None or (level_in_table((own,)) is Level.PROVINCE and own != name):
        return None
    return Place((name,), Level.PROVINCE)
