"""The facts that reports count, read from the default graph, where each stands once however often it is printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.analytics.facts import WORDS

if TYPE_CHECKING:
    from kg.analytics.scope import Scope

_ASSIGNMENTS = """SELECT DISTINCT ?document ?e ?agent ?kind ?role ?task WHERE {
  ?a a gov:ResponsibilityAssignment ; gov:inDocument ?document ; gov:evidence ?e ; gov:agent ?agent ;
     gov:agentKind ?kind ; gov:role ?role ; gov:task ?task
}"""
_MILESTONES = """SELECT DISTINCT ?document ?e ?iri ?task ?due ?step ?agent WHERE {
  ?iri a gov:Milestone ; gov:inDocument ?document ; gov:evidence ?e ; gov:task ?task ; gov:due ?due ; gov:text ?step
  OPTIONAL { ?iri gov:agent ?agent }
}"""
_TARGETS = """SELECT DISTINCT ?document ?e ?iri ?indicator ?comparator ?value ?unit ?due ?baseline ?task ?low ?high WHERE {
  ?iri a gov:Target ; gov:inDocument ?document ; gov:evidence ?e ; gov:indicator ?indicator ;
       gov:comparator ?comparator ; gov:printedValue ?value ; gov:unit ?unit
  OPTIONAL { ?iri gov:due ?due } OPTIONAL { ?iri gov:baseline ?baseline } OPTIONAL { ?iri gov:task ?task }
  OPTIONAL { ?iri gov:minValue ?low ; gov:maxValue ?high }
}"""
_CITATIONS = """SELECT DISTINCT ?document ?e ?iri ?cited ?relation WHERE {
  ?iri a gov:CitationLink ; gov:inDocument ?document ; gov:evidence ?e ; gov:cited ?cited ; gov:relation ?relation
}"""
_MEMBERSHIPS = """SELECT DISTINCT ?document ?e ?body ?agent ?kind ?role WHERE {
  ?m a gov:AgentMembership ; gov:inDocument ?document ; gov:evidence ?e ; gov:coordinatingBody ?body ;
     gov:agent ?agent ; gov:agentKind ?kind ; gov:role ?role
}"""
_POSTS = """SELECT DISTINCT ?document ?e ?iri ?person ?post ?body ?event ?date ?note WHERE {
  VALUES (?class ?event) {
    (gov:PostHolding "holds") (gov:Appointment "appointed") (gov:Dismissal "dismissed")
  }
  ?iri a ?class ; gov:inDocument ?document ; gov:evidence ?e ; gov:agent ?person ; gov:post ?post
  OPTIONAL { ?iri org:organization ?body } OPTIONAL { ?iri gov:date ?date } OPTIONAL { ?iri gov:note ?note }
}"""


@dataclass(frozen=True, slots=True)
class Assignment:
    """An agent (kind ``org``, ``person``, ``group``, ``post``) takes a role in a task."""

    document: str
    evidence: str
    agent: str
    kind: str
    role: str
    task: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated step of a task; ``agent`` is who is named with the step itself."""

    document: str
    evidence: str
    iri: str
    task: str
    due: str
    step: str
    agent: str | None


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified promise; ``value`` is as printed, ``low`` and ``high`` its ends as numbers."""

    document: str
    evidence: str
    iri: str
    indicator: str
    comparator: str
    value: str
    unit: str
    due: str | None
    baseline: str | None
    task: str | None
    low: Decimal | None
    high: Decimal | None

    @property
    def number(self) -> Decimal | str:
        """The value as a number where it is one, else as printed."""
        return self.low if self.low is not None and self.low == self.high else self.value

    @property
    def text(self) -> str:
        """The promise in one line."""
        return f"{self.indicator} {self.comparator} {self.value}{self.unit}"


@dataclass(frozen=True, slots=True)
class Citation:
    """An instrument names another one."""

    document: str
    evidence: str
    iri: str
    cited: str
    relation: str


@dataclass(frozen=True, slots=True)
class Membership:
    """An agent has a part in a coordinating body."""

    document: str
    evidence: str
    body: str
    agent: str
    kind: str
    role: str


@dataclass(frozen=True, slots=True)
class PostStatement:
    """An instrument says that a person ``holds``, is ``appointed`` to or ``dismissed`` from a post.

    ``date`` is that of the decision, ``YYYY-MM-DD``; ``body`` is the one the post is in.
    """

    document: str
    evidence: str
    iri: str
    person: str
    post: str
    body: str | None
    event: str
    date: str | None
    note: str | None


def assignments(scope: Scope) -> list[Assignment]:
    """Give the assignments of roles."""
    return [
        Assignment(document, e, agent, kind, WORDS[role], task)
        for document, e, agent, kind, role, task in _texts(scope, _ASSIGNMENTS)
    ]


def milestones(scope: Scope) -> list[Milestone]:
    """Give the dated steps."""
    return [
        Milestone(str(document), str(e), str(iri), str(task), str(due), str(step), _text(agent))
        for document, e, iri, task, due, step, agent in scope.rows(_MILESTONES)
    ]


def targets(scope: Scope) -> list[Target]:
    """Give the quantified promises."""
    found = []
    for row in scope.rows(_TARGETS):
        document, e, iri, indicator, comparator, value, unit = map(str, row[:7])
        due, baseline, task = map(_text, row[7:10])
        low, high = map(_number, row[10:])
        promise = (indicator, comparator, value, unit, due, baseline)
        found.append(Target(document, e, iri, *promise, task, low, high))
    return found


def citations(scope: Scope) -> list[Citation]:
    """Give the citations."""
    return [
        Citation(document, e, iri, cited, WORDS[relation])
        for document, e, iri, cited, relation in _texts(scope, _CITATIONS)
    ]


def memberships(scope: Scope) -> list[Membership]:
    """Give the parts that agents have in coordinating bodies."""
    return [
        Membership(document, e, body, agent, kind, WORDS[role])
        for document, e, body, agent, kind, role in _texts(scope, _MEMBERSHIPS)
    ]


def post_statements(scope: Scope) -> list[PostStatement]:
    """Give what is said about persons and posts."""
    found = []
    for row in scope.rows(_POSTS):
        document, e, iri, person, post = map(str, row[:5])
        body, event, date, note = map(_text, row[5:])
        found.append(PostStatement(document, e, iri, person, post, body, str(event), date, note))
    return found


class Answers:
    """Who answers for a task: the bodies, groups or posts that lead it; where none leads, the responsible ones."""

    def __init__(self, roles: Iterable[Assignment]) -> None:
        self._by_role: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
        for a in roles:
            if a.kind != "person":
                self._by_role[a.task].setdefault(a.role, set()).add(a.agent)

    def of(self, task: str | None) -> frozenset[str]:
        """Give the IRIs of those who answer for a task; none for no task."""
        roles = self._by_role.get(task or "", {})
        return frozenset(roles.get("lead") or roles.get("responsible") or ())


def _texts(scope: Scope, query: str) -> Iterator[tuple[str, ...]]:
    for row in scope.rows(query):
        yield tuple(map(str, row))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
