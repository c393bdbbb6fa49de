"""What only a view over all documents of a place can decide: class names and groups; then the user's own decisions.

Class names (卫生健康部门) denote the department where the place's documents name exactly one of that function; groups
(各镇街) have the place's towns and streets as members. Everything here stays inside one place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.language.data import load
from kg.resolve.decisions import Decisions, moves
from kg.resolve.model import Identity, IdentityKind, InstrumentResolution, Place
from kg.resolve.names import canonical_function, compact, fold, known_function
from kg.resolve.types import BodyType, type_of

_DEPARTMENTS = ("局", "委员会", "办公室", "分局", "厅")
CLASS_RULE = "a class name: the only body of this function that the documents of the place name"


def class_links(instruments: Iterable[InstrumentResolution]) -> Mapping[Identity, Identity]:
    """Gives the department that each class name denotes, for class names of which the place has exactly one."""
    places: defaultdict[Place, set[Identity]] = defaultdict(set)
    for instrument in instruments:
        for identity in instrument.bodies.values():
            if identity.kind is IdentityKind.BODY and identity.place.chain:
                places[identity.place].add(identity)
    links: dict[Identity, Identity] = {}
    for bodies in places.values():
        functions = {identity.key: identity for identity in bodies}
        for identity in bodies:
            stem = _stem(identity.key)
            if stem is None:
                continue
            found = {functions[key] for key in _functions_of(stem) if key in functions}
            if len(found) == 1:
                links[identity] = found.pop()
    return links


def _stem(key: str) -> str | None:
    ending = next((end for end in _class_endings() if key.endswith(end) and len(key) > len(end) + 1), None)
    return key[: -len(ending)] if ending else None


@cache
def _class_endings() -> tuple[str, ...]:
    return tuple(sorted(load("mentions")["classes"], key=lambda end: (-len(end), end)))


def _functions_of(stem: str) -> set[str]:
    functions = {canonical_function(stem + end, prefixed=True) for end in _DEPARTMENTS}
    if (known := known_function(stem)) is not None:
        functions.add(known)
    return functions - {stem}


def settle(
    instruments: Sequence[InstrumentResolution], decisions: Decisions
) -> tuple[InstrumentResolution, ...]:
    """Applies class names and decisions to all instruments.

    Raises:
        DecisionsError: a decision names what no document names, or is not clear.
    """
    links = class_links(instruments)
    linked = tuple(
        _moved(i, lambda identity, _: (links[identity], CLASS_RULE) if identity in links else None)
        for i in instruments
    )
    decided = moves(decisions, linked)
    if not decided:
        return linked
    return tuple(_moved(i, lambda identity, name: decided.get((identity, compact(name)))) for i in linked)


_Move = Callable[[Identity, str], tuple[Identity, str] | None]


def _moved(instrument: InstrumentResolution, move: _Move) -> InstrumentResolution:
    """The instrument with its names moved; a post moves with its body."""
    rules = dict(instrument.rules)

    def new(identity: Identity, name: str) -> Identity:
        if (found := move(identity, name)) is not None:
            rules[name] = found[1]
            return found[0]
        if identity.holder is not None and (found := move(identity.holder, "")) is not None:
            key = found[0].key + identity.key.removeprefix(identity.holder.key)
            return Identity(identity.kind, found[0].place, key, found[0])
        return identity

    return replace(
        instrument,
        agents={agent: new(identity, agent.name) for agent, identity in instrument.agents.items()},
        bodies={name: new(identity, name) for name, identity in instrument.bodies.items()},
        persons={
            fact: (new(person, fact.person), new(post, fact.post))
            for fact, (person, post) in instrument.persons.items()
        },
        rules=rules,
    )


def members(identities: Iterable[Identity]) -> Mapping[Identity, tuple[Identity, ...]]:
    """Gives the members of groups whose kind is known (各镇街) among the bodies of their place, by key."""
    towns: defaultdict[Place, list[Identity]] = defaultdict(list)
    groups: list[tuple[Identity, str]] = []
    for identity in identities:
        if identity.kind is IdentityKind.GROUP and (kind := _member_kinds().get(identity.key)):
            groups.append((identity, kind))
        elif type_of(identity) is BodyType.TOWNSHIP:
            towns[identity.place].append(identity)
    found = {
        group: tuple(
            sorted(
                (
                    town
                    for town in towns[group.place]
                    if kind == "township" or ("街道" in town.key) == (kind == "street")
                ),
                key=lambda town: town.key,
            )
        )
        for group, kind in groups
    }
    return {group: towns_of for group, towns_of in found.items() if towns_of}


@cache
def _member_kinds() -> Mapping[str, str]:
    return {fold(compact(name)): kind for kind, names in load("groups")["members"].items() for name in names}
