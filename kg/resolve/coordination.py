"""Coordinating bodies: short forms inside one instrument (领导小组, 区指挥部) denote the one fuller name there.

Bodies that exist inside one plan only (综合协调组, 现场指挥部) and names that say nothing of what the body is for
belong to their instrument: the leading group of one plan is not that of another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.language.data import load
from kg.resolve.model import Place
from kg.resolve.names import fold, known_function


@cache
def _heads() -> tuple[str, ...]:
    return tuple(sorted(load("coordination")["heads"], key=lambda head: (-len(head), head)))


def head_of(function: str) -> str | None:
    """Gives the ending that makes a name one of a coordinating body, the longest; None for other bodies."""
    if not function.endswith(_heads()) or known_function(function):
        return None
    return next(head for head in _heads() if function.endswith(head))


def canonical_coordination(function: str) -> str:
    """Writes out equal words in a coordinating body's function."""
    for word, equal in load("coordination")["equal"].items():
        function = function.replace(word, equal)
    if function.endswith("办") and len(function) > 1:
        function += "公室"
    return fold(function)


def is_written_otherwise(name: str) -> bool:
    """Says whether a name that sounds like a class (现场指挥机构) is another word for a coordinating body."""
    return name in load("coordination")["equal"]


def is_generic(function: str) -> bool:
    """Says whether a name says nothing of what the body is for (工作领导小组, 总指挥部)."""
    rest = function
    for head in _heads():
        if rest.endswith(head):
            rest = rest[: -len(head)]
            break
    for word in load("coordination")["generic"]:
        rest = rest.replace(word, "")
    return not rest


@dataclass(frozen=True, slots=True)
class Linked:
    """The fullest function a short form stands for; ``local`` where the body belongs to the instrument alone."""

    function: str
    local: bool


Links = Mapping[tuple[Place, str], Linked]


def link(names: Iterable[tuple[Place, str]], acting: Iterable[tuple[Place, str]] = ()) -> Links:
    """Links the coordinating bodies of one instrument.

    Args:
        names: place and function of each, functions as :func:`canonical_coordination` gives.
        acting: those of them that the instrument gives members, tasks or duties. A short form that fits several
            names is that of the one acting body; a body that is only mentioned does not stand in its way.

    Returns:
        For each of them the fullest name it is short for, often itself.
    """
    bodies: dict[tuple[Place, str], set[str]] = defaultdict(set)
    offices: dict[Place, set[str]] = defaultdict(set)
    for place, function in names:
        head = head_of(function)
        if head and head.endswith("办公室"):
            offices[place].add(function)
        elif head:
            bodies[place, head].add(function)
    actors: dict[Place, set[str]] = defaultdict(set)
    for place, function in acting:
        actors[place].add(function)
    links: dict[tuple[Place, str], Linked] = {}
    for (place, head), members in bodies.items():
        for function in members:
            full = _fullest(function, head, members, actors[place])
            if function == head and _others(place, head, bodies):  # 指挥部 beside 总指挥部: which is meant?
                full = Linked(function, local=True)
            links[place, function] = full
    for place, members in offices.items():
        for function in members:
            base = function.removesuffix("办公室")
            head = head_of(base)
            full = (
                _fullest(base, head, {base, *bodies.get((place, head), ())}, actors[place])
                if head
                else Linked(function, True)
            )
            links[place, function] = Linked(f"{full.function}办公室", full.local) if head else full
        tops = {links[place, function] for function in members}
        for function in members:
            over = {
                top
                for top in tops
                if top != links[place, function] and is_subsequence(function, top.function)
            }
            if len(over) == 1:
                links[place, function] = over.pop()
    return links


def _others(place: Place, head: str, bodies: Mapping[tuple[Place, str], set[str]]) -> bool:
    """Says whether a place has bodies whose ending is a longer one than ``head``, of those that outlast a plan."""
    local = load("coordination")["local"]
    return any(
        where == place and other != head and other.endswith(head) and other not in local
        for where, other in bodies
    )


def bare_office(place: Place, function: str, links: Links) -> Linked | None:
    """Gives the one coordinating office of the instrument that 创建办公室 (a generic word, an office) stands for."""
    base = function.removesuffix("办公室")
    if base == function or not base or known_function(function):
        return None
    for word in load("coordination")["generic"]:
        base = base.replace(word, "")
    found = {
        full for (where, _), full in links.items() if where == place and full.function.endswith("办公室")
    }
    return found.pop() if not base and len(found) == 1 else None


def _fullest(function: str, head: str, members: set[str], actors: set[str]) -> Linked:
    local = head in load("coordination")["local"]
    if head == "组":  # 监测组 and 监测评估组 may well be two
        return Linked(function, True)
    longer = {other for other in members if other != function and is_subsequence(function, other)}
    tops = {other for other in longer if not any(o != other and is_subsequence(other, o) for o in longer)}
    if len(tops) > 1 and len(tops & actors) == 1:
        tops &= actors
    full = tops.pop() if len(tops) == 1 else function
    return Linked(full, local or is_generic(full))


def is_subsequence(short: str, long: str) -> bool:
    """Says whether the characters of ``short`` stand in ``long`` in the same order."""
    rest = iter(long)
    return all(character in rest for character in short)
