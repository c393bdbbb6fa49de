"""Puts the shards of a build on a cluster into a store: many sorted, compressed files become one sorted graph."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.build.runs import merged
from kg.build.writer import Manifest, ViolationsError, open_writer
from kg.graph.layout import StoreError
from kg.graph.validation.store import check_rows

MANIFEST = "manifest.json"
FORMAT = 2  # 2: the manifest says whether the graph was to be checked


@dataclass(frozen=True, slots=True)
class Expected:
    """What the manifest of a folder of shards says: its quads, their version, and whether they were to be checked."""

    quads: int
    graph_version: str
    validate: bool


def load_shards(folder: Path, store: Path) -> Manifest:
    """Replaces what a store holds by the quads of a folder of shards. Memory stays flat.

    Each document was checked where it was written; what spans documents is checked here, as a local build does it.

    Args:
        folder: as ``kg build --engine spark`` writes it, on this machine.
        store: the store directory.

    Raises:
        StoreError: the folder holds no finished build, violates the shapes or the checks over the whole, or is
            damaged; or the store is locked or cannot be written.
    """
    wanted = expected(folder)
    check = partial(check_rows, lang="en") if wanted.validate else None
    with open_writer(store) as writer, writer.work() as work:
        runs: list[Path] = []
        lines = 0
        for at, shard in enumerate(shard_files(folder)):
            runs.append(work / f"run-{at:06d}")
            with runs[-1].open("wb") as run:
                for line in sorted_lines(shard):
                    run.write(line)
                    lines += 1
        if lines != wanted.quads:
            raise StoreError(
                f"{folder} holds {lines:,} quads, its manifest says {wanted.quads:,}; copy it again, or build it again"
            )
        try:
            return writer.land(merged(runs, work), (), wanted.graph_version, edited=True, check=check)
        except ViolationsError as error:
            problem, what, document, file, number, *_ = error.rows[0]
            raise StoreError(
                f"the graph in {folder} violates the checks in {len(error.rows):,} places, so nothing was changed; the "
                f"first: {what}: {problem} ({file}:{number}; {document}); build it with --no-validate to load it"
            ) from None


def expected(folder: Path) -> Expected:
    """Reads the manifest; raises as :func:`load_shards`."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if found["shards"] != "kg" or found["format"] != FORMAT:
            raise StoreError(f"{folder} is of another version; build it again")
        complete, violations = bool(found["complete"]), int(found["violations"])
        quads = sum(int(shard["quad"]) for shard in found["written"].values())
        wanted = Expected(quads, str(found["graph_version"]), bool(found["validate"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{folder} is no folder of shards: {MANIFEST} cannot be read ({error})") from None
    if not complete:
        raise StoreError(f"the build into {folder} has not ended; run it again, it goes on where it was")
    if violations:
        raise StoreError(
            f"the graph in {folder} violates the shapes in {violations:,} places; build it with --no-validate to load it"
        )
    return wanted


def shard_files(folder: Path) -> list[Path]:
    """Gives the files of quads, in order. All quads of a document are in one of them."""
    return sorted(folder.glob("quads/shard=*/part-*.txt.gz"))


def sorted_lines(shard: Path) -> Iterator[bytes]:
    """Yields the lines of a file of quads, with their ends.

    Raises:
        StoreError: it cannot be read, or is not sorted.
    """
    last = b""
    try:
        with gzip.open(shard) as lines:
            for line in lines:
                if line < last or not line.endswith(b"\n"):
                    raise StoreError(f"{shard} is not as it was written; copy it again, or build it again")
                yield line
                last = line
    except (OSError, EOFError, zlib.error) as error:
        raise StoreError(f"{shard} cannot be read ({error}); copy it again, or build it again") from None
