"""Lines of a flattened table that are no rows: what the rows below are about, titles set upright, sums."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from kg.structure.model import Line

# a row over all columns that says what the rows below are about: 二、强化要素保障（2项）
_GROUP_TITLE = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^。；：]{2,40}?(?P<count>[（(]共?\d{1,3}[项条个件][）)])?"
)
_SUMS = re.compile(r"[合总小]\s{0,4}计(?:[（(][^（）()]{1,12}[）)])?[\s\d.,，、—－/-]{0,40}")
_SUM = re.compile(r"\d{1,9}(?:\.\d{1,4})?")
_ROW = re.compile(r"\d{1,3}\s+\S+\s+\S+\s+\S")  # several cells of a row on its line
_NUMBERS_TITLES = frozenset("一二三四五六七八九十（(")
_ONE, _LEAST_UPRIGHT = (
    re.compile("[\u4e00-\u9fff、（）“”]"),
    4,
)  # characters one below the other: no name of a person


def unspaced(text: str) -> str:
    """Leave out all white space."""
    return "".join(text.split())


def heads_rows(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a line says what the first rows are about (一、产业项目（2项）)."""
    title = _GROUP_TITLE.fullmatch(unspaced(lines[i].text))
    return title is not None and i + 1 < len(lines) and lines[i + 1].text.isdecimal()


def drop_titles(lines: Sequence[Line], drop: set[int]) -> None:
    """Add the lines that are titles of rows and sums to those that are left out already."""
    drop.update(_upright(lines))
    summed: set[int] = set()
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        if _SUMS.fullmatch(line.text):
            drop.add(i)
            summed.add(i)
        if line.text.lstrip()[:1] not in _NUMBERS_TITLES:
            continue
        number_follows = i + 1 < len(lines) and (
            lines[i + 1].text.isdecimal() or i + 1 in drop or _ROW.match(lines[i + 1].text) is not None
        )
        title = _GROUP_TITLE.fullmatch(unspaced(line.text))
        if title is not None and (number_follows or title.group("count")):
            drop.add(i)
            summed.add(i)
    drop.update([*_sums(lines, summed, drop)])


def _sums(lines: Sequence[Line], over: Collection[int], drop: Collection[int]) -> Iterator[int]:
    """Give the lines of sums behind what stands over a group of rows, but for the number of the first row below it."""
    for i in over:
        end = i + 1
        while end < len(lines) and end not in drop and _SUM.fullmatch(lines[end].text):
            end += 1
        counts = i + 1 < end < len(lines) and end not in drop and lines[end - 1].text.isdecimal()
        yield from range(i + 1, end - counts)


def _upright(lines: Sequence[Line]) -> Iterator[int]:
    """Give the lines of titles of groups of rows that are set upright, one character a line."""
    for single, run in groupby(range(len(lines)), key=lambda i: _ONE.fullmatch(lines[i].text) is not None):
        found = list(run)
        if single and len(found) >= _LEAST_UPRIGHT:
            yield from found
