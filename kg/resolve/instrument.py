"""Resolves the names of one instrument."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.facts import (
    Agent,
    AgentKind,
    BodyChangeFact,
    ChangeKind,
    CitationFact,
    DocumentFact,
    Fact,
    InstrumentFacts,
    MemberFact,
    MentionFact,
    PersonFact,
    Relation,
    agent_of,
)
from kg.resolve import coordination, persons
from kg.resolve.bodies import BodyName, read_body
from kg.resolve.instruments import (
    InstrumentIndex,
    document_key,
    folded_title,
    full_title,
    is_direct,
    short_titles,
    title_key,
    with_short_title,
    year_of,
)
from kg.resolve.issued import carried_out
from kg.resolve.kinds import issuers_of_instrument
from kg.resolve.model import (
    Identity,
    IdentityKind,
    InstrumentIdentity,
    InstrumentNames,
    InstrumentResolution,
    Place,
)
from kg.resolve.names import compact, fold
from kg.resolve.national import RULE as CENTRAL_RULE
from kg.resolve.renamed import FORMER
from kg.resolve.same_name import told_by_post
from kg.resolve.variants import committees


def citations_of(facts: InstrumentFacts) -> Mapping[CitationFact, CitationFact]:
    """Gives each citation of an instrument with the one it stands for: a short title (《规划》) for its full one."""
    citations = [fact for fact in facts.facts if isinstance(fact, CitationFact)]
    short = short_titles(citations)
    return {fact: with_short_title(fact, short) for fact in citations}


def carried_out_by(citations: Iterable[CitationFact]) -> Mapping[CitationFact, CitationFact]:
    """Gives for each citation whose title carries out another instrument (贯彻〈水法〉的意见) a citation of that one."""
    return {
        fact: replace(fact, title=inner, number=None)
        for fact in citations
        if fact.title and (inner := carried_out(fact.title))
    }


def names_of(facts: InstrumentFacts, home: Place) -> InstrumentNames:
    """Gives every printed name of the instrument its identity; looks at no other instrument."""
    issuers = {
        fact: names
        for fact, full in citations_of(facts).items()
        if (names := issuers_of_instrument(full.title, full.number, home))
    }
    bodies = _Bodies(
        facts,
        home,
        document_key(facts.document, home),
        tuple(dict.fromkeys(name for names in issuers.values() for name in names)),
    )
    agents = dict.fromkeys(agent for fact in facts.facts if (agent := agent_of(fact)) is not None)
    return InstrumentNames(
        place=home,
        agents={agent: _agent(agent, home, bodies) for agent in agents},
        bodies=bodies.identities,
        persons=_persons(facts, home, bodies),
        rules=bodies.rules,
        issuers=issuers,
    )


def resolve_instrument(
    facts: InstrumentFacts, names: InstrumentNames, index: InstrumentIndex
) -> InstrumentResolution:
    """Adds to the names of an instrument what it cites; of other instruments it sees what the index says."""
    home = names.place
    citations = citations_of(facts)
    found = {fact: _cited(facts.document, full, home, index) for fact, full in citations.items()}
    return InstrumentResolution(
        place=home,
        agents=names.agents,
        bodies=names.bodies,
        persons=names.persons,
        rules=names.rules,
        issuers=names.issuers,
        identity=InstrumentIdentity(document_key(facts.document, home)),
        cited=found,
        direct=frozenset(
            fact for fact, full in citations.items() if full is fact and is_direct(found[fact], fact, home)
        ),
        bases={
            fact: (inner.title or "", basis, is_direct(basis, inner, home))
            for fact, inner in carried_out_by(citations.values()).items()
            for basis in (_cited(facts.document, inner, home, index),)
        },
    )


def _cited(
    document: DocumentFact, citation: CitationFact, home: Place, index: InstrumentIndex
) -> InstrumentIdentity:
    """What is cited; by its title alone never a later instrument, nor the citing one as its own basis or forerunner."""
    found = index.cited(citation, home)
    if citation.number or not citation.title:
        return found
    year = year_of(found.key)
    own = found.key == document_key(document, home) and citation.relation is not Relation.MENTIONS
    if own or (year and document.date and year > document.date[:4]):
        return InstrumentIdentity(title_key(full_title(folded_title(citation.title), home), home))
    return found


class _Bodies:
    """The bodies of an instrument by printed name; coordinating bodies need all names at once."""

    def __init__(
        self, facts: InstrumentFacts, home: Place, document: str, issuers_of_cited: tuple[str, ...]
    ) -> None:
        self._document = document
        issuers = (*facts.document.issuers, *issuers_of_cited)
        printed = _printed_names(facts.facts, issuers)
        names = {name: read_body(name, home) for name in printed}
        coordinating = {
            name: (body.place, function)
            for name, body in names.items()
            if body.rule != CENTRAL_RULE
            and coordination.head_of(function := coordination.canonical_coordination(body.printed))
        }
        links = coordination.link(
            coordinating.values(), (place for name, place in coordinating.items() if printed[name])
        )
        identities: dict[str, Identity] = {
            name: self._coordinating(*coordinating[name], links)
            if name in coordinating
            else self._plain(body, links)
            for name, body in names.items()
        }
        rules = {name: self._rule(names[name], identity) for name, identity in identities.items()}
        for name, (full, because) in _said(facts.facts).items():
            if full in identities and identities[name].place == identities[full].place:
                identities[name] = identities[full]
                rules[name] = f"stands for {full}: {because}"
        for former, body in _renamed(facts.facts):
            if identities[former].place == identities[body].place:
                identities[former] = identities[f"{FORMER}{former}"] = identities[body]
                rules[former] = f"former name of {body}: the text says so"
        identities |= committees(facts.facts, identities)
        self.identities: Mapping[str, Identity] = identities
        self.rules: Mapping[str, str] = rules

    def _rule(self, body: BodyName, identity: Identity) -> str:
        function = identity.key.partition("@")[0]
        if function == body.printed:
            return body.rule
        if identity.kind is IdentityKind.COORDINATING:
            same = coordination.canonical_coordination(body.printed) == function
            why = "" if same else ", the only fuller name in the instrument that it fits"
            return f"{body.rule}; {body.printed} is {function}{why}"
        return f"{body.rule}; {body.printed} is {function} (standard names of departments)"

    def _coordinating(self, place: Place, function: str, links: coordination.Links) -> Identity:
        full = links.get((place, function)) or coordination.Linked(function, local=False)
        scope = f"@{self._document}" if full.local else ""
        return Identity(IdentityKind.COORDINATING, place, f"{full.function}{scope}")

    def _plain(self, body: BodyName, links: coordination.Links) -> Identity:
        if full := coordination.bare_office(body.place, body.function, links):
            return self._coordinating(body.place, full.function, {(body.place, full.function): full})
        return Identity(IdentityKind.BODY, body.place, body.function)


def _said(facts: tuple[Fact, ...]) -> Mapping[str, tuple[str, str]]:
    """The names of which the text itself says what they stand for, with how it does."""
    return {
        fact.agent.name: (fact.stands_for, fact.because or "the text says so")
        for fact in facts
        if isinstance(fact, MentionFact) and fact.stands_for
    }


def _renamed(facts: tuple[Fact, ...]) -> Iterator[tuple[str, str]]:
    """Former names with those that the text says came after them."""
    for fact in facts:
        if isinstance(fact, BodyChangeFact) and fact.change is ChangeKind.RENAMED:
            yield fact.former, fact.body


def _printed_names(facts: tuple[Fact, ...], issuers: tuple[str, ...]) -> Mapping[str, bool]:
    """The printed names of bodies, in source order; true for those that act, which others are only mentioned."""
    names = dict.fromkeys(issuers, False)
    bodies: dict[Agent, str | None] = {}  # an agent stands in many facts
    for fact in facts:
        acts = not isinstance(fact, MentionFact)
        if isinstance(fact, MemberFact):
            names[fact.body] = True
        elif isinstance(fact, BodyChangeFact):
            names[fact.former] = names[fact.body] = True
        elif isinstance(fact, PersonFact) and (org := fact.org or persons.split_post(fact.post)[0]):
            names[org] = True
        if (agent := agent_of(fact)) is None:
            continue
        if agent not in bodies:
            bodies[agent] = _body_of(agent)
        if (body := bodies[agent]) is not None:
            names[body] = names.get(body, False) or acts
    return names


def _body_of(agent: Agent) -> str | None:
    """The name of the body that an agent is, or whose post it is."""
    if agent.kind is AgentKind.ORG or coordination.is_written_otherwise(agent.name):
        return agent.name
    return persons.split_post(agent.name)[0] if agent.kind is AgentKind.POST else None


def _agent(agent: Agent, home: Place, bodies: _Bodies) -> Identity:
    match agent.kind:
        case AgentKind.ORG:
            return bodies.identities[agent.name]
        case AgentKind.GROUP if coordination.is_written_otherwise(agent.name):
            return bodies.identities[agent.name]
        case AgentKind.PERSON:
            return persons.person(agent.name, home, None)
        case AgentKind.GROUP:
            return Identity(IdentityKind.GROUP, home, fold(compact(agent.name)))
        case AgentKind.POST:
            org, title = persons.split_post(agent.name)
            return persons.post(title, home, bodies.identities[org] if org else None)


def _persons(
    facts: InstrumentFacts, home: Place, bodies: _Bodies
) -> Mapping[PersonFact, tuple[Identity, Identity]]:
    held = {fact: _post(fact, bodies) for fact in facts.facts if isinstance(fact, PersonFact)}
    twice = persons.namesakes((fact, body) for fact, (body, _) in held.items())
    works: defaultdict[str, set[Identity]] = defaultdict(set)
    for fact, (body, _) in held.items():
        if body is not None and persons.works_in_one(body):
            works[compact(fact.person)].add(body)

    def who(fact: PersonFact, body: Identity | None) -> Identity:
        name = compact(fact.person)
        person = persons.person(fact.person, home, body, namesake=name in twice)
        # one whom the instrument itself gives posts in several bodies may hold posts in others
        alone = len(works[name]) == 1
        return told_by_post(person, fact, body, facts.document.date) if alone else person

    return {fact: (who(fact, body), persons.post(title, home, body)) for fact, (body, title) in held.items()}


def _post(fact: PersonFact, bodies: _Bodies) -> tuple[Identity | None, str]:
    """The body of a post and the title in it."""
    org, title = persons.split_post(fact.post)
    if fact.org:
        org, title = fact.org, fact.title or compact(fact.post).removeprefix(compact(fact.org)) or title
    return (bodies.identities[org] if org else None), title
