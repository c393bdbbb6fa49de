"""Two places, or two years: what one has and the other lacks, and leads that moved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.analytics.alike import alike
from kg.analytics.functions import function_of
from kg.analytics.legal_bases import cited_names
from kg.analytics.names import find_places
from kg.analytics.records import Assignment, assignments, citations, memberships, targets
from kg.analytics.scope import Scope
from kg.analytics.targets import same_indicator
from kg.errors import InputError
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_YEAR = re.compile(r"[12]\d{3}")
_Found = Mapping[Hashable, tuple[str, object]]  # what it is -> its name, what is said of it
_SHORT = 4  # a text of fewer characters is like another by chance


def compare(
    store: GraphStore,
    a: str,
    b: str,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
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
    rows: list[tuple[object, ...]] = []
    kinds: list[tuple[str, list[_Found]]] = [
        ("lead", [_leads(s, r, by_node=years[0]) for s, r in zip(sides, roles, strict=True)]),
        ("indicator", [_indicators(s) for s in sides]),
        ("group", [_groups(s, by_node=years[0]) for s in sides]),
        ("basis", [_bases(s) for s in sides]),
    ]
    for kind, (ours, theirs) in kinds:
        rows += [(kind, *row) for row in _differences(ours, theirs)][:top]
    rows += [("moved", *row, "differs") for row in _moved(sides, roles, by_node=years[0])][:top]
    return Table(("kind", "what", a, b, "difference"), tuple(rows))


def _differences(ours: _Found, theirs: _Found) -> list[tuple[str, object, object, str]]:
    rows = []
    for key in {**ours, **theirs}:
        mine, other = ours.get(key), theirs.get(key)
        name = min(found[0] for found in (mine, other) if found)
        if mine is None or other is None or mine[1] != other[1]:
            kind = "only b" if mine is None else "only a" if other is None else "differs"
            rows.append((name, mine and mine[1], other and other[1], kind))
    order = ("only a", "only b", "differs")
    rows.sort(key=lambda r: (order.index(r[3]), -_size(r[1]) - _size(r[2]), r[0], str(r[1]), str(r[2])))
    return rows


def _size(value: object) -> int:
    return value if isinstance(value, int) else 0


def _key(scope: Scope, agent: str, document: str, *, by_node: bool) -> Hashable:
    return agent if by_node else function_of(scope.name(agent), scope.place(document))


def _leads(scope: Scope, roles: list[Assignment], *, by_node: bool) -> _Found:
    tasks: defaultdict[Hashable, set[str]] = defaultdict(set)
    names: dict[Hashable, str] = {}
    for r in roles:
        if r.role == "lead" and r.kind == "org":
            key = _key(scope, r.agent, r.document, by_node=by_node)
            tasks[key].add(r.task)
            names[key] = min(names.get(key, scope.name(r.agent)), scope.name(r.agent))
    return {key: (names[key], len(found)) for key, found in tasks.items()}


def _groups(scope: Scope, *, by_node: bool) -> _Found:
    members: defaultdict[Hashable, set[str]] = defaultdict(set)
    names: dict[Hashable, str] = {}
    for m in memberships(scope):
        key = _key(scope, m.body, m.document, by_node=by_node)
        names[key] = min(names.get(key, scope.name(m.body)), scope.name(m.body))
        if m.role not in {"office_at", "parent"}:
            members[key].add(m.agent)
    return {key: (names[key], len(members[key])) for key in names}


def _indicators(scope: Scope) -> _Found:
    values: defaultdict[Hashable, set[str]] = defaultdict(set)
    names: dict[Hashable, str] = {}
    for t in targets(scope):
        key = same_indicator(t)
        names[key] = min(names.get(key, t.indicator), t.indicator)
        due = f" ({t.due})" if t.due else ""
        values[key].add(f"{t.comparator} {t.value}{t.unit}{due}")
    return {key: (names[key], "；".join(sorted(found))) for key, found in values.items()}


def _bases(scope: Scope) -> _Found:
    names = cited_names(scope.store)
    citing: defaultdict[str, set[str]] = defaultdict(set)
    for c in citations(scope):
        if c.relation == "basis":
            citing[c.cited].add(c.document)
    return {iri: (names[iri][0] or names[iri][1] or iri, len(found)) for iri, found in citing.items()}


def _moved(
    sides: list[Scope], roles: list[list[Assignment]], *, by_node: bool
) -> Iterator[tuple[str, str | None, str | None]]:
    leads: list[dict[str, set[Hashable]]] = []
    agents: list[dict[str, set[str]]] = []
    for side, found in zip(sides, roles, strict=True):
        leads.append(defaultdict(set))
        agents.append(defaultdict(set))
        for r in found:
            if r.role == "lead" and r.kind == "org":
                leads[-1][r.task].add(_key(side, r.agent, r.document, by_node=by_node))
                agents[-1][r.task].add(r.agent)
    texts = [
        {task: side.tasks[task] for task in sorted(led) if len(side.tasks[task]) >= _SHORT}
        for side, led in zip(sides, leads, strict=True)
    ]
    lines = []
    for ours, theirs, likeness in alike(texts[0], texts[1]):
        if ours != theirs and leads[0][ours] != leads[1][theirs]:
            named = (sides[0].listed(agents[0][ours]), sides[1].listed(agents[1][theirs]))
            lines.append((-likeness, texts[0][ours], named))
    for _, text, (one, other) in sorted(lines, key=lambda line: (line[0], line[1], str(line[2]))):
        yield text, one, other
