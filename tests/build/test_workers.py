"""Worker processes: what a worker that dies costs, with workers that are really killed."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from kg.build import build
from kg.build.workers import Lost, Workers
from tests.build.fakes import extract


def double(number: int) -> int:
    return 2 * number


def kill_at(number: int, *, log: Path, deadly: dict[int, int]) -> int:
    """Doubles a number; the first times that a deadly one is seen, its own process is killed."""
    seen = len(list(log.glob(f"{number}.*")))
    (log / f"{number}.{time.monotonic_ns()}").touch()
    if seen < deadly.get(number, 0):
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def refuse(number: int) -> int:
    raise OSError(28, f"no space for {number}")


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_every_item_comes_once(jobs: int) -> None:
    with Workers(jobs) as workers:
        assert dict(workers.map(double, list(range(50)))) == {n: 2 * n for n in range(50)}
        assert list(workers.map(double, [])) == []
        assert list(workers.map(double, [4])) == [(4, 8)]


def test_a_killed_worker_is_replaced_and_its_item_done_again(tmp_path: Path) -> None:
    with Workers(2) as workers:
        function = partial(kill_at, log=tmp_path, deadly={3: 1, 30: 1})
        assert dict(workers.map(function, list(range(40)))) == {n: 2 * n for n in range(40)}
        assert dict(workers.map(double, [1, 2])) == {1: 2, 2: 4}


def test_an_item_that_kills_twice_is_lost_and_no_other(tmp_path: Path) -> None:
    with Workers(2) as workers:
        found = dict(workers.map(partial(kill_at, log=tmp_path, deadly={3: 9, 4: 9}), list(range(40))))
    assert {n for n, result in found.items() if isinstance(result, Lost)} == {3, 4}
    assert all(found[n] == 2 * n for n in range(40) if n not in {3, 4})
    assert len(list(tmp_path.glob("3.*"))) == 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_function_raises_is_raised(jobs: int) -> None:
    with Workers(jobs) as workers, pytest.raises(OSError, match="no space for"):
        list(workers.map(refuse, [1, 2, 3]))


def slow_extract(path: Path) -> object:
    """Reads a file, and tells first which process does it."""
    marker = path.parent / "pids" / f"{path.name}.{os.getpid()}"
    first = not list(marker.parent.glob(f"{path.name}.*"))
    marker.touch()
    if first and path.name == "a.txt":
        time.sleep(60)  # until somebody kills it
    return extract(path)


def test_a_build_survives_the_kill_of_a_worker_from_outside(tmp_path: Path) -> None:
    import threading

    folder = tmp_path / "documents"
    (folder / "pids").mkdir(parents=True)
    for number, name in enumerate(("a.txt", "bb.txt", "ccc.txt")):
        (folder / name).write_text(f"区水务局 负责节水{number}\n", encoding="utf-8")

    def kill() -> None:
        while not (found := list((folder / "pids").glob("a.txt.*"))):
            time.sleep(0.02)
        os.kill(int(found[0].suffix[1:]), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    report = build([folder], tmp_path / "store", jobs=2, extract=slow_extract)  # type: ignore[arg-type]
    killer.join()
    assert report.errors == ()
    assert report.extracted == ("a.txt", "bb.txt", "ccc.txt")
    assert len(list((folder / "pids").glob("a.txt.*"))) == 2
    calm = build([folder], tmp_path / "other", extract=extract)
    assert report.quads == calm.quads
