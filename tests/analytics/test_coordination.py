from __future__ import annotations

from collections import Counter

from kg.analytics.coordination import (
    coordination,
    coordination_communities,
    coordination_pairs,
    coordination_teams,
)
from kg.graph.store import GraphStore


def test_bodies(town: GraphStore) -> None:
    rows = {row["body"]: row for row in coordination(town, place="乙区").dicts()}
    # place by place: partners, shared tasks, k-core
    assert {b: (r["partners"], r["shared"], r["core"]) for b, r in rows.items()} == {
        "区水务局": (2, 2, 2),
        "区财政局": (2, 3, 2),
        "区教育局": (2, 3, 2),
        "区交通局": (0, 0, 0),
        "区住建局": (0, 0, 0),
        "区气象局": (0, 0, 0),
    }
    assert abs(sum(float(str(r["pagerank"])) for r in rows.values()) - 1) < 0.001
    assert {r["community"] for b, r in rows.items() if b in {"区水务局", "区财政局", "区教育局"}} == {1}


def test_pairs(town: GraphStore) -> None:
    assert [row[:-1] for row in coordination_pairs(town).rows] == [
        # tasks, similarity (shared / either), led by the first, by the other
        ("甲市乙区", 1, "区教育局", "区财政局", 3, 1.0, 1, 0),
        ("甲市乙区", 2, "区水务局", "区教育局", 2, 0.5, 2, 0),
        ("甲市乙区", 2, "区水务局", "区财政局", 2, 0.5, 2, 0),
    ]


def test_teams_and_communities(town: GraphStore) -> None:
    three = "区教育局、区水务局、区财政局"
    assert coordination_teams(town).rows == (("甲市乙区", 3, 2, three),)
    assert coordination_communities(town).rows == (("甲市乙区", 1, 3, 3, three),)
    with_quotes = next(coordination_teams(town, evidence=True).dicts())
    assert str(with_quotes["evidence"]).count("\n") == 4  # lead, responsible, support; lead, responsible


def test_pairs_agree_with_sparql_on_the_seeds(seeds: GraphStore) -> None:
    query = """PREFIX gov: <https://w3id.org/govkg/ontology#>
    SELECT ?a ?b (COUNT(DISTINCT ?task) AS ?n) WHERE {
      VALUES ?ra { gov:roleLead gov:roleResponsible gov:roleSupport }
      VALUES ?rb { gov:roleLead gov:roleResponsible gov:roleSupport }
      ?x gov:task ?task ; gov:agent ?a ; gov:agentKind "org" ; gov:role ?ra .
      ?y gov:task ?task ; gov:agent ?b ; gov:agentKind "org" ; gov:role ?rb .
      FILTER(STR(?a) < STR(?b))
    } GROUP BY ?a ?b"""
    counted = Counter({(str(a), str(b)): int(str(n)) for a, b, n in seeds.select(query).rows})
    rows = list(coordination_pairs(seeds).dicts())
    assert sum(int(str(row["tasks"])) for row in rows) == counted.total()
    assert sorted(int(str(row["tasks"])) for row in rows) == sorted(counted.values())
    # partners of each body, from the same pairs
    partners: Counter[str] = Counter()
    for a, b in counted:
        partners.update([a, b])
    found: Counter[str] = Counter()
    for body in coordination(seeds).dicts():
        found[str(body["iri"])] += int(str(body["partners"]))
    assert +found == partners
