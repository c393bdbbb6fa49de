"""The store of the seeds that several benchmarks ask."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.build import build
from kg.graph.store import GraphStore, open_store
from tests.conftest import ROOT


@contextmanager
def seeds_store() -> Iterator[GraphStore]:
    """Builds the seeds into a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        build([ROOT / "seeds"], Path(folder) / "store", jobs=2)
        with open_store(Path(folder) / "store") as store:
            yield store
