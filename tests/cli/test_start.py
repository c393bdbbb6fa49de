"""`kg --help` answers at once, because nothing heavy is imported for it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.clock import slowness

HEAVY = ("spacy", "rdflib", "pyvis", "networkx", "numpy", "pyoxigraph", "rich", "jinja2", "IPython")


def imported_by(*arguments: str) -> list[str]:
    code = (
        "import json, sys\n"
        "from kg.cli import main\n"
        f"try: main({list(arguments)!r})\n"
        "except SystemExit: pass\n"
        f"print(); print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(loaded, list)
    return loaded


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"], ["export", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    assert imported_by(*arguments) == []


def test_the_check_sees_an_import() -> None:
    assert "rich" in imported_by("report", "--list")


def test_help_answers_at_once() -> None:
    # Measured inside the interpreter, so that a busy machine's process start does not count; best of three.
    code = (
        "import sys, time, contextlib, io\n"
        "start = time.process_time()\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    from kg.cli import main\n"
        "    try: main(['--help'])\n"
        "    except SystemExit: pass\n"
        "print(time.process_time() - start)\n"
    )
    times = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    ]
    assert min(times) < 0.2 * slowness()
