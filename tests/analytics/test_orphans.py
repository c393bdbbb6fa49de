from __future__ import annotations

from kg.analytics.orphans import orphans
from kg.graph.ontology import named_query
from kg.graph.store import GraphStore


def test_hand_count(town: GraphStore) -> None:
    rows = [(r["place"], r["kind"], r["what"], r["reason"], r["named"]) for r in orphans(town).dicts()]
    assert rows == [
        ("甲市丙区", "target", "水质达标率 >= 98%", "no task", None),
        ("甲市乙区", "task", "整修路面", "no lead", "区交通局"),
        ("甲市乙区", "task", "评优评先", "only an official", "李某"),
        ("甲市乙区", "task", "防汛演练", "only support", "区气象局、李某"),
        ("甲市乙区", "target", "绿化率 >= 40%", "no task", None),
        ("甲市乙区", "target", "水质达标率 >= 90%", "no task", None),
        ("甲市乙区", "milestone", "2031 演练", "nobody", "区气象局、李某"),
    ]
    assert [r["what"] for r in orphans(town, year=2035).dicts()] == ["绿化率 >= 40%"]


def test_tasks_agree_with_the_competency_question_on_the_seeds(seeds: GraphStore) -> None:
    asked = {row["task"] for row in seeds.select(named_query("tasks-without-lead").text).dicts()}
    wanted = ("no lead", "only support")
    found = {r["iri"] for r in orphans(seeds).dicts() if r["kind"] == "task" and r["reason"] in wanted}
    assert found == asked
    assert len(found) > 50
