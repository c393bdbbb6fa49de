"""Where one printed line of a flattened table goes over from a cell to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.passes.names.kinds import is_concrete_body, is_person

_GAP = re.compile(r"\s+")
_NUMBERED = re.compile(r"\d{1,3}\s(?=[\u4e00-\u9fff])")
_STOPS = re.compile("[。；;]")
_CLOSING = "。、，,；;：:）)》”’？！%％"
_MIXED_LINES = 12  # every twelfth line at least is mixed
_MOST_NAMES = 2  # words of a line that names may take where no other cell stands beside them
_WIDE = re.compile(r"(?<=\S)\s{2,}(?=\S{2})")
_NEAR = 8  # lines around one that certainly holds several cells, in which others may
STEP = re.compile(
    r"(?:\d{1,2}[.、．](?=\s?\d{1,2}\s?月)|计划\s?)?(?:(?:19|20)\d\d\s?年\s?|[去今明次本来当翌]年\s?)?(?:\d{1,2}\s?[-—–~～至]\s?)?"
    r"(?:\d{1,2}\s?月(?![龄度])|第[一二三四]季度|[上下]半年|年底|(?<=年)[底末])"
)
"""How a dated step begins."""

_STEP_BEGINNINGS = frozenset("计去今明次本来当翌第上下年")


def is_step(text: str) -> bool:
    """Tell whether a text begins as a dated step does."""
    may_begin = text[0] in _STEP_BEGINNINGS or text[0].isdecimal()
    return may_begin and STEP.match(text) is not None


def lines_side_by_side(lines: Sequence[str], laid_out: Sequence[bool]) -> frozenset[int]:
    """Give the lines on which cells of several columns may stand, apart by wide gaps.

    A page that kept its layout but not the widths of its gaps prints them so: a text, two spaces, a dated step. Lines
    near such a one may hold other cells side by side.

    Args:
        lines: The printed lines of a table.
        laid_out: Whether each is indented, as those of such a page are.
    """
    certain = [n for n, text in enumerate(lines) if "  " in text and _parts_a_step(text, laid_out[n])]
    near = {k for n in certain for k in range(n - _NEAR, n + _NEAR + 1)}
    return frozenset(k for k in near if 0 <= k < len(lines) and (laid_out[k] or k in certain))


def _parts_a_step(text: str, laid_out: bool) -> bool:
    """Tell whether a wide gap parts a text from the step that the line ends with."""
    if not laid_out and _NUMBERED.match(text) is None:
        return False
    gap = _WIDE.search(text)
    if gap is None or _STOPS.search(text, 0, gap.start() - 1) or STEP.match(text):
        return False
    return any(STEP.match(text, begin.end()) for begin in _GAP.finditer(text, gap.start()))


def cells_on_line(
    text: str, persons: frozenset[str], laid_out: bool, *, wide: bool = False
) -> Iterator[tuple[int, int, bool]]:
    """Cut a printed line into cells: (begin, end, whether it is only closing punctuation).

    Args:
        text: The line.
        persons: Names of persons.
        laid_out: Whether the page kept its layout.
        wide: Whether every wide gap parts cells.
    """
    if " " not in text and text[:1] not in _CLOSING and text.strip() == text:  # as most lines
        yield 0, len(text), False
        return
    begin = 0
    while begin < len(text) and text[begin] in _CLOSING:
        begin += 1
    if begin and (begin == len(text) or text[begin - 1] in "。；;"):
        yield 0, begin, True
    else:
        begin = 0
    while begin < len(text) and text[begin].isspace():
        begin += 1
    if begin >= len(text):
        return
    cuts = [begin, *_cuts(text, begin, persons, laid_out, wide), len(text)]
    for a, b in pairwise(cuts):
        piece = text[a:b].rstrip()
        if piece:
            yield a, a + len(piece), False


def _cuts(text: str, begin: int, persons: frozenset[str], laid_out: bool, wide: bool) -> list[int]:
    """Give where a line goes over to another cell: at a person's or body's name, before a step after a wide gap."""
    cuts: list[int] = []
    at = begin
    if text.find(" ", begin) < 0:
        return cuts
    gap = _GAP.search(text, begin)
    while gap is not None:
        start = gap.end()
        next_gap = _GAP.search(text, start)
        word_end, behind = next_gap.span() if next_gap else (len(text), len(text))
        first = at == begin or (bool(cuts) and at == cuts[-1])
        named_here = first and _is_name_cell(text[at : gap.start()], persons) and not _counts(text, start)
        # a name follows: at the line's end, in front of a step, or beside the cell in front of it
        may_follow = first and (laid_out or behind == len(text))
        named_next = _is_name_cell(text[start:word_end], persons) and (
            may_follow or STEP.match(text, behind) is not None
        )
        dated_next = (
            start - gap.start() >= 2 and STEP.match(text, start) and not text[gap.start() - 1].isdigit()
        )
        apart = wide and start - gap.start() >= 2 and len(text) - start > 2
        if named_here or named_next or dated_next or apart:
            cuts.append(start)
        at, gap = start, next_gap
    return cuts


def is_mixed(lines: Sequence[str], has_persons: bool) -> bool:
    """Tell whether many lines hold several cells one space apart: a name of a body or person beside something else.

    Args:
        lines: The printed lines of a table.
        has_persons: Whether a column of the table names persons.
    """
    mixed = 0
    for line in lines:
        words = line.split()
        named = [_is_name_cell(word, frozenset()) or (has_persons and is_person(word)) for word in words]
        mixed += any(named) and (not all(named) or len(words) > _MOST_NAMES)
    return mixed * _MIXED_LINES >= len(lines) and mixed > 1


def _counts(text: str, at: int) -> bool:
    """A number that counts something goes on with the name before it (示范社区 2 个); one that dates a step does not."""
    return text[at : at + 1].isdigit() and STEP.match(text, at) is None


def _is_name_cell(word: str, persons: frozenset[str]) -> bool:
    if word in persons:
        return True
    return len(word) >= 3 and (is_concrete_body(word) or word.endswith(("街道", "镇", "乡")))
