"""The sources of a store: which are new, which stay, which leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.build.extraction import Reading
from kg.build.inputs import InputFile, Inputs
from kg.build.writer import Entry
from kg.sources.files import is_there


def entry_of(reading: Reading, path: Path, version: str) -> Entry:
    """Gives the entry of a document that was read from ``path`` by a version of the pipeline."""
    return Entry(
        name=reading.name,
        sha256=reading.sha256,
        path=str(path.resolve()),
        pipeline_version=version,
        instruments=reading.instruments,
        facts=reading.facts,
        gaps=reading.gaps,
    )


def moved(entry: Entry, file: InputFile) -> Entry:
    """Gives the entry of a source that is unchanged, though it may stand elsewhere now."""
    return replace(entry, path=str(file.path.resolve()))


def others(
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
