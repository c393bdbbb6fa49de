"""Facts -> quads: one named graph per instrument of a file, one for the file itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from kg.facts import (
    BodyChangeFact,
    CitationFact,
    DutyFact,
    Fact,
    Gap,
    InstrumentFacts,
    MemberFact,
    MentionFact,
    MilestoneFact,
    PersonFact,
    RoleFact,
    SourceFacts,
    TargetFact,
)
from kg.graph import nquads as nq
from kg.graph.body_changes import add_body_change
from kg.graph.documents import add_citation, add_document
from kg.graph.facts import add_duty, add_member, add_mention, add_milestone, add_role
from kg.graph.instrument_graph import InstrumentGraph
from kg.graph.iris import Iris, source_key
from kg.graph.lines import GraphLines
from kg.graph.persons import add_person
from kg.graph.targets import add_target
from kg.graph.terms import GOV
from kg.resolve import Identity, InstrumentResolution

_NO_MEMBERS: Mapping[Identity, Sequence[Identity]] = {}


def source_quads(
    source: SourceFacts,
    resolutions: Sequence[InstrumentResolution],
    labels: Mapping[Identity, str],
    *,
    iris: Iris,
    version: str,
    members: Mapping[Identity, Sequence[Identity]] = _NO_MEMBERS,
) -> Iterator[tuple[str, list[str]]]:
    """Writes the graphs of one source file.

    Args:
        source: what was read from the file.
        resolutions: the identities in its instruments, in their order.
        labels: the fullest printed name of every identity.
        iris: makes the IRIs.
        version: the pipeline version that read the file.
        members: the known members of groups of bodies.

    Yields:
        The IRI of each graph with its N-Quads lines, sorted, without line ends.
    """
    key = source_key(source.name, source.sha256)
    node = iris.source(source)
    graph = iris.source_graph(key)
    lines = GraphLines(graph, node, key, iris, version)
    _describe(lines, source, version)
    _add_gaps(lines, source.gaps, node, None)
    yield graph, lines.lines()

    order = count()
    repeats: Counter[str] = Counter()
    for facts, resolution in zip(source.instruments, resolutions, strict=True):
        instrument = iris.instrument(resolution.identity, repeats[resolution.identity.key])
        repeats[resolution.identity.key] += 1
        writer = InstrumentGraph(
            graph=iris.instrument_graph(key, instrument),
            instrument=instrument,
            source=node,
            source_key=key,
            iris=iris,
            version=version,
            resolution=resolution,
            labels=labels,
            order=order,
            members=members,
        )
        _add_instrument(writer, facts)
        yield writer.graph, writer.lines()


def _describe(lines: GraphLines, source: SourceFacts, version: str) -> None:
    lines.a(lines.source, GOV.Source)
    lines.text(lines.source, GOV.fileName, source.name)
    lines.text(lines.source, GOV.sha256, source.sha256)
    lines.text(lines.source, GOV.encoding, source.encoding)
    lines.add(lines.source, GOV.characters, nq.integer(source.characters))
    lines.text(lines.source, GOV.pipelineVersion, version)


def _add_instrument(graph: InstrumentGraph, facts: InstrumentFacts) -> None:
    add_document(graph, facts.document)
    for (
        fact
    ) in facts.facts:  # tasks first: a target looks for the task it stands in, which may be printed after it
        if isinstance(fact, RoleFact | MilestoneFact):
            graph.task(fact.task)
    for fact in facts.facts:
        _add_fact(graph, fact, facts.document.date)
    _add_gaps(graph, facts.gaps, graph.instrument, graph.instrument)


def _add_fact(graph: InstrumentGraph, fact: Fact, signed: str | None) -> None:
    match fact:
        case RoleFact():
            add_role(graph, fact)
        case DutyFact():
            add_duty(graph, fact)
        case TargetFact():
            add_target(graph, fact)
        case CitationFact():
            add_citation(graph, fact)
        case PersonFact():
            add_person(graph, fact, signed)
        case MemberFact():
            add_member(graph, fact)
        case MilestoneFact():
            add_milestone(graph, fact)
        case BodyChangeFact():
            add_body_change(graph, fact)
        case MentionFact():
            add_mention(graph, fact)
        case _:
            raise TypeError(f"no graph for facts of type {fact.type!r}")


def _add_gaps(lines: GraphLines, gaps: Sequence[Gap], owner: str, instrument: str | None) -> None:
    equals: Counter[tuple[str, str]] = Counter()
    for order, gap in enumerate(gaps):
        key = (gap.reason, gap.evidence.quote)
        node = lines.iris.gap(owner, *key, str(equals[key]))
        equals[key] += 1
        lines.a(node, GOV.Gap)
        if instrument is not None:
            lines.link(node, GOV.inDocument, instrument)
        lines.text(node, GOV.reason, gap.reason)
        lines.add(node, GOV.order, nq.integer(order))
        lines.evidence(node, gap.evidence)
        lines.generated_by(node, gap.pass_name)
