"""The atlas: every link leads somewhere, nothing comes from elsewhere, it is there whole or not at all."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.export.html.page import vis_network
from kg.export.site import atlas_site
from kg.export.site.atlas_site import write_site
from kg.graph.store import GraphStore, open_store
from tests.browser import Browser, chromium
from tests.clock import slowness
from tests.export.html.pages import HOSTILE
from tests.small import first, graph_of, second


class Links(HTMLParser):
    """The addresses a page refers to, the names of its elements, and its anchors."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []
        self.ids: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in {"href", "src"}:
                self.found.append(value or "")
            if name == "id":
                self.ids.add(value or "")
            assert not name.startswith("on"), f"<{tag}> runs something"
            assert name != "style", "styles stand in the shared sheet"


def check_links(folder: Path) -> int:
    """Every address of every page is a file of the site (or an anchor of the page); gives how many there are."""
    pages = list(folder.rglob("*.html"))
    files = {path.resolve() for path in folder.rglob("*") if path.is_file()}
    count = 0
    for page in pages:
        links = Links(page)
        for link in links.found:
            address, _, anchor = link.partition("#")
            assert ":" not in address, f"{page.name} refers to {link}"
            assert not address or (page.parent / address).resolve() in files, f"{page} refers to {link}"
            assert not anchor or anchor in links.ids
            count += 1
    return count


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def site(small: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "site"
    write_site(small, folder)
    return folder


@pytest.fixture(scope="module")
def seeds_site(seeds_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("seeds") / "site"
    with open_store(seeds_store) as store:
        write_site(store, folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as started:
        started.offline()
        yield started


def test_every_link_leads_somewhere(site: Path) -> None:
    assert check_links(site) > 100


def test_a_page_per_body_person_and_instrument(site: Path) -> None:
    titles = sorted(
        p.read_text(encoding="utf-8").partition("<title>")[2].partition("</title>")[0]
        for p in site.glob("body/*")
    )
    assert {"区教育局", "区林业局", "区水务局", "节水工作领导小组", "各镇街"} <= set(titles)
    assert titles.count("区财政局") == 2, "of two districts"
    assert len(list(site.glob("person/*"))) == 1
    assert len(list(site.glob("instrument/*"))) == 3


def test_a_portfolio_has_its_tasks_with_quote_and_partners(site: Path) -> None:
    page = next(p for p in site.glob("body/*") if "<title>区水务局</title>" in p.read_text(encoding="utf-8"))
    text = page.read_text(encoding="utf-8")
    assert "植树造林" in text
    assert "（区水务局、区林业局牵头，区财政局配合）" in text
    assert "one.txt:5" in text
    assert "区林业局（牵头）</a>" in text


def test_assets_are_shared_and_carry_their_licence(site: Path) -> None:
    assert (site / "assets/vis-network.min.js").read_text(encoding="utf-8") == vis_network()
    assert "Apache 2.0" in (site / "assets/LICENSES.txt").read_text(encoding="utf-8")
    for page in site.rglob("*.html"):
        assert page.stat().st_size < 100_000, "the library stands in one file, not in every page"
        assert "@license" not in page.read_text(encoding="utf-8")


def test_the_same_graph_is_the_same_site_and_an_old_one_is_replaced(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "site"
    write_site(graph_of(second(), first()), again)
    assert everything(again) == everything(site)
    (again / "body/old.html").write_text("old", encoding="utf-8")
    write_site(graph_of(second(), first()), again)
    assert everything(again) == everything(site)
    assert [p.name for p in tmp_path.iterdir()] == ["site"], "nothing is left beside it"


def test_somebody_elses_folder_is_left_alone(small: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(InputError, match="not empty"):
        write_site(small, tmp_path)
    assert everything(tmp_path) == {"thesis.txt": b"years of work"}


def test_a_failure_leaves_the_old_site(
    small: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    write_site(small, folder)
    before = everything(folder)

    def full(*_: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atlas_site.Pages, "index", full)
    with pytest.raises(OSError, match="No space"):
        write_site(small, folder)
    assert everything(folder) == before
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_an_empty_graph_says_so(tmp_path: Path) -> None:
    write_site(graph_of(), tmp_path / "site", "en")
    assert "kg build" in (tmp_path / "site/index.html").read_text(encoding="utf-8")
    check_links(tmp_path / "site")


def test_hostile_names_are_text(browser: Browser, tmp_path: Path) -> None:
    write_site(graph_of(first(water=HOSTILE), second()), tmp_path / "site")
    browser.console()
    hostile = 0
    for page in (tmp_path / "site").rglob("*.html"):
        assert "img" not in Links(page).tags
        if page.parent.name in {"body", "graph", "site"} and "window.hacked" in page.read_text(
            encoding="utf-8"
        ):
            hostile += 1
            browser.driver.get(page.resolve().as_uri())
            assert browser.js("return window.hacked === undefined")
    assert hostile > 2
    check_links(tmp_path / "site")
    assert browser.console() == []


def test_search_leads_to_the_page_with_the_cable_out(browser: Browser, site: Path) -> None:
    browser.driver.get((site / "index.html").resolve().as_uri())
    browser.console()
    browser.requests()
    browser.keys("/")
    browser.driver.execute_cdp_cmd("Input.insertText", {"text": "林业"})
    browser.keys("ArrowDown", "Enter")
    for _ in range(50):
        if (
            browser.js("return document.querySelector('h1') && document.querySelector('h1').textContent")
            == "区林业局"
        ):
            break
        time.sleep(0.1)
    assert browser.js("return document.querySelector('h1').textContent") == "区林业局"
    frame = browser.driver.find_element("tag name", "iframe")
    browser.driver.switch_to.frame(frame)
    for _ in range(50):
        if browser.js("return document.body.dataset.ready"):
            break
        time.sleep(0.1)
    browser.js("kg.choose(kg.all.nodes.find((n) => n.name === '区水务局').id)")
    assert browser.js("return document.querySelector('#panel a').target") == "_top"
    browser.js("document.querySelector('#panel a').click()")
    browser.driver.switch_to.default_content()
    for _ in range(50):
        if (
            browser.js("return document.querySelector('h1') && document.querySelector('h1').textContent")
            == "区水务局"
        ):
            break
        time.sleep(0.1)
    assert browser.js("return document.querySelector('h1').textContent") == "区水务局"
    assert browser.console() == []
    assert [u for u in browser.requests() if not u.startswith("file:")] == []


def test_the_seeds_site(seeds_site: Path, browser: Browser) -> None:
    assert check_links(seeds_site) > 10_000
    size = sum(path.stat().st_size for path in seeds_site.rglob("*") if path.is_file())
    assert size < 60_000_000
    largest = max(seeds_site.glob("body/*.html"), key=lambda p: p.stat().st_size)
    for page in (seeds_site / "index.html", largest):
        took = []
        for _ in range(3):
            browser.driver.get(page.resolve().as_uri())
            took.append(browser.js("return performance.getEntriesByType('navigation')[0].loadEventEnd"))
        assert min(took) < 1000 * slowness(), f"{page.name}: ms until loaded, its picture included: {took}"
    assert browser.console() == []
