"""The store's one writer: its lock, its cache of facts, and the landing of a new generation.

Invariant: ``CURRENT`` changes in one rename, after all it will name is on disk. A kill at any moment leaves the old
generation or the new one; what a killed build left lying is cleared by the next.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from multiprocessing.util import register_after_fork
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.build.files import sync_folder, temporary_name, whole_file, write_whole
from kg.build.loading import load
from kg.graph.generations import remove
from kg.graph.iris import source_key
from kg.graph.layout import (
    FORMAT,
    LOCK,
    MARKER,
    Layout,
    StoreError,
    check_marker,
    database,
    graph_file,
    manifest_file,
)
from kg.graph.reading import GraphStore

_BEGUN = frozenset({LOCK, temporary_name(MARKER)})
"""What a build leaves in a new folder that was killed before it became a store."""
_WORK = "work"


@dataclass(frozen=True, slots=True)
class Entry:
    """A source in a generation. ``path`` is where it was read; it is not part of the graph."""

    name: str
    sha256: str
    path: str
    pipeline_version: str
    instruments: int
    facts: Mapping[str, int]
    gaps: int

    @property
    def cache_name(self) -> str:
        """The name of its file in the cache of facts."""
        version = hashlib.sha256(self.pipeline_version.encode()).hexdigest()[:12]
        return f"{source_key(self.name, self.sha256)}-{version}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds. ``edited``: it was loaded or updated, so its graph is not what its entries say."""

    graph_version: str = ""
    quads: int = 0
    sha256: str = ""  # of graph.nq
    entries: tuple[Entry, ...] = ()
    edited: bool = False


Check = Callable[[GraphStore], Iterable[tuple[object, ...]]]


class ViolationsError(Exception):
    """What a check found in a graph that was to land: its rows."""

    def __init__(self, rows: tuple[tuple[object, ...], ...]) -> None:
        super().__init__(f"{len(rows)} violations")
        self.rows = rows


class StoreWriter:
    """A store directory, locked for writing."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        found = _read_manifest(layout.generation())
        self.manifest = found or Manifest()
        self.unknown = found is None  # what the store holds cannot be told
        self.clear()

    def mend(self) -> bool:
        """Makes the database anew from the sorted N-Quads where it cannot be opened: damaged, or of another Oxigraph.

        Returns:
            Whether that was needed.

        Raises:
            StoreError: the N-Quads are damaged too, and hold what no document says (the store was loaded or edited).
        """
        current = self._layout.generation()
        if current is None or not manifest_file(current).exists() or _opens(database(current)):
            return False
        before, graph = self.manifest, graph_file(current)
        if graph.exists() and _digest(graph) == before.sha256:
            with graph.open("rb") as lines:
                self.land(lines, before.entries, before.graph_version, edited=before.edited)
        elif before.edited:
            raise StoreError(
                f"the store {self._layout.root} is damaged ({database(current)} cannot be opened and {graph} is not what "
                "its checksum says); load its graph from a copy: kg load --force"
            )
        else:
            self.manifest = replace(before, graph_version="")  # written again from the facts of its sources
        return True

    def has_facts(self, entry: Entry) -> bool:
        """Says whether the facts of a source are in the cache."""
        return (self._layout.facts / entry.cache_name).exists()

    def keep_facts(self, entry: Entry, data: bytes) -> None:
        """Puts the encoded facts of a source into the cache."""
        self._layout.facts.mkdir(exist_ok=True)
        write_whole(self._layout.facts / entry.cache_name, data)

    def facts_file(self, entry: Entry) -> Path:
        """Gives the file of the cache that holds the encoded facts of a source."""
        return self._layout.facts / entry.cache_name

    @contextmanager
    def work(self) -> Iterator[Path]:
        """Gives an empty folder for what a build needs on disk before it lands."""
        folder = self._layout.root / _WORK
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def land(
        self,
        lines: Iterable[bytes],
        entries: Sequence[Entry],
        graph_version: str,
        *,
        edited: bool = False,
        check: Check | None = None,
    ) -> Manifest:
        """Writes a new generation and makes it the current one. Memory stays flat, whatever there is to write.

        Args:
            lines: all quads as sorted lines of N-Quads with their ends, UTF-8.
            entries: the sources they come from.
            graph_version: the version of what made the quads.
            edited: whether the quads are other than those of the entries.
            check: looks at the whole before it becomes the current one.

        Returns:
            The new generation's manifest.

        Raises:
            ViolationsError: the check found something; the store is as it was.
        """
        generation = self._layout.root / self._next_name()
        generation.mkdir()
        graph = graph_file(generation)
        hasher, quads = hashlib.sha256(), 0

        def written(stream: BinaryIO) -> Iterator[bytes]:
            nonlocal quads
            for line in lines:
                stream.write(line)
                hasher.update(line)
                quads += 1
                yield line

        with whole_file(graph) as stream:
            store = load(database(generation), written(stream))
        digest = hasher.hexdigest()
        write_whole(graph.with_name(f"{graph.name}.sha256"), f"{digest}  {graph.name}\n".encode())
        if check is not None and (rows := tuple(check(GraphStore(store, graph)))):
            del store
            remove(generation)
            raise ViolationsError(rows)
        del store
        manifest = Manifest(graph_version, quads, digest, tuple(entries), edited)
        data = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode("utf-8")
        write_whole(manifest_file(generation), data)
        sync_folder(self._layout.root)
        write_whole(self._layout.current, f"{generation.name}\n".encode())
        self.manifest = manifest
        return manifest

    def _next_name(self) -> str:
        current = self._layout.generation()
        number = int(current.name.removeprefix("g-")) if current else 0
        return f"g-{number + 1:06d}"

    def clear(self) -> None:
        """Removes generations that are neither in use nor being read, and what a build left that was cut short."""
        current = self._layout.generation()
        for path in self._layout.root.glob("g-*"):
            if path != current:
                remove(path)
        shutil.rmtree(self._layout.root / _WORK, ignore_errors=True)
        for path in (*self._layout.root.glob(".*.tmp"), *self._layout.facts.glob(".*.tmp")):
            path.unlink(missing_ok=True)

    def clear_facts(self) -> None:
        """Removes the facts of sources that are not in the store."""
        in_use = {entry.cache_name for entry in self.manifest.entries}
        for path in self._layout.facts.glob("*"):
            if path.name not in in_use:
                path.unlink(missing_ok=True)


@contextmanager
def open_writer(root: Path) -> Iterator[StoreWriter]:
    """Opens a store for writing, making it where the folder is missing or empty.

    Raises:
        StoreError: the folder holds something else, another build is writing, or it cannot be written.
    """
    layout = Layout(root)
    try:
        if not root.exists() or (root.is_dir() and all(path.name in _BEGUN for path in root.iterdir())):
            root.mkdir(parents=True, exist_ok=True)
            lock = _Lock(layout)
            if not layout.marker.exists():
                write_whole(layout.marker, f'{{"store": "kg", "format": {FORMAT}}}\n'.encode())
        else:
            check_marker(layout)
            lock = _Lock(layout)
    except OSError as error:
        raise StoreError(f"the store {root} cannot be written: {error.strerror or error}") from None
    try:
        writer = StoreWriter(layout)
        try:
            yield writer
        except BaseException:
            writer.clear()  # above all on a full disk: what was begun takes no room
            raise
        finally:
            writer.clear_facts()
    except OSError as error:
        raise StoreError(
            f"the store {root} could not be written ({error.strerror or error}); it is as it was before this build"
        ) from error
    finally:
        lock.close()


class _Lock:
    """The writer's lock on a store. Child processes do not keep it: one that outlived a killed build would."""

    def __init__(self, layout: Layout) -> None:
        self._descriptor = os.open(layout.lock, os.O_RDWR | os.O_CREAT, 0o644)
        register_after_fork(self, _Lock.close)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.close()
            raise StoreError(
                f"another build is writing to the store {layout.root}; wait until it has ended, or name another --store"
            ) from None

    def close(self) -> None:
        """Gives the lock up; in a child process the parent keeps it."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _read_manifest(generation: Path | None) -> Manifest | None:
    """Gives what a generation holds; None where that is damaged or of another version."""
    if generation is None:
        return Manifest()
    try:
        data = json.loads(manifest_file(generation).read_text(encoding="utf-8"))
        entries = tuple(Entry(**entry) for entry in data.pop("entries"))
        return Manifest(entries=entries, **data)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _opens(path: Path) -> bool:
    try:
        ox.Store.read_only(str(path))
    except (OSError, RuntimeError, ValueError):
        return False
    return True


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
