"""What the picture shows: bodies, officials and tasks of the leads report, and what was left out.

A task stands with the body that leads it (first printed where there are several; where none leads, the first
responsible, else the first supporting one). When there are more nodes than the limit, bodies with most tasks of their
own are kept, the places taking turns, and the page says how many of how many it shows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.analytics.facts import fact_rows
from kg.analytics.labels import agent_labels, instrument_places
from kg.analytics.names import find_places

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_STRENGTH = {"lead": 0, "responsible": 1, "support": 2}


@dataclass(frozen=True, slots=True)
class Part:
    """An agent's part in a task, with where it was read."""

    agent: str
    role: str
    task: str
    quote: str
    file: str
    line: int


@dataclass(slots=True)
class Body:
    """A department with the tasks that stand with it."""

    iri: str
    name: str
    full_name: str
    place: str
    tasks: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Official:
    """A person who oversees tasks."""

    iri: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The chosen part of the graph. ``all_bodies`` and ``all_tasks`` count before the limit."""

    bodies: tuple[Body, ...]
    officials: tuple[Official, ...]
    tasks: Mapping[str, str]  # IRI -> text
    parts: tuple[Part, ...]
    all_bodies: int
    all_tasks: int


def choose(store: GraphStore, *, place: str | None = None, limit: int) -> Picture:
    """Choose what to show.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        limit: about how many nodes at most; at least one body is shown.

    Raises:
        UnknownNameError: no such place.
    """
    places = find_places(store, place) if place else None
    where = {
        document: home.name
        for document, home in instrument_places(store).items()
        if places is None or home.iri in places
    }
    facts = [f for f in fact_rows(store, types={"role"}) if places is None or f["document"] in where]
    return pick(facts, agent_labels(store), where, limit)


def pick(
    facts: Sequence[Mapping[str, Any]], names: Mapping[str, str], places: Mapping[str, str], limit: int
) -> Picture:
    """Choose among role facts.

    Args:
        facts: records of the facts format, in source order.
        names: agent's IRI -> its full name.
        places: instrument's IRI -> name of the place whose instrument it is.
        limit: about how many nodes at most.
    """
    texts = {str(f["task_id"]): str(f["task"]) for f in facts}
    homes = _homes(facts, places)
    bodies = _bodies(facts, names, homes)
    own = {task for body in bodies for task in body.tasks}
    kept = _within(bodies, limit)
    shown = {task for body in kept for task in body.tasks}
    agents = {body.iri for body in kept}
    officials = _officials(facts, homes, shown)
    agents |= {official.iri for official in officials}
    parts = tuple(
        Part(f["agent_id"], f["role"], f["task_id"], f["quote"], f["file"], f["line"])
        for f in facts
        if f["task_id"] in shown and f["agent_id"] in agents
    )
    tasks = {iri: text for iri, text in texts.items() if iri in shown}
    return Picture(tuple(kept), officials, tasks, parts, len(bodies), len(own))


def _homes(facts: Iterable[Mapping[str, Any]], places: Mapping[str, str]) -> dict[str, str]:
    """Where an agent stands: the place that names it most often."""
    tally: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        tally[str(fact["agent_id"])][places.get(str(fact["document"]), "")] += 1
    return {agent: min(counts, key=lambda name: (-counts[name], name)) for agent, counts in tally.items()}


def _bodies(
    facts: Iterable[Mapping[str, Any]], full_names: Mapping[str, str], homes: Mapping[str, str]
) -> list[Body]:
    """All bodies with a part in a task, each task standing with its owner, most own tasks first."""
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    seen: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    owner: dict[str, tuple[int, str]] = {}
    for fact in facts:
        if fact["agent_kind"] != "org" or fact["role"] not in _STRENGTH:
            continue
        iri, task = str(fact["agent_id"]), str(fact["task_id"])
        printed[iri][fact["agent"]] += 1
        seen[iri].add((fact["role"], task))
        candidate = (_STRENGTH[fact["role"]], iri)
        if task not in owner or candidate[0] < owner[task][0]:
            owner[task] = candidate
    bodies: dict[str, Body] = {}
    for iri, names in printed.items():
        usual = min(names, key=lambda n: (-names[n], n))
        full = full_names.get(iri, usual)
        bodies[iri] = Body(iri, usual, full, homes[iri], counts=Counter(role for role, _ in seen[iri]))
    for task, (_, iri) in owner.items():
        bodies[iri].tasks.append(task)
    return sorted(bodies.values(), key=lambda b: (-b.counts["lead"], -len(b.tasks), b.full_name, b.iri))


def _within(bodies: list[Body], limit: int) -> list[Body]:
    """Keep the first bodies of every place, the places taking turns, until the nodes are used up."""
    queues: defaultdict[str, list[Body]] = defaultdict(list)
    for body in bodies:
        queues[body.place].append(body)
    kept: list[Body] = []
    room = limit
    while any(queues.values()):
        for place in sorted(queues):
            if not queues[place]:
                continue
            body = queues[place].pop(0)
            if room <= 0 and kept:
                return kept
            room -= 1
            if len(body.tasks) > max(room, 0):
                del body.tasks[max(room, 0) :]
            room -= len(body.tasks)
            kept.append(body)
    return kept


def _officials(
    facts: Iterable[Mapping[str, Any]], homes: Mapping[str, str], shown: set[str]
) -> tuple[Official, ...]:
    names: dict[str, str] = {}
    for fact in facts:
        if fact["role"] == "overseer" and fact["agent_kind"] == "person" and fact["task_id"] in shown:
            names.setdefault(str(fact["agent_id"]), str(fact["agent"]))
    people = (Official(iri, name, homes[iri]) for iri, name in names.items())
    return tuple(sorted(people, key=lambda o: (o.place, o.name, o.iri)))
