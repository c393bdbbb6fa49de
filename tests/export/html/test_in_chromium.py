"""The page in a real browser with the cable out: drawn, silent, searchable, and harmless whatever a name holds."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kg.export.files import write_whole
from kg.export.html.page import write_html
from kg.graph.store import GraphStore, open_store
from tests.browser import Browser, chromium
from tests.clock import slowness
from tests.export.html.pages import HOSTILE
from tests.small import first, graph_of, second

PANEL = "const p = document.getElementById('panel'); return p.hidden ? '' : p.innerText"
TIP = "const t = document.getElementById('tip'); return t.hidden ? '' : t.innerText"
SHOWN = "return kg.nodes.get({filter: (n) => !n.hidden}).length"
LINES = "return kg.edges.get({filter: (e) => !e.hidden}).map((e) => kg.all.edges.find((o) => o.id === e.id).role).sort()"
COLOURS = (
    "const c = document.querySelector('#network canvas');"
    "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
    "const seen = new Set(); for (let i = 0; i < d.length; i += 4) seen.add(d[i] << 16 | d[i+1] << 8 | d[i+2]);"
    "return seen.size"
)
SIZES = {"laptop": (1400, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as started:
        started.offline()
        yield started


@pytest.fixture(autouse=True)
def _silent(browser: Browser) -> Iterator[None]:
    """Whatever a test does: nothing is asked of a network, and the console stays empty."""
    browser.look(1400, 900)
    browser.console()
    browser.requests()
    yield
    assert browser.console() == []
    assert [u for u in browser.requests() if not u.startswith(("file:", "blob:", "data:"))] == []


def opened(browser: Browser, store: GraphStore, folder: Path, **options: Any) -> float:
    page = folder / "page.html"
    write_whole(page, lambda out: write_html(store, out, **options))
    return browser.open(page)


def place_of(browser: Browser, condition: str) -> tuple[float, float]:
    """Where on the page the first node is for which a condition on ``n`` holds."""
    point = browser.js(
        f"const n = kg.all.nodes.find((n) => {condition}); const p = kg.network.canvasToDOM(n); return [p.x, p.y]"
    )
    return float(point[0]), float(point[1])


def test_drawn(browser: Browser, small: GraphStore, tmp_path: Path) -> None:
    opened(browser, small, tmp_path)
    assert browser.js(COLOURS) > 50
    assert len(browser.screenshot()) > 10_000


def test_hover_shows_the_quote_and_where_it_stands(
    browser: Browser, small: GraphStore, tmp_path: Path
) -> None:
    opened(browser, small, tmp_path, view="tasks")
    browser.hover(*place_of(browser, "n.kind === 'task' && n.name === '植树造林'"))
    tip = browser.js(TIP)
    assert "植树造林" in tip
    assert "牵头：区林业局、区水务局" in tip or "牵头：区水务局、区林业局" in tip
    assert "one.txt:5" in tip


def test_a_line_says_on_hover_what_it_is(browser: Browser, small: GraphStore, tmp_path: Path) -> None:
    opened(browser, small, tmp_path, view="posts")
    x0, y0 = place_of(browser, "n.kind === 'person'")
    x1, y1 = place_of(browser, "n.kind === 'body'")
    browser.hover((x0 + x1) / 2, (y0 + y1) / 2)
    assert "任 · 局长" in browser.js(TIP)
    assert browser.js("return kg.edges.get().map((e) => e.label)") == ["局长"]


def test_click_opens_the_facts_with_their_quotes(browser: Browser, small: GraphStore, tmp_path: Path) -> None:
    opened(browser, small, tmp_path, view="tasks")
    before = browser.js(LINES)
    browser.click(*place_of(browser, "n.kind === 'task' && n.name === '植树造林'"))
    panel = browser.js(PANEL)
    assert "（区水务局、区林业局牵头，区财政局配合）" in panel
    assert "one.txt:5" in panel
    assert browser.js(LINES) == ["lead", "lead", "support"]
    assert browser.js("return kg.nodes.get({filter: (n) => n.opacity < 1}).length") == 10 - 4
    browser.js(
        "[...document.querySelectorAll('#panel .to')].find((b) => b.textContent === '区林业局').click()"
    )
    assert browser.js(PANEL).startswith("✕") or "区林业局" in browser.js(PANEL).split("\n")[:2]
    assert browser.js("return kg.all.nodes.find((n) => n.id === kg.state.focus).name") == "区林业局"
    browser.keys("Escape")
    assert browser.js(PANEL) == ""
    assert browser.js(LINES) == before


def test_double_click_looks_around(browser: Browser, small: GraphStore, tmp_path: Path) -> None:
    opened(browser, small, tmp_path)
    scale = browser.js("return kg.network.getScale()")
    x, y = place_of(browser, "n.kind === 'person'")
    for clicks in (1, 2):
        for kind in ("mousePressed", "mouseReleased"):
            event = {"type": kind, "x": x, "y": y, "button": "left", "clickCount": clicks}
            browser.driver.execute_cdp_cmd("Input.dispatchMouseEvent", event)
    browser.hover(x, 400)
    assert browser.js("return kg.network.getScale()") >= scale
    assert "王某某" in browser.js(PANEL)


@pytest.mark.parametrize("typed", ["区水务局", "水务", " 水 务", "甲市乙区水务局"])
def test_search_finds_a_body_by_any_part_of_any_name(
    browser: Browser, small_alias: GraphStore, tmp_path: Path, typed: str
) -> None:
    opened(browser, small_alias, tmp_path)
    browser.js("document.getElementById('search').focus()")
    browser.driver.execute_cdp_cmd("Input.insertText", {"text": typed})
    browser.keys("Enter")
    assert "水务局" in browser.js(PANEL)
    assert browser.js("return kg.all.nodes.find((n) => n.id === kg.state.focus).kind") == "body"


@pytest.fixture(scope="module")
def small_alias() -> GraphStore:
    """The small graph, with the water bureau's full name printed in a third document."""
    from kg.evidence import Evidence
    from kg.facts import Agent, AgentKind, DutyFact, InstrumentFacts
    from tests.small import Reader, source

    text = "甲市乙区人民政府关于供水的通知\n乙政发〔2031〕9号\n甲市乙区水务局负责供水。\n"
    read = Reader(text)
    base = first().instruments[0].document
    from dataclasses import replace

    evidence: Evidence = read.evidence("甲市乙区人民政府关于供水的通知")
    document = replace(
        base, evidence=evidence, title="甲市乙区人民政府关于供水的通知", number="乙政发〔2031〕9号"
    )
    fact = DutyFact(
        read.evidence("甲市乙区水务局负责供水"), "duties", Agent("甲市乙区水务局", AgentKind.ORG), "负责供水"
    )
    return graph_of(first(), second(), source("three.txt", text, InstrumentFacts(document, (fact,), ())))


def test_filters_hide_nodes(browser: Browser, small: GraphStore, tmp_path: Path) -> None:
    opened(browser, small, tmp_path, view="tasks")
    every = browser.js(SHOWN)
    choose = "const s = document.getElementById(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('change'))"
    browser.js(choose, "place", "甲市丙区")
    assert browser.js(SHOWN) == 2, "one body and its task"
    browser.js(choose, "place", "")
    browser.js(
        "const s = document.getElementById('instrument'); s.value = [...s.options].find((o) => o.text.includes('防汛')).value;"
        "s.dispatchEvent(new Event('change'))"
    )
    assert browser.js(SHOWN) == 2
    browser.js(choose, "instrument", "")
    press = "document.querySelector(`.chip[data-key=${arguments[0]}]`).click()"
    browser.js(press, "task")
    assert browser.js(SHOWN) == every - 4
    assert (
        browser.js("return document.querySelector('.chip[data-key=task]').getAttribute('aria-pressed')")
        == "false"
    )
    browser.js(press, "task")
    browser.js(press, "lead")
    assert "lead" not in browser.js(LINES)
    assert browser.js(SHOWN) == every
    browser.js("document.getElementById('lines').click()")
    assert {"support", "responsible"} <= set(browser.js(LINES))


def test_filter_by_year(browser: Browser, tmp_path: Path) -> None:
    opened(browser, graph_of(first(), second()), tmp_path)
    years = browser.js("return [...document.getElementById('year').options].map((o) => o.value)")
    assert years == ["", "2031"] or browser.js("return document.getElementById('year').hidden")


def test_the_keyboard_reaches_everything(browser: Browser, small: GraphStore, tmp_path: Path) -> None:
    opened(browser, small, tmp_path)
    browser.js("document.getElementById('network').focus()")
    browser.keys("ArrowRight")
    start = browser.js("return kg.state.focus")
    assert start
    seen, rim = {start}, [start]
    while rim:
        at = rim.pop()
        for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
            browser.js("kg.choose(arguments[0])", at)
            browser.keys(key)
            if (there := browser.js("return kg.state.focus")) not in seen:
                seen.add(there)
                rim.append(there)
    assert len(seen) == 6, "walking comes to every node"
    browser.keys("Escape")
    assert browser.js("return kg.state.focus") is None
    browser.keys("/")
    assert browser.js("return document.activeElement.id") == "search"
    browser.keys("Escape")
    reached = set()
    for _ in range(30):
        browser.keys("Tab")
        reached.add(browser.js("return document.activeElement.id || document.activeElement.dataset.key"))
    assert {"network", "search", "png", "svg", "theme", "body", "overseer", "fit"} <= reached


def test_png_and_svg_are_pictures(browser: Browser, small: GraphStore, tmp_path: Path) -> None:
    opened(browser, small, tmp_path, view="tasks")
    png = base64.b64decode(browser.js("return kg.asCanvas().toDataURL('image/png')").partition(",")[2])
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    assert width >= 1400
    assert height >= 900
    svg = ElementTree.fromstring(browser.js("return kg.asSvg()"))
    texts = " ".join(element.text or "" for element in svg.iter("{http://www.w3.org/2000/svg}text"))
    assert "区水务局" in texts
    assert "谁牵头" in texts
    downloads = tmp_path / "downloads"
    browser.driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)}
    )
    for button in ("png", "svg"):
        browser.js("document.getElementById(arguments[0]).click()", button)
    for _ in range(100):
        found = sorted(path.suffix for path in downloads.glob("*"))
        if found == [".png", ".svg"]:
            break
        browser.hover(5, 300)
    assert found == [".png", ".svg"]


def test_hostile_names_are_shown_and_run_nothing(browser: Browser, tmp_path: Path) -> None:
    store = graph_of(first(water=HOSTILE), second())
    for view, focus in (
        ("overview", None),
        ("tasks", None),
        ("coordinating", None),
        ("posts", None),
        ("ego", HOSTILE),
    ):
        opened(browser, store, tmp_path, view=view, focus=focus)
        browser.js("kg.choose(kg.all.nodes.find((n) => n.name.includes('script')).id)")
        assert "<script>window.hacked=1</script>" in browser.js(PANEL)
        browser.hover(*place_of(browser, "n.name.includes('script')"))
        browser.js(
            "const s = document.getElementById('search'); s.value = 'script'; s.dispatchEvent(new Event('input'))"
        )
        assert "<script>" in browser.js("return document.getElementById('found').innerText")
        ElementTree.fromstring(browser.js("return kg.asSvg()"))
        assert browser.js("return window.hacked === undefined")
        assert browser.js("return document.querySelectorAll('img, iframe, object, a').length") == 0


def test_very_long_names_are_cut(browser: Browser, tmp_path: Path) -> None:
    opened(browser, graph_of(first(water="区" + "很" * 10_000 + "局"), second()), tmp_path)
    browser.js("kg.choose(kg.all.nodes.find((n) => n.name.includes('很很')).id)")
    assert "很很…" in browser.js(PANEL)
    assert browser.js("return document.documentElement.scrollWidth") <= 1400


def test_an_empty_page_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    opened(browser, graph_of(), tmp_path)
    assert "kg build" in browser.js("return document.getElementById('note').textContent")


def test_the_seeds_are_usable_soon_and_still(browser: Browser, seeds_store: Path, tmp_path: Path) -> None:
    with open_store(seeds_store) as store:
        opened(browser, store, tmp_path)
    took = []
    for _ in range(3):
        browser.open(tmp_path / "page.html")
        took.append(browser.js("return +document.body.dataset.ms"))
    assert min(took) < 2000 * slowness(), f"ms until drawn: {took}"
    places = "return JSON.stringify(kg.network.getPositions())"
    once = json.loads(browser.js(places))
    browser.open(tmp_path / "page.html")
    assert json.loads(browser.js(places)) == once
    assert browser.js("return kg.all.discs.filter((d) => d.label).length") == 3, "the districts keep apart"


@pytest.mark.parametrize("view", ["overview", "tasks", "ego", "coordinating", "lineage", "posts", "targets"])
def test_how_the_seeds_look(browser: Browser, seeds_store: Path, tmp_path: Path, view: str) -> None:
    """Takes the pictures a person looks at (in the folder KG_SCREENSHOTS, if set) and checks the layout by measure."""
    folder = Path(os.environ.get("KG_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    with open_store(seeds_store) as store:
        focus = "区发展和改革局" if view == "ego" else None
        opened(browser, store, tmp_path, view=view, focus=focus, place="济阳" if focus else None)
    for name, (width, height) in SIZES.items():
        for dark in (False, True):
            browser.look(width, height, dark)
            browser.open(tmp_path / "page.html")
            theme = "dark" if dark else "light"
            assert browser.js("return document.documentElement.dataset.theme") == theme
            (folder / f"{view}-{name}-{theme}.png").write_bytes(browser.screenshot())
            assert browser.js("return document.documentElement.scrollWidth") <= width, "nothing sticks out"
            header, legend = browser.js(
                "return ['header', '#legend'].map((s) => document.querySelector(s).getBoundingClientRect().height)"
            )
            assert header + legend < height / 3, "the picture has the page"
            if name == "phone":
                browser.js("document.getElementById('more').click()")
                right = browser.js("return document.getElementById('filters').getBoundingClientRect().right")
                assert 0 < right <= width, "the filters fit"
                browser.js("document.getElementById('more').click()")
            browser.js(
                "kg.choose(kg.all.nodes.filter((n) => n.kind !== 'task').sort((a, b) => b.facts.length - a.facts.length)[0].id)"
            )
            browser.hover(3, height - 3)
            (folder / f"{view}-{name}-{theme}-panel.png").write_bytes(browser.screenshot())
            x, y, right, bottom = browser.js(
                "const r = document.getElementById('panel').getBoundingClientRect(); return [r.x, r.y, r.right, r.bottom]"
            )
            assert 0 <= x < right <= width
            assert 0 <= y < bottom <= height
