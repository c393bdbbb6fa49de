"""kill -9 at thirty moments: the store holds the old dataset or the new one, and the next build puts all right."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kg.graph.store import StoreError, open_store
from tests.build.stores import checked, rebuild, start, strays, write_documents
from tests.conftest import ROOT

KILLS = 30
FIRST_BUILDS = 8  # of the kills
SEED = 20310317


def wait_for(process: subprocess.Popen[str], store: Path, what: str) -> None:
    """Waits until a build has made something new in its store, or has ended."""
    known = set(store.glob(what))
    while process.poll() is None and set(store.glob(what)) <= known:
        time.sleep(0.0005)


def kill_group(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):  # it has ended
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def durations(folder: Path, store: Path) -> dict[str, float]:
    """Seconds of a build from its start, from its first facts, and from the moment it begins to land, to its end."""
    begin = {"": time.perf_counter()}
    process = start("build", folder, "--store", store, "--jobs", "2")
    for what in ("facts/*", "g-*"):
        wait_for(process, store, what)
        begin[what] = time.perf_counter()
    process.communicate()
    assert process.returncode == 0
    end = time.perf_counter()
    return {what: end - at for what, at in begin.items()}


def test_thirty_kills(tmp_path: Path) -> None:
    """A third of the moments is spread over the whole build, two thirds lie where it writes."""
    draw = random.Random(SEED)
    folder = tmp_path / "documents"
    write_documents(folder, 0)
    seconds = durations(folder, tmp_path / "first")
    editions = []
    for edition in (0, 1):
        write_documents(folder, edition)
        rebuild(folder, tmp_path / "reference")
        editions.append(checked(tmp_path / "reference"))
    now, wanted = None, 1
    seen = {"nothing": 0, "old": 0, "new": 0}
    for kill in range(KILLS):
        store = tmp_path / (f"new-{kill}" if kill < FIRST_BUILDS else "store")
        if kill == FIRST_BUILDS:
            rebuild(folder, store)
            now = wanted
        wanted = 0 if now else 1
        write_documents(folder, wanted)
        process = start("build", folder, "--store", store, "--jobs", "2")
        what = draw.choice(list(seconds))
        if what:
            wait_for(process, store, what)
        time.sleep(draw.uniform(0, seconds[what]))
        kill_group(process)
        seen[look(store, now, wanted, editions)] += 1
        report = rebuild(folder, store)
        assert report.errors == ()
        assert checked(store) == editions[wanted], f"kill {kill} was not repaired"
        assert not rebuild(folder, store).changed
        assert strays(store) == set()
        now = wanted if kill >= FIRST_BUILDS else None
    assert sum(seen.values()) == KILLS
    assert all(seen.values()), f"the moments do not spread: {seen}"


def look(store: Path, now: int | None, wanted: int, editions: list[str]) -> str:
    """What a store holds right after the kill, before anything mends it."""
    if now is None:
        try:
            open_store(store).close()
        except StoreError as error:
            return "nothing" if "kg build" in str(error) else str(error)
    digest = checked(store)
    if digest == editions[wanted]:
        return "new"
    assert now is not None
    assert digest == editions[now]
    return "old"


SLOW = """
import os, sys, time
from pathlib import Path
from kg.build import build
from tests.build.fakes import extract

def slow(path):
    os.write(1, b"r")
    time.sleep(60)
    return extract(path)

build([Path(sys.argv[1])], Path(sys.argv[2]), jobs=2, extract=slow)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends the children of a killed process")
def test_workers_of_a_killed_build_end_and_keep_no_lock(tmp_path: Path) -> None:
    """As when the system runs out of memory: the one process is killed, its workers are not."""
    folder, store = tmp_path / "documents", tmp_path / "store"
    write_documents(folder, 0)
    command = [sys.executable, "-c", SLOW, str(folder), str(store)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdout is not None
    said = process.stdout.read(2)
    process.kill()
    process.stdout.close()
    process.wait()
    assert said == b"rr"  # both workers were at work
    assert rebuild(folder, store).errors == ()
    deadline = time.monotonic() + 10
    while (living := _living(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert living == []


def _living(group: int) -> list[str]:
    """The processes of a group that are not merely waiting to be collected, from /proc/PID/stat."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, in_group = path.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue  # it has just ended
        if int(in_group) == group and state != "Z":
            found.append(path.parent.name)
    return found


def test_a_folder_in_which_a_first_build_was_killed_at_its_first_file(tmp_path: Path) -> None:
    folder, store = tmp_path / "documents", tmp_path / "store"
    write_documents(folder, 0)
    store.mkdir()
    (store / "lock").touch()
    (store / ".kg-store.json.tmp").write_text('{"sto')
    assert rebuild(folder, store).errors == ()
    checked(store)
    assert strays(store) == set()
