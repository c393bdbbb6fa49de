"""Instruments and what they cite."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rdflib import URIRef

from kg.facts import CitationFact, DocumentFact, Relation
from kg.graph import nquads as nq
from kg.graph.instrument_graph import InstrumentGraph
from kg.graph.terms import DCTERMS, ELI, GOV, PROV, XSD
from kg.resolve.kinds import InstrumentKind, kind_of_instrument, place_of_instrument

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
    graph.text(cited, ELI.title if fact in graph.resolution.direct else ELI.title_alternative, fact.title)
    graph.text(cited, ELI.number, fact.number)
    if cited == graph.instrument:
        return
    _describe(graph, cited, fact)
    _add_basis(graph, cited, fact)
    graph.link(graph.instrument, ELI.cites, cited)
    if shortcut is not None:
        graph.link(graph.instrument, shortcut, cited)


def _add_basis(graph: InstrumentGraph, cited: str, fact: CitationFact) -> None:
    """Adds what a cited title says that it carries out: 《甲省贯彻〈水法〉的意见》 rests on 水法."""
    if fact not in graph.resolution.bases:
        return
    title, identity, direct = graph.resolution.bases[fact]
    basis = graph.iris.instrument(identity)
    if basis in {cited, graph.instrument}:
        return
    graph.a(basis, ELI.LegalResource)
    graph.text(basis, ELI.title if direct else ELI.title_alternative, title)
    if direct:
        _add_kind(graph, basis, title)
        _add_place(graph, basis, title, None)
    graph.link(cited, ELI.based_on, basis)


def _describe(graph: InstrumentGraph, cited: str, fact: CitationFact) -> None:
    """Kind, level, place and issuers of what is cited, as far as this citation says them.

    The title of a plan does not tell the kind of the notice that issues it.
    """
    if fact in graph.resolution.direct:
        _add_kind(graph, cited, fact.title)
    _add_place(graph, cited, fact.title, fact.number)
    for issuer in graph.resolution.issuers.get(fact, ()):
        graph.link(cited, ELI.passed_by, graph.body(issuer))


def _add_kind(graph: InstrumentGraph, node: str, title: str | None) -> None:
    kind = kind_of_instrument(title)
    if kind is not InstrumentKind.OTHER:
        graph.link(node, ELI.type_document, INSTRUMENT_KINDS[kind])


def _add_place(graph: InstrumentGraph, node: str, title: str | None, number: str | None) -> None:
    place = place_of_instrument(title, number, graph.resolution.place)
    if place is not None:
        graph.text(node, GOV.level, place.level.value)
        graph.link(node, GOV.jurisdiction, graph.place(place))
