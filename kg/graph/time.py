"""Calendar time in the precision of the text: a year stays a year, a month a month (OWL-Time)."""

from __future__ import annotations

import re

from rdflib import URIRef

from kg.graph import nquads as nq
from kg.graph.instrument_graph import InstrumentGraph
from kg.graph.terms import GOV, TIME, XSD

_POINT = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_FORMS: dict[int, tuple[URIRef, URIRef]] = {
    4: (TIME.inXSDgYear, XSD.gYear),
    7: (TIME.inXSDgYearMonth, XSD.gYearMonth),
    10: (TIME.inXSDDate, XSD.date),
}


def add_time(graph: InstrumentGraph, node: str, due: str | None) -> None:
    """Adds a due date: as text always, as OWL-Time where the text is ``YYYY[-MM[-DD]]`` or two of these with ``/``."""
    if due is None:
        return
    graph.text(node, GOV.due, due)
    points = due.split("/")
    if len(points) > 2 or not all(_POINT.fullmatch(point) for point in points):
        return
    whole = graph.iris.time(due)
    graph.link(node, TIME.hasTime, whole)
    instants = [_instant(graph, point) for point in points]
    if len(instants) == 2:
        graph.a(whole, TIME.ProperInterval)
        graph.link(whole, TIME.hasBeginning, instants[0])
        graph.link(whole, TIME.hasEnd, instants[1])


def add_instant(graph: InstrumentGraph, day: str) -> str | None:
    """Adds a date of the forms above and gives its node; None for any other text."""
    return _instant(graph, day) if _POINT.fullmatch(day) else None


def _instant(graph: InstrumentGraph, point: str) -> str:
    node = graph.iris.time(point)
    predicate, datatype = _FORMS[len(point)]
    graph.a(node, TIME.Instant)
    graph.add(node, predicate, nq.typed(point, datatype))
    return node
