"""Who carries the load: lead, responsible and supporting roles per body, places kept apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
_BODIES = """SELECT ?body (MIN(?label) AS ?name) (SAMPLE(?where) AS ?place) (MIN(?label2) AS ?placeName) WHERE {
  { SELECT DISTINCT ?body WHERE { ?a a gov:ResponsibilityAssignment ; gov:agentKind "org" ; gov:agent ?body } }
  ?body skos:prefLabel ?label .
  OPTIONAL { ?body gov:jurisdiction ?where . ?where skos:prefLabel ?label2 }
} GROUP BY ?body"""


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
    """Count the tasks each body leads, is responsible for and supports.

    A row is a body (an organisation, not a person, an office holder or a class of bodies) that takes at least
    one of the three roles. Every number counts *distinct tasks*: a task named in two clauses counts once, a
    body that leads and supports one task counts under both but once in ``total``. ``share`` is the body's part
    of all lead roles of its place (sum of ``lead`` over its bodies), between 0 and 1, empty where the place
    has none. ``rank`` is the position within the place by ``lead``, ties sharing the better rank.

    Args:
        store: the graph.
        place: only bodies of places with this name (or part of a name).
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
    loads = _loads(store, documents)
    bodies: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for body, name, where, where_name in store.select(PREFIXES + _BODIES).rows:
        if body in loads and (places is None or where in places):
            bodies[str(where_name or "")].append((str(name), str(body)))
    rows: list[tuple[object, ...]] = []
    for where_name in sorted(bodies):
        rows += _rank(where_name or None, bodies[where_name], loads)[:top]
    return Table(COLUMNS, tuple(rows))


def _loads(store: GraphStore, documents: frozenset[str] | None) -> defaultdict[str, _Load]:
    loads: defaultdict[str, _Load] = defaultdict(_Load)
    for body, role, task, document in store.select(PREFIXES + _ROLES).rows:
        if documents is not None and document not in documents:
            continue
        match str(role).rpartition("#")[2]:
            case "roleLead":
                loads[str(body)].lead.add(str(task))
            case "roleResponsible":
                loads[str(body)].responsible.add(str(task))
            case "roleSupport":
                loads[str(body)].support.add(str(task))
    return loads


def _rank(
    place: str | None, bodies: list[tuple[str, str]], loads: defaultdict[str, _Load]
) -> list[tuple[object, ...]]:
    def order(named: tuple[str, str]) -> tuple[int, int, int, str, str]:
        load = loads[named[1]]
        return -len(load.lead), -len(load.responsible), -load.total, *named

    all_leads = sum(len(loads[iri].lead) for _, iri in bodies)
    rows: list[tuple[object, ...]] = []
    rank, last = 0, -1
    for position, (name, iri) in enumerate(sorted(bodies, key=order), 1):
        load = loads[iri]
        n = len(load.lead)
        if n != last:
            rank, last = position, n
        share = round(n / all_leads, 4) if all_leads else None
        rows.append((place, rank, name, n, len(load.responsible), len(load.support), load.total, share, iri))
    return rows
