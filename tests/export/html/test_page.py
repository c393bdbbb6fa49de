"""The page as text: one file, nothing from elsewhere, no text of a document as HTML."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest

from kg.errors import InputError, UnknownNameError
from kg.export.html.page import vis_network
from kg.export.html.views.registry import VIEWS
from kg.export.html.words import words
from kg.graph.store import GraphStore
from tests.export.html.pages import HOSTILE, Elements, page_of
from tests.small import first, graph_of, second


@pytest.fixture(scope="module")
def page(small: GraphStore) -> str:
    return page_of(small)


def test_nothing_comes_from_elsewhere(page: str) -> None:
    elements = Elements(page).elements
    assert {tag for tag, _ in elements}.isdisjoint({"link", "img", "iframe", "object", "embed", "base"})
    for tag, attributes in elements:
        assert not {"src", "href", "action", "srcset"} & set(attributes), f"<{tag}> refers to something"
        assert not [name for name in attributes if name.startswith("on")], f"<{tag}> runs something"
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_the_policy_allows_exactly_the_scripts_of_the_page(page: str) -> None:
    policy = next(a["content"] or "" for t, a in Elements(page).elements if a.get("http-equiv"))
    assert "default-src 'none'" in policy
    allowed = re.findall(r"'sha256-([^']+)'", policy)
    scripts = [text for kind, text in Elements(page).scripts if kind == ""]
    assert allowed == [base64.b64encode(hashlib.sha256(s.encode("utf-8")).digest()).decode() for s in scripts]
    assert len(scripts) == 2


def test_the_vendored_script_carries_its_licence(page: str) -> None:
    assert "@license" in vis_network()[:2000]
    assert "http://www.apache.org/licenses/LICENSE-2.0" in page


def test_the_note_says_how_many_of_how_many(small: GraphStore) -> None:
    assert "5 个部门、1 名人员" in page_of(small)
    assert "显示 5 个部门中的 2 个" in page_of(small, limit=2)
    assert "showing 2 of 5 bodies, 3 of 4 tasks" in page_of(small, view="tasks", limit=5, lang="en")
    assert '<html lang="en">' in page_of(small, lang="en")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_view_in_both_languages(small: GraphStore, view: str, lang: str) -> None:
    page = page_of(small, view=view, lang=lang, focus="甲市乙区水务局" if view == "ego" else None)
    data = json.loads(next(text for kind, text in Elements(page).scripts if kind == "application/json"))
    assert data["nodes"]
    ids = {node["id"] for node in data["nodes"]}
    assert len(ids) == len(data["nodes"])
    assert all({edge["from"], edge["to"]} <= ids for edge in data["edges"])
    kinds = {node["kind"] for node in data["nodes"]} - {"more"}
    roles = {edge["role"] for edge in data["edges"]}
    assert kinds <= set(words(lang)["kinds"]), "every kind has a word in the legend"
    assert roles <= set(words(lang)["roles"])


def test_both_languages_have_all_words() -> None:
    assert {g: set(w) for g, w in words("zh").items()} == {g: set(w) for g, w in words("en").items()}
    assert all(
        text for group in ("zh", "en") for entries in words(group).values() for text in entries.values()
    )


def test_hostile_names_are_data() -> None:
    page = page_of(graph_of(first(water=HOSTILE), second()))
    parsed = Elements(page)
    assert len(parsed.scripts) == 3
    assert "img" not in {tag for tag, _ in parsed.elements}
    text = next(text for kind, text in parsed.scripts if kind == "application/json")
    assert "<" not in text
    assert "<script>window.hacked=1</script>" in " ".join(n["name"] for n in json.loads(text)["nodes"])


def test_a_hostile_focus_in_the_heading_is_text() -> None:
    store = graph_of(first(water=HOSTILE), second())
    page = page_of(store, view="ego", focus=HOSTILE)
    assert len(Elements(page).scripts) == 3
    assert "<h1>" in page
    assert "<img" not in page


def test_the_same_graph_is_the_same_page(page: str) -> None:
    assert page_of(graph_of(second(), first())) == page


def test_an_empty_graph_is_a_page_that_says_so() -> None:
    for view in set(VIEWS) - {"ego"}:
        assert '"nodes":[]' in page_of(graph_of(), view=view)


@pytest.mark.parametrize(
    ("options", "error", "says"),
    [
        ({"view": "ego"}, InputError, "--focus"),  # nothing to stand in the middle
        ({"view": "ego", "focus": "水物局"}, UnknownNameError, "区水务局"),  # a slip of the pen
        (
            {"view": "ego", "focus": "区财政局"},
            InputError,
            "区财政局 [甲市丙区] / 区财政局 [甲市乙区]",
        ),  # of two districts
        ({"place": "甲市丁区"}, UnknownNameError, "甲市乙区"),
        ({"view": "lineage", "focus": "不存在"}, UnknownNameError, "不存在"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(
    small: GraphStore, options: dict[str, str], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=re.escape(says)):
        page_of(small, **options)
