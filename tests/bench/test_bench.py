"""The benchmarks run; what they measure is for people to judge, on a quiet machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.bench import __main__ as bench
from tests.bench.rows import Row
from tests.conftest import ROOT


def test_rows_are_printed_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [Row("made up", "one", 1234.5, "ms", "two", 3.456, "> 1"), Row("made up", "two", 0.01234, "s")]
    monkeypatch.setattr(
        bench, "importlib", SimpleNamespace(import_module=lambda _: SimpleNamespace(measure=lambda: rows))
    )
    out = tmp_path / "build" / "bench.json"
    monkeypatch.setattr(sys, "argv", ["bench", "ratio", "--out", str(out)])
    bench.main()
    assert [Row(**row) for row in json.loads(out.read_text())["rows"]] == rows
    first, second = capsys.readouterr().out.splitlines()[1:]
    assert first.split() == ["made", "up:", "one", "1,234", "ms", "3.46", "two", "[goal", ">", "1]"]
    assert second.split() == ["made", "up:", "two", "0.0123", "s"]


def test_an_unknown_section_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "nothing"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "no section nothing" in done.stderr
