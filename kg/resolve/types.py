"""What kind of body an identity is, and what it stands under; both by its function (``kg/language/body_types.toml``)."""

from __future__ import annotations

from collections.abc import Container
from enum import StrEnum
from functools import cache, lru_cache

from kg.language.data import load
from kg.resolve.model import Identity, IdentityKind


class BodyType(StrEnum):
    """The types of public bodies."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    PARTY_ORGAN = "party_organ"
    PEOPLE_CONGRESS = "people_congress"
    CPPCC = "cppcc"
    COURT = "court"
    PROCURATORATE = "procuratorate"
    MILITARY = "military"
    MASS_ORGANISATION = "mass_organisation"
    INSTITUTION = "institution"
    ENTERPRISE = "enterprise"
    ZONE = "zone"
    COORDINATING = "coordinating"
    CLASS = "class"
    OTHER = "other"


@lru_cache(maxsize=1 << 13)
def type_of(identity: Identity) -> BodyType | None:
    """Gives a body's type; None for persons and posts. What no rule knows is OTHER."""
    if identity.kind is IdentityKind.COORDINATING:
        return BodyType.COORDINATING
    if identity.kind is IdentityKind.GROUP:
        return BodyType.CLASS
    if identity.kind is not IdentityKind.BODY:
        return None
    return _type_of_function(identity.key.partition("≠")[0])


def _type_of_function(function: str) -> BodyType:
    for name, whole, beginnings, endings in _rules():
        if function in whole or function.startswith(beginnings) or function.endswith(endings):
            return BodyType(name)
    return BodyType.OTHER


@cache
def _rules() -> tuple[tuple[str, frozenset[str], tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(
        (
            rule["name"],
            frozenset(rule.get("is", ())),
            tuple(rule.get("begins", ())),
            tuple(rule.get("ends", ())),
        )
        for rule in load("body_types")["type"]
    )


def superior_of(identity: Identity, known: Container[Identity]) -> Identity | None:
    """Gives the body that a body stands under, where the kind of body leaves no doubt and the superior is named.

    Args:
        identity: a body.
        known: the bodies that some document names.

    Returns:
        The government of the place for its departments, towns and streets; the party committee for its departments;
        an organ for its office. None for bodies that a higher authority leads, and on any doubt.
    """
    if identity.kind is not IdentityKind.BODY:
        return None
    data = load("body_types")["hierarchy"]
    function = identity.key
    superior = data["offices"].get(function)
    if superior is None and function.startswith(data["party_committee"]) and len(function) > 2:
        superior = data["party_committee"]
    if superior is None:
        kind = type_of(identity)
        if kind not in data["under_government"] or function.endswith(tuple(data["vertical"])):
            return None
        if function.startswith(tuple(data["not_government"])):
            return None
        superior = "政府"
    found = Identity(IdentityKind.BODY, identity.place, superior)
    return found if found in known and found != identity else None
