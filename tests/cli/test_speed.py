"""What a person waits for: every report and every question on the seeds, process start included."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from kg.analytics.registry import REPORTS
from kg.graph.ontology import query_names
from tests.cli.test_report import about  # noqa: F401  (a fixture)

ONE = {
    # questions about one thing are asked about one
    "facts-at-line": ("--param", "file=any.txt", "--param", "line=1"),
    "portfolio-of-body": ("--param", "name=区财政局"),
}


def seconds(store: Path, *arguments: str) -> float:
    """Processor time of a command: what else the machine does meanwhile is no fault of ours."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "kg", *arguments]
    done = subprocess.run(command, env=os.environ | {"KG_STORE": str(store)}, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.stdout
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_takes_less_than_two_seconds(
    seeds_store: Path,
    about: dict[str, tuple[str, ...]],  # noqa: F811
    name: str,
) -> None:
    """As a table, the form that takes longest."""
    assert seconds(seeds_store, "report", name, *about.get(name, ())) < 2


@pytest.mark.parametrize("name", query_names())
def test_every_question_takes_less_than_a_second(seeds_store: Path, name: str) -> None:
    assert seconds(seeds_store, "query", name, *ONE.get(name, ())) < 1
