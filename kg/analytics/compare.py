"""Two places, or two years: what one has and the other lacks, and leads that moved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.analytics.alike import alike
from kg.analytics.functions import function_of
from kg.analytics.legal_bases import cited_names
from kg.analytics.names import find_places
from kg.analytics.records import Assignment, assignments, citations, memberships, targets
from kg.analytics.scope import Rows, Scope
from kg.analytics.targets import same_indicator
from kg.errors import InputError
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_YEAR = re.compile(r"[12]\d{3}")
_SHORT = 4  # a text of fewer characters is like another by chance


@dataclass(slots=True)
class _Thing:
    """What one side has: its name, the texts or nodes that are counted, and the evidence for them."""

    name: str
    counted: set[str] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)


_Found = Mapping[Hashable, _Thing]
_Said = Callable[[_Thing], object]  # what a cell says of it


def compare(
    store: GraphStore,
    a: str,
    b: str,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    evidence: bool = False,
) -> Table:
    """Set two places, or the instruments signed in two years, side by side; only differences are listed.

    ``kind`` says what: ``lead``, an organisation, with the number of distinct tasks it leads on either side;
    ``indicator``, with the values promised (comparator, value, unit, due); ``group``, a coordinating body, with the
    number of its members; ``basis``, an instrument cited as basis, with the number of instruments that cite it so;
    ``moved``, a task found on both sides (at least 0.6 of the character pairs of the two texts are common) that
    other bodies lead, with the names of the leads. ``difference`` is ``only a``, ``only b`` or ``differs``.

    Between places, bodies and groups are the same when level and function are (区财政局 and 区财政局); between
    years when they are the same node. Indicators are the same as in the report ``indicators``.

    Args:
        store: the graph.
        a: a place (or part of its name) or a year ``YYYY``.
        b: another of the same sort.
        place: between years, only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many rows of each kind.
        evidence: end every row with the quotes of both sides that it rests on.

    Returns:
        Columns ``kind, what, A, B, difference``, where the names of A and B are those given.

    Raises:
        InputError: a and b are the same, one is a year and the other a place, or ``place`` is given with two places.
        UnknownNameError: no such place or instrument.
    """
    years = bool(_YEAR.fullmatch(a)), bool(_YEAR.fullmatch(b))
    if years[0] != years[1]:
        raise InputError(f"compare {a} {b}: give two places or two years")
    if years[0]:
        sides = [Scope(store, place, instrument, int(year)) for year in (a, b)]
        same = a == b
    else:
        if place:
            raise InputError("compare: --place goes with two years, not with two places")
        sides = [Scope(store, where, instrument) for where in (a, b)]
        same = find_places(store, a) == find_places(store, b)
    if same:
        raise InputError(f"compare {a} {b}: these are the same")
    roles = [assignments(side) for side in sides]
    rows = Rows(Scope(store), ("kind", "what", a, b, "difference"), evidence)
    kinds: list[tuple[str, list[_Found], _Said]] = [
        ("lead", [_leads(s, r, by_node=years[0]) for s, r in zip(sides, roles, strict=True)], _number),
        ("indicator", [_indicators(s) for s in sides], _list),
        ("group", [_groups(s, by_node=years[0]) for s in sides], _number),
        ("basis", [_bases(s) for s in sides], _number),
    ]
    for kind, (ours, theirs), said in kinds:
        for cells, quotes in _differences(ours, theirs, said)[:top]:
            rows.add((kind, *cells), quotes)
    for cells, quotes in list(_moved(sides, roles, by_node=years[0]))[:top]:
        rows.add(("moved", *cells, "differs"), quotes)
    return rows.table()


def _differences(ours: _Found, theirs: _Found, said: _Said) -> list[tuple[tuple[object, ...], set[str]]]:
    lines: list[tuple[tuple[object, ...], set[str]]] = []
    for key in {**ours, **theirs}:
        mine, other = ours.get(key), theirs.get(key)
        name = min(found.name for found in (mine, other) if found)
        values = mine and said(mine), other and said(other)
        if values[0] != values[1]:
            kind = "only b" if mine is None else "only a" if other is None else "differs"
            proof = {e for found in (mine, other) if found for e in found.evidence}
            lines.append(((name, *values, kind), proof))
    order = ("only a", "only b", "differs")
    lines.sort(
        key=lambda line: (
            order.index(str(line[0][3])),
            -_size(line[0][1]) - _size(line[0][2]),
            *map(str, line[0]),
        )
    )
    return lines


def _number(thing: _Thing) -> int:
    return len(thing.counted)


def _list(thing: _Thing) -> str:
    return "；".join(sorted(thing.counted))


def _size(value: object) -> int:
    return value if isinstance(value, int) else 0


def _key(scope: Scope, agent: str, document: str, *, by_node: bool) -> Hashable:
    return agent if by_node else function_of(scope.name(agent), scope.place(document))


def _thing(found: dict[Hashable, _Thing], key: Hashable, name: str) -> _Thing:
    """The thing of that key, under the first by order of the names it goes by."""
    thing = found.setdefault(key, _Thing(name))
    thing.name = min(thing.name, name)
    return thing


def _leads(scope: Scope, roles: list[Assignment], *, by_node: bool) -> _Found:
    things: dict[Hashable, _Thing] = {}
    for r in roles:
        if r.role == "lead" and r.kind == "org":
            key = _key(scope, r.agent, r.document, by_node=by_node)
            thing = _thing(things, key, scope.name(r.agent))
            thing.counted.add(r.task)
            thing.evidence.add(r.evidence)
    return things


def _groups(scope: Scope, *, by_node: bool) -> _Found:
    things: dict[Hashable, _Thing] = {}
    for m in memberships(scope):
        key = _key(scope, m.body, m.document, by_node=by_node)
        thing = _thing(things, key, scope.name(m.body))
        thing.evidence.add(m.evidence)
        if m.role not in {"office_at", "parent"}:
            thing.counted.add(m.agent)
    return things


def _indicators(scope: Scope) -> _Found:
    things: dict[Hashable, _Thing] = {}
    for t in targets(scope):
        thing = _thing(things, same_indicator(t), t.indicator)
        due = f" ({t.due})" if t.due else ""
        thing.counted.add(f"{t.comparator} {t.value}{t.unit}{due}")
        thing.evidence.add(t.evidence)
    return things


def _bases(scope: Scope) -> _Found:
    names = cited_names(scope.store)
    things: dict[Hashable, _Thing] = {}
    for c in citations(scope):
        if c.relation == "basis":
            thing = _thing(things, c.cited, names[c.cited][0] or names[c.cited][1] or c.cited)
            thing.counted.add(c.document)
            thing.evidence.add(c.evidence)
    return things


def _moved(
    sides: list[Scope], roles: list[list[Assignment]], *, by_node: bool
) -> Iterator[tuple[tuple[object, ...], set[str]]]:
    leads: list[dict[str, set[Hashable]]] = []
    agents: list[dict[str, set[str]]] = []
    proof: defaultdict[str, set[str]] = defaultdict(set)
    for side, found in zip(sides, roles, strict=True):
        leads.append(defaultdict(set))
        agents.append(defaultdict(set))
        for r in found:
            if r.role == "lead" and r.kind == "org":
                leads[-1][r.task].add(_key(side, r.agent, r.document, by_node=by_node))
                agents[-1][r.task].add(r.agent)
                proof[r.task].add(r.evidence)
    texts = [
        {task: side.tasks[task] for task in sorted(led) if len(side.tasks[task]) >= _SHORT}
        for side, led in zip(sides, leads, strict=True)
    ]
    lines = []
    for ours, theirs, likeness in alike(texts[0], texts[1]):
        if ours != theirs and leads[0][ours] != leads[1][theirs]:
            named = (sides[0].listed(agents[0][ours]), sides[1].listed(agents[1][theirs]))
            cells = (texts[0][ours], *named)
            lines.append((-likeness, cells, proof[ours] | proof[theirs]))
    for _, cells, quotes in sorted(lines, key=lambda line: (line[0], *map(str, line[1]))):
        yield cells, quotes
