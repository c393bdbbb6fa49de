"""White space that is printed where the compact text has none: what it parts, a name from the posts behind it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kg.passes.names.person_names import is_name
from kg.passes.names.posts import split_posts, title_of
from kg.structure.model import Instrument

_SEPARATOR = re.compile("[、，,；;：:（）()。]")
_LINE_END = re.compile(r"[\n\r\f\v\x85\u2028\u2029]")
_REACH = 60
_MARKS = "、，,；;。：:"
_POSTS_END = re.compile("[；;。：:\\n]")


def posts_behind_names(text: str, start: int, gaps: list[int], end: int) -> Iterator[tuple[int, int, int]]:
    """Give where names begin, and where posts stand that gaps part from them: 张三　县委常委、副县长 李四　县长."""
    names: list[tuple[int, int]] = []  # where a name begins, and the gap behind it
    for n, at in enumerate(gaps):
        for begin in (gaps[n - 1] if n else start, max(start, at - _REACH)):
            name = _SEPARATOR.split(text[begin:at])[-1]
            if is_name(name) and not title_of(name):
                names.append((at - len(name), at))
                break
    for n, (begin, at) in enumerate(names):
        stop = names[n + 1][0] if n + 1 < len(names) else end
        mark = _POSTS_END.search(text, at, stop)
        stop = mark.start() if mark else stop
        while stop > at and text[stop - 1] in _MARKS:
            stop -= 1
        posts = split_posts(text[at:stop])
        if posts and all(post.title is not None for post in posts):
            yield begin, at, stop


def printed_gaps(instrument: Instrument, start: int, end: int) -> list[int]:
    """Give the offsets inside a span before which white space stood on the printed line."""
    offsets, sources = instrument.text_map.compact, instrument.text_map.source
    found = []
    for k in range(bisect_right(offsets, start), bisect_left(offsets, end)):
        between = instrument.source.text[instrument.text_map.to_source(offsets[k] - 1) + 1 : sources[k]]
        if between and between.isspace() and not _LINE_END.search(between):
            found.append(offsets[k])
    return found
