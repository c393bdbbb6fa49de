"""The page as text: one file, nothing from elsewhere, no text of a document as HTML."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from html.parser import HTMLParser

import pytest

from kg.export.html.page import write_html
from kg.graph.store import GraphStore
from tests.small import first, graph_of, second

HOSTILE = '区</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">&lt;"\'href=javascript:0\u2028局'


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[str, str]] = []
        self._script: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "script":
            self._script = dict(attrs).get("type") or ""
            self.scripts.append((self._script, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = None

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            kind, text = self.scripts.pop()
            self.scripts.append((kind, text + data))


def page_of(store: GraphStore, **options: str | int) -> str:
    out = io.BytesIO()
    write_html(store, out, **options)  # type: ignore[arg-type]
    return out.getvalue().decode("utf-8")


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


def test_the_note_says_how_many_of_how_many(small: GraphStore) -> None:
    assert "显示 5 个部门中的 5 个、4 项任务中的 4 项" in page_of(small)
    assert "showing 2 of 5 bodies, 3 of 4 tasks" in page_of(small, limit=5, lang="en")
    assert '<html lang="en">' in page_of(small, lang="en")


def test_hostile_names_are_data() -> None:
    page = page_of(graph_of(first(water=HOSTILE), second()))
    parsed = Elements(page)
    assert len(parsed.scripts) == 3
    assert "img" not in {tag for tag, _ in parsed.elements}
    data = json.loads(next(text for kind, text in parsed.scripts if kind == "application/json"))
    assert any(
        HOSTILE.replace("\u2028", "") in str(n.get("full")).replace("\u2028", "") for n in data["nodes"]
    )
    assert "<" not in next(text for kind, text in parsed.scripts if kind == "application/json")


def test_the_same_graph_is_the_same_page(page: str) -> None:
    assert page_of(graph_of(second(), first())) == page


def test_an_empty_graph_is_a_page_that_says_so() -> None:
    assert '"nodes":[]' in page_of(graph_of())
