"""What kind of instrument is cited, and of which level it is: by its title and its number."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache

from kg.language.data import load
from kg.resolve.divisions import complete
from kg.resolve.model import Level, Place
from kg.resolve.places import leading_place, place_of_issuer

_TAIL = re.compile(r"(?:[(（][^()（）]*[)）]|[\s》〉”\"])+$")


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


def level_of_instrument(title: str | None, number: str | None, home: Place) -> Level | None:
    """Gives the level of the authority that issued an instrument, None where title and number do not say it.

    Args:
        title: as printed, without the outer title marks.
        number: the document number as printed.
        home: the place of the instrument that cites it; its own short names are known.
    """
    data = load("instrument_kinds")["levels"]
    name = re.sub(r"[\s“”\"《》〈〉]", "", unicodedata.normalize("NFKC", title or ""))
    if name.startswith(tuple(data["nation_titles"])) or (number or "").startswith(tuple(data["nation"])):
        return Level.NATION
    place = place_of_issuer(name) or leading_place(name, home)
    if place is not None:
        return complete(place).level
    if number and number[0] in _provinces() and len(number) > 1 and number[1] in "政办发委":
        return Level.PROVINCE
    if kind_of_instrument(title) is InstrumentKind.LAW and len(name) > 2:
        return Level.NATION  # laws are made by the national legislature alone
    return None


@cache
def _provinces() -> frozenset[str]:
    return frozenset(load("instrument_kinds")["levels"]["provinces"])
