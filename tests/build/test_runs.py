"""Sorted runs and their merge: one order, whatever the number and size of the runs."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kg.build import runs
from kg.build.runs import merged, write_run


@pytest.mark.parametrize("small", [10**9, 0], ids=["in memory", "from disk"])
@pytest.mark.parametrize("files", [2, 3, 64])
def test_merged_runs_are_one_sorted_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int, files: int
) -> None:
    monkeypatch.setattr(runs, "_SMALL", small)
    monkeypatch.setattr(runs, "_FILES", files)
    chance = random.Random(7)
    letters = ["a", "é", "区", "\U00020000", "\ue000", "﹝"]
    lines = ["".join(chance.choices(letters, k=chance.randint(1, 9))) for _ in range(500)]
    paths = []
    for number in range(11):
        paths.append(tmp_path / f"run-{number}")
        write_run(paths[-1], lines[number::11])
    work = tmp_path / "work"
    work.mkdir()
    assert list(merged(paths, work)) == [f"{line}\n".encode() for line in sorted(lines)]
    assert not any(path.exists() for path in (*paths, *work.iterdir()))


def test_no_runs_no_lines(tmp_path: Path) -> None:
    assert list(merged([], tmp_path)) == []
