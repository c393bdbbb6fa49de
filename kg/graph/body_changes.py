"""Bodies that were renamed, or formed in place of others."""

from __future__ import annotations

from kg.facts import BodyChangeFact
from kg.graph.documents import add_date
from kg.graph.instrument_graph import InstrumentGraph
from kg.graph.terms import GOV, ORG


def add_body_change(graph: InstrumentGraph, fact: BodyChangeFact) -> None:
    """Adds the change with both bodies: the same one where it only got another name."""
    node = graph.fact(fact, GOV.BodyChange, fact.former, fact.body, fact.change)
    graph.text(node, GOV.formerName, fact.former)
    graph.text(node, GOV.laterName, fact.body)
    graph.text(node, GOV.change, fact.change.value)
    add_date(graph, node, GOV.date, fact.date)
    before, after = graph.body(fact.former), graph.body(fact.body)
    graph.link(node, ORG.originalOrganization, before)
    graph.link(node, ORG.resultingOrganization, after)
    graph.link(before, ORG.changedBy, node)
    if after != before:
        graph.link(after, ORG.resultedFrom, node)
