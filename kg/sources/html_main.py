"""The part of a web page that holds the document, and the page without what surrounds it.

Nothing is lost for a guess: the page is narrowed to a part only while no sentence stands outside of that part.
"""

from __future__ import annotations

from typing import Any

from kg.language.data import load
from kg.sources.html_lines import is_data_table

_FURNITURE_TAGS = tuple(load("portals")["page"]["furniture"])
_FURNITURE_NAMES = frozenset(load("portals")["page"]["furniture_names"])
_CONTAINERS = tuple(load("portals")["page"]["containers"])
_MAX_FURNITURE = 0.5  # share of the page's text that an element named like furniture may hold
_NARROWER = frozenset(
    (
        "article",
        "body",
        "center",
        "div",
        "font",
        "form",
        "main",
        "section",
        "span",
        "table",
        "tbody",
        "td",
        "tr",
    )
)
_SHARE = 0.8
_LINKS = 0.6  # share of text in links from which a block with several links is a menu
_MIN_LINKS = 4
_SENTENCE_END = "。"
_HIDDEN = "display:none"


def drop_furniture(body: Any, title: str | None) -> None:
    """Remove scripts, menus and the like from a page, and what is not shown.

    An element that holds the title or most of the page's text stays, whatever its name.
    """
    body.strip_tags([tag for tag in _FURNITURE_TAGS if tag not in ("header", "footer", "aside", "nav")])
    whole = len(body.text(deep=True))
    found = body.css("[class], [id], [style], [hidden], header, footer, aside, nav, ul, dl, div")
    for node in reversed(found):  # inner ones first: what is inside a removed one is gone with it
        if _is_furniture(node) and not _holds(node, title, whole):
            node.decompose()


def _is_furniture(node: Any) -> bool:
    attributes = node.attributes
    if node.tag in ("header", "footer", "aside", "nav") or "hidden" in attributes:
        return True
    if _HIDDEN in (attributes.get("style") or "").replace(" ", "").lower():
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
    return not _FURNITURE_NAMES.isdisjoint(names) or _is_menu(node)


def _is_menu(node: Any) -> bool:
    if node.tag not in ("ul", "dl", "div"):
        return False
    links = node.css("a")
    if len(links) < _MIN_LINKS:
        return False
    text = node.text(deep=True)
    return _SENTENCE_END not in text and sum(len(a.text(deep=True)) for a in links) > _LINKS * len(
        "".join(text.split())
    )


def _holds(node: Any, title: str | None, whole: int) -> bool:
    text = node.text(deep=True)
    if title and title in "".join(text.split()):
        return node.tag not in ("nav", "footer")
    return len(text) > _MAX_FURNITURE * whole


def main_part(body: Any) -> Any:
    """Give the smallest part of a page outside of which no sentence stands."""
    whole = _weight(body)
    for selector in _CONTAINERS:
        found = body.css(selector)
        if len(found) == 1 and _holds_all(found[0], whole):
            return found[0]
    part = body
    while True:
        children = [child for child in part.iter() if child.tag in _NARROWER]
        inner = max(children, key=lambda child: len(child.text(deep=True)), default=None)
        if inner is None or not _holds_all(inner, whole) or (inner.tag == "table" and is_data_table(inner)):
            return part
        part = inner


def _holds_all(part: Any, whole: tuple[int, int]) -> bool:
    length, sentences = _weight(part)
    return length >= _SHARE * whole[0] and sentences == whole[1] and length > 0


def _weight(node: Any) -> tuple[int, int]:
    """Give the length of a node's text and the number of its sentences."""
    text = "".join(node.text(deep=True).split())
    return len(text), text.count(_SENTENCE_END)


def stated_title(tree: Any) -> str | None:
    """Give the title that the page names in its head, or its only first heading, without white space."""
    for name in load("portals")["page"]["title_tags"]:
        for node in tree.css(f'meta[name="{name}" i], meta[property="{name}" i]'):
            title = "".join((node.attributes.get("content") or "").split())
            if title:
                return title
    headings = [text for node in tree.css("h1") if (text := "".join(node.text(deep=True).split()))]
    return headings[0] if len(headings) == 1 else None
