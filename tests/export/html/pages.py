"""What the tests of pages share: names that try to break out, pages as text, and the elements of a page."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from typing import Any

from kg.export.html.page import write_html
from kg.graph.store import GraphStore

HOSTILE = (
    '区</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">'
    "&lt;\"'href=javascript:0\u2028\u202e🐉局"
)


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


def page_of(store: GraphStore, **options: Any) -> str:
    out = io.BytesIO()
    write_html(store, out, **options)
    return out.getvalue().decode("utf-8")
