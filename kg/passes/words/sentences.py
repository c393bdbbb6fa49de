"""Sentences of a paragraph, and its brackets: what stands inside them is left to the passes for brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.structure.model import Paragraph

OPEN = "（(〔[【［{｛"
CLOSE = "）)〕]】］}｝"

_END = re.compile("[。；;！!？?\n]")
_BRACKET = re.compile(r"[（(〔\[【［{｛）)〕\]】］}｝]")
# 会议要求，一是…; 整改措施：（1）…; 下阶段市政府…; the number of an item inside a paragraph: （2）, 3., ①, 二要
_OPENING = re.compile(
    r"\s*(?:下一?(?:步|阶段)(?=[省市县区州]))?(?:(?:经[^，。；：]{0,6}研究[，,])?会议(?:原则)?(?:要求|强调|指出|明确|决定|议定|认为)(?:如下)?[，,：:])?"
    r"(?:(?:(?:整改|工作|主要|具体|推进|落实|重点|年度|下一?步){0,2}(?:措施|举措|任务)|(?:整改|节点|年度)目标)[:：]\s*)?"
    r"(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|\d{1,2}[.．、](?!\d)|\d[.．、](?=\d{1,2}月)|[①-⑳]|[一二三四五六七八九十]{1,2}(?:是|要(?![求素点件闻道]))[，,]?)?"
)
# …。（甲局牵头，乙局配合）优化流程: who answers for what stands above
_ANSWERED = re.compile(
    r"[（(〔\[【［][^（()）〔〕\[\]【】［］]{2,200}(?:牵头|责任|负责|配合|落实|参与)[^（()）〔〕\[\]【】［］]{0,200}[）)〕\]】］]"
)
_MAX_SENTENCE = (
    1000  # text without a full stop for longer is no sentence: it is read in pieces of this length
)


def sentences(text: str, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Give the spans of a paragraph's sentences, the mark at the end left out (；ends one too)."""
    at = paragraph.body
    for mark in _END.finditer(text, at, paragraph.end):
        stop, behind = mark.span()
        if stop - at > _MAX_SENTENCE:
            yield from _pieces(text, at, stop)
        elif stop > at:
            yield at, stop
        at = behind
    if paragraph.end - at > _MAX_SENTENCE:
        yield from _pieces(text, at, paragraph.end)
    elif at < paragraph.end:
        yield at, paragraph.end


def opening_end(text: str, start: int, end: int) -> int:
    """Give where ends what only opens the sentence ``text[start:end]``: who said it, and its number in the paragraph."""
    if start < end and text[start] in OPEN and (answered := _ANSWERED.match(text, start, end)):
        start = answered.end() if answered.end() < end else start
    opening = _OPENING.match(text, start, end)
    return opening.end() if opening and opening.group().strip() else start


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _MAX_SENTENCE:
        comma = max(text.rfind(mark, start, start + _MAX_SENTENCE) for mark in "，,、")
        stop = comma + 1 if comma > start else start + _MAX_SENTENCE
        yield start, stop
        start = stop
    if start < end:
        yield start, end


def inside_bracket(text: str, start: int, at: int) -> bool:
    """Tell whether a bracket opened after ``start`` is still open at ``at`` (for one question about a short text)."""
    return Brackets(text, start, at).inside(at)


class Brackets:
    """The brackets of ``text[start:end]``, found in one go. Kinds of brackets may be mixed up."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._offsets: list[int] = []
        self._depths: list[int] = [
            0
        ]  # how many are open before the first bracket, after it, after the second …
        self.pairs: dict[int, int] = {}
        self.unclosed: list[int] = []
        self.heights: dict[int, int] = {}
        stack: list[tuple[int, int]] = []
        for match in _BRACKET.finditer(text, start, end):
            at = match.start()
            opens = text[at] in OPEN
            self._offsets.append(at)
            if opens:
                stack.append((at, 0))
            elif stack:
                opened, height = stack.pop()
                self.pairs[opened] = at
                self.heights[opened] = height
                if stack:
                    stack[-1] = (stack[-1][0], max(stack[-1][1], height + 1))
            self._depths.append(len(stack))
        self.unclosed = [at for at, _ in stack]

    def inside(self, at: int) -> bool:
        """Tell whether a bracket opened before ``at`` is still open there."""
        return self._depths[bisect_left(self._offsets, at)] > 0

    def closing(self, at: int) -> int | None:
        """Give the offset of the bracket that closes the one at ``at``, or None."""
        return self.pairs.get(at)

    def height(self, at: int) -> int:
        """Give how many levels of brackets stand inside the one at ``at``."""
        return self.heights.get(at, 0)

    def next_unclosed(self, at: int) -> int | None:
        """Give the offset of the first unclosed opening bracket after ``at``, or None."""
        k = bisect_left(self.unclosed, at + 1)
        return self.unclosed[k] if k < len(self.unclosed) else None
