"""Persons and posts: a person is a name in a jurisdiction, a post a title in a body."""

from __future__ import annotations

import re
from functools import cache

from kg.language.data import alternation
from kg.resolve.model import Identity, IdentityKind, Place
from kg.resolve.names import compact, fold
from kg.resolve.places import area_of


@cache
def _title() -> re.Pattern[str]:
    inner, ranks, titles = (alternation("posts", key) for key in ("inner", "ranks", "titles"))
    return re.compile(rf"(?:{inner})?(?:{ranks}){{0,3}}(?:{titles})$")


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


def person(name: str, home: Place, body: Identity | None) -> Identity:
    """Gives the identity of a person named in an instrument of ``home``.

    A body elsewhere (市水务局局长 in a district's document) makes the person one of that place.
    """
    place = area_of(home)
    if body and body.place.chain:
        place = body.place
    return Identity(IdentityKind.PERSON, place, compact(name))


def post(title: str, home: Place, body: Identity | None) -> Identity:
    """Gives the identity of a post: its title in its body, or the printed name in the place."""
    if body is None:
        return Identity(IdentityKind.POST, home, fold(title))
    return Identity(IdentityKind.POST, body.place, f"{body.key}#{fold(title)}", holder=body)
