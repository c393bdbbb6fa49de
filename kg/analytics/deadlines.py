"""What is due next and what should be done by now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kg.analytics.period import in_year, last_day
from kg.analytics.records import Answers, assignments, milestones, targets
from kg.analytics.scope import Rows, Scope
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_WHERE = ("place", "instrument", "iri")
COLUMNS = ("due", "last_day", "days", "state", "kind", "what", "answers_for", "task", *_WHERE)


@dataclass(slots=True)
class _Promise:
    document: str
    kind: str
    due: str
    what: str
    task: str | None
    who: frozenset[str]
    iri: str
    evidence: set[str] = field(default_factory=set)


def deadlines(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    year: int | None = None,
    on: date | None = None,
    start: date | None = None,
    end: date | None = None,
    evidence: bool = False,
) -> Table:
    """List what is due after a day, nearest first, then what was due before it, latest first.

    A row is a milestone, or a target that names a year or month, once however often it is printed. ``last_day`` is
    the last day of the printed period ``due`` (31 December of a year), ``days`` the days from ``on`` to it, negative
    when past. ``state`` is ``due``, ``overdue`` (the last day is before ``on``: the documents say when it should
    be done, not whether it is), or ``undated`` where what is printed is no date of the calendar. ``answers_for``
    names the agent of the milestone, else those who lead its task, else those responsible for it.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many rows.
        year: only what is due in this year.
        on: the day to look from; today when None.
        start: only what has its last day on or after this day.
        end: only what has its last day on or before this day.
        evidence: end every row with the quotes it rests on.

    Returns:
        Columns ``due, last_day, days, state, kind, what, answers_for, task, place, instrument, iri``.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument)
    today = on or date.today()
    lines = []
    for promise in _promises(scope):
        day = last_day(promise.due)
        outside = day is None or (start and day < start) or (end and day > end)
        if not in_year(promise.due, year) or ((start or end) and outside):
            continue
        days = (day - today).days if day else None
        state = "undated" if days is None else "due" if days >= 0 else "overdue"
        task = scope.tasks.get(promise.task or "")
        said = (promise.kind, promise.what, scope.listed(promise.who), task, scope.place(promise.document))
        cells = (promise.due, day, days, state, *said, scope.title(promise.document), promise.iri)
        order = (days is None, (days or 0) < 0, abs(days or 0), str(cells[8]), promise.what, promise.iri)
        lines.append((order, cells, promise.evidence))
    rows = Rows(scope, COLUMNS, evidence)
    for _, cells, quotes in sorted(lines, key=lambda line: line[0]):
        rows.add(cells, quotes)
    return rows.table(top)


def _promises(scope: Scope) -> list[_Promise]:
    answers = Answers(assignments(scope))
    found: dict[str, _Promise] = {}
    for m in milestones(scope):
        who = frozenset([m.agent]) if m.agent else answers.of(m.task)
        new = _Promise(m.document, "milestone", m.due, m.step, m.task, who, m.iri)
        found.setdefault(m.iri, new).evidence.add(m.evidence)
    for t in targets(scope):
        if t.due is not None:
            new = _Promise(t.document, "target", t.due, t.text, t.task, answers.of(t.task), t.iri)
            found.setdefault(t.iri, new).evidence.add(t.evidence)
    return list(found.values())
