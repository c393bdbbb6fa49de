"""Where the entries of a paragraph of appointments begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE_END = re.compile("[。；;\n]")
_LABEL = re.compile(
    r"(?:[\d０-９]{1,3}[.．、]|[（(][\d一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)"
)


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a paragraph ``text[start:end]`` at full stops and semicolons."""
    for stop in _SENTENCE_END.finditer(text, start, end):
        if stop.start() > start:
            yield start, stop.start()
        start = stop.end()
    if start < end:
        yield start, end


def after_label(text: str, start: int, end: int) -> int:
    """Give where an entry begins behind its number."""
    label = _LABEL.match(text, start, end)
    return label.end() if label else start
