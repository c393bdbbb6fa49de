"""Who is who on the seeds: hand-labelled pairs, districts that never meet, every agent with a type and a place."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from kg.analytics.facts import fact_rows
from kg.analytics.prefixes import PREFIXES
from kg.analytics.scoring.evaluation import evaluate
from kg.analytics.scoring.gold import read_gold
from kg.graph.store import GraphStore, open_store
from tests.conftest import ROOT, require_path

PAIRS = ROOT / "tests" / "data" / "pairs.tsv"
SOURCES = tomllib.loads((ROOT / "seeds" / "sources.toml").read_text(encoding="utf-8"))["source"]
PLACE_OF = {entry["file"]: entry["place"].removeprefix("山东省") for entry in SOURCES}
GOLD = ROOT.parent / "shared" / "gold" / "dev"

_NODES = """SELECT DISTINCT ?agent ?type ?place ?level WHERE {
  ?agent gov:jurisdiction ?where . ?where skos:prefLabel ?place ; gov:level ?level .
  OPTIONAL { ?agent org:classification ?type }
}"""


@pytest.fixture(scope="module")
def store(seeds_store: Path) -> GraphStore:
    return open_store(seeds_store)


@pytest.fixture(scope="module")
def rows(store: GraphStore) -> list[dict[str, Any]]:
    return [row for row in fact_rows(store) if row.get("agent_id")]


@pytest.fixture(scope="module")
def nodes(store: GraphStore) -> dict[str, tuple[Any, str, str]]:
    return {str(a): (t, str(p), str(level)) for a, t, p, level in store.select(PREFIXES + _NODES).rows}


def test_pairs_of_printed_names(rows: list[dict[str, Any]]) -> None:
    """300 pairs labelled by reading the seeds; half the different ones are the likest names there are."""
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row.get("agent_kind") == "org":
            ids[row["file"], row["agent"]].add(row["agent_id"])
    with PAIRS.open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file, delimiter="\t"))
    assert len(pairs) == 300
    counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    for pair in pairs:
        one, other = ids[pair["file"], pair["name"]], ids[pair["other_file"], pair["other_name"]]
        counts[bool(one & other), pair["same"] == "1"] += 1
    right, wrong, missed = counts[True, True], counts[True, False], counts[False, True]
    assert right / (right + wrong) >= 0.99, counts
    assert right / (right + missed) >= 0.95, counts


def test_aliases_of_the_gold(rows: list[dict[str, Any]]) -> None:
    """No two bodies meet; of the pairs 95 % are one: all but four, of which a name is not printed in the annotated lines."""
    aliases = evaluate(read_gold(require_path(GOLD, "the gold annotations")), rows).aliases
    assert aliases.kept_apart == aliases.different > 500
    assert aliases.resolved_alike / aliases.same >= 0.95


def test_no_body_of_one_district_shares_a_node_with_anothers(
    rows: list[dict[str, Any]], nodes: dict[str, tuple[Any, str, str]]
) -> None:
    files: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        files[row["agent_id"]].add(PLACE_OF[row["file"]])
    assert len(set(PLACE_OF.values())) == 3
    for agent, places in files.items():
        if len(places) > 1:
            assert nodes[agent][2] in {"nation", "province", "prefecture"}, agent
        if nodes[agent][2] == "county" and nodes[agent][1] in PLACE_OF.values():
            assert nodes[agent][1] in places


def test_every_lead_and_responsible_agent_has_a_type_and_a_place(
    rows: list[dict[str, Any]], nodes: dict[str, tuple[Any, str, str]]
) -> None:
    agents = {
        (row["agent_id"], row["agent_kind"]) for row in rows if row.get("role") in {"lead", "responsible"}
    }
    assert len(agents) > 200
    for agent, kind in agents:
        type_, place, level = nodes[agent]
        assert place
        assert level != "unknown"
        if kind in {"org", "group"}:
            assert type_ is not None


def test_the_number_of_bodies_is_plausible(
    rows: list[dict[str, Any]], nodes: dict[str, tuple[Any, str, str]]
) -> None:
    """Merging leaves fewer bodies than printed names, and no fewer than the longest list one document prints."""
    names: dict[str, set[str]] = defaultdict(set)
    bodies: dict[str, set[str]] = defaultdict(set)
    departments: dict[str, set[str]] = defaultdict(set)
    lists: dict[str, dict[tuple[str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        place = PLACE_OF[row["file"]]
        type_, where, _ = nodes[row["agent_id"]]
        if row.get("agent_kind") != "org" or where != place:
            continue
        names[place].add(row["agent"])
        bodies[place].add(row["agent_id"])
        lists[place][row["document"], row["quote"]].add(row["agent_id"])
        if str(type_).endswith("typeDepartment"):
            departments[place].add(row["agent_id"])
    for place, found in bodies.items():
        longest = max(len(agents) for agents in lists[place].values())
        assert longest >= 10
        assert longest <= len(found) < len(names[place])
        # a district has some 25 to 40 departments; brigades and temporary offices come on top
        assert 20 <= len(departments[place]) <= 80, (place, len(departments[place]))
