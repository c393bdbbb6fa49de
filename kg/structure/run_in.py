"""Lines that hold several paragraphs: pages that lost their line breaks.

Where a page's breaks became spaces, a wide gap parts its paragraphs. Where nothing is left of them, only the numbers tell
(…：一、…。（一）…。（二）…。二、…): they part paragraphs where they count up from one behind the end of a sentence. Counts
in Arabic digits number parts of a sentence too, so they part only items each of which says who carries it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.language.data import alternation
from kg.structure.lines import width
from kg.structure.model import Line

_LONG = 80  # columns of the shortest line looked at: two items with what they say do not fit in less
_LONG_PAGE = 160  # … and of a line in which gaps part paragraphs
_WIDE = re.compile(r"[ \u3000\xa0]{2,}")
_LEAST_GAPS = 2
_LEAST_PIECE = 12  # characters of a piece between gaps on average: no cells of a table
_ENDS = "。；;：:！!？?）)】］]〕”"
_DIGITS = {digit: n for n, digit in enumerate("一二三四五六七八九", 1)}
# what stands between an item and the number of the next
_ITEM = re.compile(
    r"(?P<chinese>[一二三四五六七八九十]{1,3})、(?![一二三四五六七八九十]{1,3}(?:[、级类是]|产业))"
    r"|[（(](?P<paren>[一二三四五六七八九十]{1,3})[）)](?![项款条至、和])"
    r"|(?<![\d.．—-])(?P<arabic>\d{1,2})[.．、](?=[\u4e00-\u9fff“《])"
)
# behind the end of a sentence, or （一）: without either no item begins inside a line
_MAY_BEGIN = re.compile("[。；;：:！!？?）)】］\\]〕”] ?(?=[（(一二三四五六七八九十0-9])|[（(](?=一[）)])")
# …。第四条 甲局负责…, …。第二章 登记第五条 …; no sentence begins with an article of a law that it cites
_ARTICLE = re.compile(
    "(?<=。)(?:第[一二三四五六七八九十]{1,3}章[\u4e00-\u9fff \u3000]{2,16}(?=第))?"
    "(?P<article>第[一二三四五六七八九十百零]{1,5}条(?![第规款项的、，。和至所中之及与]))"
)
_KINDS = ("chinese", "paren", "arabic")
_CARRIED = re.compile("牵头|负责|责任|配合|主办|承办")
# … or ends with who does, in a bracket: 1.推进项目建设（县发改局）。2.…
_NAMED = re.compile(
    rf"[（(][\u4e00-\u9fff、（）()]{{1,100}}(?:{alternation('bodies', 'endings')})(?:等(?:部门|单位)?)?[）)][。；;]?\s{{0,4}}\Z"
)
_MAX_NAMED = 120


def apart(lines: Sequence[Line]) -> list[Line]:
    """Cut lines that hold several paragraphs into one line for each."""
    return [part for line in lines for part in (_parts(line) if line.width >= _LONG else (line,))]


def _parts(line: Line) -> Iterator[Line]:
    if "\t" in line.text or " | " in line.text:
        yield line
        return
    for begin, end in _at_gaps(line):
        text = line.text[begin:end]
        yield from cut_at(line, begin, end, sorted({*_items(text), *_articles(text)}))


def _at_gaps(line: Line) -> list[tuple[int, int]]:
    """Give the spans between wide gaps where these part paragraphs, else the whole line."""
    text = line.text
    gaps = list(_WIDE.finditer(text)) if line.width >= _LONG_PAGE else []
    said = sum(text[gap.start() - 1] in _ENDS for gap in gaps)
    if len(gaps) < _LEAST_GAPS or said * 2 < len(gaps) or len(text) < _LEAST_PIECE * len(gaps):
        return [(0, len(text))]
    edges = [0, *(edge for gap in gaps for edge in gap.span()), len(text)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _items(text: str) -> list[int]:
    """Give where the items after the first piece begin."""
    if _MAY_BEGIN.search(text, 1) is None:
        return []
    due = dict.fromkeys(_KINDS, 1)
    found: list[tuple[int, str]] = []
    for match in _ITEM.finditer(text):
        kind = match.lastgroup or ""
        number = _number(match.group(kind))
        first = match.start() == 0
        behind_end = not first and _mark_before(text, match.start()) in _ENDS
        if not first and (number != due[kind] or not (number == 1 or behind_end)):
            continue
        if number == 1 and not first and kind != "paren" and not behind_end:
            continue
        found.append((match.start(), kind))
        due[kind] = number + 1
        for lower in _KINDS[_KINDS.index(kind) + 1 :]:
            due[lower] = 1
    counts = Counter(kind for _, kind in found)
    parting = {kind for kind, count in counts.items() if count > 1 and _parts_paragraphs(text, found, kind)}
    return [at for at, kind in found if kind in parting and at > 0]


def _articles(text: str) -> set[int]:
    """Give where articles of rules begin behind a full stop, and the chapters that begin with them."""
    if "。第" not in text:
        return set()
    return {at for match in _ARTICLE.finditer(text) for at in (match.start(), match.start("article"))}


def _parts_paragraphs(text: str, found: Sequence[tuple[int, str]], kind: str) -> bool:
    """Tell whether a kind of numbers parts paragraphs: behind full stops, and each Arabic item says who carries it."""
    starts = [at for at, each in found if each == kind]
    if any(_mark_before(text, at) in "；;" for at in starts[1:] if kind != "chinese"):
        return False
    if kind != "arabic":
        return True
    ends = [*(at for at, _ in found if at > 0), len(text)]
    spans = [(at, next(end for end in ends if end > at)) for at in starts]
    return all(
        _CARRIED.search(text, at, end) or _NAMED.search(text, max(at, end - _MAX_NAMED), end)
        for at, end in spans
    )


def _mark_before(text: str, at: int) -> str:
    """Give the character in front of an item's number, one space aside."""
    return text[at - 2] if text[at - 1] == " " and at > 1 else text[at - 1]


def _number(printed: str) -> int:
    if printed.isdecimal():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    return (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)


def cut_at(line: Line, begin: int, end: int, items: Sequence[int]) -> Iterator[Line]:
    """Give the parts of ``line.text[begin:end]`` as lines; ``items`` tell from ``begin`` on where each but the first begins."""
    edges = [begin, *(begin + at for at in items), end]
    for first, last in pairwise(edges):
        text = line.text[first:last].rstrip()
        skipped = first == 0
        yield Line(
            line.start + first,
            line.start + first + len(text),
            text,
            width(text),
            line.blank_before if skipped else 0,
            line.indent if skipped else 0,
        )
