"""`kg build`: from documents to the graph."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.errors import Failure, WrongRequest
from kg.cli.options import SourceType, store_option
from kg.cli.shards import SparkOptions, build_shards, spark_options
from kg.cli.terminal import say

if TYPE_CHECKING:
    from kg.build import BuildReport, Progress

DEFAULT_PATH = Path("seeds")
MAX_VIOLATIONS = 20  # shown; the count is told


@click.command(short_help="Read documents into the store.")
@click.argument("paths", nargs=-1, type=SourceType(path_type=Path), metavar="[PATH]...")
@store_option
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    show_default="number of processors",
    metavar="N",
    help="Worker processes that read files.",
)
@click.option("--force", is_flag=True, help="Read files again that have not changed.")
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=N",
    help="Change a bound on what one document may take, such as pages=5000 or seconds=600; may be repeated.",
)
@click.option("--jurisdiction", metavar="NAME", help="Place of documents that state none, such as 甲市乙区.")
@click.option("--encoding", metavar="NAME", help="Encoding of plain text and web pages, such as gb18030.")
@click.option(
    "--include",
    multiple=True,
    metavar="GLOB",
    help="Of folders read only files such as '*2024*'; may be repeated.",
)
@click.option(
    "--exclude", multiple=True, metavar="GLOB", help="Leave out such files of folders; may be repeated."
)
@click.option("--base", metavar="IRI", help="IRI below which all nodes are named, ending in / or #.")
@click.option(
    "--decisions",
    "decisions_path",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Your own decisions on which names are the same or different (TOML); they win over the rules.",
)
@click.option(
    "--validate/--no-validate", default=True, show_default=True, help="Land nothing that violates the shapes."
)
@click.option(
    "--list",
    "list_path",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Text file with further paths or URIs, one a line.",
)
@spark_options
def build(
    paths: tuple[Path | str, ...],
    store: Path | str,
    jobs: int,
    force: bool,
    limits: tuple[str, ...],
    jurisdiction: str | None,
    encoding: str | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    base: str | None,
    decisions_path: Path | None,
    validate: bool,
    list_path: Path | None,
    spark: SparkOptions | None,
) -> None:
    """Read documents (files or folders; `seeds` when none is named) and put their facts into the store.

    Files that have not changed are skipped; a changed file replaces what it had said. Exit status 1 when a file
    could not be read: the others are in the store all the same. With the URL of a SPARQL 1.1 endpoint as the store, the
    graph is built in .kg/mirrors and what changed is sent there.

    With --engine spark, documents are read by the executors of a cluster, from anywhere Spark reads (hdfs:, s3a: …), and
    facts and quads are written as shards; kg load puts them into a store. A build that was cut short goes on where it was.
    """
    from kg.build import Options
    from kg.build import build as build_store
    from kg.build.remote import mirror_of, publish
    from kg.graph.iris import DEFAULT_BASE
    from kg.resolve.decisions import NO_DECISIONS, read_decisions
    from kg.sources.limits import DEFAULT_LIMITS

    folder = mirror_of(store) if isinstance(store, str) else store
    options = Options(
        base=base or DEFAULT_BASE,
        validate=validate,
        limits=DEFAULT_LIMITS.changed(limits),
        jurisdiction=jurisdiction,
        encoding=encoding,
        include=include,
        exclude=exclude,
        decisions=read_decisions(decisions_path) if decisions_path else NO_DECISIONS,
    )
    paths = (*paths, *_listed(list_path)) if list_path else paths or (DEFAULT_PATH,)
    if spark is not None:
        build_shards(spark, paths, options)
        return
    local = tuple(path for path in paths if isinstance(path, Path))
    if len(local) < len(paths):
        raise WrongRequest("URIs are read with --engine spark only; give files and folders")
    with _progress() as progress:
        report = build_store(local, folder, options, jobs=jobs, force=force, progress=progress)
    for line in _summary(report):
        say(line)
    if report.changed:
        for line in _placeless(folder):
            say(line)
    if report.violations:
        raise Failure(
            f"the graph violates the shapes or checks in {len(report.violations)} places, so nothing was changed in {store}; "
            "land it all the same with --no-validate and look with: kg validate"
        )
    if isinstance(store, str):
        sent = publish(folder, store, base=options.base, force=force)
        say(f"{store}: {sent} graphs sent or removed")
    if report.errors:
        raise click.exceptions.Exit(1)


def _listed(path: Path) -> tuple[Path | str, ...]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        raise WrongRequest(f"{path} is not UTF-8") from None
    return tuple(line if "://" in line else Path(line) for line in map(str.strip, lines) if line)


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on standard error while files are read; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        reading = bar.add_task("reading", total=None)

        def update(done: int, total: int, name: str) -> None:
            from kg.export.clean import one_line

            bar.update(reading, completed=done, total=total, description=one_line(name))

        yield update


def _placeless(folder: Path) -> Iterator[str]:
    """Tells of documents whose bodies nobody can tell from those of other places."""
    from kg.analytics.placeless import placeless
    from kg.export.clean import one_line
    from kg.graph.store import open_store

    with open_store(folder) as graph:
        found = placeless(graph)
    if found:
        file, title = found[0]
        more = f" and {len(found) - 1:,} more" if len(found) > 1 else ""
        yield one_line(
            f"no place is named by {file} ({title}){more}: their bodies stay apart from all others; "
            "if they are of one place, name it with --jurisdiction"
        )


def _summary(report: BuildReport) -> Iterator[str]:
    from kg.export.clean import one_line

    for error in report.errors:
        yield f"error: {one_line(error.message)}"
    for problem, what, document, file, line, quote, _ in report.violations[:MAX_VIOLATIONS]:
        where = f"{file}:{line}" if line else file
        yield one_line(f"violation: {what}: {problem} ({where}; {document}; “{quote}”)")
    if report.mended:
        yield f"{report.store}: its database could not be opened and was made anew from the graph's N-Quads or facts"
    for path in report.ignored:
        if path.stem.upper() == "README":
            continue
        yield f"not a document kg can read, left out: {one_line(str(path))}"
    if report.removed:
        yield f"left the store: {', '.join(map(one_line, report.removed))}"
    if report.extracted:
        yield f"read {len(report.extracted)} files in {report.seconds_extracting:.1f} s"
    if report.unchanged:
        yield f"unchanged, not read again: {len(report.unchanged)} files"
    facts = ", ".join(f"{kind} {count:,}" for kind, count in report.facts.items())
    yield (
        f"{report.store}: {report.sources} files, {report.instruments} instruments, {report.quads:,} quads"
        f"{'' if report.changed else ' (as before)'}"
    )
    if report.sources:
        yield f"{sum(report.facts.values()):,} facts{': ' if facts else ''}{facts}"
    if report.gaps:
        yield f"not understood: {report.gaps:,} pieces of text; list them with: kg report coverage --store {report.store}"
    elif report.sources:
        yield "not understood: nothing that looked like an assignment"
    yield f"done in {report.seconds:.1f} s"
