from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

Serving = Callable[..., str]


@contextmanager
def served(store: Path, *options: str) -> Iterator[str]:
    """A real server in a process of its own, at a free port; gives the URL of its endpoint."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            assert "endpoint: " in line, line + process.stderr.read()
            yield line.split("endpoint: ")[1].split(")")[0]
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module")
def endpoint(seeds_store: Path) -> Iterator[str]:
    """The seeds, with a time-out short enough for a test."""
    with served(seeds_store, "--timeout", "5", "--cors", "https://allowed.example") as url:
        yield url
