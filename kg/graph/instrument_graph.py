"""The graph of one instrument while it is written: what the modules of the single facts share."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rdflib import URIRef

from kg.facts import Fact, Task
from kg.graph import nquads as nq
from kg.graph.body_types import BODY_TYPES
from kg.graph.iris import Iris
from kg.graph.lines import GraphLines
from kg.graph.terms import DCTERMS, FOAF, GOV, ORG, RDF, SKOS
from kg.resolve import Identity, IdentityKind, InstrumentResolution, Place
from kg.resolve.divisions import code_of, parent_of
from kg.resolve.types import superior_of, type_of

_CLASSES: Mapping[IdentityKind, URIRef] = {
    IdentityKind.BODY: GOV.PublicBody,
    IdentityKind.COORDINATING: GOV.CoordinatingBody,
    IdentityKind.GROUP: GOV.BodyGroup,
    IdentityKind.POST: ORG.Post,
    IdentityKind.PERSON: FOAF.Person,
}

_NEAR = 64  # tasks that may begin before a target and still hold it; keeps the search linear


class InstrumentGraph(GraphLines):
    """:class:`~kg.graph.lines.GraphLines` of one instrument of a file.

    Args:
        graph: IRI of the graph.
        instrument: IRI of the instrument.
        source: IRI of the source file.
        source_key: its key in evidence IRIs.
        iris: makes IRIs.
        version: the pipeline version that read the source.
        resolution: the identities in the instrument.
        labels: the fullest printed name of every identity.
        order: counts the facts of the source file.
        members: the known members of groups.
    """

    def __init__(
        self,
        *,
        graph: str,
        instrument: str,
        source: str,
        source_key: str,
        iris: Iris,
        version: str,
        resolution: InstrumentResolution,
        labels: Mapping[Identity, str],
        order: Iterator[int],
        members: Mapping[Identity, Sequence[Identity]],
    ) -> None:
        super().__init__(graph, source, source_key, iris, version)
        self.graph = graph
        self.instrument = instrument
        self.resolution = resolution
        self._labels = labels
        self._order = order
        self._equals: Counter[tuple[str, ...]] = Counter()
        self._tasks: dict[tuple[str, int, int], str] = {}
        self._spans_of_tasks: list[tuple[int, int, str]] | None = None
        self._agents: dict[tuple[Identity, str], str] = {}
        self._places: set[str] = set()
        self._members = members
        self._named: set[str] = set()

    def fact(self, fact: Fact, class_: URIRef, *key: str) -> str:
        """Adds a fact's node with what all facts have; ``key`` are the fields that tell it from others of its type."""
        full_key = (fact.type, *key)
        node = self.iris.fact(fact.type, self.instrument, *key, str(self._equals[full_key]))
        self._equals[full_key] += 1
        self.a(node, class_)
        self.link(node, GOV.inDocument, self.instrument)
        self.stamp(node, fact)
        return node

    def stamp(self, node: str, fact: Fact) -> None:
        """Adds position in source order, evidence and pass."""
        self.add(node, GOV.order, nq.integer(next(self._order)))
        self.evidence(node, fact.evidence)
        self.generated_by(node, fact.pass_name)

    def task(self, task: Task) -> str:
        """Gives a task's node, adding it at first sight. Equal texts in different places are different tasks."""
        span = (task.text, task.evidence.start, task.evidence.end)
        if span not in self._tasks:
            key = ("task", task.text)
            node = self.iris.task(self.instrument, task.text, str(self._equals[key]))
            self._equals[key] += 1
            self._tasks[span] = node
            self.a(node, GOV.Task)
            self.text(node, GOV.text, task.text)
            self.link(node, GOV.inDocument, self.instrument)
            self.evidence(node, task.evidence)
        return self._tasks[span]

    def task_around(self, start: int, end: int) -> str | None:
        """Gives the node of the narrowest task, among those added so far, whose span holds the given one."""
        if self._spans_of_tasks is None or len(self._spans_of_tasks) != len(self._tasks):
            self._spans_of_tasks = sorted((span[1], span[2], node) for span, node in self._tasks.items())
        position = bisect_right(self._spans_of_tasks, (start, sys.maxsize, ""))
        around = [
            (task_end - task_start, node)
            for task_start, task_end, node in self._spans_of_tasks[max(0, position - _NEAR) : position]
            if task_end >= end
        ]
        return min(around)[1] if around else None

    def label(self, identity: Identity) -> str:
        """Gives the fullest printed name of an identity."""
        return self._labels[identity]

    def agent(self, identity: Identity, form: str) -> str:
        """Gives an agent's node, adding it with the printed form as a label."""
        known = self._agents.get((identity, form))
        if known is not None:
            return known
        node = self._agents[identity, form] = self.iris.agent(identity)
        self.a(node, _CLASSES[identity.kind])
        label = self._labels[identity]
        self.add(node, SKOS.prefLabel, nq.chinese(label))
        if form != label:
            self.add(node, SKOS.altLabel, nq.chinese(form))
        self.link(node, GOV.jurisdiction, self.place(identity.place))
        if (kind := type_of(identity)) is not None:
            self.link(node, ORG.classification, BODY_TYPES[kind])
        if identity.holder is not None:
            self.link(node, ORG.postIn, self._other(identity.holder))
        if (superior := superior_of(identity, self._labels)) is not None:
            self.link(node, ORG.subOrganizationOf, self._other(superior))
        for member in self._members.get(identity, ()):
            self.link(node, FOAF.member, self._other(member))
        return node

    def _other(self, identity: Identity) -> str:
        """A node that this instrument may not print itself, by its fullest name."""
        return self.agent(identity, self._labels[identity])

    def named_by(self, node: str, name: str, identity: Identity) -> None:
        """Adds to the first fact that carries a printed name how the name was read, if it is not the fullest one."""
        if name in self._named or name == self._labels[identity]:
            return
        self._named.add(name)
        self.text(node, GOV.namedBy, self.resolution.rules.get(name))

    def body(self, form: str) -> str:
        """Gives the node of a body by the name printed in this instrument."""
        return self.agent(self.resolution.bodies[form], form)

    def place(self, place: Place) -> str:
        """Gives a place's node, adding it and the areas it lies in."""
        node = self.iris.place(place)
        if node in self._places:
            return node
        self._places.add(node)
        self.link(node, RDF.type, GOV.Place)
        self.add(node, SKOS.prefLabel, nq.chinese(place.name))
        self.text(node, GOV.level, place.level.value)
        self.text(node, SKOS.notation, code_of(place))
        if (parent := parent_of(place)) is not None:
            self.link(node, DCTERMS.isPartOf, self.place(parent))
        return node
