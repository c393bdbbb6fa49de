from __future__ import annotations

import pytest

from kg.analytics.alike import alike, bare, bigrams
from kg.analytics.compare import compare
from kg.errors import InputError, UnknownNameError
from kg.graph.store import GraphStore


def test_two_places(town: GraphStore) -> None:
    table = compare(town, "乙区", "丙区")
    assert table.columns == ("kind", "what", "乙区", "丙区", "difference")
    assert table.rows == (
        ("lead", "区水务局", 3, None, "only a"),
        ("lead", "区住建局", 1, None, "only a"),
        ("lead", "区教育局", 1, None, "only a"),
        ("lead", "区财政局", None, 1, "only b"),
        ("indicator", "绿化率", ">= 40% (2035)", None, "only a"),
        ("indicator", "水质达标率", ">= 90% (2031)；>= 95% (2031)", ">= 98% (2030)", "differs"),
        ("group", "区河长领导小组", 4, None, "only a"),
        ("group", "区防汛指挥部", 2, None, "only a"),
        ("basis", "甲市乙区人民政府关于印发河道方案的通知", 1, None, "only a"),
        ("moved", "建设河道", "区住建局", "区财政局", "differs"),
        ("moved", "建设河道", "区水务局", "区财政局", "differs"),
    )


def test_two_years(town: GraphStore) -> None:
    rows = [row for row in compare(town, "2031", "2032", place="乙区").rows if row[0] in {"lead", "moved"}]
    assert rows == [
        ("lead", "区住建局", 1, None, "only a"),
        ("lead", "区教育局", 1, None, "only a"),
        ("lead", "区水务局", 2, 1, "differs"),
    ]


@pytest.mark.parametrize(
    ("a", "b", "place", "error"),
    [
        ("2031", "乙区", None, InputError),
        ("乙区", "甲市乙区", None, InputError),
        ("2031", "2031", None, InputError),
        ("乙区", "丙区", "乙区", InputError),
        ("乙区", "丁区", None, UnknownNameError),
    ],
)
def test_wrong_requests(town: GraphStore, a: str, b: str, place: str | None, error: type[Exception]) -> None:
    with pytest.raises(error):
        compare(town, a, b, place=place)


def test_turned_around_it_says_the_same(seeds: GraphStore) -> None:
    """On the seeds' first two places; texts that are most alike need not be so both ways."""
    query = """PREFIX gov: <https://w3id.org/govkg/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT DISTINCT ?name WHERE { ?i a gov:Instrument ; gov:jurisdiction/skos:prefLabel ?name } ORDER BY ?name"""
    a, b = (str(row[0]) for row in seeds.select(query).rows[:2])
    there = {row for row in compare(seeds, a, b).rows if row[0] != "moved"}
    back = {row for row in compare(seeds, b, a).rows if row[0] != "moved"}
    turned = {"only a": "only b", "only b": "only a", "differs": "differs"}
    assert {(k, w, y, x, turned[str(d)]) for k, w, x, y, d in back} == there
    assert len(there) > 50


def test_evidence_is_that_of_both_sides(town: GraphStore) -> None:
    table = compare(town, "乙区", "丙区", evidence=True)
    files = {
        (r["kind"], r["what"]): [q.split(":")[0] for q in str(r["evidence"]).splitlines()]
        for r in table.dicts()
    }
    assert files["lead", "区水务局"] == ["1.txt", "1.txt", "3.txt"]
    assert files["indicator", "水质达标率"] == ["1.txt", "2.txt", "4.txt"]
    assert files["moved", "建设河道"] == ["1.txt", "4.txt"], (
        "the second row of that name: 水务 leads it in 1.txt"
    )


def test_alike() -> None:
    assert bare("建设、河道。 1") == "建设河道1"
    assert bigrams("建设河道") == {"建设", "设河", "河道"}
    theirs = {"x": "加快建设河道", "y": "建设学校"}
    # three of the five pairs of 加快建设河道 are those of 建设河道
    assert list(alike({"a": "建设河道", "b": "植树"}, theirs)) == [("a", "x", 0.6)]
    assert list(alike({"a": "建设河道"}, theirs, least=0.61)) == []
