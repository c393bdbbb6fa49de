"""What must hold for the seeds whatever the passes find, with or without gold."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from kg.analytics.facts import fact_rows
from kg.analytics.leads import leads
from kg.graph.store import GraphStore, open_store
from tests.conftest import ROOT
from tests.test_layers import PACKAGE, text_files

SEEDS = ROOT / "seeds"
SOURCES = tomllib.loads((SEEDS / "sources.toml").read_text(encoding="utf-8"))["source"]


@pytest.fixture(scope="module")
def store(seeds_store: Path) -> GraphStore:
    return open_store(seeds_store)


def test_the_manifest_is_right() -> None:
    assert {s["file"] for s in SOURCES} == {path.name for path in SEEDS.glob("*.txt")}
    for entry in SOURCES:
        data = (SEEDS / entry["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"], entry["file"]
        assert set(entry) == {
            "file",
            "title",
            "place",
            "publisher",
            "period",
            "instruments",
            "holds",
            "sha256",
        }


def test_every_instrument_is_found(store: GraphStore) -> None:
    rows = fact_rows(store, types={"document"})
    for entry in SOURCES:
        found = [row for row in rows if row["file"] == entry["file"]]
        assert len(found) >= entry["instruments"], [row["title"] for row in found]


def test_every_fact_has_its_verbatim_evidence_and_its_node(store: GraphStore) -> None:
    texts = {path.name: path.read_bytes().decode("utf-8") for path in SEEDS.glob("*.txt")}
    subjects = {line.split(" ", 1)[0][1:-1] for line in store.nquads()}
    rows = fact_rows(store)
    assert len(rows) > 3000
    for row in rows:
        text = texts[row["file"]]
        assert text[row["start"] : row["end"]] == row["quote"]
        assert row["line"] == 1 + text.count("\n", 0, row["start"])
        assert row["iri"] in subjects


def test_leads_agree_with_a_count_over_the_facts(store: GraphStore) -> None:
    """The same numbers by another way: the file says the place, the facts are counted in Python."""
    place_of = {entry["file"]: entry["place"].removeprefix("山东省") for entry in SOURCES}
    tasks: dict[tuple[str, str], set[str]] = {}
    for row in fact_rows(store, types={"role"}):
        if row["role"] == "lead" and row["agent_kind"] == "org":
            tasks.setdefault((place_of[row["file"]], row["agent_id"]), set()).add(row["task_id"])
    table = leads(store)
    assert {(row[0], row[-1]): row[3] for row in table.rows if row[3]} == {
        k: len(v) for k, v in tasks.items()
    }
    assert {row[0] for row in table.rows} == set(place_of.values())


def test_no_person_or_body_of_the_seeds_stands_in_the_code(store: GraphStore) -> None:
    rows = fact_rows(store, types={"role", "person"})
    people = {row["person"] for row in rows if row["type"] == "person"}
    people |= {row["agent"] for row in rows if row.get("role") == "overseer"}
    assert len(people) > 30
    names = sorted(name for name in people if len(name) >= 2)
    for folder in (PACKAGE, ROOT / "ontology"):
        for path in text_files(folder):
            text = path.read_text(encoding="utf-8")
            # Two characters meet by chance in a table of characters, not in code.
            found = [name for name in names if name in text and (len(name) > 2 or path.suffix == ".py")]
            assert not found, f"{path.relative_to(ROOT)} names {found}"
