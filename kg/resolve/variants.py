"""Short names of which a place's documents tell what they denote.

区城管委 is 区城市管理局 in places where the committee is the department. Where a document names the committee in full, or
names both side by side, they are two bodies. 区自然资源局 is 区自然资源和规划局 where the place's documents name that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from kg.facts import Fact, RoleFact
from kg.language.data import load
from kg.resolve.model import Identity, IdentityKind, Place

VARIANT_RULE = (
    "a short name of the department of this field, which the place's documents name; they name no committee of this "
    "name in full, and no clause names both"
)


def variant_links(identities: Iterable[Identity]) -> Mapping[Identity, Identity]:
    """Gives the department that each such short name denotes, where the place's documents leave one reading."""
    places: defaultdict[Place, set[str]] = defaultdict(set)
    for identity in identities:
        if identity.place.chain:
            places[identity.place].add(identity.key)
    return {
        Identity(IdentityKind.BODY, place, short): Identity(IdentityKind.BODY, place, department)
        for place, keys in places.items()
        for department, names in _either().items()
        if department in keys and keys.isdisjoint(names["full"])
        for short in keys.intersection(names["short"])
        if len(keys.intersection(_departments()[short])) == 1
    }


def committees(facts: Iterable[Fact], bodies: Mapping[str, Identity]) -> Mapping[str, Identity]:
    """Gives the committee for its short names that some clause of the instrument prints beside the department."""
    if not any(identity.key in _department() for identity in bodies.values()):
        return {}
    clauses: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for fact in facts:
        if isinstance(fact, RoleFact) and fact.agent.name in bodies:
            clauses[fact.evidence.start, fact.evidence.end].add(fact.agent.name)
    found: dict[str, Identity] = {}
    for names in clauses.values():
        beside = {bodies[name] for name in names}
        for name in names:
            identity = bodies[name]
            department = _department().get(identity.key)
            if department and Identity(IdentityKind.BODY, identity.place, department) in beside:
                full = _either()[department]["full"][0]
                found[name] = Identity(IdentityKind.BODY, identity.place, full)
    return found


@cache
def _either() -> Mapping[str, Mapping[str, list[str]]]:
    table: Mapping[str, Mapping[str, list[str]]] = load("abbreviations")["either"]
    return table


@cache
def _department() -> Mapping[str, str]:
    """The department of each short name that may also be a committee's."""
    return {
        short: department
        for department, names in _either().items()
        if names["full"]
        for short in names["short"]
    }


@cache
def _departments() -> Mapping[str, frozenset[str]]:
    """The departments that each short name may denote: a place that has two of them leaves it open."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for department, names in _either().items():
        for short in names["short"]:
            found[short].add(department)
    return {short: frozenset(departments) for short, departments in found.items()}
