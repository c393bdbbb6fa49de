"""``kg build seeds`` from nothing and again, and the start of the command line, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.rows import Row, cpu_seconds
from tests.conftest import ROOT


def _kg(*arguments: str) -> tuple[float, float]:
    """Seconds of the clock and of the processor."""
    clock, cpu = time.perf_counter(), cpu_seconds()
    subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - clock, cpu_seconds() - cpu


def measure() -> Iterator[Row]:
    """Seconds; the clock's depend on what else the machine does."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        clock, cpu = _kg("build", "seeds", "--store", store, "--jobs", "2")
        yield Row("build", "kg build seeds, two jobs", clock, "s", goal="<= 6 s on two idle cores")
        yield Row("build", "the same, processor time", cpu, "s")
        again, _ = _kg("build", "seeds", "--store", store, "--jobs", "2")
        yield Row("build", "the same again, nothing changed", again, "s", "from nothing", clock / again)
    yield Row("build", "kg --help", min(_kg("--help")[0] for _ in range(5)), "s")
