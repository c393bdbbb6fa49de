from __future__ import annotations

from kg.analytics.legal_bases import legal_bases, legal_chains
from kg.graph.ontology import named_query
from kg.graph.store import GraphStore

FIRST, SECOND = "甲市乙区人民政府关于印发河道方案的通知", "甲市乙区人民政府关于第二批任务的通知"


def test_hand_count(town: GraphStore) -> None:
    assert [row[:-1] for row in legal_bases(town).rows] == [
        # rank, title, number, cited by, basis of, citations, repealed by, cited after that, read
        (1, "甲市水条例", "甲政发〔2030〕1号", 2, 2, 2, None, None, False),
        (1, "旧办法", "甲政发〔2029〕9号", 2, 0, 2, SECOND, 1, False),
        (3, FIRST, "乙政发〔2031〕1号", 1, 1, 1, None, None, True),
    ]


def test_what_repeals_is_looked_for_everywhere(town: GraphStore) -> None:
    (row,) = legal_bases(town, year=2032).dicts()
    assert (row["cited"], row["cited_by"], row["repealed_by"], row["cited_after"]) == ("旧办法", 1, SECOND, 1)


def test_chains(town: GraphStore) -> None:
    rows = [(r["instrument"], r["depth"], r["basis"]) for r in legal_chains(town, place="乙区").dicts()]
    assert rows == [(SECOND, 2, "甲市水条例"), (FIRST, 1, "甲市水条例"), (SECOND, 1, FIRST)]
    chain = next(legal_chains(town, evidence=True).dicts())
    assert chain["chain"] == f"{SECOND} → {FIRST} → 甲市水条例"
    assert str(chain["evidence"]).count("\n") == 1, "a quote for each step"


def test_agrees_with_the_competency_question_on_the_seeds(seeds: GraphStore) -> None:
    asked = seeds.select(named_query("citations-most-cited").text).dicts()
    found = legal_bases(seeds).dicts()
    counted = {row["cited"]: (row["instruments"], row["citations"]) for row in asked}
    assert {row["iri"]: (row["cited_by"], row["citations"]) for row in found} == counted


def test_chains_agree_with_a_property_path_on_the_seeds(seeds: GraphStore) -> None:
    query = """PREFIX eli: <http://data.europa.eu/eli/ontology#> PREFIX gov: <https://w3id.org/govkg/ontology#>
    SELECT ?start ?basis WHERE { ?start a gov:Instrument ; eli:based_on+ ?basis FILTER(?start != ?basis) }"""
    assert len(legal_chains(seeds).rows) == len(set(seeds.select(query).rows)) > 50
