"""Page numbers that have no dashes: beside form feeds, or as many lines apart as a page has.

``pdftotext`` ends a page with a form feed; the number stands just before or behind it. Where form feeds were lost, what
counts on by one through a whole text, at regular distances, are its pages: 12, 甲市人民政府规范性文件 12, Page 12 of 40.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from kg.structure.model import Line

_BREAK = re.compile("\f")
_LEAST = 2  # pages whose numbers count on
_MOST_DIGITS = 4
_NUMBERED = re.compile(
    r"(?P<before>[^\d]{0,40})(?P<number>\d{1,4})(?P<behind>[^\d]{0,40}|\s?(?:of|/)\s?\d{1,4})", re.IGNORECASE
)
_DIGITS = frozenset("0123456789")
_BEGINNINGS = _DIGITS | frozenset("[【(Pp")
_WIDEST = 100  # columns of a running line
_MIN_SAID = 4  # characters beside a number that are no label of a part (附件1, 表2)
_BRACKETED = re.compile("[\\[【(]\\d{1,4}[\\]】)]")
_ENDS = frozenset("。；;：:！？!?")
_AROUND = 6  # lines above and below a number that tell whether it stands in running text
_MIN_PROSE = 44  # columns of a line of running text that fills its page
_MIN_BELOW = 12  # columns of what goes on behind it
_FULL = 0.9
_MIN_PAGES = 4
_MIN_PAGE = 12  # lines of the shortest page
_SPREAD = (0.6, 1.5)  # how much shorter or longer than the usual page most pages are
_REGULAR = 0.8  # share of pages of about one length
_COVERED = 0.6  # share of the text that the pages take


def without_page_numbers(text: str, lines: list[Line]) -> list[Line]:
    """Leave out the numbers that stand at the foot (or head) of pages and count from page to page."""
    breaks = [match.start() for match in _BREAK.finditer(text)]
    if not breaks:
        counting = _counting_on(lines)
        return [line for i, line in enumerate(lines) if i not in counting] if counting else lines
    starts = [line.start for line in lines]
    first = [bisect_left(starts, place) for place in breaks]  # of the lines behind each break
    feet = [i - 1 for i in first] + [len(lines) - 1]
    heads = [0, *first]
    drop = {*_counting(lines, feet), *_counting(lines, heads)}
    return [line for i, line in enumerate(lines) if i not in drop] if drop else lines


def _counting(lines: Sequence[Line], places: Sequence[int]) -> set[int]:
    """Give those of the lines, one for each page, that are numbers each as far from the next as their pages are."""
    numbered = [
        (page, i, int(lines[i].text))
        for page, i in enumerate(places)
        if 0 <= i < len(lines) and lines[i].text.isdecimal() and len(lines[i].text) <= _MOST_DIGITS
    ]
    if len(numbered) < _LEAST:
        return set()
    offsets = [number - page for page, _, number in numbered]
    usual = max(set(offsets), key=offsets.count)
    kept = {i for (_, i, _), offset in zip(numbered, offsets, strict=True) if offset == usual}
    return kept if len(kept) >= _LEAST and len(kept) * 2 > len(numbered) else set()


def _counting_on(lines: Sequence[Line]) -> set[int]:
    """Give the lines that are alike but for a number that counts the pages of the text."""
    alike: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for i, line in enumerate(lines):
        text = line.text
        if line.width > _WIDEST or not (text[0] in _BEGINNINGS or text[-1] in _DIGITS):
            continue
        if (found := _NUMBERED.fullmatch(text)) is not None:
            alike[found["before"], found["behind"]].append((i, int(found["number"])))
    pages: set[int] = set()
    for (before, behind), places in alike.items():
        said = len(before) + len(behind)
        if 0 < said < _MIN_SAID and not _BRACKETED.fullmatch(lines[places[0][0]].text):
            continue
        chain = _longest_count(places)
        if len(chain) >= _MIN_PAGES and is_regular(chain, len(lines)):
            pages.update(chain)
        elif not said:
            pages.update(_around_breaks(lines, places))
    return pages


def _around_breaks(lines: Sequence[Line], places: Sequence[tuple[int, int]]) -> list[int]:
    """Give the bare numbers that break sentences in two, and those that count on to or from one, a page apart."""
    kept = []
    for k, (at, number) in enumerate(places):
        beside = [k] + [
            j for j in (k - 1, k + 1) if 0 <= j < len(places) and _next_page(places[j], (at, number))
        ]
        if any(_breaks_sentence(lines, places[j][0]) for j in beside):
            kept.append(at)
    return kept


def _next_page(one: tuple[int, int], other: tuple[int, int]) -> bool:
    lines, numbers = other[0] - one[0], other[1] - one[1]
    return abs(lines) >= _MIN_PAGE and numbers == (1 if lines > 0 else -1)


def _breaks_sentence(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line stands between two lines of one sentence, of which the first fills its page."""
    if not 0 < at < len(lines) - 1:
        return False
    above, below = lines[at - 1], lines[at + 1]
    if above.width < _MIN_PROSE or above.text[-1] in _ENDS or not "\u4e00" <= below.text[0] <= "\u9fff":
        return False
    around = [line.width for line in lines[max(0, at - _AROUND) : at + _AROUND]]
    wide = [width for width in around if width >= _MIN_PROSE]
    return (
        len(wide) * 2 >= len(around)
        and above.width >= _FULL * median(wide)
        and (below.width >= _MIN_BELOW or below.text[-1] in _ENDS)
    )


def _longest_count(places: Sequence[tuple[int, int]]) -> list[int]:
    """Give the longest run of lines, of all with a number, whose numbers count on by one."""
    runs: dict[int, list[int]] = {}
    for at, number in places:
        runs[number] = [*runs.pop(number - 1, []), at]
    return max(runs.values(), key=len, default=[])


def is_regular(places: Sequence[int], count: int) -> bool:
    """Tell whether lines stand about as far from each other as pages are long, through most of a text of ``count`` lines."""
    gaps = [b - a for a, b in pairwise(places)]
    usual = median(gaps)
    if usual < _MIN_PAGE or sum(gaps) + usual < count * _COVERED:
        return False
    low, high = (usual * share for share in _SPREAD)
    return sum(low <= gap <= high for gap in gaps) >= len(gaps) * _REGULAR
