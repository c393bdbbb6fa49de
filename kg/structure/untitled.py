"""Name a document whose own title is not printed: a letter that begins with whom it addresses, a part of a document."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from kg.structure.model import Header

# 现将《甲省某方案》印发给你们: what a notice without a title issues
_ISSUES = re.compile(
    "《(?P<title>[^。；《》]{4,80}(?:〈[^〈〉]{2,60}〉[^。；《》]{0,20})?)》[^。；]{0,200}(?:印发|转发|发布|公布|下发|批转)"
)
# 为落实《国务院某意见》，现将《甲省某方案》（以下简称《方案》）印发给你们: the last one named
_ISSUES_LAST = re.compile(
    "将《(?P<title>[^。；《》]{4,80}(?:〈[^〈〉]{2,60}〉[^。；《》]{0,20})?)》(?:[（(][^（）()]{2,30}[）)])?"
    "[^。；《》]{0,60}(?:印发|转发|发布|公布|下发|批转)"
)
_ANNEX = re.compile(
    r"附件\d?[:：](?:\d{1,2}[.．、])?(?:《(?P<marked>[^。；：:《》]{4,80})》|(?P<title>[^。；：:]{4,80}))"
)
_MAX_TITLE = 80
_WITHIN = 12  # paragraphs of the opening in which such a sentence stands


def named(header: Header, paragraphs: Sequence[str], starts: Sequence[int]) -> Header:
    """Give a header without a title the name of what the document issues or has annexed, else the beginning of its text.

    Args:
        header: the header as printed.
        paragraphs: the compact paragraphs of the instrument.
        starts: the offset of each in the instrument's text.
    """
    if header.title or not paragraphs:
        return header
    for i, text in enumerate(paragraphs[:_WITHIN]):
        match = _ISSUES_LAST.search(text) or _ISSUES.search(text) or _ANNEX.fullmatch(text)
        if match is not None:
            group = "title" if match.group("title") else "marked"
            return _with(header, match.group(group), starts[i] + match.start(group))
    sentence, stop, _ = paragraphs[0].partition("。")
    return _with(header, (sentence + stop)[:_MAX_TITLE], starts[0])


def _with(header: Header, title: str, start: int) -> Header:
    return dataclasses.replace(header, title=title, title_start=start, title_end=start + len(title))
