"""What each view chooses, what it leaves out and says so, and where it puts things."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from kg.export.html.atlas import Atlas, Link, Thing, read_atlas
from kg.export.html.drawing import MOST_NODES, Drawing, canvas_name, short_title, wrapped
from kg.export.html.focus import find_focus
from kg.export.html.page import requested
from kg.export.html.views.ego import neighbourhood
from kg.export.html.views.registry import VIEWS
from kg.export.html.views.request import Request
from kg.export.html.views.shares import parts_in
from kg.graph.store import GraphStore, open_store
from tests.clock import within


@pytest.fixture(scope="module")
def atlas(small: GraphStore) -> Atlas:
    return read_atlas(small)


def drawn(atlas: Atlas, view: str, **options: object) -> Drawing:
    return VIEWS[view].draw(atlas, requested(atlas, view, **options))  # type: ignore[arg-type]


def names(atlas: Atlas, drawing: Drawing, *kinds: str) -> list[str]:
    return sorted(atlas.things[n["id"]].full for n in drawing.nodes if n["kind"] in kinds)


def lines(atlas: Atlas, drawing: Drawing, role: str) -> set[tuple[str, str]]:
    return {
        (atlas.things[e["from"]].full, atlas.things[e["to"]].full) for e in drawing.edges if e["role"] == role
    }


def test_overview_has_bodies_and_officials_and_what_they_share(atlas: Atlas) -> None:
    drawing = drawn(atlas, "overview")
    assert len(names(atlas, drawing, "body")) == 5
    assert names(atlas, drawing, "person") == ["王某某"]
    water, finance, school = "区水务局", "区财政局", "区教育局"
    shared = [e for e in drawing.edges if e["role"] == "shared"]
    assert {atlas.things[e[end]].place for e in shared for end in ("from", "to")} == {"甲市乙区"}, (
        "not another district's bureau of the same name"
    )
    counts = {
        frozenset((atlas.things[e["from"]].full, atlas.things[e["to"]].full)): e["count"] for e in shared
    }
    assert counts[frozenset((water, finance))] == 2, "节水 and 植树"
    assert counts[frozenset((school, finance))] == 1
    sizes = {n["name"]: n["size"] for n in drawing.nodes}
    assert sizes[water] > sizes[school], "leads make it large"


def test_tasks_stand_with_who_leads_them(atlas: Atlas) -> None:
    parts = parts_in(atlas)
    own = {
        (atlas.things[b].place[-2], atlas.things[b].full): sorted(atlas.things[t].name for t in tasks)
        for b, tasks in parts.own.items()
    }
    assert own == {
        ("乙", "区水务局"): ["建设节水设施", "植树造林"],
        ("乙", "区林业局"): [],
        ("乙", "区财政局"): ["修路"],
        ("乙", "区教育局"): [],
        ("丙", "区财政局"): ["做好防汛"],
    }


def test_a_limit_leaves_out_and_every_body_says_what(atlas: Atlas) -> None:
    drawing = drawn(atlas, "tasks", most=3)
    tasks = names(atlas, drawing, "task")
    assert len(tasks) < 4
    assert drawing.of == {"body": 5, "task": 4}
    more = [n for n in drawing.nodes if n["kind"] == "more"]
    assert more, "what is left out has a place in the picture"
    assert sum(int(n["label"]) for n in more) + len(tasks) <= 4


@pytest.mark.parametrize(
    ("focus", "bodies"),
    [
        ("甲市丙区", 1),  # a place
        ("乙政发〔2031〕2号", 4),  # an instrument by its number
        ("林业局", 3),  # a body by part of its name: all who share its task
    ],
)
def test_tasks_of_a_place_an_instrument_a_body(atlas: Atlas, focus: str, bodies: int) -> None:
    assert len(names(atlas, drawn(atlas, "tasks", focus=focus), "body")) == bodies


def test_ego_goes_as_far_as_asked(atlas: Atlas) -> None:
    near = drawn(atlas, "ego", focus="甲市乙区水务局", depth=1)
    far = drawn(atlas, "ego", focus="甲市乙区水务局", depth=2)
    assert names(atlas, near, "task") == ["建设节水设施", "植树造林"]
    assert names(atlas, near, "person") == ["王某某"]
    assert "区林业局" not in names(atlas, near, "body")
    assert "区林业局" in names(atlas, far, "body")
    centre = next(n for n in far.nodes if n["id"] == far.focus)
    assert (centre["x"], centre["y"]) == (0, 0)
    spots = [(n["x"], n["y"]) for n in far.nodes]
    assert len(set(spots)) == len(spots)


def test_what_is_kept_around_a_focus_hangs_together(atlas: Atlas) -> None:
    links = atlas.links_by_end()
    centre = find_focus(atlas, "甲市乙区水务局", ("body",))
    assert not isinstance(centre, str)
    for limit in range(1, 12):
        distance, parent, total = neighbourhood(links, centre.iri, 3, limit)
        assert len(distance) == min(limit, total)
        assert all(parent[iri] in distance for iri in distance if iri != centre.iri)


def test_coordinating_bodies_have_their_people(atlas: Atlas) -> None:
    drawing = drawn(atlas, "coordinating")
    assert names(atlas, drawing, "coordinating") == ["节水工作领导小组"]
    assert {role: lines(atlas, drawing, role) for role in ("chair", "member_org")} == {
        "chair": {("王某某", "节水工作领导小组")},
        "member_org": {("区水务局", "节水工作领导小组")},
    }


def test_lineage_has_the_higher_level_on_top(atlas: Atlas) -> None:
    drawing = drawn(atlas, "lineage")
    assert [c["text"] for c in drawing.captions] == ["level:prefecture", "level:county"]
    heights = {n["name"]: n["y"] for n in drawing.nodes}
    assert heights["甲市节水条例"] < heights["甲市乙区人民政府关于印发节水方案的通知"]
    assert lines(atlas, drawing, "basis") == {("甲市乙区人民政府关于印发节水方案的通知", "甲市节水条例")}


def test_posts_stand_with_the_body(atlas: Atlas) -> None:
    drawing = drawn(atlas, "posts")
    assert lines(atlas, drawing, "holds") == {("王某某", "区水务局")}
    assert [e["word"] for e in drawing.edges] == ["局长"]


def test_targets_say_what_by_when(atlas: Atlas) -> None:
    drawing = drawn(atlas, "targets", focus="乙政发〔2031〕2号")
    assert names(atlas, drawing, "target") == ["节水率 ≥ 95%"]
    assert "2035" in [c["text"] for c in drawing.captions]


def test_every_line_of_a_fact_knows_its_fact(atlas: Atlas) -> None:
    for view in VIEWS:
        for edge in drawn(atlas, view, focus="甲市乙区水务局" if view == "ego" else None).edges:
            assert edge["facts"], (view, edge["role"])


def test_positions_are_the_same_in_two_runs_and_nothing_hides_another(seeds_store: Path) -> None:
    def places() -> dict[str, tuple[float, float]]:
        with open_store(seeds_store) as store:
            drawing = drawn(read_atlas(store), "overview")
        return {n["id"]: (n["x"], n["y"]) for n in drawing.nodes}

    once = places()
    assert once == places()
    assert len(set(once.values())) == len(once)


def test_seeds_never_make_more_than_the_limit(seeds_store: Path) -> None:
    with open_store(seeds_store) as store:
        atlas = read_atlas(store)
    for view in set(VIEWS) - {"ego"}:
        for most in (40, 9_999_999):
            drawing = drawn(atlas, view, most=most)
            single = [n for n in drawing.nodes if n["kind"] not in {"more", "person"}]
            assert len(single) <= most, view
            assert all(math.isfinite(n["x"]) and math.isfinite(n["y"]) for n in drawing.nodes)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("区财政局", "区财政局"),
        ("区人力资源和社会保障局", "区人力资源和\n社会保障局"),
        ("名" * 10_000, "\n".join(["名" * 7, "名" * 7, "名" * 6 + "…"])),
        ("", ""),
    ],
)
def test_long_names_are_wrapped_and_cut(name: str, expected: str) -> None:
    assert wrapped(name) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("甲市人民政府关于印发节水方案的通知", "节水方案"),
        ("甲市人民政府关于印发《节水方案》的通知", "节水方案"),
        ("甲市节水条例", "甲市节水条例"),
        ("关于植树的意见", "植树"),
    ],
)
def test_titles_are_cut_to_what_they_are_about(title: str, expected: str) -> None:
    assert short_title(title) == expected


def test_names_on_the_canvas_leave_out_the_place() -> None:
    assert canvas_name(Thing("x", "body", "甲市乙区水务局", "甲市乙区水务局", place="甲市乙区")) == "水务局"
    assert canvas_name(Thing("x", "body", "甲市乙区", "甲市乙区", place="甲市乙区")) == "甲市乙区"


@pytest.mark.parametrize("name", ["区水务局", "甲市乙区水务局", " 区水务 局", "水务局", "林业", "区林业局"])
def test_a_body_is_found_by_any_name(atlas: Atlas, name: str) -> None:
    found = find_focus(atlas, name, ("body",))
    assert isinstance(found, Thing)
    assert found.full in {"区水务局", "区林业局"}


def test_a_place_tells_bodies_of_one_name_apart(atlas: Atlas) -> None:
    for place in ("甲市乙区", "甲市丙区"):
        found = find_focus(atlas, "区财政局", ("body",), place)
        assert isinstance(found, Thing)
        assert found.place == place
        assert find_focus(atlas, f"{place}财政局", ("body",)) == found


def crowd(bodies: int, tasks: int) -> Atlas:
    """A made-up district with many bodies and tasks."""
    things = {
        f"b{b}": Thing(f"b{b}", "body", f"区第{b}局", f"区第{b}局", place="甲市") for b in range(bodies)
    }
    links = []
    for t in range(tasks):
        things[f"t{t}"] = Thing(f"t{t}", "task", f"任务{t}", f"任务{t}", place="甲市")
        links.append(Link(f"b{t % bodies}", "lead", f"t{t}", (t,)))
        links.append(Link(f"b{(t * 7 + 1) % bodies}", "support", f"t{t}", (t,)))
    return Atlas(things, [], links, {})


def test_above_five_thousand_nodes_the_rest_is_counted_in_place() -> None:
    atlas = crowd(150, 8000)
    drawing = within(5, lambda: VIEWS["tasks"].draw(atlas, Request(most=100_000)))
    single = [n for n in drawing.nodes if n["kind"] != "more"]
    assert len(single) == MOST_NODES
    assert drawing.of == {"body": 150, "task": 8000}
    hubs = {n["id"] for n in drawing.nodes if n["kind"] == "body"}
    owners = parts_in(atlas).owner
    left = sum(int(n["label"]) for n in drawing.nodes if n["kind"] == "more")
    assert left + sum(n["kind"] == "task" for n in single) == sum(owner in hubs for owner in owners.values())
