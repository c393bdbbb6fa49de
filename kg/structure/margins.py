"""The right margin at which printed lines were wrapped, judged by the lines around each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.structure.model import Line

_BLOCK = 24  # lines over which the printed width is estimated
_FULL = 0.88  # share of the printed width from which a line counts as full (ragged right edges, no break before 。)
_WRAPPED = 0.4  # share of a block's wide lines that stand at the margin where text was wrapped
_OVER = 1.12  # a line wider than the usual by this much was not wrapped at the same margin
_MIN_EDGE = 48  # columns of the narrowest page whose few full lines are told from many short ones
_RAGGED = 4  # columns by which full lines of one page may differ
_ENDS = ("。", "；", ";", "：", ":")
_FEW = 0.12  # share of a block's wide lines that are full at least


@dataclass(frozen=True, slots=True)
class Margin:
    """The right margin around a line.

    ``full`` is the width from which a line goes on; ``edge`` the width that lines of Chinese characters alone reach
    exactly, or 0 where the edge is ragged.
    """

    full: float
    edge: int

    def is_full(self, line: Line) -> bool:
        """Tell whether a line reaches the margin."""
        return line.width >= self.full

    def leaves_room(self, line: Line, indent: int) -> bool:
        """Tell whether two more characters would have fitted on the line (one may be lost to justification)."""
        return 0 < line.width <= self.edge - 4 - indent and line.width == 2 * len(line.text)


def margins_of(lines: Sequence[Line]) -> list[Margin]:
    """Give the margin for each line: by the upper quartile and the commonest width of its block."""
    margins: list[Margin] = []
    for at in range(0, len(lines), _BLOCK):
        block = lines[at : at + _BLOCK]
        # programs that pull text out of a PDF put spaces beside marks and digits, which the line as it was set had not
        wide = sorted(
            [
                line.width - line.text.count(" ")
                if " " in line.text and "  " not in line.text
                else line.width
                for line in block
                if line.width >= 20
            ]
        )
        usual = wide[len(wide) * 3 // 4] if len(wide) >= 4 else 0
        # wrapped text has many lines of about one width and hardly any beyond it; else each line is a paragraph
        to_over = bisect_right(wide, usual * _OVER)
        near = to_over - bisect_left(wide, usual * _FULL)
        beyond = len(wide) - to_over
        wrapped = near >= max(3, len(wide) * _WRAPPED) and beyond * 10 <= len(wide)
        limit = usual * _FULL if wrapped else _narrow_limit(wide)
        if _all_said(block, limit):
            limit = 1e9
        full = max(limit, 36.0) if limit <= 120 else 1e9
        chinese = Counter(
            line.width for line in block if line.width >= full and line.width == 2 * len(line.text)
        )
        width, count = chinese.most_common(1)[0] if chinese else (0, 0)
        edge = width if count >= 4 and count * 2 >= chinese.total() else 0
        margins.extend([Margin(full, edge)] * len(block))
    return margins


def _all_said(block: Sequence[Line], full: float) -> bool:
    """Tell whether most lines that look full end a sentence: paragraphs of one length, not lines of a page."""
    lines = [line for line in block if line.width >= full]
    return sum(line.text.endswith(_ENDS) for line in lines) * 2 > len(lines) > 2


def _narrow_limit(wide: Sequence[int]) -> float:
    """Give the width of full lines where most lines are short: several that end together at the far right."""
    edge = wide[-1] if wide else 0
    together = len(wide) - bisect_left(wide, edge - _RAGGED)
    return edge - _RAGGED if edge >= _MIN_EDGE and together >= max(3, len(wide) * _FEW) else 1e9
