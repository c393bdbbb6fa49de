from __future__ import annotations

from kg.analytics.officials import officials
from kg.graph.store import GraphStore


def test_hand_count(town: GraphStore) -> None:
    rows = [row[:-1] for row in officials(town).rows]
    # place, rank, official, tasks, bodies, works_with, groups, chairs, posts
    assert rows == [
        ("甲市乙区", 1, "李某", 2, 0, None, 1, 1, "区气象局局长"),
        ("甲市乙区", 2, "王某", 1, 1, "区水务局 1", 2, 2, None),
    ]


def test_only_a_year(town: GraphStore) -> None:
    assert officials(town, year=2032).rows == ()


def test_evidence_is_all_that_was_counted(town: GraphStore) -> None:
    (first, _) = officials(town, evidence=True).dicts()
    assert str(first["evidence"]).count("overseer：李某") == 2


def test_agrees_with_sparql_on_the_seeds(seeds: GraphStore) -> None:
    query = """PREFIX gov: <https://w3id.org/govkg/ontology#>
    SELECT ?person (COUNT(DISTINCT ?task) AS ?n) WHERE {
      ?task gov:overseer ?person . ?person a <http://xmlns.com/foaf/0.1/Person>
    } GROUP BY ?person"""
    counted = {row[0]: row[1] for row in seeds.select(query).rows}
    found: dict[object, int] = {}
    for row in officials(seeds).dicts():
        if row["tasks"]:
            found[row["iri"]] = found.get(row["iri"], 0) + int(str(row["tasks"]))
    assert found == counted
    assert len(found) > 10
