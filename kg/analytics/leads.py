"""Who carries the load: lead, responsible and supporting roles per body, places kept apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.analytics.labels import agent_labels, instrument_places
from kg.analytics.names import find_instruments, find_places
from kg.analytics.prefixes import PREFIXES
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

COLUMNS = ("place", "rank", "body", "lead", "responsible", "support", "total", "share", "iri")

_ROLES = """SELECT DISTINCT ?body ?role ?task ?document WHERE {
  ?a a gov:ResponsibilityAssignment ; gov:agentKind "org" ;
     gov:agent ?body ; gov:role ?role ; gov:task ?task ; gov:inDocument ?document .
}"""


@dataclass(slots=True)
class _Load:
    """The tasks of one body, by role."""

    lead: set[str] = field(default_factory=set)
    responsible: set[str] = field(default_factory=set)
    support: set[str] = field(default_factory=set)

    @property
    def total(self) -> int:
        return len(self.lead | self.responsible | self.support)


def leads(
    store: GraphStore, *, place: str | None = None, instrument: str | None = None, top: int | None = None
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

    Returns:
        Columns ``place, rank, body, lead, responsible, support, total, share, iri``; places by name, bodies by
        rank, then responsible and total (descending), then name.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    places = find_places(store, place) if place else None
    documents = find_instruments(store, instrument) if instrument else None
    where = instrument_places(store)
    loads: defaultdict[str | None, defaultdict[str, _Load]] = defaultdict(lambda: defaultdict(_Load))
    for body, role, task, document in store.select(PREFIXES + _ROLES).rows:
        home = where.get(str(document))
        if documents is not None and document not in documents:
            continue
        if places is not None and (home is None or home.iri not in places):
            continue
        tasks = _tasks(loads[home.name if home else None][str(body)], str(role))
        if tasks is not None:
            tasks.add(str(task))
    names = agent_labels(store)
    rows: list[tuple[object, ...]] = []
    for name in sorted(loads, key=lambda n: n or ""):
        rows += _rank(name, loads[name], names)[:top]
    return Table(COLUMNS, tuple(rows))


def _tasks(load: _Load, role: str) -> set[str] | None:
    """The set that a role counts in; an organisation that oversees counts in none."""
    match role.rpartition("#")[2]:
        case "roleLead":
            return load.lead
        case "roleResponsible":
            return load.responsible
        case "roleSupport":
            return load.support
        case _:
            return None


def _rank(place: str | None, loads: dict[str, _Load], names: dict[str, str]) -> list[tuple[object, ...]]:
    def order(iri: str) -> tuple[int, int, int, str, str]:
        load = loads[iri]
        return -len(load.lead), -len(load.responsible), -load.total, names.get(iri, ""), iri

    all_leads = sum(len(load.lead) for load in loads.values())
    rows: list[tuple[object, ...]] = []
    rank, last = 0, -1
    for position, iri in enumerate(sorted((iri for iri in loads if loads[iri].total), key=order), 1):
        load = loads[iri]
        n = len(load.lead)
        if n != last:
            rank, last = position, n
        share = round(n / all_leads, 4) if all_leads else None
        counts = (n, len(load.responsible), len(load.support), load.total)
        rows.append((place, rank, names.get(iri, iri), *counts, share, iri))
    return rows
