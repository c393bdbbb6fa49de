"""What reaches a terminal: aligned, in any locale, and nothing that the terminal would obey."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from kg.cli.terminal import render
from kg.table import Table
from tests.cli.conftest import Run

TABLE = Table(
    ("place", "body", "lead", "share", "iri"),
    (
        ("甲市乙区", "区\x1b[31m财政局\x9b2J", 12, 0.25, "urn:a"),
        ("甲市乙区", "[bold]区教育局[/bold]", 3, None, "urn:b"),
        ("甲市丙区", "a", 1, 1.0, "urn:c"),
        (None, "\u202e倒", 0, 0.0, "urn:d"),
    ),
)


def test_nothing_is_obeyed_and_nothing_is_markup() -> None:
    text = render(TABLE, "zh")
    assert "\x1b" not in text
    assert "\x9b" not in text
    assert "\u202e" not in text
    assert "[bold]区教育局[/bold]" in text
    assert "urn:" not in text, "IRIs are for machines"
    assert "25.0%" in text


def test_columns_line_up_with_wide_characters() -> None:
    lines = [line for line in render(TABLE, "zh").splitlines() if "%" in line or "占比" in line]
    assert len(lines) == 4
    assert len({cell_len(line) for line in lines}) == 1


def test_sections() -> None:
    text = render(TABLE, "en", sections="place", title="Who leads")
    assert text.splitlines()[0] == "Who leads"
    assert text.count("甲市乙区") == 1
    assert "(not known)" in text
    assert "（无）" in render(Table(("a",), ()), "zh")


def test_long_cells_are_cut() -> None:
    assert "…" in render(Table(("text",), (("字" * 100_000,),)), "zh")


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}]
)
def test_any_locale(small_store: Path, locale: dict[str, str]) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-m", "kg", "report", "leads", "--store", str(small_store)],
        env=environment | locale,
        capture_output=True,
        check=True,
    )
    assert "区财政局".encode() in done.stdout or rb"\u8d22" in done.stdout
    assert done.stderr == b""


def test_store_from_the_environment(kg: Run, small_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", str(small_store))
    monkeypatch.setenv("KG_LANG", "en")
    assert "responsible" in kg("report", "leads", store=None).stdout


def test_closed_pipe_is_no_error(small_store: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m kg export nquads --store {small_store} | head -n 1"],
        capture_output=True,
        check=True,
    )
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""
