"""Sorted runs of lines on disk and their merge: a corpus larger than memory becomes one sorted file."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

_SMALL = 64_000_000  # bytes that are sorted in memory at once
_FILES = 64  # merged at once: well below the number of files a process may open


def write_run(path: Path, lines: Iterable[str]) -> int:
    """Writes lines (without ends), sorted by code point, and gives their number.

    Raises:
        OSError: the file cannot be written.
    """
    ordered = sorted(lines)
    with path.open("wb") as stream:
        stream.writelines(f"{line}\n".encode() for line in ordered)
    return len(ordered)


def merged(runs: Sequence[Path], work: Path) -> Iterator[bytes]:
    """Yields the lines of sorted files, with their ends, in one order; the order of UTF-8 is that of code points.

    Args:
        runs: the files. They are removed as soon as they are read.
        work: folder for files in between.

    Raises:
        OSError: a file cannot be read or written.
    """
    if sum(run.stat().st_size for run in runs) <= _SMALL:
        lines = sorted(line for run in runs for line in run.read_bytes().splitlines(keepends=True))
        for run in runs:
            run.unlink()
        yield from lines
        return
    left, number = list(runs), 0
    while len(left) > _FILES:
        first, left = left[:_FILES], left[_FILES:]
        between = work / f"merged-{number}"
        with between.open("wb") as stream:
            stream.writelines(_merge(first))
        left.append(between)
        number += 1
    yield from _merge(left)


def _merge(runs: Sequence[Path]) -> Iterator[bytes]:
    with ExitStack() as stack:
        yield from heapq.merge(*(stack.enter_context(run.open("rb")) for run in runs))
    for run in runs:
        run.unlink()
