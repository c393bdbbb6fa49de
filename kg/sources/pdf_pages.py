"""Running headers, footers and page numbers of a paged text: lines that come back at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

PageLine = str | list[str]

_EDGE = 2  # lines at the top and at the bottom of a page that may be furniture
_MAX_LENGTH = 80
_FEW_PAGES = 3  # of fewer pages every one must have the line
_SHARE = 0.5
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
_DASHES = "-—–－•·"
_NUMBER = re.compile(r"[-—–－•·]?\s?(\d{1,4})\s?[-—–－•·]?")


def without_furniture(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """Leave out the lines that repeat, digits aside, at the edge of half of the pages, and page numbers.

    The first such line stays: it may be the head of a table without lines. A number that stands alone is a page
    number only where it counts the pages.
    """
    texts = [[line for line in page if not isinstance(line, str) or line.strip()] for page in pages]
    filled = sum(1 for page in texts if page)
    repeated = Counter(key for page in texts for key in {key for _, key in _edges(page)})
    needed = max(2, min(filled, _FEW_PAGES), filled * _SHARE)
    furniture = {key for key, count in repeated.items() if count >= needed and key.strip(_DASHES) != "#"}
    offset = _page_offset(texts)
    seen: set[str] = set()
    result: list[list[PageLine]] = []
    for number, page in enumerate(texts):
        drop = set()
        for at, key in _edges(page):
            if key in seen or _counts(page[at], number, offset):
                drop.add(at)
        seen |= furniture.intersection(key for _, key in _edges(page))
        result.append([line for at, line in enumerate(page) if at not in drop])
    return result


def _edges(page: Sequence[PageLine]) -> list[tuple[int, str]]:
    """Give the places and keys of the lines at the edges of a page; table rows and long lines are none."""
    depth = min(_EDGE, len(page) // 3)
    places = [*range(depth), *range(len(page) - depth, len(page))]
    return [
        (at, _DIGITS.sub("#", _SPACE.sub("", line)))
        for at in places
        if isinstance(line := page[at], str) and len(line) <= _MAX_LENGTH
    ]


def _page_offset(pages: Sequence[Sequence[PageLine]]) -> int | None:
    """Give what printed page numbers exceed the counted ones by, where two pages and half of them agree."""
    offsets: Counter[int] = Counter()
    for number, page in enumerate(pages):
        offsets.update(
            {value - number for line in (*page[:1], *page[-1:]) if (value := _number(line)) is not None}
        )
    if not offsets:
        return None
    offset, count = offsets.most_common(1)[0]
    return offset if count >= max(2, sum(1 for page in pages if page) * _SHARE) else None


def _counts(line: PageLine, number: int, offset: int | None) -> bool:
    return offset is not None and _number(line) == number + offset


def _number(line: PageLine) -> int | None:
    match = _NUMBER.fullmatch(line.strip()) if isinstance(line, str) else None
    return int(match.group(1)) if match else None
