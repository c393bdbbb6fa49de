"""A user's own decisions on who is who: names that denote the same, names that do not. They win over the rules.

The file (TOML)::

    [[same]]
    place = "甲市乙区"          # may be left out where the names occur in one place only
    names = ["区水利局", "区水务局"]

    [[different]]
    names = ["节水办公室", "区节水领导小组办公室"]
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz, process

from kg.errors import KgError
from kg.resolve.model import Identity, Name
from kg.resolve.names import compact

SAME_RULE = "the user's decision: same"
DIFFERENT_RULE = "the user's decision: different"
_KEYS = {"same", "different"}
_LEAST = 50  # likeness in percent of names that are proposed for an unknown one
_APART = "≠"


class DecisionsError(KgError):
    """The decisions cannot be read or carried out; the message says which entry and why."""

    exit_status = 2


@dataclass(frozen=True, slots=True)
class Decision:
    """An entry: ``where`` names it in messages, such as ``[[same]] 2``."""

    where: str
    names: tuple[str, ...]
    place: str | None


@dataclass(frozen=True, slots=True)
class Decisions:
    """All entries of a file."""

    same: tuple[Decision, ...] = ()
    different: tuple[Decision, ...] = ()

    def names(self) -> frozenset[str]:
        """Gives all names that the entries speak of, compact."""
        return frozenset(name for entry in (*self.same, *self.different) for name in entry.names)

    def digest(self) -> str:
        """Gives what tells these decisions from others; empty where there are none."""
        if not self.same and not self.different:
            return ""
        text = repr([[(entry.names, entry.place) for entry in kind] for kind in (self.same, self.different)])
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


NO_DECISIONS = Decisions()


def read_decisions(path: Path) -> Decisions:
    """Reads a decisions file.

    Raises:
        DecisionsError: the file cannot be read, is not TOML, or an entry has not two names at least.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DecisionsError(f"{path}: {error}") from None
    if unknown := sorted(set(data) - _KEYS):
        raise DecisionsError(f"{path}: unknown table [[{unknown[0]}]]; there are [[same]] and [[different]]")
    decisions = Decisions(*(tuple(_entries(path, key, data.get(key, []))) for key in ("same", "different")))
    _check(decisions)
    return decisions


def _entries(path: Path, key: str, entries: object) -> Iterator[Decision]:
    for number, entry in enumerate(entries if isinstance(entries, list) else [None], 1):
        where = f"{path}: [[{key}]] {number}"
        names = entry.get("names") if isinstance(entry, dict) else None
        if not isinstance(names, list) or len(names) < 2 or not all(isinstance(n, str) and n for n in names):
            raise DecisionsError(f'{where}: needs names = ["…", "…"], two at least')
        place = entry.get("place")
        if place is not None and not isinstance(place, str):
            raise DecisionsError(f"{where}: place must be a text")
        if unknown := sorted(set(entry) - {"names", "place"}):
            raise DecisionsError(f"{where}: unknown key {unknown[0]}; there are names and place")
        yield Decision(where, tuple(dict.fromkeys(compact(name) for name in names)), place)


def _check(decisions: Decisions) -> None:
    """No pair may be the same, by one entry or by a chain of them, and different."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while name in above:
            name = above[name]
        return name

    for entry in decisions.same:
        for name in entry.names[1:]:
            if top(name) != top(entry.names[0]):
                above[top(name)] = top(entry.names[0])
    for entry in decisions.different:
        for one, other in combinations(entry.names, 2):
            if top(one) == top(other) and _one_place(decisions, entry, one, other):
                raise DecisionsError(
                    f"{entry.where}: {one} and {other} are the same by [[same]]; remove one of the two"
                )


def _one_place(decisions: Decisions, entry: Decision, one: str, other: str) -> bool:
    """Whether an entry of the same place, or one for any place, speaks of one of the two names."""
    return any(
        {one, other} & set(same.names) and (same.place == entry.place or None in (same.place, entry.place))
        for same in decisions.same
    )


@dataclass(frozen=True, slots=True)
class Moves:
    """Where decisions take identities, and single printed names of them (``apart``, which wins)."""

    joined: Mapping[Identity, Identity]
    apart: Mapping[Name, Identity]

    def of(self, identity: Identity, name: str) -> tuple[Identity, str] | None:
        """Gives where a name (or, with an empty one, the identity itself) goes, and the rule that is recorded."""
        if (found := self.apart.get((identity, compact(name)))) is not None:
            return found, DIFFERENT_RULE
        return (_end(identity, self.joined), SAME_RULE) if identity in self.joined else None


def moves(decisions: Decisions, names: Iterable[Name], others: Callable[[], Iterable[str]]) -> Moves:
    """Turns decisions into moves of printed names between identities.

    Args:
        decisions: the entries.
        names: all names of the places in which one of the decisions' names occurs.
        others: gives all names of all places, to propose near ones for one that does not occur.

    Raises:
        DecisionsError: a name occurs nowhere (near ones are proposed), or in several places and no place is given.
    """
    forms: defaultdict[str, set[Identity]] = defaultdict(set)
    for identity, name in names:
        forms[compact(name)].add(identity)
    joined: dict[Identity, Identity] = {}
    for entry in decisions.same:
        first, *rest = (_identity(entry, name, forms, others) for name in entry.names)
        target = _end(first, joined)
        for other in rest:
            if (source := _end(other, joined)) != target:
                joined[source] = target
    apart: dict[Name, Identity] = {}
    for entry in decisions.different:
        taken: set[Identity] = set()
        for name in entry.names:
            identity = _identity(entry, name, forms, others)
            now = apart.get((identity, name)) or _end(identity, joined)
            if now in taken:
                apart[identity, name] = Identity(now.kind, now.place, f"{now.key}{_APART}{name}", now.holder)
            taken.add(now)
    return Moves(joined, apart)


def _end(identity: Identity, goes: Mapping[Identity, Identity]) -> Identity:
    while identity in goes:
        identity = goes[identity]
    return identity


def _identity(
    entry: Decision, name: str, forms: Mapping[str, set[Identity]], others: Callable[[], Iterable[str]]
) -> Identity:
    found = forms.get(name, set())
    if not found:
        near = [
            match
            for match, _, _ in process.extract(
                name,
                sorted({compact(other) for other in others()}),
                scorer=fuzz.ratio,
                limit=3,
                score_cutoff=_LEAST,
            )
        ]
        raise DecisionsError(
            f"{entry.where}: no document names {name}" + (f"; near: {', '.join(near)}" if near else "")
        )
    if entry.place:
        wanted = compact(entry.place)
        here = {
            identity for identity in found if wanted in (identity.place.name, "".join(identity.place.chain))
        }
        here = here or {identity for identity in found if identity.place.name.endswith(wanted)}
        if not here:
            places = "、".join(sorted({identity.place.name for identity in found}))
            raise DecisionsError(f"{entry.where}: {name} is not named in {entry.place}, but in {places}")
        found = here
    if len(found) > 1:
        places = "、".join(sorted({identity.place.name for identity in found}))
        hint = (
            "say which with place" if len({i.place for i in found}) > 1 else "it has several meanings there"
        )
        raise DecisionsError(f"{entry.where}: {name} is named in {places}; {hint}")
    return next(iter(found))
