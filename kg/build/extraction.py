"""Reads files in worker processes: a path goes in, encoded facts come out; a bad file spoils no other."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from kg.build.codec import encode
from kg.build.inputs import InputFile
from kg.facts import SourceFacts
from kg.processes import end_with_parent
from kg.sources.limits import DEFAULT_LIMITS, Limits

Extract = Callable[[Path], SourceFacts]
Outcome = bytes | str  # encoded facts, or what is wrong


def extract_file(path: Path, *, limits: Limits = DEFAULT_LIMITS, encoding: str | None = None) -> SourceFacts:
    """Reads a file with the standard pipeline (imported where it is used: it is slow to load)."""
    from kg.extract import extract_file as extract

    return extract(path, limits=limits, encoding=encoding)


def read_files(
    files: Sequence[InputFile], jobs: int, extract: Extract
) -> Iterator[tuple[InputFile, Outcome]]:
    """Reads files, the largest first, and yields each outcome as it comes.

    Args:
        files: what to read.
        jobs: number of worker processes; with one, or one file, the work is done in this process.
        extract: reads one file; a module-level function.
    """
    if jobs <= 1 or len(files) <= 1:
        for file in files:
            yield file, _read(file, extract)
        return
    lost = yield from _in_pool(sorted(files, key=lambda file: -file.size), jobs, extract)
    for file in lost:  # a worker died: each of the files it may have been at once more, alone
        again = yield from _in_pool([file], 1, extract)
        if again:
            yield file, f"{file.path}: reading it ended its process twice; leave it out and report it"


def _in_pool(
    files: Sequence[InputFile], jobs: int, extract: Extract
) -> Generator[tuple[InputFile, Outcome], None, list[InputFile]]:
    method = "fork" if sys.platform == "linux" else "spawn"
    lost: list[InputFile] = []
    with ProcessPoolExecutor(
        min(jobs, len(files)), multiprocessing.get_context(method), initializer=end_with_parent
    ) as pool:
        tasks: dict[Future[Outcome], InputFile] = {}
        for file in files:
            try:
                tasks[pool.submit(_read, file, extract)] = file
            except BrokenProcessPool:
                lost.append(file)
        while tasks:
            done, _ = wait(tasks, return_when=FIRST_COMPLETED)
            for task in done:
                file = tasks.pop(task)
                try:
                    yield file, task.result()
                except BrokenProcessPool:
                    lost.append(file)
    return lost


def _read(file: InputFile, extract: Extract) -> Outcome:
    from kg.errors import KgError
    from kg.sources.model import SourceError

    try:
        source = extract(file.path)
    except (KgError, SourceError) as error:
        return " ".join(str(error).split())
    except Exception as error:  # one line for the report; a bug in a pass must not end the build
        return f"{file.path}: reading it failed ({type(error).__name__}: {' '.join(str(error).split())[:200]}); please report"
    if not source.instruments:
        return f"{file.path}: no instrument found in it (no title with an issuer, number or date); is it an official document?"
    return encode(source)
