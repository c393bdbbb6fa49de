"""Promises that nobody in particular answers for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analytics.period import in_year
from kg.analytics.records import Answers, assignments, milestones, targets
from kg.analytics.scope import Rows, Scope
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

COLUMNS = ("place", "kind", "what", "reason", "named", "instrument", "iri")


@dataclass(frozen=True, slots=True)
class _Orphan:
    order: int
    kind: str
    iri: str
    what: str
    reason: str
    document: str
    task: str | None


def orphans(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    year: int | None = None,
    evidence: bool = False,
) -> Table:
    """List tasks without a lead, and targets and milestones that nobody answers for.

    A row is a task, target or milestone, once however often it is printed. ``reason`` says what is missing:
    ``no lead`` (bodies are responsible, none leads), ``only support``, ``only an official`` (an overseer and no
    body), ``nobody`` (a target or milestone in a task nobody leads or is responsible for), ``no task`` (a target
    that stands in no task: the clause around it names nobody). A task that has a lead, or a milestone with an agent
    of its own, is never listed. ``named`` are the agents with some role in the task.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many rows.
        year: only tasks of instruments signed in this year; targets and milestones due in it.
        evidence: end every row with the quotes it rests on.

    Returns:
        Columns ``place, kind, what, reason, named, instrument, iri`` by place, kind (task, target, milestone), then
        reason, instrument and text.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument)
    roles = assignments(scope)
    answers = Answers(roles)
    named: defaultdict[str, set[str]] = defaultdict(set)
    for a in roles:
        named[a.task].add(a.agent)
    roles_of: defaultdict[str, set[str]] = defaultdict(set)
    for a in roles:
        roles_of[a.task].add("official" if a.kind == "person" else a.role)
    found: defaultdict[_Orphan, set[str]] = defaultdict(set)
    for a in roles:
        signed = scope.instruments[a.document].date or ""
        if "lead" not in roles_of[a.task] and (year is None or signed.startswith(f"{year:04d}")):
            reason = _without_lead(roles_of[a.task])
            found[_Orphan(0, "task", a.task, scope.tasks[a.task], reason, a.document, a.task)].add(a.evidence)
    for t in targets(scope):
        if in_year(t.due, year) and not answers.of(t.task):
            reason = "nobody" if t.task else "no task"
            found[_Orphan(1, "target", t.iri, t.text, reason, t.document, t.task)].add(t.evidence)
    for m in milestones(scope):
        if in_year(m.due, year) and not m.agent and not answers.of(m.task):
            step = f"{m.due} {m.step}"
            found[_Orphan(2, "milestone", m.iri, step, "nobody", m.document, m.task)].add(m.evidence)
    rows = Rows(scope, COLUMNS, evidence)

    def order(o: _Orphan) -> tuple[str, int, str, str, str, str]:
        return scope.place(o.document) or "", o.order, o.reason, scope.title(o.document) or "", o.what, o.iri

    for o in sorted(found, key=order):
        agents = scope.listed(named.get(o.task or "", ()))
        where = (scope.title(o.document), o.iri)
        rows.add((scope.place(o.document), o.kind, o.what, o.reason, agents, *where), found[o])
    return rows.table(top)


def _without_lead(roles: set[str]) -> str:
    if "responsible" in roles:
        return "no lead"
    return "only support" if "support" in roles else "only an official"
