"""What is chosen, what is left out and said to be, and where it is put."""

from __future__ import annotations

import pytest

from kg.errors import UnknownNameError
from kg.export.html.picture import choose
from kg.export.html.scene import compose, group_by_place, wrapped
from kg.graph.store import GraphStore


def test_all_of_a_small_graph(small: GraphStore) -> None:
    picture = choose(small, limit=100)
    assert {(b.place, b.name, len(b.tasks)) for b in picture.bodies} == {
        ("甲市乙区", "区水务局", 2),
        ("甲市乙区", "区林业局", 0),
        ("甲市乙区", "区财政局", 1),
        ("甲市乙区", "区教育局", 0),
        ("甲市丙区", "区财政局", 1),
    }
    assert [(o.name, o.place) for o in picture.officials] == [("王某某", "甲市乙区")]
    assert sorted(picture.tasks.values()) == ["修路", "做好防汛", "建设节水设施", "植树造林"]
    assert (picture.all_bodies, picture.all_tasks) == (5, 4)


def test_a_limit_leaves_out_and_says_so(small: GraphStore) -> None:
    picture = choose(small, limit=5)
    assert len(picture.bodies) + len(picture.tasks) <= 5
    assert {b.place for b in picture.bodies} == {"甲市乙区", "甲市丙区"}, "the places take turns"
    assert (picture.all_bodies, picture.all_tasks) == (5, 4)
    assert {p.task for p in picture.parts} <= set(picture.tasks)


def test_one_place(small: GraphStore) -> None:
    assert {b.place for b in choose(small, place="丙区", limit=100).bodies} == {"甲市丙区"}
    with pytest.raises(UnknownNameError):
        choose(small, place="丁区", limit=100)


def test_bodies_stand_with_the_official_who_oversees_their_tasks(small: GraphStore) -> None:
    groups = group_by_place(choose(small, limit=100))["甲市乙区"]
    led = {g.official.name if g.official else None: {b.name for b in g.bodies} for g in groups}
    assert led == {"王某某": {"区水务局"}, None: {"区林业局", "区财政局", "区教育局"}}


def test_scene_is_whole_and_stable(small: GraphStore) -> None:
    scene = compose(choose(small, limit=100))
    ids = [node["id"] for node in scene.nodes]
    assert len(ids) == len(set(ids)) == 10
    for edge in scene.edges:
        assert {edge["from"], edge["to"]} <= set(ids)
        assert edge.get("quote", 0) < len(scene.quotes)
    assert {quote["file"] for quote in scene.quotes} == {"one.txt", "two.txt"}
    assert compose(choose(small, limit=100)) == scene


def test_every_part_in_a_task_is_an_edge(small: GraphStore) -> None:
    picture = choose(small, limit=100)
    scene = compose(picture)
    edges = {(e["from"], e["role"], e["to"]) for e in scene.edges if "quote" in e}
    assert edges == {(p.agent, p.role, p.task) for p in picture.parts}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("区财政局", "区财政局"),
        ("区人力资源和社会保障局", "区人力资源和\n社会保障局"),
        ("名" * 10_000, "\n".join(["名" * 7, "名" * 7, "名" * 6 + "…"])),
        ("", ""),
    ],
)
def test_long_names_are_wrapped_and_cut(name: str, lines: str) -> None:
    assert wrapped(name) == lines
