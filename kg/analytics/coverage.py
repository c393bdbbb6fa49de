"""What was not understood, and how much was: the user's warranty and the developer's map."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.analytics.names import find_instruments, find_places
from kg.analytics.prefixes import PREFIXES
from kg.analytics.scope import Quote, Rows, Scope
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_GAPS = """SELECT DISTINCT ?file ?line ?start ?text ?reason ?pass ?document ?title ?where WHERE {
  ?gap a gov:Gap ; gov:reason ?reason ; gov:evidence ?e ; prov:wasGeneratedBy/rdfs:label ?pass .
  ?e gov:line ?line ; oa:hasSource/gov:fileName ?file ; oa:hasSelector/oa:exact ?text ; oa:hasSelector/oa:start ?start .
  OPTIONAL { ?gap gov:inDocument ?document . OPTIONAL { ?document eli:title ?title }
             OPTIONAL { ?document gov:jurisdiction ?where } }
}"""
_UNDERSTOOD = """SELECT DISTINCT ?document ?e WHERE {
  VALUES ?kind { gov:ResponsibilityAssignment gov:Duty gov:AgentMembership }
  ?fact a ?kind ; gov:inDocument ?document ; gov:evidence ?e .
}"""
_MISSED = """SELECT DISTINCT ?document ?e WHERE {
  ?gap a gov:Gap ; gov:inDocument ?document ; gov:evidence ?e .
}"""
_DOCUMENTS = """SELECT ?document (MIN(?f) AS ?file) (MIN(?l) AS ?line) (MIN(?no) AS ?number) (MIN(?t) AS ?title)
       (SAMPLE(?place) AS ?where) WHERE {
  ?document a gov:Instrument ; gov:evidence ?e .
  ?e gov:line ?l ; oa:hasSource/gov:fileName ?f .
  OPTIONAL { ?document eli:title ?t } OPTIONAL { ?document eli:number ?no }
  OPTIONAL { ?document gov:jurisdiction ?place }
} GROUP BY ?document"""


def coverage(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    evidence: bool = False,
) -> Table:
    """List the text that looks as if it held a fact but became none, with the reason.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many rows.
        evidence: end every row with its text as a quote with its place, as in other reports.

    Returns:
        Columns ``file, line, text, reason, pass, instrument`` in source order.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    wanted = _Wanted(store, place, instrument)
    found = [
        (str(file), int(str(line)), int(str(start)), text, reason, pass_, title)
        for file, line, start, text, reason, pass_, document, title, where in store.select(
            PREFIXES + _GAPS
        ).rows
        if wanted.takes(document, where)
    ]
    found.sort(key=lambda row: (row[0], row[2], str(row[4])))
    columns = ("file", "line", "text", "reason", "pass", "instrument")
    rows = [
        ((file, line, text, *rest), Quote(file, start, line, str(text)))
        for file, line, start, text, *rest in found[:top]
    ]
    if evidence:
        return Table((*columns, "evidence"), tuple((*cells, str(quote)) for cells, quote in rows))
    return Table(columns, tuple(cells for cells, _ in rows))


def understood(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    evidence: bool = False,
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
        evidence: end every row with the quotes that were missed, or, where none was, with those understood.

    Returns:
        Columns ``file, line, number, instrument, understood, missed, share``, the worst share first.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    wanted = _Wanted(store, place, instrument)
    good = _spans(store, _UNDERSTOOD)
    bad = _spans(store, _MISSED)
    found = []
    for document, file, line, number, title, where in store.select(PREFIXES + _DOCUMENTS).rows:
        if not wanted.takes(document, where):
            continue
        u, m = len(good[str(document)]), len(bad[str(document)])
        share = round(u / (u + m), 4) if u + m else None
        cells = (file, line, number, title, u, m, share)
        found.append((share if share is not None else 2.0, str(file), int(str(line)), str(document), cells))
    columns = ("file", "line", "number", "instrument", "understood", "missed", "share")
    rows = Rows(Scope(store), columns, evidence)
    for *_, document_, cells in sorted(found, key=lambda line: line[:4]):
        rows.add(cells, bad[document_] or good[document_])
    return rows.table(top)


class _Wanted:
    """The filter that both reports share."""

    def __init__(self, store: GraphStore, place: str | None, instrument: str | None) -> None:
        self._places = find_places(store, place) if place else None
        self._documents = find_instruments(store, instrument) if instrument else None

    def takes(self, document: object, place: object) -> bool:
        return (self._places is None or place in self._places) and (
            self._documents is None or document in self._documents
        )


def _spans(store: GraphStore, query: str) -> defaultdict[str, set[str]]:
    spans: defaultdict[str, set[str]] = defaultdict(set)
    for document, e in store.select(PREFIXES + query).rows:
        spans[str(document)].add(str(e))
    return spans
