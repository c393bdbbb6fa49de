"""What a person waits for: every report and every question on the seeds, process start included."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from kg.analytics.registry import REPORTS
from kg.graph.ontology import query_names
from tests.cli.test_report import about  # noqa: F401  (a fixture)
from tests.clock import children, within

ONE = {
    # questions about one thing are asked about one
    "facts-at-line": ("--param", "file=any.txt", "--param", "line=1"),
    "portfolio-of-body": ("--param", "name=区财政局"),
}


def answer(store: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "kg", *arguments]
    done = subprocess.run(command, env=os.environ | {"KG_STORE": str(store)}, capture_output=True, check=True)
    assert done.stdout


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_takes_less_than_two_seconds(
    seeds_store: Path,
    about: dict[str, tuple[str, ...]],  # noqa: F811
    name: str,
) -> None:
    """As a table, the form that takes longest."""
    within(2, partial(answer, seeds_store, "report", name, *about.get(name, ())), clock=children)


@pytest.mark.parametrize("name", query_names())
def test_every_question_takes_less_than_a_second(seeds_store: Path, name: str) -> None:
    within(1, partial(answer, seeds_store, "query", name, *ONE.get(name, ())), clock=children)
