"""Persons and posts: a person is a name in a jurisdiction, a post a title in a body."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from kg.evidence import Evidence
from kg.facts import PersonFact, PostEvent
from kg.language.data import alternation
from kg.resolve.model import Identity, IdentityKind, Place
from kg.resolve.names import compact, fold
from kg.resolve.places import area_of
from kg.resolve.types import BodyType, type_of


@cache
def _title() -> re.Pattern[str]:
    inner, ranks, titles = (alternation("posts", key) for key in ("inner", "ranks", "titles"))
    return re.compile(rf"(?:{inner})?(?:{ranks}){{0,3}}(?:{titles})$")


@lru_cache(maxsize=1 << 12)
def split_post(post: str) -> tuple[str | None, str]:
    """Splits a post's name into its body and its title: 区水务局副局长 gives (区水务局, 副局长).

    The body is None where the name begins with the title, or ends with no known one.
    """
    text = compact(post)
    start = len(text)
    while match := _title().search(text, 0, start):
        start = match.start()
    if start in {0, len(text)}:
        return None, text
    return text[:start], text[start:]


def person(name: str, home: Place, body: Identity | None, *, namesake: bool = False) -> Identity:
    """Gives the identity of a person named in an instrument of ``home``.

    A body elsewhere (市水务局局长 in a district's document) makes the person one of that place; a namesake is told from
    the other by the body.
    """
    place = area_of(home)
    if body and body.place.chain:
        place = body.place
    key = f"{compact(name)}#{body.key}" if namesake and body else compact(name)
    return Identity(IdentityKind.PERSON, place, key)


def post(title: str, home: Place, body: Identity | None) -> Identity:
    """Gives the identity of a post: its title in its body, or the printed name in the place."""
    if body is None:
        return Identity(IdentityKind.POST, home, fold(title))
    return Identity(IdentityKind.POST, body.place, f"{body.key}#{fold(title)}", holder=body)


_ONE_AT_A_TIME = frozenset(
    {
        BodyType.DEPARTMENT,
        BodyType.TOWNSHIP,
        BodyType.INSTITUTION,
        BodyType.ENTERPRISE,
        BodyType.COURT,
        BodyType.PROCURATORATE,
        BodyType.MASS_ORGANISATION,
    }
)
"""Types of bodies of which a person works in one, if no document says otherwise (兼)."""


def works_in_one(body: Identity) -> bool:
    """Says whether a body is one of those of which a person works in one at a time."""
    return type_of(body) in _ONE_AT_A_TIME


def namesakes(held: Iterable[tuple[PersonFact, Identity | None]]) -> frozenset[str]:
    """Gives the names that two persons bear in one instrument: it says of each name that it holds posts in two bodies.

    Args:
        held: what the instrument says of persons, with the body of the post.

    Returns:
        Names (compact) with posts in two working bodies, printed in two places, neither of them concurrent (兼).
        Party, government and congress leaders may hold others; so may members of coordinating bodies.
    """
    found: defaultdict[str, dict[Identity, Evidence]] = defaultdict(dict)
    twice: set[str] = set()
    for fact, body in held:
        if fact.event is not PostEvent.HOLDS or body is None or type_of(body) not in _ONE_AT_A_TIME:
            continue
        if "兼" in (fact.note or "") or "兼" in fact.evidence.quote:
            continue
        name = compact(fact.person)
        for other, evidence in found[name].items():
            if other != body and not _meet(evidence, fact.evidence) and evidence.line != fact.evidence.line:
                twice.add(name)
        found[name].setdefault(body, fact.evidence)
    return frozenset(twice)


def _meet(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end
