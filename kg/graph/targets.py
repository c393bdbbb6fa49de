"""Targets: the quantity promised, its value as a number where it is one, and the task it stands in."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.facts import TargetFact
from kg.graph import nquads as nq
from kg.graph.instrument_graph import InstrumentGraph
from kg.graph.terms import GOV
from kg.graph.time import add_time

_RANGE = re.compile(r"(?P<one>-?\d{1,30}(?:\.\d{1,30})?)(?:[-–—~～至](?P<other>\d{1,30}(?:\.\d{1,30})?))?")


def bounds(value: str) -> tuple[Decimal, Decimal] | None:
    """Reads a printed value: ``95``, ``1,200``, ``1-2``; None where it is no number or range of two.

    Gives the lower end first, however the two are printed (3至2): a slip on paper is no reason to refuse a document.
    """
    match = _RANGE.fullmatch(value.replace(",", "").replace("，", "").strip())
    if match is None:
        return None
    one = Decimal(match["one"])
    other = Decimal(match["other"]) if match["other"] else one
    return min(one, other), max(one, other)


def add_target(graph: InstrumentGraph, fact: TargetFact) -> None:
    """Adds a target. Call after the assignments: the task is the narrowest one whose text the target stands in."""
    node = graph.fact(
        fact, GOV.Target, fact.indicator, fact.op, fact.value, fact.unit, fact.by or "", fact.baseline or ""
    )
    graph.text(node, GOV.indicator, fact.indicator)
    graph.text(node, GOV.comparator, fact.op.value)
    graph.text(node, GOV.printedValue, fact.value)
    graph.text(node, GOV.unit, fact.unit)
    graph.text(node, GOV.baseline, fact.baseline)
    if ends := bounds(fact.value):
        graph.add(node, GOV.minValue, nq.decimal(ends[0]))
        graph.add(node, GOV.maxValue, nq.decimal(ends[1]))
    add_time(graph, node, fact.by)
    if task := graph.task_around(fact.evidence.start, fact.evidence.end):
        graph.link(node, GOV.task, task)
