"""The query editor in a real browser: the questions are there, one is run, nothing comes from elsewhere."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser import chromium


def test_a_question_is_asked_in_the_browser(endpoint: str, tmp_path: Path) -> None:
    page = endpoint.removesuffix("sparql")
    with chromium(tmp_path / "profile") as browser:
        browser.driver.get(page)
        _until(browser, "return document.body.dataset.ready === 'true'")
        names = browser.js(
            "return [...document.querySelectorAll('#questions button')].map(b => b.dataset.name)"
        )
        assert len(names) >= 25
        assert "leads-by-department" in names
        browser.js("document.querySelector('[data-name=\"leads-by-department\"]').click()")
        _until(browser, "return document.querySelectorAll('.yasr .dataTable tbody tr').length > 10")
        text = browser.js("return document.querySelector('.yasr').textContent")
        assert "jurisdiction" in text
        assert "XMLSchema#integer" not in text, "numbers as people write them"
        asked = {urlsplit(url) for url in browser.requests() if url.startswith("http")}
        assert {url.netloc for url in asked} == {urlsplit(page).netloc}
        assert "/sparql" in {url.path for url in asked}
        assert browser.console() == []


def _until(browser: object, script: str, seconds: float = 30) -> None:
    started = time.monotonic()
    while not browser.js(script):  # type: ignore[attr-defined]
        assert time.monotonic() - started < seconds, browser.console()  # type: ignore[attr-defined]
        time.sleep(0.1)
