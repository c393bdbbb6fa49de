"""A build: collect, skip what is known, read the rest, resolve over all, land in one step."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from kg.build.codec import decode, encode
from kg.build.extraction import Extract, extract_file, read_files
from kg.build.inputs import InputFile, Inputs, collect
from kg.build.report import BuildReport, FileError, Progress
from kg.build.versions import graph_version, pipeline_version
from kg.build.writer import Entry, StoreWriter, open_writer
from kg.facts import SourceFacts
from kg.graph.iris import DEFAULT_BASE, Iris
from kg.graph.layout import StoreError
from kg.graph.quads import source_quads
from kg.graph.validation.store import rows_of
from kg.resolve import resolve
from kg.resolve.decisions import NO_DECISIONS, Decisions
from kg.sources.files import is_there
from kg.sources.limits import DEFAULT_LIMITS, Limits


def build(
    paths: Sequence[Path],
    store: Path,
    *,
    jobs: int = 1,
    force: bool = False,
    progress: Progress | None = None,
    base: str = DEFAULT_BASE,
    validate: bool = True,
    extract: Extract = extract_file,
    limits: Limits = DEFAULT_LIMITS,
    jurisdiction: str | None = None,
    encoding: str | None = None,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    decisions: Decisions = NO_DECISIONS,
) -> BuildReport:
    """Builds documents into a store.

    Sources that stand in the store already, by content and pipeline version, are not read again. Sources that were
    read from one of the given folders and are no longer there leave the store; sources from elsewhere stay.

    Args:
        paths: files and folders.
        store: the store directory; made where it is missing.
        jobs: number of worker processes that read files.
        force: read every given file again.
        progress: told after each file that was read.
        base: the IRI below which all nodes are named.
        validate: land nothing when the graph violates the shapes; the report says what is wrong.
        extract: reads one file (a module-level function); replaced in tests.
        limits: bounds on what one document may take.
        jurisdiction: the place of documents that state none; holds for this build, so give it each time.
        encoding: the encoding of plain text and web pages; None finds it out.
        include: name patterns; of the files in folders and archives only those that match one are read.
        exclude: name patterns of files in folders and archives that are left out.
        decisions: the user's own on who is who; they hold for this build, so give them each time.

    Returns:
        What was done. Files that could not be read are in ``errors``; the others have landed.

    Raises:
        InputError: a path is missing or holds no document.
        StoreError: the store is something else, locked, of another format, or cannot be written.
    """
    started = time.perf_counter()
    inputs = collect(paths, limits=limits, include=include, exclude=exclude)
    if extract is extract_file and (limits != DEFAULT_LIMITS or encoding is not None):
        extract = partial(extract_file, limits=limits, encoding=encoding)
    iris = Iris(base)
    wrong: tuple[tuple[object, ...], ...] = ()
    with open_writer(store) as writer:
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
        entries, errors = _read(todo, jobs, extract, writer, progress)
        seconds_extracting = time.perf_counter() - started
        entries += [_moved(known[f.name, f.sha256], f) for f in unchanged]
        kept, removed = _others(before.entries, entries, inputs, {error.path for error in errors})
        entries = sorted([*entries, *kept], key=lambda entry: (entry.name, entry.sha256))
        version = " ".join(part for part in (graph_version(), base, decisions.digest(), jurisdiction) if part)
        manifest = before
        if tuple(entries) != before.entries or version != before.graph_version or before.edited:
            sources = [_facts(entry, writer, extract) for entry in entries]
            graphs = list(_graphs(sources, entries, iris, decisions, jurisdiction))
            wrong = _violations(graphs, sources, iris) if validate else ()
            if not wrong:
                lines = sorted(chain.from_iterable(lines for _, lines in graphs))
                manifest = writer.land(lines, entries, version)
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
        gaps=sum(entry.gaps for entry in manifest.entries),
        quads=manifest.quads,
        seconds=time.perf_counter() - started,
        seconds_extracting=seconds_extracting,
        violations=wrong,
    )


def _in_store(file: InputFile, known: dict[tuple[str, str], Entry], writer: StoreWriter) -> bool:
    entry = known.get((file.name, file.sha256))
    return entry is not None and writer.has_facts(entry)


def _read(
    files: Sequence[InputFile], jobs: int, extract: Extract, writer: StoreWriter, progress: Progress | None
) -> tuple[list[Entry], list[FileError]]:
    entries: list[Entry] = []
    errors: list[FileError] = []
    for number, (file, outcome) in enumerate(read_files(files, jobs, extract), 1):
        if isinstance(outcome, str):
            errors.append(FileError(file.path, outcome))
        else:
            entry = _entry(decode(outcome), file.path)
            writer.keep_facts(entry, outcome)
            entries.append(entry)
        if progress is not None:
            progress(number, len(files), file.name)
    return entries, sorted(errors, key=lambda error: str(error.path))


def _entry(source: SourceFacts, path: Path) -> Entry:
    counts = Counter(fact.type for instrument in source.instruments for fact in instrument.facts)
    counts["document"] += len(source.instruments)
    gaps = len(source.gaps) + sum(len(instrument.gaps) for instrument in source.instruments)
    return Entry(
        name=source.name,
        sha256=source.sha256,
        path=str(path.resolve()),
        pipeline_version=pipeline_version(),
        instruments=len(source.instruments),
        facts=dict(sorted(counts.items())),
        gaps=gaps,
    )


def _moved(entry: Entry, file: InputFile) -> Entry:
    """The entry of a source that is unchanged, though it may stand elsewhere now."""
    return Entry(
        name=entry.name,
        sha256=entry.sha256,
        path=str(file.path.resolve()),
        pipeline_version=entry.pipeline_version,
        instruments=entry.instruments,
        facts=entry.facts,
        gaps=entry.gaps,
    )


def _others(
    before: Sequence[Entry], now: Sequence[Entry], inputs: Inputs, failed: set[Path]
) -> tuple[list[Entry], list[Entry]]:
    """Divides the store's other sources into those that stay and those that leave.

    A source leaves when its place was given and it is not there in that form any more, or when a file of its name was
    built and its own is gone. One whose new form could not be read stays as it was.
    """
    names = {entry.name for entry in now}
    present = {(entry.name, entry.sha256) for entry in now}
    unread = {path.resolve() for path in (*failed, *(error.path for error in inputs.errors))}
    kept: list[Entry] = []
    removed: list[Entry] = []
    for entry in before:
        if (entry.name, entry.sha256) in present:
            continue
        path = Path(entry.path)
        gone = inputs.covers(path) or (entry.name in names and not is_there(path))
        failed_now = not unread.isdisjoint((path, *path.parents))  # itself, or the archive it is in
        (removed if gone and not failed_now else kept).append(entry)
    return kept, removed


def _facts(entry: Entry, writer: StoreWriter, extract: Extract) -> SourceFacts:
    """The facts of a source from the cache; a damaged cache is mended from the source."""
    source = writer.facts(entry)
    if source is not None:
        return source
    path = Path(entry.path)
    if is_there(path):
        source = extract(path)
        if source.sha256 == entry.sha256:
            writer.keep_facts(entry, encode(source))
            return source
    raise StoreError(
        f"what was read from {entry.name} is lost and {path} is not there as it was; build it again from its file"
    )


def _graphs(
    sources: Sequence[SourceFacts],
    entries: Sequence[Entry],
    iris: Iris,
    decisions: Decisions,
    jurisdiction: str | None,
) -> Iterator[tuple[str, list[str]]]:
    resolution = resolve(sources, decisions, jurisdiction)
    for (source, instruments), entry in zip(resolution.sources, entries, strict=True):
        yield from source_quads(
            source,
            instruments,
            resolution.labels,
            iris=iris,
            version=entry.pipeline_version,
            members=resolution.members,
        )


def _violations(
    graphs: Sequence[tuple[str, list[str]]], sources: Sequence[SourceFacts], iris: Iris
) -> tuple[tuple[object, ...], ...]:
    files = {iris.source(source): source.name for source in sources}
    return tuple(dict.fromkeys(row for _, lines in graphs for row in rows_of(lines, files, "en", quick=True)))
