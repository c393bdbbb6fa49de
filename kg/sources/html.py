"""Web pages saved from portals: the document without the page around it, its metadata block in front.

Nothing is fetched and nothing is run: the page is parsed as data, scripts and hidden parts are dropped.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.sources.html_encoding import decode_page
from kg.sources.html_lines import PageLine, page_lines
from kg.sources.html_main import drop_furniture, main_part, stated_title
from kg.sources.html_metadata import read_metadata, stated
from kg.sources.limits import Limits
from kg.sources.lines import LineBuilder, looks_wrapped
from kg.sources.model import Extracted, FormatError
from kg.sources.optional import library
from kg.sources.text import UndecodableError

_MAX_TITLE_LINES = 5


def load() -> None:
    """Load the library.

    Raises:
        FormatError: it is not installed.
    """
    library("selectolax.lexbor", "html", "web pages")


def read_html(data: bytes, encoding: str | None, limits: Limits) -> Extracted:
    """Read the document in a web page.

    Args:
        data: the file.
        encoding: the encoding if the user knows it; else the page's own word or the bytes decide.
        limits: bounds.

    Raises:
        FormatError: the page has no text, or is no text in any supported encoding.
    """
    lexbor = library("selectolax.lexbor", "html", "web pages")
    try:
        page, found = decode_page(data, encoding)
    except UndecodableError as error:
        raise FormatError(f"{error}; save it as UTF-8 or name its encoding") from error
    tree = lexbor.LexborHTMLParser(page)
    if tree.body is None:
        raise FormatError("is a web page without text")
    title = stated_title(tree)
    drop_furniture(tree.body, title)
    all_lines = page_lines(tree.body)
    lines = page_lines(main_part(tree.body))
    entries = read_metadata(all_lines)
    inside = read_metadata(lines)
    builder = LineBuilder(limits.characters)
    for entry in entries:
        if entry not in inside:
            builder.add(f"{entry.label}：{entry.value}")
    at = _title_at(lines, title)
    span = builder.add(title) if title is not None and at is None and lines else None
    for number, line in enumerate(lines):
        start, end = builder.add(line) if isinstance(line, str) else builder.row(line)
        if at is not None and at[0] <= number < at[1]:
            span = (span[0] if span else start, end)
    text, _, _ = builder.finish()
    if not text.strip():
        raise FormatError("is a web page without text")
    return Extracted(text=text, encoding=found, stated=stated(entries, span), wrapped=looks_wrapped(text))


def _title_at(lines: Sequence[PageLine], title: str | None) -> tuple[int, int] | None:
    """Give the half-open range of the lines that print the title, which may be broken."""
    if title is None:
        return None
    for first in range(len(lines)):
        joined = ""
        for last in range(first, min(len(lines), first + _MAX_TITLE_LINES)):
            line = lines[last]
            if not isinstance(line, str):
                break
            joined += "".join(line.split())
            if joined == title:
                return first, last + 1
            if not title.startswith(joined):
                break
    return None
