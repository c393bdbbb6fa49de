"""Who holds which post on a day, and what changed in a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.analytics.records import PostStatement, post_statements
from kg.analytics.scope import Rows, Scope
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

HOLDERS = ("place", "body", "post", "person", "state", "since", "until", "note", "iri")
CHANGES = ("place", "date", "event", "person", "post", "body", "note", "instrument", "iri")


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in a post.

    ``since`` is the day of appointment, ``stated`` the first day on which a document says so, ``until`` the day of
    dismissal; None where no document says it. ``appointments`` counts the days on which one is printed.
    """

    person: str
    post: str
    body: str | None
    since: str | None
    stated: str | None
    until: str | None
    note: str | None
    document: str
    evidence: frozenset[str]
    appointments: int

    def state(self, on: str | None) -> str | None:
        """Say what is known for a day: ``holds``, ``presumed``, ``unknown``; None for not holding it.

        ``presumed``: he was dismissed later, and no document says since when he held it. ``unknown``: the first
        document that says so is of a later day and names no day of appointment.
        """
        if self.until is not None and (on is None or self.until <= on):
            return None
        if on is None:
            return "holds"
        if self.since is not None:
            return "holds" if self.since <= on else None
        if self.stated is not None and self.stated <= on:
            return "holds"
        return "presumed" if self.until is not None else "unknown"


def holdings(statements: Iterable[PostStatement], scope: Scope) -> list[Holding]:
    """Put the statements on each person and post together into times of holding.

    Statements are taken by date (that of the decision, else of the instrument's signature; those without any come
    first). An appointment begins a holding unless one is open, a dismissal ends the open one, or one whose beginning
    is not stated.

    Args:
        statements: in any order.
        scope: gives the dates of instruments.
    """
    by_pair: defaultdict[tuple[str, str], list[tuple[str, PostStatement]]] = defaultdict(list)
    for s in statements:
        signed = scope.instruments[s.document].date
        by_pair[s.person, s.post].append((s.date or signed or "", s))
    found: list[Holding] = []
    for pair in sorted(by_pair):
        # On one day dismissals come first: who is dismissed and appointed again that day stays.
        order = sorted(by_pair[pair], key=lambda d: (d[0], d[1].event != "dismissed", d[1].iri))
        run: list[tuple[str, PostStatement]] = []
        for day, s in order:
            run.append((day, s))
            if s.event == "dismissed":
                found.append(_holding(run))
                run = []
        if run:
            found.append(_holding(run))
    return found


def _holding(run: list[tuple[str, PostStatement]]) -> Holding:
    first = run[0][1]
    ended = run[-1][1].event == "dismissed"
    appointed = next((day for day, s in run if s.event == "appointed"), None)
    # Stated as holding before the appointment that follows: the appointment is not the beginning.
    since = appointed if first.event == "appointed" else None
    stated = next((day for day, s in run if s.event != "dismissed"), None)
    return Holding(
        first.person,
        first.post,
        next((s.body for _, s in run if s.body), None),
        since or None,
        stated or None,
        (run[-1][0] or None) if ended else None,
        "；".join(dict.fromkeys(s.note for _, s in run if s.note)) or None,
        run[-1][1].document,
        frozenset(s.evidence for _, s in run),
        len({day for day, s in run if s.event == "appointed"}),
    )


def posts(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    on: date | None = None,
    start: date | None = None,
    end: date | None = None,
    evidence: bool = False,
) -> Table:
    """List who holds which post on a day, or, with ``start`` or ``end``, what changed in that period.

    *Holders*: a row is a person in a post on the day ``on``; without a day, by the last that the store says of them.
    ``state`` is ``holds``; ``presumed`` where only a later dismissal says that the person held it; or ``unknown``
    where the first document that says so is of a later day: not known for that day. ``since`` is the day of
    appointment, ``until`` that of a dismissal after the day, both only where a document says so.

    *Changes*: a row is an appointment or a dismissal decided from ``start`` to ``end``, both days included; one
    without a date of decision counts on the day its instrument was signed, and is left out without either.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many rows.
        on: the day.
        start: first day of the period.
        end: last day of the period.
        evidence: end every row with the quotes it rests on.

    Returns:
        Columns ``place, body, post, person, state, since, until, note, iri`` by place, body and post; for changes
        ``place, date, event, person, post, body, note, instrument, iri`` by date. ``iri`` is the person's.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument)
    if start is not None or end is not None:
        return _changes(scope, start, end, top, evidence)
    day = on.isoformat() if on else None
    rows = Rows(scope, HOLDERS, evidence)
    lines = []
    for h in holdings(post_statements(scope), scope):
        if state := h.state(day):
            body = scope.name(h.body) if h.body else None
            cells = (scope.place(h.document), body, scope.name(h.post), scope.name(h.person))
            lines.append(((*cells, state, _date(h.since), _date(h.until), h.note, h.person), h.evidence))
    for cells_, proof in sorted(lines, key=lambda line: tuple(str(cell or "") for cell in line[0])):
        rows.add(cells_, proof)
    return rows.table(top)


def _changes(scope: Scope, start: date | None, end: date | None, top: int | None, evidence: bool) -> Table:
    rows = Rows(scope, CHANGES, evidence)
    lines = []
    for s in post_statements(scope):
        day = _date(s.date or scope.instruments[s.document].date)
        if s.event == "holds" or day is None or (start and day < start) or (end and day > end):
            continue
        body = scope.name(s.body) if s.body else None
        named = (s.event, scope.name(s.person), scope.name(s.post), body, s.note)
        cells = (scope.place(s.document), day, *named, scope.title(s.document), s.person)
        lines.append((str(day), cells, s.evidence))
    for _, cells_, proof in sorted(lines, key=lambda line: (line[0], tuple(str(c or "") for c in line[1]))):
        rows.add(cells_, (proof,))
    return rows.table(top)


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
