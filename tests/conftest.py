"""What all tests share: where things are, and how a test says that it needs a tool of the machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def require_tool(*names: str) -> str:
    """Give the path of the first tool found on this machine; without one, skip (in CI: fail) with the reason.

    ``KG_CI=1``, set by ``.ci/run`` after it installed the tools, turns the skip into a failure: a check that
    silently did not run is no check.
    """
    for name in names:
        if found := shutil.which(name):
            return found
    return _absent(f"needs {' or '.join(names)} on this machine (installed by .ci/run)")


def require_path(path: Path, what: str) -> Path:
    """Give ``path`` when it is there; otherwise skip: the material is optional and never part of a clone."""
    if not path.exists():
        pytest.skip(f"{what} is not there: {path.name}")
    return path


def _absent(reason: str) -> str:
    if os.environ.get("KG_CI") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
