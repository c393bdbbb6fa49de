"""The page in a real browser: drawn, silent, offline, and harmless whatever a name holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.export.files import write_whole
from kg.export.html.page import write_html
from kg.graph.store import GraphStore, open_store
from tests.browser import Browser, chromium
from tests.export.html.test_page import HOSTILE
from tests.small import first, graph_of, second

TEXT_OF_TIP = "return document.getElementById('tip').hidden ? '' : document.getElementById('tip').innerText"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as started:
        yield started


def opened(browser: Browser, store: GraphStore, folder: Path) -> float:
    page = folder / "page.html"
    write_whole(page, lambda out: write_html(store, out))
    browser.console()
    browser.requests()
    return browser.open(page)


def place_of(browser: Browser, condition: str) -> tuple[float, float]:
    """Where on the page the first node is for which a condition on ``n`` holds."""
    point = browser.js(
        f"const n = kg.data.nodes.find((n) => {condition}); const p = kg.network.canvasToDOM(n); return [p.x, p.y]"
    )
    return float(point[0]), float(point[1])


def test_drawn_silent_and_offline(browser: Browser, small: GraphStore, tmp_path: Path) -> None:
    opened(browser, small, tmp_path)
    assert browser.console() == []
    assert [url for url in browser.requests() if not url.startswith("file:")] == []
    painted = browser.js(
        "const c = document.querySelector('#network canvas');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        "const seen = new Set(); for (let i = 0; i < d.length; i += 4) seen.add(d[i] << 16 | d[i+1] << 8 | d[i+2]);"
        "return seen.size"
    )
    assert painted > 50
    assert len(browser.screenshot()) > 10_000


def test_hover_shows_the_quote_and_where_it_stands(
    browser: Browser, small: GraphStore, tmp_path: Path
) -> None:
    opened(browser, small, tmp_path)
    browser.hover(*place_of(browser, "n.kind === 'task' && n.text === '植树造林'"))
    tip = browser.js(TEXT_OF_TIP)
    assert "植树造林" in tip
    assert "牵头：区林业局、区水务局" in tip or "牵头：区水务局、区林业局" in tip
    assert "one.txt:5" in tip


def test_click_shows_what_belongs_together(browser: Browser, small: GraphStore, tmp_path: Path) -> None:
    opened(browser, small, tmp_path)
    before = browser.js("return kg.edges.get({filter: (e) => !e.hidden}).length")
    browser.click(*place_of(browser, "n.kind === 'task' && n.text === '植树造林'"))
    lines = browser.js("return kg.edges.get({filter: (e) => !e.hidden}).map((e) => e.role).sort()")
    assert lines == ["lead", "lead", "support"]
    faint = browser.js("return kg.nodes.get({filter: (n) => n.opacity < 1}).length")
    assert faint == 10 - 4
    browser.click(5, 400)
    assert browser.js("return kg.edges.get({filter: (e) => !e.hidden}).length") == before
    browser.js("document.getElementById('shared').click()")
    assert browser.js("return kg.edges.get({filter: (e) => e.hidden}).length") == 0
    assert browser.console() == []


def test_hostile_names_are_shown_and_run_nothing(browser: Browser, tmp_path: Path) -> None:
    opened(browser, graph_of(first(water=HOSTILE), second()), tmp_path)
    browser.hover(*place_of(browser, "n.kind === 'body' && n.full.includes('script')"))
    assert "<script>window.hacked=1</script>" in browser.js(TEXT_OF_TIP)
    assert browser.js("return window.hacked === undefined")
    assert (
        browser.js("return document.querySelectorAll('#tip *:not(strong):not(p):not(blockquote)').length")
        == 0
    )
    assert [url for url in browser.requests() if not url.startswith("file:")] == []
    assert browser.console() == []


def test_an_empty_page_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    opened(browser, graph_of(), tmp_path)
    assert "kg build" in browser.js("return document.getElementById('note').textContent")
    assert browser.console() == []


def test_the_seeds_are_drawn_soon(browser: Browser, seeds_store: Path, tmp_path: Path) -> None:
    with open_store(seeds_store) as store:
        seconds = opened(browser, store, tmp_path)
    assert seconds < 5, "a still page has nothing to compute"
    assert browser.console() == []
    assert browser.js("return kg.data.discs.filter((d) => d.label).length") == 3, "the districts keep apart"
