"""Who carries the load: lead, responsible and supporting roles per body, places kept apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.analytics.records import assignments
from kg.analytics.scope import Rows, Scope, ranks
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

COLUMNS = ("place", "rank", "body", "lead", "responsible", "support", "total", "share", "iri")


@dataclass(slots=True)
class _Load:
    """The tasks of one body, by role."""

    lead: set[str] = field(default_factory=set)
    responsible: set[str] = field(default_factory=set)
    support: set[str] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)

    @property
    def total(self) -> int:
        return len(self.lead | self.responsible | self.support)

    def tasks(self, role: str) -> set[str] | None:
        """The set that a role counts in; an organisation that oversees counts in none."""
        match role:
            case "lead":
                return self.lead
            case "responsible":
                return self.responsible
            case "support":
                return self.support
            case _:
                return None


def leads(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    year: int | None = None,
    evidence: bool = False,
) -> Table:
    """Count the tasks each body leads, is responsible for and supports, in each place.

    A row is a place and a body (an organisation, not a person, an office holder or a class of bodies) to which
    the instruments of that place give at least one of the three roles. The place is that of the instrument, so
    a city's bureau that a district's plan names stands in the district's table, and a body of that name in
    another district is another row. Every number counts *distinct tasks*: a task named in two clauses counts
    once, a body that leads and supports one task counts under both but once in ``total``. ``share`` is the
    body's part of all lead roles of the place (the sum of ``lead`` over its rows), between 0 and 1, empty where
    there are none. ``rank`` is the position within the place by ``lead``, ties sharing the better rank.

    Args:
        store: the graph.
        place: only places with this name (or part of a name).
        instrument: only tasks of instruments with this number or title (or part of it).
        top: only the first so many bodies of each place.
        year: only instruments signed in this year.
        evidence: end every row with the quotes of the clauses that were counted.

    Returns:
        Columns ``place, rank, body, lead, responsible, support, total, share, iri``; places by name, bodies by
        rank, then responsible and total (descending), then name.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument, year)
    loads: defaultdict[str, defaultdict[str, _Load]] = defaultdict(lambda: defaultdict(_Load))
    for a in assignments(scope):
        if a.kind != "org":
            continue
        load = loads[scope.place(a.document) or ""][a.agent]
        tasks = load.tasks(a.role)
        if tasks is not None:
            tasks.add(a.task)
            load.evidence.add(a.evidence)
    rows = Rows(scope, COLUMNS, evidence)
    for where in sorted(loads):
        here = {iri: load for iri, load in loads[where].items() if load.total}
        all_leads = sum(len(load.lead) for load in here.values())
        order = sorted(here, key=lambda iri: (*_order(here[iri]), scope.name(iri), iri))
        for rank, iri in zip(ranks(len(here[iri].lead) for iri in order), order, strict=True):
            load = here[iri]
            n = len(load.lead)
            share = round(n / all_leads, 4) if all_leads else None
            counts = (n, len(load.responsible), len(load.support), load.total)
            rows.add((where or None, rank, scope.name(iri), *counts, share, iri), load.evidence)
    return rows.table(top, "place")


def _order(load: _Load) -> tuple[int, int, int]:
    return -len(load.lead), -len(load.responsible), -load.total
