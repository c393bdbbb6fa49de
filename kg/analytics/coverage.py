"""What was not understood, and how much was: the user's warranty and the developer's map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analytics.names import find_instruments, find_places
from kg.analytics.prefixes import PREFIXES
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_GAPS = """SELECT DISTINCT ?file ?line ?start ?text ?reason ?pass ?document ?title ?where WHERE {
  ?gap a gov:Gap ; gov:reason ?reason ; gov:evidence ?e ; prov:wasGeneratedBy/rdfs:label ?pass .
  ?e gov:line ?line ; oa:hasSource/gov:fileName ?file ; oa:hasSelector/oa:exact ?text ; oa:hasSelector/oa:start ?start .
  OPTIONAL { ?gap gov:inDocument ?document . OPTIONAL { ?document eli:title ?title }
             OPTIONAL { ?document gov:jurisdiction ?where } }
}"""
_UNDERSTOOD = """SELECT ?document (COUNT(DISTINCT ?e) AS ?n) WHERE {
  VALUES ?kind { gov:ResponsibilityAssignment gov:Duty gov:AgentMembership }
  ?fact a ?kind ; gov:inDocument ?document ; gov:evidence ?e .
} GROUP BY ?document"""
_MISSED = """SELECT ?document (COUNT(DISTINCT ?e) AS ?n) WHERE {
  ?gap a gov:Gap ; gov:inDocument ?document ; gov:evidence ?e .
} GROUP BY ?document"""
_DOCUMENTS = """SELECT ?document (MIN(?f) AS ?file) (MIN(?l) AS ?line) (MIN(?no) AS ?number) (MIN(?t) AS ?title)
       (SAMPLE(?place) AS ?where) WHERE {
  ?document a gov:Instrument ; gov:evidence ?e .
  ?e gov:line ?l ; oa:hasSource/gov:fileName ?f .
  OPTIONAL { ?document eli:title ?t } OPTIONAL { ?document eli:number ?no }
  OPTIONAL { ?document gov:jurisdiction ?place }
} GROUP BY ?document"""


def coverage(
    store: GraphStore, *, place: str | None = None, instrument: str | None = None, top: int | None = None
) -> Table:
    """List the text that looks as if it held a fact but became none, with the reason.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many rows.

    Returns:
        Columns ``file, line, text, reason, pass, instrument`` in source order.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    wanted = _Wanted(store, place, instrument)
    rows = [
        (str(file), int(str(line)), int(str(start)), text, reason, pass_, title)
        for file, line, start, text, reason, pass_, document, title, where in store.select(
            PREFIXES + _GAPS
        ).rows
        if wanted.takes(document, where)
    ]
    rows.sort(key=lambda row: (row[0], row[2], str(row[4])))
    return Table(
        ("file", "line", "text", "reason", "pass", "instrument"),
        tuple((file, line, *rest) for file, line, _, *rest in rows[:top]),
    )


def understood(
    store: GraphStore, *, place: str | None = None, instrument: str | None = None, top: int | None = None
) -> Table:
    """Give per instrument the share of the text about responsibility that became facts.

    ``understood`` counts the distinct spans of text from which an assignment, a duty or a membership was read,
    ``missed`` the spans of the coverage report; ``share`` is understood / (understood + missed), empty for an
    instrument with neither.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many rows.

    Returns:
        Columns ``file, line, number, instrument, understood, missed, share``, the worst share first.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    wanted = _Wanted(store, place, instrument)
    good = _counts(store, _UNDERSTOOD)
    bad = _counts(store, _MISSED)
    rows = []
    for document, file, line, number, title, where in store.select(PREFIXES + _DOCUMENTS).rows:
        if not wanted.takes(document, where):
            continue
        u, m = good.get(str(document), 0), bad.get(str(document), 0)
        rows.append((file, line, number, title, u, m, round(u / (u + m), 4) if u + m else None))
    rows.sort(key=lambda r: (r[6] if r[6] is not None else 2.0, str(r[0]), int(str(r[1]))))
    return Table(("file", "line", "number", "instrument", "understood", "missed", "share"), tuple(rows[:top]))


class _Wanted:
    """The filter that both reports share."""

    def __init__(self, store: GraphStore, place: str | None, instrument: str | None) -> None:
        self._places = find_places(store, place) if place else None
        self._documents = find_instruments(store, instrument) if instrument else None

    def takes(self, document: object, place: object) -> bool:
        return (self._places is None or place in self._places) and (
            self._documents is None or document in self._documents
        )


def _counts(store: GraphStore, query: str) -> dict[str, int]:
    return {str(document): int(str(n)) for document, n in store.select(PREFIXES + query).rows}
