"""A named graph while it is written: its lines, and the evidence and provenance that every node in it may have."""

from __future__ import annotations

from rdflib import URIRef

from kg.evidence import Evidence
from kg.graph import nquads as nq
from kg.graph.iris import Iris
from kg.graph.terms import GOV, OA, PROV, RDF, RDFS

_TYPE, _LABEL, _GENERATED_BY, _ACTIVITY = RDF.type, RDFS.label, PROV.wasGeneratedBy, PROV.Activity


class GraphLines:
    """The quads of one named graph as a set of N-Quads lines.

    Args:
        graph: IRI of the graph.
        source: IRI of the source file.
        source_key: its key in evidence IRIs.
        iris: makes IRIs.
        version: the pipeline version that read the source.
    """

    def __init__(self, graph: str, source: str, source_key: str, iris: Iris, version: str) -> None:
        self.iris = iris
        self.source = source
        self._source_key = source_key
        self._version = version
        self._graph = f" <{graph}> ."
        self._lines: set[str] = set()
        self._spans: set[tuple[int, int]] = set()

    def add(self, subject: str, predicate: URIRef, value: str) -> None:
        """Adds a quad; ``subject`` is an IRI, ``value`` a serialised term."""
        self._lines.add(f"<{subject}> <{predicate}> {value}{self._graph}")

    def link(self, subject: str, predicate: URIRef, target: str) -> None:
        """Adds a quad between two IRIs."""
        self._lines.add(f"<{subject}> <{predicate}> <{target}>{self._graph}")

    def a(self, subject: str, *classes: URIRef) -> None:
        """Adds the classes of a node."""
        for class_ in classes:
            self.link(subject, _TYPE, class_)

    def text(self, subject: str, predicate: URIRef, value: str | None) -> None:
        """Adds a plain literal, when there is one."""
        if value is not None:
            self.add(subject, predicate, nq.string(value))

    def evidence(self, subject: str, evidence: Evidence) -> None:
        """Adds the span that ``subject`` was read from; facts read from one span share its node."""
        node = self.iris.evidence(self._source_key, evidence.start, evidence.end)
        self.link(subject, GOV.evidence, node)
        if (evidence.start, evidence.end) in self._spans:
            return
        self._spans.add((evidence.start, evidence.end))
        quote, position = f"{node}/quote", f"{node}/position"
        self.a(node, OA.SpecificResource)
        self.link(node, OA.hasSource, self.source)
        self.link(node, OA.hasSelector, quote)
        self.link(node, OA.hasSelector, position)
        self.add(node, GOV.line, nq.integer(evidence.line))
        if evidence.page is not None:
            self.add(node, GOV.page, nq.integer(evidence.page))
        self.a(quote, OA.TextQuoteSelector)
        self.text(quote, OA.exact, evidence.quote)
        self.text(quote, OA.prefix, evidence.prefix)
        self.text(quote, OA.suffix, evidence.suffix)
        self.a(position, OA.TextPositionSelector)
        self.add(position, OA.start, nq.integer(evidence.start))
        self.add(position, OA.end, nq.integer(evidence.end))

    def generated_by(self, subject: str, pass_name: str) -> None:
        """Adds the pass that made a node."""
        activity = self.iris.pass_(self._version, pass_name)
        self.link(subject, _GENERATED_BY, activity)
        self.a(activity, _ACTIVITY)
        self.text(activity, _LABEL, pass_name)
        self.text(activity, GOV.pipelineVersion, self._version)

    def lines(self) -> list[str]:
        """The lines, sorted by code point."""
        return sorted(self._lines)
