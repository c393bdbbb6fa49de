"""What officials oversee, with whom, and the posts they are in."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.analytics.posts import holdings
from kg.analytics.records import Answers, assignments, memberships, post_statements
from kg.analytics.scope import Rows, Scope, ranks
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

COLUMNS = ("place", "rank", "official", "tasks", "bodies", "works_with", "groups", "chairs", "posts", "iri")
_CHAIR = frozenset({"chair", "vice_chair"})
_SHOWN = 5  # bodies named in works_with; ``bodies`` counts them all


@dataclass(slots=True)
class _Desk:
    tasks: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    chaired: set[str] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)


def officials(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    year: int | None = None,
    evidence: bool = False,
) -> Table:
    """Count the tasks each official oversees, the bodies they work with, and name their posts.

    A row is a place (that of the instrument) and a person who oversees a task there or has a part in a
    coordinating body. ``tasks`` counts distinct tasks that the person oversees; ``bodies`` the distinct bodies,
    groups and posts that lead these tasks (the responsible ones where a task has no lead); ``works_with`` names the
    five with most of these tasks and how many; ``groups`` counts distinct coordinating bodies the person is in,
    ``chairs`` those of them as chair or vice chair. ``posts`` are the posts the person holds by the last that the
    store says of each (see the report ``posts``). ``rank`` is by ``tasks`` within the place, ties sharing the better.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many officials of each place.
        year: only instruments signed in this year.
        evidence: end every row with the quotes it rests on.

    Returns:
        Columns ``place, rank, official, tasks, bodies, works_with, groups, chairs, posts, iri``.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument, year)
    roles = assignments(scope)
    answers = Answers(roles)
    desks: defaultdict[tuple[str, str], _Desk] = defaultdict(_Desk)
    for a in roles:
        if a.kind == "person" and a.role == "overseer":
            desk = desks[scope.place(a.document) or "", a.agent]
            desk.tasks.add(a.task)
            desk.evidence.add(a.evidence)
    for m in memberships(scope):
        if m.kind == "person":
            desk = desks[scope.place(m.document) or "", m.agent]
            desk.groups.add(m.body)
            desk.evidence.add(m.evidence)
            if m.role in _CHAIR:
                desk.chaired.add(m.body)
    held: defaultdict[str, set[str]] = defaultdict(set)
    everything = Scope(store)
    for holding in holdings(post_statements(everything), everything):
        if holding.until is None:
            held[holding.person].add(holding.post)
    rows = Rows(scope, COLUMNS, evidence)
    for where in sorted({where for where, _ in desks}):
        here = {person: desk for (at, person), desk in desks.items() if at == where}
        order = sorted(here, key=lambda p: (-len(here[p].tasks), -len(here[p].groups), scope.name(p), p))
        for rank, person in zip(ranks(len(here[p].tasks) for p in order), order, strict=True):
            desk = here[person]
            partners = Counter(body for task in desk.tasks for body in answers.of(task))
            best = sorted(partners.items(), key=lambda item: (-item[1], scope.name(item[0])))[:_SHOWN]
            cells = (
                where or None,
                rank,
                scope.name(person),
                len(desk.tasks),
                len(partners),
                "、".join(f"{scope.name(body)} {n}" for body, n in best) or None,
                len(desk.groups),
                len(desk.chaired),
                scope.listed(held[person]),
                person,
            )
            rows.add(cells, desk.evidence)
    return rows.table(top, "place")
