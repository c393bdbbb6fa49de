"""What a build tells its caller: data only, nothing printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

Progress = Callable[[int, int, str], None]
"""Called after each file that was read: how many are done, of how many, and the name of this one."""


@dataclass(frozen=True, slots=True)
class FileError:
    """A file that could not be built, and one line that says why and what to do."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The outcome of a build.

    Attributes:
        store: the store directory.
        changed: whether the graph in the store is another than before.
        extracted: base names of the files that were read anew, in order.
        unchanged: base names of the files given that were in the store already.
        removed: base names of the sources that left the store.
        ignored: files in the given folders that are no documents kg can read.
        errors: files that could not be built.
        sources: number of sources in the store now.
        instruments: number of instruments in the store now.
        facts: number of facts in the store by type.
        gaps: number of pieces of text in the store that were not understood.
        quads: number of quads in the store.
        seconds: wall time of the whole build.
        seconds_extracting: wall time of reading the files.
        violations: what violates the shapes, in the columns of :data:`kg.graph.validation.store.COLUMNS`; when there
            is any, nothing landed.
        mended: whether the store's database could not be opened and was made anew.
    """

    store: Path
    changed: bool
    extracted: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    ignored: tuple[Path, ...]
    errors: tuple[FileError, ...]
    sources: int
    instruments: int
    facts: Mapping[str, int]
    gaps: int
    quads: int
    seconds: float
    seconds_extracting: float
    violations: tuple[tuple[object, ...], ...] = ()
    mended: bool = False
