"""How cost and memory grow: `kg build` of 1, 10, 30, 100 … varied copies of the seeds, each build in a process of its own.

    python -m tests.bench.scaling --copies 1,10,30,100,300,1000 -o scaling.json

CPU seconds are those of all processes of a build together; memory is the largest sum, over all of them at one moment, of
what they hold (PSS: pages that processes share count once). A copy takes some 100 MB of disk while it is built, 60 MB
without landing (``--runs``: read, resolved, written as sorted runs of quads; neither merged nor loaded into a store).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import correlation, linear_regression

from tests.bench.rows import Row, cpu_seconds
from tests.bench.varied import copies, small_documents
from tests.conftest import ROOT

JOBS = 2


@dataclass(frozen=True, slots=True)
class Measured:
    """One build."""

    copies: int
    documents: int
    megabytes: float  # of text, UTF-8
    characters: int
    quads: int
    seconds: float
    cpu_seconds: float
    peak_megabytes: float


@dataclass(frozen=True, slots=True)
class Line:
    """A least-squares line through points, and how much of their variance it explains."""

    slope: float
    intercept: float
    r2: float


def fit(points: Sequence[tuple[float, float]]) -> Line:
    """Fits a line."""
    x, y = zip(*points, strict=True)
    return Line(*linear_regression(x, y), correlation(x, y) ** 2)


def measured(count: int, work: Path, *, runs: bool = False, small: bool = False) -> Measured:
    """Builds varied copies, or as many small documents, in a process of its own and measures that.

    Args:
        count: of copies or documents.
        work: folder for the corpus and what is made of it.
        runs: stop before landing.
        small: build small documents.
    """
    corpus, store = work / "corpus", work / "store"
    corpus.mkdir()
    documents = size = characters = 0
    for name, text in small_documents(count) if small else copies(count):
        data = text.encode()
        (corpus / name).write_bytes(data)
        documents, size, characters = documents + 1, size + len(data), characters + len(text)
    build = ["kg", "build", str(corpus), "--store", str(store), "--jobs", str(JOBS)]
    command = ["tests.bench.scaling", "--build-runs", str(corpus)] if runs else build
    started, cpu = time.perf_counter(), cpu_seconds()
    with subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        peak = _Peak(process.pid)
        answer, said = process.communicate()
    seconds, cpu = time.perf_counter() - started, cpu_seconds() - cpu
    if process.returncode:
        raise RuntimeError(f"the build of {count} copies failed: {said}")
    quads = int(answer) if runs else _quads(store)
    return Measured(count, documents, size / 1e6, characters, quads, seconds, cpu, peak.stop())


def _quads(store: Path) -> int:
    generation = store / (store / "CURRENT").read_text().strip()
    return int(json.loads((generation / "manifest.json").read_text())["quads"])


class _Peak(threading.Thread):
    """Looks five times a second at the memory of a process and its children."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._peak, self._ended = pid, 0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self._ended.wait(0.2):
            self._peak = max(self._peak, sum(map(_memory, _family(self._pid))))

    def stop(self) -> float:
        """Gives the peak in megabytes."""
        self._ended.set()
        self.join()
        return self._peak / 1e6


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:
        return  # it has ended


def _memory(pid: int) -> int:
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:")), 0)


def build_runs(corpus: Path) -> int:
    """Builds a folder in this process up to the sorted runs; gives the number of quads."""
    from kg.build.extraction import extract_file
    from kg.build.inputs import collect
    from kg.build.register import Register
    from kg.build.run import Stages
    from kg.build.workers import Workers
    from kg.build.writer import open_writer
    from kg.build.writing import Settings
    from kg.graph.iris import DEFAULT_BASE
    from kg.resolve.decisions import NO_DECISIONS

    files = collect([corpus]).files
    with open_writer(corpus.parent / "store") as writer, writer.work() as work, Workers(JOBS) as workers:
        with closing(Register(work / "register")) as register:
            stages = Stages(writer, workers, register, extract_file, Settings(DEFAULT_BASE))
            entries, errors = stages.read(files, None)
            register.settle(NO_DECISIONS)
            entries.sort(key=lambda entry: (entry.name, entry.sha256))
            runs, wrong = stages.write(entries, work)
        assert not errors, errors[:3]
        assert not wrong, wrong[:3]
        return sum(run.quads for run in runs)


_HEAD = (
    f"{'copies':>6} {'documents':>9} {'MB':>7} {'seconds':>8} {'CPU s':>8} {'CPU s/copy':>10} {'peak MB':>7}"
)


def _row(point: Measured) -> str:
    return (
        f"{point.copies:6d} {point.documents:9d} {point.megabytes:7.1f} {point.seconds:8.1f} "
        f"{point.cpu_seconds:8.1f} {point.cpu_seconds / point.copies:10.3f} {point.peak_megabytes:7.0f}"
    )


def curve(counts: Iterable[int], *, work: Path | None = None, runs: bool = False) -> Iterator[Measured]:
    """Yields the measures of builds of so many copies; what a build left on disk is gone before the next."""
    for count in counts:
        with tempfile.TemporaryDirectory(dir=work) as folder:
            yield measured(count, Path(folder), runs=runs)


def measure() -> Iterator[Row]:
    """The section of ``make bench``: a short curve; the long one is ``python -m tests.bench.scaling``."""
    points = list(curve((1, 3, 10, 30)))
    line = fit([(point.copies, point.cpu_seconds) for point in points])
    peak = max(point.peak_megabytes for point in points)
    yield Row("scaling", "processor time of one more copy of the seeds", line.slope, "s")
    yield Row("scaling", "r2 of the line through 1, 3, 10 and 30 copies", line.r2, "", goal="> 0.99")
    yield Row("scaling", "peak memory, two jobs", peak, "MB", goal="< 600 MB")


def main() -> None:
    """Measures, prints a table and writes JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--copies", default="1,10,30,100", help="numbers of copies; default: %(default)s")
    parser.add_argument("--runs", action="store_true", help="stop before merging and loading")
    parser.add_argument("--work", type=Path, help="folder for the corpora and what is made of them")
    parser.add_argument("-o", "--output", type=Path, help="JSON file")
    parser.add_argument("--build-runs", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build_runs:
        print(build_runs(options.build_runs))
        return
    points: list[Measured] = []
    print(_HEAD, flush=True)
    for point in curve(map(int, options.copies.split(",")), work=options.work, runs=options.runs):
        points.append(point)
        print(_row(point), flush=True)
        if options.output:
            options.output.write_text(json.dumps([asdict(point) for point in points], indent=1))
    if len(points) > 2:
        line = fit([(point.copies, point.cpu_seconds) for point in points])
        print(f"CPU seconds = {line.intercept:.1f} + {line.slope:.3f} x copies, r2 = {line.r2:.5f}")


if __name__ == "__main__":
    main()
