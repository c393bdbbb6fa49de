"""How a file was read, as text and as a page, looked at in a real browser on every seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.export.marked import marked_lines, marked_page, read_marked
from tests.browser import chromium
from tests.conftest import ROOT

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
TEXT = (
    "甲县人民政府关于印发节水方案的通知\n甲政发〔2024〕6号\n各有关单位：\n"
    "根据《甲省节水条例》，现将方案印发给你们。\n甲县人民政府\n2024年3月5日\n节水方案\n"
    "一、目标\n到2025年，节水器具普及率达到95%以上。\n"
    "二、任务\n（一）改造管网。（牵头领导：王强；牵头单位：县水利局；责任单位：<script>alert(1)</script>局）\n"
)


def test_lines_show_header_sections_and_clauses(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="gb18030")
    (reading,) = read_marked(file, encoding="gb18030")
    lines = list(marked_lines(reading))
    assert lines[0] == "甲县人民政府关于印发节水方案的通知"
    assert "甲政发〔2024〕6号 | 甲县人民政府 | 2024-03-05" in lines[1]
    assert "  二、 任务" in lines
    assert any(line.startswith("  clause at line 11: （牵头领导：王强") for line in lines)


def test_page_is_escaped_and_closed_to_the_network(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    page = marked_page("<a>.txt", read_marked(file))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<title>&lt;a&gt;.txt</title>" in page
    assert "default-src 'none'" in page
    assert "http://" not in page
    assert "https://" not in page


@pytest.mark.parametrize("seed", SEEDS, ids=[seed.stem for seed in SEEDS])
def test_seed_in_chromium(seed: Path, tmp_path: Path) -> None:
    readings = read_marked(seed)
    page = tmp_path / "page.html"
    page.write_text(marked_page(seed.name, readings), encoding="utf-8")
    with chromium(tmp_path / "profile") as browser:
        browser.requests()  # the browser's own start page
        browser.open(page)
        shown = browser.js(
            "return Object.fromEntries(['clauses','bodies','persons','targets','citations'].map("
            "kind => [kind, document.querySelectorAll('mark.' + kind).length]))"
        )
        for kind, number in shown.items():
            assert (number > 0) == any(reading.count(kind) for reading in readings), kind
        assert shown["bodies"] > 0
        assert browser.js("return document.querySelectorAll('section').length") == len(readings)
        browser.js("document.querySelector('mark').scrollIntoView({block: 'center'})")
        picture = browser.screenshot()
        assert len(picture) > 20_000  # a blank page is smaller
        assert browser.js("return document.documentElement.scrollWidth <= window.innerWidth")
        assert not [message for message in browser.console() if "favicon" not in message]
        assert [u for u in browser.requests() if not u.startswith(("file:", "data:"))] == []
