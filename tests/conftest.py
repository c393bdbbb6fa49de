"""What all tests share: where things are, and how a test says that it needs a tool of the machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

os.environ.setdefault("KG_STRICT", "1")  # a pass that fails fails the test, also in worker processes

# a busy machine is no failure: where time matters, tests measure the processor's
settings.register_profile("kg", deadline=None)
settings.load_profile("kg")

ROOT = Path(__file__).resolve().parent.parent


def require_tool(*names: str) -> str:
    """Give the path of the first tool found on this machine; without one, skip (in CI: fail) with the reason.

    ``KG_CI=1``, set by ``.ci/run`` after it installed the tools, turns the skip into a failure: a check that
    silently did not run is no check.
    """
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        unmet(f"needs {' or '.join(names)} on this machine (installed by .ci/run)")
    return found


def require_path(path: Path, what: str) -> Path:
    """Give ``path`` when it is there; otherwise skip: the material is optional and never part of a clone."""
    if not path.exists():
        pytest.skip(f"{what} is not there: {path.name}")
    return path


def unmet(reason: str) -> NoReturn:
    """Skip a test for a reason that lies in the machine; in CI fail it."""
    if os.environ.get("KG_CI") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def seeds_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from the seeds, once for all tests that read it. Nobody writes to it."""
    from kg.build import build

    store = tmp_path_factory.mktemp("seeds") / "store"
    report = build([ROOT / "seeds"], store, jobs=os.cpu_count() or 1)
    assert not report.errors
    return store


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from the two texts of ``tests/small.py`` by the real extraction."""
    from kg.build import build
    from tests.small import TEXTS

    folder = tmp_path_factory.mktemp("small")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    build([folder / name for name in TEXTS], folder / "store")
    return folder / "store"


@pytest.fixture(scope="session")
def small() -> GraphStore:
    """The graph of ``tests/small.py``, counted by hand there."""
    from tests.small import first, graph_of, second

    return graph_of(first(), second())
