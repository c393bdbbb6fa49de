from __future__ import annotations

from kg.analytics.coordinating_bodies import bodies, bodies_overlap
from kg.graph.store import GraphStore


def test_hand_count(town: GraphStore) -> None:
    assert [row[:-1] for row in bodies(town).rows] == [
        # size, bodies, persons, chair, vice chairs, lead, office, parent
        ("甲市乙区", "区河长领导小组", 4, 2, 2, "王某", "李某", None, "区水务局", None),
        ("甲市乙区", "区防汛指挥部", 2, 1, 1, "王某", None, None, None, "市防汛指挥部"),
    ]
    assert bodies(town, place="丙区").rows == ()


def test_overlap(town: GraphStore) -> None:
    assert [row[1:-1] for row in bodies_overlap(town).rows] == [
        ("区河长领导小组", "区防汛指挥部", 2, 0.5, "区水务局、王某")
    ]


def test_sizes_agree_with_sparql_on_the_seeds(seeds: GraphStore) -> None:
    query = """PREFIX gov: <https://w3id.org/govkg/ontology#>
    SELECT ?body (COUNT(DISTINCT ?agent) AS ?n) WHERE {
      ?m a gov:AgentMembership ; gov:coordinatingBody ?body ; gov:agent ?agent ; gov:role ?role
      FILTER(?role NOT IN (gov:memberOfficeAt, gov:memberParent))
    } GROUP BY ?body"""
    counted = {row[0]: row[1] for row in seeds.select(query).rows}
    found = {row["iri"]: row["size"] for row in bodies(seeds).dicts() if row["size"]}
    assert found == counted
    assert len(found) > 20


def test_overlaps_agree_with_sparql_on_the_seeds(seeds: GraphStore) -> None:
    query = """PREFIX gov: <https://w3id.org/govkg/ontology#>
    SELECT ?a ?b (COUNT(DISTINCT ?agent) AS ?n) WHERE {
      ?m gov:coordinatingBody ?a ; gov:agent ?agent ; gov:role ?r .
      ?k gov:coordinatingBody ?b ; gov:agent ?agent ; gov:role ?s .
      FILTER(STR(?a) < STR(?b))
      FILTER(?r NOT IN (gov:memberOfficeAt, gov:memberParent) && ?s NOT IN (gov:memberOfficeAt, gov:memberParent))
    } GROUP BY ?a ?b"""
    counted = sorted(int(str(row[2])) for row in seeds.select(query).rows)
    assert sorted(int(str(row["shared"])) for row in bodies_overlap(seeds).dicts()) == counted
