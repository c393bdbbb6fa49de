from __future__ import annotations

from decimal import Decimal

from kg.analytics.targets import indicators, targets
from kg.graph.ontology import named_query
from kg.graph.store import GraphStore


def test_ledger(town: GraphStore) -> None:
    rows = [
        (r["place"], r["indicator"], r["value"], r["due"], r["answers_for"]) for r in targets(town).dicts()
    ]
    assert rows == [
        ("甲市丙区", "水质达标率", Decimal(98), "2030", None),
        ("甲市乙区", "水质达标率", Decimal(90), "2031", None),
        ("甲市乙区", "水质达标率", Decimal(95), "2031", "区水务局"),
        ("甲市乙区", "绿化率", Decimal(40), "2035", None),
    ]
    assert [r["task"] for r in targets(town).dicts()] == [None, None, "建设河道", None]
    assert [r[3] for r in targets(town, year=2035).rows] == [Decimal(40)]


def test_the_same_indicator_side_by_side(town: GraphStore) -> None:
    rows = [(r["indicator"], r["place"], r["due"], r["value"]) for r in indicators(town).dicts()]
    assert rows == [
        ("水质达标率", "甲市丙区", "2030", Decimal(98)),
        ("水质达标率", "甲市乙区", "2031", Decimal(90)),
        ("水质达标率", "甲市乙区", "2031", Decimal(95)),
    ]
    assert indicators(town, instrument="乙政发〔2031〕1号").rows == (), "one place and year is no series"


def test_agrees_with_the_competency_question_on_the_seeds(seeds: GraphStore) -> None:
    for year in ("2023", "2025"):
        asked = seeds.select(named_query("targets-by-year").text, {"year": year})
        found = targets(seeds, year=int(year))
        assert {row["target"] for row in asked.dicts()} == {row["iri"] for row in found.dicts()}
        assert len(found.rows) > 20


def test_who_answers_agrees_with_sparql_on_the_seeds(seeds: GraphStore) -> None:
    query = """PREFIX gov: <https://w3id.org/govkg/ontology#>
    SELECT DISTINCT ?target WHERE { ?target a gov:Target ; gov:task/(gov:leadBody|gov:responsibleBody) ?body
      FILTER NOT EXISTS { ?body a <http://xmlns.com/foaf/0.1/Person> } }"""
    answered = {row[0] for row in seeds.select(query).rows}
    assert {r["iri"] for r in targets(seeds).dicts() if r["answers_for"]} == answered
    assert answered
