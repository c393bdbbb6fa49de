"""What only a view over all documents of a place can decide: class names and groups; then the user's own decisions.

Class names (卫生健康部门) denote the department where the place's documents name exactly one of that function; groups
(各镇街) have the place's towns and streets as members. Everything here stays inside one place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.language.data import load
from kg.resolve.decisions import NO_DECISIONS, Decisions, moves
from kg.resolve.labels import fullest
from kg.resolve.model import Identity, IdentityKind, InstrumentNames, Level, Name, Place
from kg.resolve.names import canonical_function, compact, fold, known_function
from kg.resolve.renamed import RULE as RENAMED_RULE
from kg.resolve.renamed import renamed_links
from kg.resolve.same_name import person_links
from kg.resolve.types import BodyType, superior_of, type_of
from kg.resolve.variants import VARIANT_RULE, variant_links

_LEVELS = tuple(Level)
_DEPARTMENTS = ("局", "委员会", "办公室", "分局", "厅", "部", "委", "办")
CLASS_RULE = "a class name: the only body of this function that the documents of the place name"


def class_links(identities: Iterable[Identity]) -> Mapping[Identity, Identity]:
    """Gives the department that each class name denotes, for class names of which the place has exactly one."""
    places: defaultdict[Place, set[Identity]] = defaultdict(set)
    for identity in identities:
        if identity.kind in {IdentityKind.BODY, IdentityKind.GROUP} and identity.place.chain:
            places[identity.place].add(identity)
    links: dict[Identity, Identity] = {}
    for bodies in places.values():
        functions = {identity.key: identity for identity in bodies if identity.kind is IdentityKind.BODY}
        for identity in bodies:
            stem = _stem(identity.key)
            if stem is None:
                continue
            found = {functions[key] for key in _functions_of(stem) if key in functions}
            if len(found) == 1:
                links[identity] = found.pop()
    return links


def _stem(key: str) -> str | None:
    if key in _fields():
        return key  # a bare field in a list: 公安、交通运输等部门
    ending = next((end for end in _class_endings() if key.endswith(end) and len(key) > len(end) + 1), None)
    return key[: -len(ending)] if ending else None


@cache
def _fields() -> frozenset[str]:
    return frozenset(fold(field) for field in load("bodies")["functions"])


@cache
def _class_endings() -> tuple[str, ...]:
    return tuple(sorted(load("mentions")["classes"], key=lambda end: (-len(end), end)))


def _functions_of(stem: str) -> set[str]:
    functions = {canonical_function(stem + end, prefixed=True) for end in _DEPARTMENTS}
    if (known := known_function(stem)) is not None:
        functions.add(known)
    return functions - {stem}


@dataclass(frozen=True, slots=True)
class Settled:
    """What a name denotes after all documents of its place were seen, and what the graph shows beside it.

    Attributes:
        identity: what it denotes.
        rule: why that is another identity than the document alone gives; None where it is not.
        labels: the fullest printed names of it and of the identities it stands in, under or for.
        members: the known members of it, where it is a group.
    """

    identity: Identity
    rule: str | None
    labels: tuple[Name, ...]
    members: tuple[Identity, ...]


def settle(
    names: Iterable[Name],
    decisions: Decisions = NO_DECISIONS,
    others: Callable[[], Iterable[str]] = tuple,
) -> Mapping[Name, Settled]:
    """Applies class names and decisions to the names of a place, or of all places that decisions speak of.

    Args:
        names: every identity with every form it is printed in, in all documents; a place's are given at once.
        decisions: those that speak of these places.
        others: gives the printed names of all places, for messages.

    Raises:
        DecisionsError: a decision names what no document names, or is not clear.
    """
    printed = tuple(names)
    levelled = _of_one_level(printed)
    given = tuple(dict.fromkeys(levelled.values()))
    identities = dict.fromkeys(identity for identity, _ in given)
    links = {identity: (to, CLASS_RULE) for identity, to in class_links(identities).items()}
    links |= {identity: (to, VARIANT_RULE) for identity, to in variant_links(identities).items()}
    links |= {identity: (to, RENAMED_RULE) for identity, to in renamed_links(given).items()}
    people = person_links(identities, {identity: to for identity, (to, _) in links.items()})
    linked = {
        name: people.get(name[0]) or _moved(*name, lambda identity, _: links.get(identity)) for name in given
    }
    decided = moves(decisions, ((identity, form) for (_, form), (identity, _) in linked.items()), others)
    found: dict[Name, tuple[Identity, str | None]] = {}
    for name, (identity, rule) in linked.items():
        moved, why = _moved(identity, name[1], decided.of)
        found[name] = moved, why or rule
    labels = fullest((identity, form) for (_, form), (identity, _) in found.items())
    groups = members(labels)
    settled = {
        name: Settled(identity, rule, tuple(_beside(identity, labels, groups)), groups.get(identity, ()))
        for name, (identity, rule) in found.items()
    }
    return {name: settled[levelled[name]] for name in printed}


def _of_one_level(names: Sequence[Name]) -> Mapping[Name, Name]:
    """Gives each name with its place at the level that any document tells of it: others name it without telling.

    Of several levels the highest counts, so that the outcome depends on no order.
    """
    known: dict[str, Place] = {}
    for identity, _ in names:
        place = identity.place
        if place.key not in known or _LEVELS.index(place.level) < _LEVELS.index(known[place.key].level):
            known[place.key] = place

    def at_level(identity: Identity) -> Identity:
        place = known.get(identity.place.key, identity.place)
        holder = at_level(identity.holder) if identity.holder is not None else None
        if place == identity.place and holder == identity.holder:
            return identity
        return Identity(identity.kind, place, identity.key, holder)

    return {(identity, form): (at_level(identity), form) for identity, form in names}


def settle_all(names: Iterable[Name], decisions: Decisions) -> Mapping[Name, Settled]:
    """Applies class names and decisions to the names of all places; raises as :func:`settle`."""
    places: defaultdict[str, list[Name]] = defaultdict(list)
    for name in dict.fromkeys(names):
        places[name[0].place.key].append(name)
    wanted = decisions.names()
    touched = [key for key, own in places.items() if any(compact(form) in wanted for _, form in own)]
    settled: dict[Name, Settled] = {}
    if wanted:
        together = [name for key in touched for name in places.pop(key)]
        settled |= settle(
            together, decisions, lambda: [form for own in (together, *places.values()) for _, form in own]
        )
    for own in places.values():
        settled |= settle(own)
    return settled


_Move = Callable[[Identity, str], tuple[Identity, str] | None]


def _moved(identity: Identity, name: str, move: _Move) -> tuple[Identity, str | None]:
    """Where a name goes and by which rule; a post moves with its body."""
    if (found := move(identity, name)) is not None:
        return found
    if identity.holder is not None and (found := move(identity.holder, "")) is not None:
        key = found[0].key + identity.key.removeprefix(identity.holder.key)
        return Identity(identity.kind, found[0].place, key, found[0]), None
    return identity, None


def _beside(
    identity: Identity, labels: Mapping[Identity, str], groups: Mapping[Identity, Sequence[Identity]]
) -> Iterator[Name]:
    """The labels of an identity, of the body it is in or under, and of its members, with what those stand under."""
    yield identity, labels[identity]
    near = (identity.holder, superior_of(identity, labels), *groups.get(identity, ()))
    for other in near:
        if other is not None:
            yield from _beside(other, labels, groups)


def with_settled(instrument: InstrumentNames, settled: Mapping[Name, Settled]) -> InstrumentNames:
    """Gives what the names of an instrument denote in the end."""
    rules = dict(instrument.rules)

    def new(identity: Identity, name: str) -> Identity:
        found = settled[identity, name]
        if found.rule is not None:
            rules[name] = found.rule
        return found.identity

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
