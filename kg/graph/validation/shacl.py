"""Full SHACL, by pyshacl: every named graph by itself in rdflib memory, which takes linear time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import pyshacl
from rdflib import SH, Graph, Literal
from rdflib.term import Node

from kg.graph.ontology import text
from kg.graph.validation.fast import Violation


@cache
def _shapes() -> Graph:
    return Graph().parse(data=text("shapes.ttl"), format="turtle")


def violations(lines: Iterable[str]) -> Iterator[Violation]:
    """Validates one named graph.

    Args:
        lines: its N-Quads lines.

    Yields:
        What pyshacl reports, by node and message.
    """
    triples = "".join(f"{line[: line.rindex(' <')]} .\n" for line in lines)
    graph = Graph().parse(data=triples, format="nt")
    conforms, results, _ = pyshacl.validate(graph, shacl_graph=_shapes())
    if conforms or not isinstance(results, Graph):
        return
    found = []
    for report in results.objects(None, SH.result):
        for result in _told(results, report):
            messages = results.objects(result, SH.resultMessage)
            by_language = {m.language or "": str(m) for m in messages if isinstance(m, Literal)}
            found.append((str(results.value(result, SH.focusNode)), by_language))
    for node, by_language in sorted(found, key=lambda item: (item[0], sorted(item[1].items()))):
        yield Violation(node, by_language)


def _told(results: Graph, result: Node) -> Iterator[Node]:
    """The results with a message of ours: of "conforms not to the shape" the details say what is wrong."""
    details = list(results.objects(result, SH.detail))
    if results.value(result, SH.resultPath) is not None or not details:
        yield result
        return
    for detail in details:
        yield from _told(results, detail)
