"""A build: collect, skip what is known, read the rest, settle names over all, write, land in one step.

Documents stream through: their facts are on disk from the moment they were read, and no stage holds more than a few.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.build.entries import entry_of, moved, others
from kg.build.extraction import Extract, Kept, Reading, extract_file, read_document, recall
from kg.build.inputs import InputFile, collect
from kg.build.options import USUAL, Options
from kg.build.register import Register
from kg.build.report import BuildReport, FileError, Progress
from kg.build.runs import merged
from kg.build.versions import graph_version, pipeline_version
from kg.build.workers import Lost, Workers
from kg.build.writer import Entry, StoreWriter, ViolationsError, open_writer
from kg.build.writing import Document, Row, Settings, Written, batches, write_batch
from kg.graph.layout import StoreError
from kg.graph.validation.store import check_rows
from kg.sources.limits import DEFAULT_LIMITS


def build(
    paths: Sequence[Path],
    store: Path,
    options: Options = USUAL,
    *,
    jobs: int = 1,
    force: bool = False,
    progress: Progress | None = None,
    extract: Extract = extract_file,
) -> BuildReport:
    """Builds documents into a store.

    Sources that stand in the store already, by content and pipeline version, are not read again. Sources that were
    read from one of the given folders and are no longer there leave the store; sources from elsewhere stay.

    Args:
        paths: files and folders.
        store: the store directory; made where it is missing.
        options: what may be asked for.
        jobs: number of worker processes that read files.
        force: read every given file again.
        progress: told after each file that was read.
        extract: reads one file (a module-level function); replaced in tests.

    Returns:
        What was done. Files that could not be read are in ``errors``; the others have landed.

    Raises:
        InputError: a path is missing or holds no document.
        StoreError: the store is something else, locked, of another format, or cannot be written.
    """
    started = time.perf_counter()
    inputs = collect(paths, limits=options.limits, include=options.include, exclude=options.exclude)
    if extract is extract_file and (options.limits != DEFAULT_LIMITS or options.encoding is not None):
        extract = partial(extract_file, limits=options.limits, encoding=options.encoding)
    settings, decisions = options.settings(), options.decisions
    wrong: tuple[Row, ...] = ()
    with open_writer(store) as writer, writer.work() as work, Workers(jobs) as workers:
        if writer.unknown and not force:
            raise StoreError(
                f"the list of what the store {store} holds is damaged or of another version; build all its documents "
                f"anew with --force, or take its graph along: kg load {store}/g-NUMBER/graph.nq --store NEW"
            )
        mended = writer.mend()
        before = writer.manifest
        if before.edited and not force:
            raise StoreError(
                f"the store {store} was changed by kg load or an update, which a build drops; name another --store, "
                "or give --force"
            )
        known = {(e.name, e.sha256): e for e in before.entries if e.pipeline_version == pipeline_version()}
        unchanged = [] if force else [f for f in inputs.files if _in_store(f, known, writer)]
        done = {(f.name, f.sha256) for f in unchanged}
        todo = [f for f in inputs.files if (f.name, f.sha256) not in done]
        with closing(Register(work / "register")) as register:
            stages = Stages(writer, workers, register, extract, settings)
            entries, errors = stages.read(todo, progress)
            seconds_extracting = time.perf_counter() - started
            stay = [moved(known[f.name, f.sha256], f) for f in unchanged]
            kept, removed = others(
                before.entries, [*entries, *stay], inputs, {error.path for error in errors}
            )
            stay += kept
            entries = sorted([*entries, *stay], key=lambda entry: (entry.name, entry.sha256))
            version = " ".join(
                part
                for part in (graph_version(), options.base, decisions.digest(), options.jurisdiction)
                if part
            )
            manifest = before
            if tuple(entries) != before.entries or version != before.graph_version or before.edited:
                stages.recall(stay)
                register.settle(decisions)
                runs, wrong = stages.write(entries, work)
                workers.close()  # their memory is wanted for loading
                if not wrong:
                    check = partial(check_rows, lang="en") if options.validate else None
                    try:
                        manifest = writer.land(
                            merged([run.run for run in runs], work), entries, version, check=check
                        )
                    except ViolationsError as error:
                        wrong = error.rows
    return BuildReport(
        store=store,
        changed=manifest.sha256 != before.sha256,
        extracted=tuple(f.name for f in todo if f.path not in {error.path for error in errors}),
        unchanged=tuple(f.name for f in unchanged),
        removed=tuple(entry.name for entry in removed),
        ignored=inputs.ignored,
        errors=(*inputs.errors, *errors),
        sources=len(manifest.entries),
        instruments=sum(entry.instruments for entry in manifest.entries),
        facts=dict(sorted(sum((Counter(entry.facts) for entry in manifest.entries), Counter()).items())),
        mended=mended,
        gaps=sum(entry.gaps for entry in manifest.entries),
        quads=manifest.quads,
        seconds=time.perf_counter() - started,
        seconds_extracting=seconds_extracting,
        violations=wrong,
    )


def _in_store(file: InputFile, known: dict[tuple[str, str], Entry], writer: StoreWriter) -> bool:
    entry = known.get((file.name, file.sha256))
    return entry is not None and writer.has_facts(entry)


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages that run in the workers. Their results come in any order; what is made of them has one.

    Attributes:
        writer: the store; keeps the facts.
        workers: do the work.
        register: what documents say of each other; to be settled between reading and writing.
        extract: reads one file; a module-level function.
        settings: what holds for all documents.
    """

    writer: StoreWriter
    workers: Workers
    register: Register
    extract: Extract
    settings: Settings

    def read(
        self, files: Sequence[InputFile], progress: Progress | None
    ) -> tuple[list[Entry], list[FileError]]:
        """Reads documents, the largest first, and keeps their facts."""
        entries: list[Entry] = []
        errors: list[FileError] = []
        read = partial(read_document, extract=self.extract, given=self.settings.given)
        largest_first = sorted(files, key=lambda file: -file.size)
        for number, (file, outcome) in enumerate(self.workers.map(read, largest_first), 1):
            if isinstance(outcome, Reading):
                entry = entry_of(outcome, file.path, pipeline_version())
                self._keep(entry, outcome)
                entries.append(entry)
            else:
                errors.append(FileError(file.path, _why(outcome, file)))
            if progress is not None:
                progress(number, len(files), file.name)
        return entries, sorted(errors, key=lambda error: str(error.path))

    def recall(self, entries: Sequence[Entry]) -> None:
        """Takes the census of documents that were read by an earlier build."""
        of = {Kept(self.writer.facts_file(e), Path(e.path), e.sha256): e for e in entries}
        again = partial(recall, extract=self.extract, given=self.settings.given)
        for kept, outcome in self.workers.map(again, list(of)):
            if not isinstance(outcome, Reading):
                why = outcome if isinstance(outcome, str) else "recalling it ended its process twice"
                raise StoreError(f"{of[kept].name}: {why}")
            self._keep(of[kept], outcome)

    def _keep(self, entry: Entry, reading: Reading) -> None:
        if reading.data is not None:
            self.writer.keep_facts(entry, reading.data)
        self.register.add(reading.census)

    def write(self, entries: Sequence[Entry], work: Path) -> tuple[list[Written], tuple[Row, ...]]:
        """Writes the quads of all documents as sorted runs; also gives what violates the shapes, in their order."""
        documents = [
            Document(file, entry.pipeline_version, file.stat().st_size)
            for entry in entries
            for file in (self.writer.facts_file(entry),)
        ]
        parts = batches(documents, register=work / "register", folder=work, settings=self.settings)
        written: dict[int, Written] = {}
        for batch, found in self.workers.map(write_batch, list(parts)):
            if isinstance(found, Lost):
                names = [document.facts.name for document in batch.documents]
                raise StoreError(
                    f"writing the graphs of {names[0]} and {len(names) - 1} more ended its process twice"
                )
            written[batch.number] = found
        ordered = [written[number] for number in sorted(written)]
        return ordered, tuple(dict.fromkeys(row for part in ordered for row in part.violations))


def _why(outcome: str | Lost[InputFile], file: InputFile) -> str:
    if isinstance(outcome, str):
        return outcome
    return f"{file.path}: reading it ended its process twice; leave it out and report it"
