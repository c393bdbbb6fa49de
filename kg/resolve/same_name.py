"""One name in two instruments of a place: one person, unless both hold working posts in two bodies at one time.

While an instrument is read alone, a person told by a post is known by name, body and day; over all instruments of the
place these become one person, or, where they cannot be, one for each body.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations

from kg.facts import PersonFact, PostEvent
from kg.resolve.model import Identity, IdentityKind, Place
from kg.resolve.persons import works_in_one

RULE = "one name with posts in two working bodies at one time over two instruments: two persons"
_HELD, _CHANGED = "@", "!"
_DAYS = 183  # between two statements: later than this a person may well have moved


def told_by_post(person: Identity, fact: PersonFact, body: Identity | None, signed: str | None) -> Identity:
    """Gives the person as the instrument alone knows it; those that no post tells, and known namesakes, as they are."""
    if body is None or "#" in person.key or not works_in_one(body) or "兼" in (fact.note or ""):
        return person
    mark = _HELD if fact.event is PostEvent.HOLDS else _CHANGED
    return Identity(person.kind, person.place, f"{person.key}#{body.key}{mark}{fact.date or signed or ''}")


def person_links(
    identities: Iterable[Identity], bodies: Mapping[Identity, Identity]
) -> Mapping[Identity, tuple[Identity, str | None]]:
    """Gives who each person told by a post is, with the rule where one name is two persons.

    Args:
        identities: all of a place.
        bodies: which bodies are others (renamed ones): a post in either is one in the same body.
    """
    named: defaultdict[tuple[Place, str], list[Identity]] = defaultdict(list)
    for identity in identities:
        if identity.kind is IdentityKind.PERSON and (_HELD in identity.key or _CHANGED in identity.key):
            named[identity.place, identity.key.partition("#")[0]].append(identity)
    links: dict[Identity, tuple[Identity, str | None]] = {}
    for (place, name), told in named.items():
        where = {identity: _body(identity, bodies) for identity in told}
        two = _are_two(where)
        for identity in told:
            key = f"{name}#{where[identity]}" if two else name
            links[identity] = Identity(IdentityKind.PERSON, place, key), RULE if two else None
    return links


def _are_two(told: Mapping[Identity, str]) -> bool:
    """Whether two statements of holding cannot be of one person; an appointment or dismissal tells of a move."""
    if any(_CHANGED in identity.key for identity in told):
        return False
    return any(
        told[one] != told[other] and _near(_day(one), _day(other)) for one, other in combinations(told, 2)
    )


def _body(identity: Identity, bodies: Mapping[Identity, Identity]) -> str:
    mark = _HELD if _HELD in identity.key else _CHANGED
    key = identity.key.partition("#")[2].rpartition(mark)[0]
    body = Identity(IdentityKind.BODY, identity.place, key)
    return bodies.get(body, body).key


def _day(identity: Identity) -> str:
    return identity.key.rpartition(_HELD)[2]


def _near(one: str, other: str) -> bool:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= _DAYS
    except ValueError:
        return False
