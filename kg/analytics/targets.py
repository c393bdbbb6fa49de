"""The ledger of quantified promises, and the same indicator across places and years."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.analytics.period import in_year
from kg.analytics.records import Answers, Target, assignments
from kg.analytics.records import targets as target_records
from kg.analytics.scope import Rows, Scope
from kg.resolve.names import compact, fold
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_PROMISE = ("indicator", "comparator", "value", "unit", "baseline", "due")
LEDGER = ("place", *_PROMISE, "answers_for", "task", "instrument", "iri")
SERIES = ("indicator", "unit", "place", "due", "comparator", "value", "baseline", "instrument", "iri")


def targets(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    year: int | None = None,
    evidence: bool = False,
) -> Table:
    """List the quantified promises and who answers for each.

    A row is a target, once however often its document is printed. ``value`` is a number where one is printed, else
    the printed text (a range); ``unit`` is as printed (a percentage is in ``%``), ``baseline`` the printed starting
    value. ``due`` is the year or month for which it is promised. ``answers_for`` names those who lead the task
    in whose text the target stands, else those responsible for it; empty where it stands in no task or nobody does.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many rows.
        year: only targets due in this year.
        evidence: end every row with its quote.

    Returns:
        Columns ``place, indicator, comparator, value, unit, baseline, due, answers_for, task, instrument, iri`` by
        place, due, indicator.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument)
    answers = Answers(assignments(scope))
    rows = Rows(scope, LEDGER, evidence)
    for target, quotes in _once(scope, year):
        promise = (target.indicator, target.comparator, target.number, target.unit, target.baseline)
        task = scope.tasks.get(target.task or "")
        about = (scope.listed(answers.of(target.task)), task, scope.title(target.document), target.iri)
        rows.add((scope.place(target.document), *promise, target.due, *about), quotes)
    return rows.table(top)


def indicators(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    evidence: bool = False,
) -> Table:
    """Put the same indicator side by side across places and years.

    Two targets have the same indicator when their names are equal, white space, width and the conjunctions 和 与 及
    aside, and their units are; only indicators with two different pairs of place and due period are listed.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many rows.
        evidence: end every row with its quote.

    Returns:
        Columns ``indicator, unit, place, due, comparator, value, baseline, instrument, iri`` by indicator, place, due.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument)
    series: defaultdict[tuple[str, str], list[tuple[Target, set[str]]]] = defaultdict(list)
    for target, quotes in _once(scope, None):
        series[same_indicator(target)].append((target, quotes))
    rows = Rows(scope, SERIES, evidence)
    for key in sorted(series):
        found = series[key]
        if len({(scope.place(target.document), target.due) for target, _ in found}) < 2:
            continue
        name = min(target.indicator for target, _ in found)
        for target, quotes in found:
            when = (scope.place(target.document), target.due)
            promise = (target.comparator, target.number, target.baseline)
            rows.add((name, target.unit, *when, *promise, scope.title(target.document), target.iri), quotes)
    return rows.table(top)


def same_indicator(target: Target) -> tuple[str, str]:
    """Give what two targets with the same indicator have in common: folded name and unit."""
    return fold(compact(target.indicator)), compact(target.unit)


def _once(scope: Scope, year: int | None) -> list[tuple[Target, set[str]]]:
    """Each target once with all its evidence, by place, due, indicator."""
    found: dict[str, tuple[Target, set[str]]] = {}
    for target in target_records(scope):
        if in_year(target.due, year):
            found.setdefault(target.iri, (target, set()))[1].add(target.evidence)
    return sorted(found.values(), key=lambda item: _order(scope, item[0]))


def _order(scope: Scope, t: Target) -> tuple[str, ...]:
    return (scope.place(t.document) or "", t.due or "9999", t.indicator, t.value, t.iri)
