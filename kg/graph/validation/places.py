"""Where a node was read, for messages people understand: file, line, document and quote, as far as they are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.graph.nquads import unquote
from kg.graph.terms import ELI, GOV, OA, RDF, RDFS, SKOS
from kg.graph.validation.fast import Index

_TEXTS = tuple(
    f"<{term}>"
    for term in (
        ELI.title,
        GOV.text,
        GOV.indicator,
        GOV.agentName,
        GOV.citedTitle,
        GOV.citedNumber,
        GOV.postName,
        GOV.bodyName,
        GOV.reason,
        GOV.fileName,
        SKOS.prefLabel,
        RDFS.label,
        OA.exact,
    )
)
_EVIDENCE, _LINE, _IN, _TITLE = (f"<{t}>" for t in (GOV.evidence, GOV.line, GOV.inDocument, ELI.title))
_SELECTOR, _EXACT = f"<{OA.hasSelector}>", f"<{OA.exact}>"
_SOURCE = f"<{OA.hasSource}>"
_TYPE = f"<{RDF.type}>"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands. ``what`` is its class and its text, for nodes without a quote too."""

    what: str
    document: str | None
    file: str | None
    line: int | None
    quote: str | None


class Places:
    """Finds the places of the nodes of one graph.

    Args:
        graph: the graph.
        files: base names of source files by their IRI.
    """

    def __init__(self, graph: Index, files: Mapping[str, str]) -> None:
        self._graph = graph
        self._files = files
        self._pointing: defaultdict[str, list[str]] = defaultdict(list)
        for subject, properties in graph.items():
            for objects in properties.values():
                for value in objects:
                    if value in graph:
                        self._pointing[value].append(subject)

    def of(self, node: str) -> Place:
        """Gives the place of a node (its IRI); from the nodes that point to it where it has none of its own."""
        term = f"<{node}>"
        near = list(self._near(term))
        span = next((s for n in near for s in self._spans(n)), None)
        line = self._one(span, _LINE) if span else None
        document = next((d for n in near if (d := self._document(n))), None)
        quote = next(
            (q for s in self._graph.get(span or "", {}).get(_SELECTOR, ()) if (q := self._one(s, _EXACT))),
            None,
        )
        source = self._graph.get(span or "", {}).get(_SOURCE, [""])[0][1:-1]
        return Place(
            self._what(term), document, self._files.get(source) or self._any_file(), _int(line), quote
        )

    def _near(self, term: str) -> Iterator[str]:
        """The node itself, what points to it, and what points to that."""
        yield term
        first = self._pointing.get(term, [])[:3]
        yield from first
        for node in first:
            yield from self._pointing.get(node, [])[:3]

    def _spans(self, node: str) -> Iterator[str]:
        properties = self._graph.get(node, {})
        if _SELECTOR in properties:
            yield node
        yield from (s for s in properties.get(_EVIDENCE, ()) if s in self._graph)

    def _document(self, node: str) -> str | None:
        for instrument in (*self._graph.get(node, {}).get(_IN, ()), node):
            if title := self._one(instrument, _TITLE):
                return title
        return None

    def _any_file(self) -> str | None:
        """All evidence of a graph is of one file."""
        sources = (s for p in self._graph.values() for s in p.get(_SOURCE, ()))
        return self._files.get(next(sources, "")[1:-1])

    def _what(self, term: str) -> str:
        properties = self._graph.get(term, {})
        classes = sorted(class_[1:-1].rpartition("#")[2] for class_ in properties.get(_TYPE, ()))
        text = next((t for name in _TEXTS if (t := self._one(term, name))), "")
        return f"{classes[-1] if classes else term[1:-1]} {text}".strip()

    def _one(self, node: str, predicate: str) -> str | None:
        values = self._graph.get(node, {}).get(predicate)
        return unquote(values[0]) if values else None


def _int(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdigit() else None
