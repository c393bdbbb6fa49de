from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

Run = Callable[..., Result]


@pytest.fixture
def kg(small_store: Path) -> Run:
    """Runs a command on the small store; fails with the traceback on anything but a clean end."""

    def run(*arguments: str, status: int = 0, store: Path | None = small_store) -> Result:
        options = ["--store", str(store)] if store else []
        result = CliRunner().invoke(main, [*arguments, *options])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == status, result.output
        return result

    return run
