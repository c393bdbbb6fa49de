"""Finding a node by name, and saying what is known of it."""

from __future__ import annotations

import pytest

from kg.analytics.lookup import find_entities, profile
from kg.analytics.names import close_names
from kg.errors import UnknownNameError
from kg.graph.store import GraphStore


def test_one_name_in_two_places(small: GraphStore) -> None:
    both = find_entities(small, "区财政局")
    assert [entity.place for entity in both] == ["甲市丙区", "甲市乙区"]
    assert [e.place for e in find_entities(small, "区财政局", place="乙区")] == ["甲市乙区"]


def test_a_level_word_may_be_told_as_the_place(small: GraphStore) -> None:
    both = {e.place: e for e in find_entities(small, "区财政局")}
    assert len(both) > 1
    for place, entity in both.items():
        assert find_entities(small, f"{place}财政局") == (entity,)
    with pytest.raises(UnknownNameError):
        find_entities(small, "甲市癸区财政局")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("王某某", "Person"),
        ("节水工作领导小组", "CoordinatingBody"),
        ("丙政发〔2031〕3号", "Instrument"),
        ("甲市节水条例", "LegalResource"),
        (" 区 水务局", "PublicBody"),
    ],
)
def test_finds_all_kinds(small: GraphStore, name: str, kind: str) -> None:
    (entity,) = find_entities(small, name)
    assert kind in entity.kinds


def test_finds_by_iri(small: GraphStore) -> None:
    (entity,) = find_entities(small, "王某某")
    assert find_entities(small, entity.iri) == (entity,)


def test_profile_quotes_every_line(small: GraphStore) -> None:
    (entity,) = find_entities(small, "王某某")
    table = profile(small, entity)
    said = [(row["kind"], row["statement"]) for row in table.dicts()]
    assert said == [
        ("role", "王某某 · 分管 · 建设节水设施"),
        ("member", "节水工作领导小组 · 组长 · 王某某"),
        ("person", "王某某 · 任 · 区水务局局长"),
    ]
    assert all(row["quote"] and row["file"] == "one.txt" and row["line"] for row in table.dicts())


def test_profile_of_an_instrument_holds_all_kinds(small: GraphStore) -> None:
    (entity,) = find_entities(small, "乙政发〔2031〕2号")
    statements = dict(
        zip(*zip(*[r[:2] for r in profile(small, entity, "en").rows], strict=True), strict=True)
    )
    assert statements["target"] == "节水率 · >= 95% · 2035"
    assert statements["citation"] == "is based on · 《甲市节水条例》 · 甲政发〔2030〕1号"
    assert statements["milestone"] == "2031-06 · 完成管网改造 · 建设节水设施"
    assert statements["duty"] == "区财政局 · 负责资金保障"


def test_unknown_name_suggests(small: GraphStore) -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_entities(small, "区水利局")
    assert "区水务局" in caught.value.close
    with pytest.raises(UnknownNameError):
        find_entities(small, "区水务局", place="丙区")


def test_close_names() -> None:
    names = ["区水务局", "甲市乙区水务局", "区财政局", "王某"]
    assert close_names("水务局", names)[:2] == ["区水务局", "甲市乙区水务局"]
    assert "区水务局" in close_names("区水利局", names)
    assert close_names("完全不同的名字", names) == []
