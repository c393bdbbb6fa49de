"""What executors do: the steps of a local build, as functions from rows to rows."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.analytics.facts import fact_rows
from kg.build.codec import decode
from kg.build.extraction import Reading, extract_file, read_document
from kg.build.inputs import collect
from kg.build.options import Options
from kg.build.register import identity_of, identity_text, settled_of, settled_text
from kg.build.versions import graph_version, pipeline_version
from kg.build.writing import Row, Settings, document_graphs
from kg.errors import KgError
from kg.export.database import table_row
from kg.graph.iris import source_key
from kg.graph.reading import GraphStore
from kg.resolve.instruments import Title
from kg.resolve.model import Name
from kg.resolve.resolve import Census, census_of, read_names, take_census
from kg.resolve.settle import Settled, settle

READ = "path string, name string, sha256 string, made_by string, facts binary, error string"
CENSUS = "kind string, shard string, document string, one string, two string, three string"
KNOWN = "question string, answer string"
KEYED = "document string, facts binary"
ANSWERS = "document string, question string, answer string"
WRITTEN = "kind string, text string"

QUAD, FACT, VIOLATION = "quad", "fact", "violation"
CLAIM, NAME, ASKS = "claim", "name", "asks"

_TOGETHER = 20_000  # quads that are put into one store in memory to read the facts from: queries have a price of their own


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads documents, asked for with such options; ``settings`` are those of the options."""

    options: Options
    settings: Settings

    def __call__(self, rows: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
        """Reads files (path, content): a row of ``READ`` for each document, or with the error."""
        for row in rows:
            yield from self._file(str(row["path"]), bytes(row["content"]))

    def _file(self, path: str, content: bytes) -> Iterator[tuple[Any, ...]]:
        options = self.options
        extract = partial(extract_file, limits=options.limits, encoding=options.encoding)
        made_by = f"{pipeline_version()} {graph_version()}"
        with tempfile.TemporaryDirectory(prefix="kg-") as folder:
            file = Path(folder) / path.rpartition("/")[2]
            file.write_bytes(content)

            def wrong(message: str) -> tuple[Any, ...]:
                return path, file.name, None, made_by, None, message.replace(str(file), path)

            try:
                inputs = collect(
                    [file], limits=options.limits, include=options.include, exclude=options.exclude
                )
            except KgError as error:
                yield wrong(str(error))
                return
            for bad in inputs.errors:
                yield wrong(bad.message)
            for found in inputs.files:
                outcome = read_document(found, extract=extract, given=self.settings.given)
                if isinstance(outcome, Reading):
                    yield path, outcome.name, outcome.sha256, made_by, bytearray(outcome.data or b""), None
                else:
                    yield wrong(outcome)


def census_rows(settings: Settings, rows: Iterable[Any]) -> Iterator[tuple[str, ...]]:
    """Takes the census of documents: rows of ``CENSUS``."""
    for row in rows:
        census = take_census(decode(bytes(row["facts"])), settings.given)
        key = source_key(row["name"], row["sha256"])
        for claim in census.claims:
            yield CLAIM, row["shard"], key, title_question(claim.title), json.dumps(claim.key), ""
        for identity, form in census.names:
            place, text = json.dumps(identity.place.key), identity_text(identity)
            yield NAME, row["shard"], key, place, text, json.dumps(form)
            yield ASKS, row["shard"], key, name_question(text, json.dumps(form)), "", ""
        for title in census.asked:
            yield ASKS, row["shard"], key, title_question(title), "", ""


def title_question(title: Title) -> str:
    """Gives what a document asks of a title."""
    return f"title {json.dumps(title)}"


def name_question(identity: str, form: str) -> str:
    """Gives what a document asks of a name; both as JSON."""
    return f"name {identity} {form}"


def settle_place(names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Settles the names of a place (identity, form; both as JSON): rows of ``KNOWN``."""
    return known_rows(settle((identity_of(identity), json.loads(form)) for identity, form in names).items())


def known_rows(settled: Iterable[tuple[Name, Settled]]) -> list[tuple[str, str]]:
    """Gives the answers on names as rows of ``KNOWN``."""
    return [
        (name_question(identity_text(identity), json.dumps(form)), settled_text(found))
        for (identity, form), found in settled
    ]


def keyed(row: Any) -> tuple[str, bytearray]:
    """Gives a document with its key: a row of ``KEYED``."""
    return source_key(row["name"], row["sha256"]), row["facts"]


def written_rows(settings: Settings, rows: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Writes documents with the answers to what they asked: rows of ``WRITTEN``."""
    lines: list[str] = []
    for row in rows:
        graphs, violations = _written(settings, row)
        yield from ((QUAD, line) for graph in graphs for line in graph)
        yield from ((VIOLATION, json.dumps(violation)) for violation in violations)
        lines += (line for graph in graphs for line in graph)
        if len(lines) > _TOGETHER:
            yield from _facts(lines)
            lines = []
    yield from _facts(lines)


def _written(settings: Settings, row: Any) -> tuple[list[list[str]], list[Row]]:
    source = decode(bytes(row["facts"]))
    names = read_names(source, settings.given)
    answers = {answer["question"]: answer["answer"] for answer in row["answers"] or ()}
    titles, settled = _answers(census_of(source, names), answers)
    return document_graphs(source, names, pipeline_version(), titles, settled, settings)


def _facts(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The facts in the quads of some documents: read from the graph, as every export of facts."""
    store = ox.Store()
    quads = "".join(f"{line}\n" for line in lines)
    triples = "".join(f"{line[: line.rindex(' <')]} .\n" for line in lines)
    store.bulk_load(quads.encode(), format=ox.RdfFormat.N_QUADS)
    store.bulk_load(triples.encode(), format=ox.RdfFormat.N_TRIPLES)
    for fact in fact_rows(GraphStore(store)):
        yield FACT, json.dumps(table_row(fact), ensure_ascii=False)


def _answers(census: Census, answers: dict[str, str]) -> tuple[dict[Title, str | None], dict[Name, Settled]]:
    titles = {
        title: json.loads(answers[question])
        for title in census.asked
        if (question := title_question(title)) in answers
    }
    names = {
        (identity, form): settled_of(answers[name_question(identity_text(identity), json.dumps(form))])
        for identity, form in census.names
    }
    return titles, names
