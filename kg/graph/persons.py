"""Persons and their posts."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import URIRef

from kg.facts import AgentKind, PersonFact, PostEvent
from kg.graph.documents import add_date
from kg.graph.instrument_graph import InstrumentGraph
from kg.graph.tenures import add_tenure
from kg.graph.terms import GOV, ORG

EVENTS: Mapping[PostEvent, URIRef] = {
    PostEvent.HOLDS: GOV.PostHolding,
    PostEvent.APPOINTED: GOV.Appointment,
    PostEvent.DISMISSED: GOV.Dismissal,
}


def add_person(graph: InstrumentGraph, fact: PersonFact, signed: str | None) -> None:
    """Adds what an instrument says about a person and a post; the shortcut leaves out dismissals.

    Args:
        graph: the instrument's graph.
        fact: what it says.
        signed: the instrument's date.
    """
    node = graph.fact(
        fact, EVENTS[fact.event], fact.person, fact.post, fact.event, fact.date or "", fact.note or ""
    )
    person_identity, post_identity = graph.resolution.persons[fact]
    person = graph.agent(person_identity, fact.person)
    post = graph.agent(post_identity, fact.post)
    graph.link(node, GOV.agent, person)
    graph.text(node, GOV.agentName, fact.person)
    graph.text(node, GOV.agentKind, AgentKind.PERSON.value)
    graph.link(node, GOV.post, post)
    graph.text(node, GOV.postName, fact.post)
    graph.text(node, GOV.organizationName, fact.org)
    graph.text(node, GOV.title, fact.title)
    graph.text(node, GOV.note, fact.note)
    add_date(graph, node, GOV.date, fact.date)
    if post_identity.holder is not None:
        form = fact.org or graph.label(post_identity.holder)
        graph.link(node, ORG.organization, graph.agent(post_identity.holder, form))
    add_tenure(graph, node, fact, (person_identity, post_identity), signed)
    if fact.event is not PostEvent.DISMISSED:
        graph.link(person, ORG.holds, post)
