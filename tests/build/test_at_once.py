"""A build and others beside it: a second build is told so, readers see what they opened, until they close it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.graph.store import open_store
from tests.build.stores import checked, rebuild, run, start, strays, write_documents
from tests.clock import HANGS

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_documents(tmp_path / "documents", 0)
    rebuild(tmp_path / "documents", tmp_path / "store")
    write_documents(tmp_path / "documents", 1)
    return tmp_path / "documents"


@contextmanager
def halted_while_landing(folder: Path, store: Path) -> Iterator[None]:
    """A build in a process of its own, stopped while it writes a new generation; it goes on at the end and lands."""
    known = set(store.glob("g-*"))
    process = start("build", folder, "--store", store, "--jobs", "2")
    while set(store.glob("g-*")) <= known:
        assert process.poll() is None
        time.sleep(0.0005)
    os.killpg(process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGCONT)
        _, said = process.communicate(timeout=HANGS)
    assert process.returncode == 0, said


def test_the_second_of_two_builds_is_told_and_the_first_lands(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    before = checked(store)
    with halted_while_landing(folder, store):
        second = run("build", folder, "--store", store)
        assert second.returncode == 1
        assert second.stdout == ""
        assert second.stderr.splitlines()[-1] == (
            f"Error: another build is writing to the store {store}; wait until it has ended, or name another --store"
        )
        assert checked(store) == before
        update = run("load", next(store.glob("g-*/graph.nq")), "--store", store, "--force")
        assert update.returncode == 1
        assert "another build is writing" in update.stderr
    after = checked(store)
    assert after != before
    assert not rebuild(folder, store).changed
    assert checked(store) == after
    assert strays(store) == set()


def test_readers_see_a_snapshot_through_any_number_of_builds(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with open_store(store) as early:
        lines, count = list(early.nquads()), early.select(COUNT).rows
        with halted_while_landing(folder, store):
            with open_store(store) as late:
                assert list(late.nquads()) == lines
            asked = run("query", "-q", COUNT, "--store", store, "--format", "csv")
            assert asked.returncode == 0
            assert asked.stdout.split() == ["n", str(count[0][0])]
        for edition in (2, 3, 4):
            write_documents(folder, edition)
            rebuild(folder, store)
            assert list(early.nquads()) == lines
            assert early.select(COUNT).rows == count
            with open_store(store) as late:
                assert list(late.nquads()) != lines
    assert len(list(store.glob("g-*"))) >= 2
    rebuild(folder, store)
    assert strays(store) == set()


def test_a_reader_that_is_dropped_and_not_closed_holds_nothing_back(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    open_store(store).select(COUNT)
    rebuild(folder, store)
    rebuild(folder, store)
    assert strays(store) == set()


@pytest.mark.usefixtures("folder")
def test_a_reader_that_finds_its_generation_gone_takes_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the reading of CURRENT and the opening of what it names a build may land and clear."""
    from kg.graph.layout import Layout

    store = tmp_path / "store"
    gone = store / "g-000009"
    real = Layout.generation
    answers = iter([gone])
    monkeypatch.setattr(Layout, "generation", lambda self: next(answers, None) or real(self))
    with open_store(store) as opened:
        assert opened.sources()
