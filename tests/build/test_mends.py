"""A store that is damaged, or written by another version, is told from a good one; nothing in it is lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.build import build
from kg.build.edit import load_lines
from kg.graph.store import StoreError, open_store
from tests.build.fakes import extract
from tests.cli.conftest import Run, kg  # noqa: F401


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Built from two folders, so that a build of one of them has something to lose."""
    for folder, text in (("one", "区水务局 负责节水"), ("two", "区财政局 负责资金")):
        (tmp_path / folder / "log").mkdir(parents=True)
        (tmp_path / folder / f"{folder}.txt").write_text(text, encoding="utf-8")
        build([tmp_path / folder], tmp_path / "store", extract=extract)
    return tmp_path / "store"


def generation(store: Path) -> Path:
    return store / (store / "CURRENT").read_text().strip()


def content(store: Path) -> list[str]:
    with open_store(store) as graph:
        return list(graph.nquads())


def asked(store: Path) -> int:
    """What the database itself holds; the quads above come from the file beside it."""
    with open_store(store) as graph:
        return int(graph.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows[0][0])  # type: ignore[call-overload]


def without(store: Path) -> None:
    shutil.rmtree(generation(store) / "oxigraph")


def of_another_version(store: Path) -> None:
    """As a database is that this Oxigraph does not know: its own list of files makes no sense to it."""
    for path in (generation(store) / "oxigraph").glob("MANIFEST-*"):
        path.write_bytes(b"another format")


@pytest.mark.parametrize("damage", [without, of_another_version])
@pytest.mark.parametrize("force", [False, True])
def test_a_database_that_cannot_be_opened_is_made_anew_by_the_next_build(
    store: Path, damage: Callable[[Path], None], force: bool
) -> None:
    before, count = content(store), asked(store)
    damage(store)
    with pytest.raises(StoreError, match=r"cannot be opened .*kg build PATH --store"):
        open_store(store)
    report = build([store.parent / "one"], store, extract=extract, force=force)
    assert report.mended
    assert not report.changed
    assert content(store) == before
    assert asked(store) == count == len(before)
    assert not build([store.parent / "one"], store, extract=extract).mended


def test_what_was_loaded_is_not_lost_with_the_database(store: Path) -> None:
    load_lines(store, ["<urn:a> <urn:b> <urn:c> <urn:g> ."])
    without(store)
    with pytest.raises(StoreError, match="was changed by kg load"):
        build([store.parent / "one"], store, extract=extract)
    assert content(store) == ["<urn:a> <urn:b> <urn:c> <urn:g> ."]


def test_damaged_quads_are_written_again_from_the_facts(store: Path) -> None:
    before = content(store)
    without(store)
    (generation(store) / "graph.nq").write_bytes(b"<urn:half")
    shutil.rmtree(store.parent / "two")
    assert build([store.parent / "one"], store, extract=extract).mended
    assert content(store) == before


def test_damaged_quads_that_no_document_says_are_left_for_a_copy(store: Path) -> None:
    load_lines(store, ["<urn:a> <urn:b> <urn:c> <urn:g> ."])
    without(store)
    (generation(store) / "graph.nq").write_bytes(b"<urn:half")
    with pytest.raises(StoreError, match="load its graph from a copy"):
        build([store.parent / "one"], store, extract=extract)


@pytest.mark.parametrize(
    "text", ["{", '{"entries": [{"name": "a", "other": 1}]}', '{"other": 1, "entries": []}']
)
def test_a_list_that_cannot_be_read_forgets_no_document(store: Path, text: str) -> None:
    (generation(store) / "manifest.json").write_text(text)
    before = content(store)
    with pytest.raises(StoreError, match="of another version; build all its documents anew with --force"):
        build([store.parent / "one"], store, extract=extract)
    assert content(store) == before
    build([store.parent / "one", store.parent / "two"], store, extract=extract, force=True)
    assert content(store) == before


def test_a_store_of_another_format_comes_along_by_its_quads(store: Path, tmp_path: Path, kg: Run) -> None:  # noqa: F811
    before = content(store)
    (store / "kg-store.json").write_text(json.dumps({"store": "kg", "format": 99}))
    for arguments in (["report", "leads"], ["build", str(tmp_path / "one")]):
        told = kg(*arguments, status=1, store=store).stderr
        assert "format 99" in told
        assert "kg load" in told
    new = tmp_path / "new"
    kg("load", str(generation(store) / "graph.nq"), store=new)
    assert content(new) == before
