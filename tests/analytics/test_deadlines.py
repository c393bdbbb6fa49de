from __future__ import annotations

from datetime import date

from kg.analytics.deadlines import deadlines
from kg.graph.store import GraphStore

ON = date(2031, 6, 1)


def test_hand_count(town: GraphStore) -> None:
    rows = [
        (r["due"], r["days"], r["state"], r["what"], r["answers_for"]) for r in deadlines(town, on=ON).dicts()
    ]
    assert rows == [
        ("2031-06-15", 14, "due", "拨款", "区财政局"),
        ("2031-05/2031-06", 29, "due", "铺设", "区交通局"),
        ("2031-09", 121, "due", "竣工", "区水务局"),
        ("2031", 213, "due", "水质达标率 >= 90%", None),
        ("2031", 213, "due", "水质达标率 >= 95%", "区水务局"),
        ("2031", 213, "due", "演练", None),
        ("2035", 1674, "due", "绿化率 >= 40%", None),
        ("2031-03", -62, "overdue", "开工", "区水务局"),
        ("2031-03", -62, "overdue", "清淤", "区水务局"),
        ("2030", -152, "overdue", "水质达标率 >= 98%", None),
    ]


def test_the_last_day_itself_is_not_overdue(town: GraphStore) -> None:
    states = {r["what"]: r["state"] for r in deadlines(town, on=date(2031, 3, 31)).dicts()}
    assert states["开工"] == "due"
    assert {r["what"]: r["state"] for r in deadlines(town, on=date(2031, 4, 1)).dicts()}["开工"] == "overdue"


def test_a_period(town: GraphStore) -> None:
    table = deadlines(town, on=ON, start=date(2031, 6, 15), end=date(2031, 6, 30))
    assert [r["what"] for r in table.dicts()] == ["拨款", "铺设"]
    assert [r["what"] for r in deadlines(town, on=ON, year=2035).dicts()] == ["绿化率 >= 40%"]
    assert len(deadlines(town, on=ON, top=3).rows) == 3


def test_all_that_is_due_is_there_once_on_the_seeds(seeds: GraphStore) -> None:
    query = """PREFIX gov: <https://w3id.org/govkg/ontology#>
    SELECT (COUNT(DISTINCT ?x) AS ?n) (COUNT(DISTINCT ?late) AS ?m) WHERE {
      VALUES ?kind { gov:Milestone gov:Target }
      ?x a ?kind ; gov:due ?due .
      BIND(IF(REPLACE(?due, "^.*/", "") < "2022", ?x, ?none) AS ?late)
    }"""
    ((n, late),) = seeds.select(query).rows
    rows = list(deadlines(seeds, on=date(2022, 1, 1)).dicts())
    assert len(rows) == len({row["iri"] for row in rows}) == n
    assert sum(row["state"] == "overdue" for row in rows) == late
