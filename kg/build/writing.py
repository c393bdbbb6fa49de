"""What a worker does with documents whose names are settled: their quads, checked, as one sorted run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.build.codec import decode
from kg.build.register import look_up
from kg.build.runs import write_run
from kg.facts import SourceFacts
from kg.graph.iris import Iris
from kg.graph.quads import source_quads
from kg.graph.validation.store import rows_of
from kg.resolve import Place
from kg.resolve.instruments import Title
from kg.resolve.model import InstrumentNames, Name
from kg.resolve.resolve import census_of, read_names, resolve_read
from kg.resolve.settle import Settled

BATCH_BYTES = 128 * 1024  # of encoded facts: some 40,000 quads
BATCH_DOCUMENTS = 200

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document to write: its encoded facts, and the version of the pipeline that read them."""

    facts: Path
    version: str
    size: int  # of the file of facts, in bytes


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for all documents of a build."""

    base: str
    given: Place | None = None
    validate: bool = True


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that one worker writes as one run."""

    number: int
    documents: tuple[Document, ...]
    register: Path
    run: Path
    settings: Settings


@dataclass(frozen=True, slots=True)
class Written:
    """A run: where it is, how many lines it has, what in it violates the shapes."""

    run: Path
    quads: int
    violations: tuple[Row, ...]


def batches(
    documents: Sequence[Document], *, register: Path, folder: Path, settings: Settings
) -> Iterator[Batch]:
    """Divides documents into batches, in their order.

    Args:
        documents: all of them.
        register: the settled register.
        folder: where the runs go.
        settings: what holds for all.
    """
    batch: list[Document] = []
    number, size = 0, 0
    for document in documents:
        if batch and (size + document.size > BATCH_BYTES or len(batch) == BATCH_DOCUMENTS):
            yield Batch(number, tuple(batch), register, folder / f"run-{number:06d}", settings)
            batch, number, size = [], number + 1, 0
        batch.append(document)
        size += document.size
    if batch:
        yield Batch(number, tuple(batch), register, folder / f"run-{number:06d}", settings)


def write_batch(batch: Batch) -> Written:
    """Writes the quads of a batch.

    Raises:
        OSError: facts or register cannot be read, or the run cannot be written.
        ValueError: the facts of a document are damaged.
    """
    lines: list[str] = []
    violations: list[Row] = []
    for graphs, rows in _documents(batch):
        for graph in graphs:
            lines += graph
        violations += rows
    return Written(batch.run, write_run(batch.run, lines), tuple(violations))


def _documents(batch: Batch) -> Iterator[tuple[list[list[str]], list[Row]]]:
    sources: list[SourceFacts] = [decode(document.facts.read_bytes()) for document in batch.documents]
    read = [read_names(source, batch.settings.given) for source in sources]
    answers = look_up(batch.register, map(census_of, sources, read))
    for source, names, document, (titles, settled) in zip(
        sources, read, batch.documents, answers, strict=True
    ):
        yield document_graphs(source, names, document.version, titles, settled, batch.settings)


def document_graphs(
    source: SourceFacts,
    names: Sequence[InstrumentNames],
    version: str,
    titles: Mapping[Title, str | None],
    settled: Mapping[Name, Settled],
    settings: Settings,
) -> tuple[list[list[str]], list[Row]]:
    """Gives the lines of each graph of a document, sorted, and what in them violates the shapes.

    Args:
        source: what was read from it.
        names: what :func:`kg.resolve.resolve.read_names` gives for it.
        version: the version of the pipeline that read it.
        titles: the answers to the titles its census asks.
        settled: what its names denote.
        settings: what holds for all documents.
    """
    iris = Iris(settings.base)
    graphs = [
        lines
        for _, lines in source_quads(
            source,
            resolve_read(source, names, titles, settled),
            dict(label for found in settled.values() for label in found.labels),
            iris=iris,
            version=version,
            members={found.identity: found.members for found in settled.values() if found.members},
        )
    ]
    files = {iris.source(source): source.name}
    checked = graphs if settings.validate else []
    return graphs, [row for graph in checked for row in rows_of(graph, files, "en", quick=True)]
