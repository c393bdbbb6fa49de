"""Every command in the README does what it says, and its figures are not better than what is measured."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.analytics.facts import fact_rows
from kg.analytics.scoring.evaluation import evaluate
from kg.analytics.scoring.gold import read_gold
from kg.graph.store import open_store
from tests.clock import HANGS
from tests.conftest import ROOT, require_path, require_tool

README = (ROOT / "README.md").read_text(encoding="utf-8")
NOT_FOR_TESTS = ("make ",)  # these are what runs the tests


def commands() -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.strip() and not line.startswith(NOT_FOR_TESTS)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, seeds_store: Path) -> Path:
    """A folder like a fresh clone after `kg build seeds`."""
    clone = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "seeds", clone / "seeds")
    shutil.copytree(seeds_store, clone / ".kg" / "store")
    return clone


def test_there_are_commands_of_every_kind() -> None:
    used = {line.split()[1] for line in commands()}
    assert used >= {"build", "report", "show", "query", "export"}


@pytest.mark.parametrize("command", commands())
def test_command(folder: Path, command: str) -> None:
    if "shards" in command:
        require_tool("java")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KG_")}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', '')}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
    )
    # `| head` closes the pipe early: that is no failure of ours as long as nothing is said about it
    assert done.returncode == 0 or ("| head" in command and not done.stderr), done.stderr
    assert (
        done.stdout or " -o " in command or "build" in command or command.startswith(("kg site", "kg load"))
    )
    assert "Traceback" not in done.stderr
    for target in re.findall(r" -o (\S+)", command):
        assert (folder / target).stat().st_size > 100


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target


def test_picture_is_small() -> None:
    assert (ROOT / ".github" / "picture.png").stat().st_size < 300_000


def scores() -> dict[str, list[str]]:
    table = README.partition("<!-- scores:")[2].partition("<!-- end of scores -->")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[1:]]
    return {row[0]: row[1:] for row in rows[2:] if len(row) > 1}


def test_figures_are_not_better_than_measured(seeds_store: Path) -> None:
    gold = require_path(ROOT.parent / "shared" / "gold" / "dev", "gold annotations")
    with open_store(seeds_store) as store:
        measured = evaluate(read_gold(gold), fact_rows(store)).by_type()
    for kind, figures in scores().items():
        said = [float(figure) for figure in figures[2:]]
        score = measured[kind]
        real = [score.precision, score.recall, score.f1, score.strict_f1]
        assert all(s <= r + 0.0051 for s, r in zip(said, real, strict=True)), f"{kind}: {said} > {real}"
