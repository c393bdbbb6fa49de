"""Instruments and what they cite."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rdflib import URIRef

from kg.facts import CitationFact, DocumentFact, Relation
from kg.graph import nquads as nq
from kg.graph.instrument_graph import InstrumentGraph
from kg.graph.terms import DCTERMS, ELI, GOV, PROV, XSD
from kg.resolve.kinds import InstrumentKind, kind_of_instrument, level_of_instrument

_DATE = re.compile(r"\d{4}-\d\d-\d\d")

RELATIONS: Mapping[Relation, tuple[URIRef, URIRef | None]] = {
    Relation.BASIS: (GOV.relationBasis, ELI.based_on),
    Relation.REPEALS: (GOV.relationRepeals, ELI.repeals),
    Relation.AMENDS: (GOV.relationAmends, ELI.amends),
    Relation.FORWARDS: (GOV.relationForwards, GOV.forwards),
    Relation.MENTIONS: (GOV.relationMentions, None),
}

INSTRUMENT_KINDS: Mapping[InstrumentKind, URIRef] = {
    InstrumentKind.LAW: GOV.kindLaw,
    InstrumentKind.STANDARD: GOV.kindStandard,
    InstrumentKind.REGULATION: GOV.kindRegulation,
    InstrumentKind.PLAN: GOV.kindPlan,
    InstrumentKind.NOTICE: GOV.kindNotice,
}


def add_date(graph: InstrumentGraph, node: str, predicate: URIRef, date: str | None) -> None:
    """Adds a date; one that is not ``YYYY-MM-DD`` stays the plain text it is."""
    if date is not None:
        value = nq.typed(date, XSD.date) if _DATE.fullmatch(date) else nq.string(date)
        graph.add(node, predicate, value)


def add_document(graph: InstrumentGraph, fact: DocumentFact) -> None:
    """Adds the instrument's own node."""
    node = graph.instrument
    graph.a(node, GOV.Instrument, ELI.LegalResource)
    graph.text(node, ELI.title, fact.title)
    graph.text(node, ELI.number, fact.number)
    for issuer in fact.issuers:
        graph.text(node, GOV.issuerName, issuer)
        graph.link(node, ELI.passed_by, graph.body(issuer))
    add_date(graph, node, ELI.date_document, fact.date)
    graph.add(node, GOV.lastLine, nq.integer(fact.last_line))
    place = graph.place(graph.resolution.place)
    graph.link(node, GOV.jurisdiction, place)
    graph.link(node, DCTERMS.spatial, place)
    graph.link(node, PROV.wasDerivedFrom, graph.source)
    graph.stamp(node, fact)


def add_citation(graph: InstrumentGraph, fact: CitationFact) -> None:
    """Adds a citation, the cited instrument and the shortcuts between the two instruments."""
    node = graph.fact(fact, GOV.CitationLink, fact.title or "", fact.number or "", fact.relation)
    cited = graph.iris.instrument(graph.resolution.cited[fact])
    concept, shortcut = RELATIONS[fact.relation]
    graph.link(node, GOV.cited, cited)
    graph.link(node, GOV.relation, concept)
    graph.text(node, GOV.citedTitle, fact.title)
    graph.text(node, GOV.citedNumber, fact.number)
    graph.a(cited, ELI.LegalResource)
    if cited != graph.instrument:
        _describe(graph, cited, fact)
    graph.text(cited, ELI.title, fact.title)
    graph.text(cited, ELI.number, fact.number)
    graph.link(graph.instrument, ELI.cites, cited)
    if shortcut is not None:
        graph.link(graph.instrument, shortcut, cited)


def _describe(graph: InstrumentGraph, cited: str, fact: CitationFact) -> None:
    """Kind and level of what is cited, as far as this citation says them: no "other" beside a known kind elsewhere."""
    kind = kind_of_instrument(fact.title)
    if kind is not InstrumentKind.OTHER:
        graph.link(cited, ELI.type_document, INSTRUMENT_KINDS[kind])
    level = level_of_instrument(fact.title, fact.number, graph.resolution.place)
    if level is not None:
        graph.text(cited, GOV.level, level.value)
