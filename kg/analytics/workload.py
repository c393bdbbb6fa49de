"""When the load falls due: milestones per body and month."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.analytics.period import in_year, month_of
from kg.analytics.records import Answers, assignments, milestones
from kg.analytics.scope import Rows, Scope
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

COLUMNS = ("place", "body", "month", "milestones", "tasks", "peak", "iri")


def workload(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    year: int | None = None,
    evidence: bool = False,
) -> Table:
    """Count the milestones that fall due for each body in each month.

    A row is a place (that of the instrument), a body (also a group, post or person) and a month. A milestone
    belongs to whoever is named with it; where nobody is, to those who lead its task, else to those responsible for
    it, to each of them once; where there are none either, to the row without a body. It counts in the month in which
    its period ends (of ``2031-05/2031-06`` in June); one that prints only a year counts in a row of that year.
    ``milestones`` counts distinct milestones, ``tasks`` the distinct tasks they are steps of. ``peak`` marks the
    body's months with most milestones, where it has more than one month.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the so many bodies of each place with most milestones, with all their months.
        year: only milestones due in this year.
        evidence: end every row with the quotes of its milestones.

    Returns:
        Columns ``place, body, month, milestones, tasks, peak, iri``; bodies with most milestones first, months in order.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument)
    answers = Answers(assignments(scope))
    months: defaultdict[tuple[str, str], defaultdict[str, set[tuple[str, str, str]]]]
    months = defaultdict(lambda: defaultdict(set))
    for m in milestones(scope):
        if not in_year(m.due, year):
            continue
        where = scope.place(m.document) or ""
        for body in [m.agent] if m.agent else answers.of(m.task) or [""]:
            months[where, body][month_of(m.due)].add((m.iri, m.task, m.evidence))
    total = {key: len({iri for of in by.values() for iri, _, _ in of}) for key, by in months.items()}
    rows = Rows(scope, COLUMNS, evidence)
    for where in sorted({where for where, _ in months}):
        bodies = [body for at, body in months if at == where]
        bodies.sort(key=lambda b: (-total[where, b], scope.name(b), b))
        for body in bodies[:top]:
            by_month = months[where, body]
            counts = {month: len({iri for iri, _, _ in found}) for month, found in by_month.items()}
            for month in sorted(counts):
                peak = len(counts) > 1 and counts[month] == max(counts.values())
                tasks = {task for _, task, _ in by_month[month]}
                cells = (where or None, scope.name(body) or None, month, counts[month], len(tasks), peak)
                rows.add((*cells, body or None), {e for _, _, e in by_month[month]})
    return rows.table()
