from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from kg.export.table_html import to_html
from kg.table import Table


class Page(HTMLParser):
    """Collects the cells of each table, the headings above them, and every tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.rows: list[list[str]] = []
        self.titles: list[str] = []
        self._into: list[str] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, _: object) -> None:
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self._into = self.rows[-1]
        if tag in {"h1", "h2"}:
            self.titles.append("")
            self._into = self.titles

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "h1", "h2"}:
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data


TABLE = Table(
    ("place", "body", "lead", "share", "peak"),
    (
        ("甲市乙区", "区<b>财政局", 3, 0.25, True),
        ("甲市乙区", "区教育局", 0, None, False),
        (None, "a & b", 1, 1.0, False),
    ),
)


def test_reads_back() -> None:
    page = Page(to_html(TABLE, title="牵头", sections="place"))
    assert page.titles == ["牵头", "甲市乙区", "（地区不详）"]
    assert page.rows == [
        ["部门", "牵头", "占比", "高峰"],
        ["区<b>财政局", "3", "25.0%", "是"],
        ["区教育局", "0", "", ""],
        ["部门", "牵头", "占比", "高峰"],
        ["a & b", "1", "100.0%", ""],
    ]


def test_english_and_empty() -> None:
    text = to_html(Table(("body",), ()), title="x", lang="en")
    assert 'lang="en"' in text
    assert "(nothing)" in text


@given(st.text(), st.text())
def test_no_text_becomes_markup(cell: str, title: str) -> None:
    plain = Page(to_html(Table(("text",), (("x",),)), title="x"))
    page = Page(to_html(Table(("text",), ((cell,),)), title=title))
    assert page.tags == plain.tags
    assert "script" not in page.tags
