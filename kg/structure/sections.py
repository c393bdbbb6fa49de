"""The tree of sections, from the labels of the paragraphs.

Which kind of label stands above which is not fixed (一、 may hold 1. or （一）): a kind that is open continues or
closes back to its level, a new kind opens a level below. An annex and the start of the issued plan begin anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.structure.model import Label, LabelKind, Section

_DIGITS = re.compile("[0-9]+")
RANK = {
    LabelKind.ANNEX: 0,
    LabelKind.CHAPTER: 1,
    LabelKind.DIVISION: 2,
    LabelKind.ARTICLE: 3,
    LabelKind.CHINESE: 3,
    LabelKind.CHINESE_PAREN: 4,
    LabelKind.DECIMAL: 4,
    LabelKind.ARABIC: 5,
    LabelKind.ARABIC_PAREN: 6,
    LabelKind.CIRCLED: 7,
}
"""Which kind of label stands above which in common usage."""


def section_tree(labels: Sequence[Label | None], restarts: frozenset[int]) -> tuple[list[Section], list[int]]:
    """Build the sections of an instrument.

    Args:
        labels: the label of each paragraph.
        restarts: indexes of paragraphs at which numbering begins anew (titles of annexes and plans).

    Returns:
        The sections in order of their headings, and for each paragraph the index of its section (-1 for none).
    """
    opened: list[tuple[int, int, int, Label]] = []  # heading, parent, level, label
    ends: list[int] = []
    membership: list[int] = []
    stack: list[int] = []
    open_labels: list[Label] = []

    def close_to(size: int, at: int) -> None:
        while len(stack) > size:
            ends[stack.pop()] = at
            open_labels.pop()

    for i, label in enumerate(labels):
        if i in restarts:
            keep = 1 if stack and open_labels[0].kind is LabelKind.ANNEX else 0
            close_to(keep, i)
        if label is not None:
            close_to(_level(label, open_labels), i)
            opened.append((i, stack[-1] if stack else -1, len(stack), label))
            ends.append(len(labels))
            stack.append(len(opened) - 1)
            open_labels.append(label)
        membership.append(stack[-1] if stack else -1)
    sections = [
        Section(heading, heading, end, parent, level, label)
        for (heading, parent, level, label), end in zip(opened, ends, strict=True)
    ]
    return sections, membership


def _numbers_part_of(label: Label, opened: Label) -> bool:
    """Tell whether a decimal label numbers a part of what another one numbers (2.3.1 of 2.3, but not 3.1.1)."""
    if opened.depth >= label.depth:
        return False
    above, below = (_DIGITS.findall(one.text) for one in (opened, label))
    return above == below[: len(above)]


def _level(label: Label, open_labels: Sequence[Label]) -> int:
    """Give the number of open sections that stay open above a new label."""
    if label.kind is LabelKind.ANNEX:
        return 0
    for level, opened in enumerate(open_labels):
        same = opened.kind is label.kind
        if same and label.kind is LabelKind.DECIMAL and _numbers_part_of(label, opened):
            continue
        if same:
            return level
    if label.kind is LabelKind.CHAPTER:
        return 1 if open_labels and open_labels[0].kind is LabelKind.ANNEX else 0
    # a kind not open now goes below everything that ranks above it in common usage
    for level, opened in enumerate(open_labels):
        if RANK[opened.kind] > RANK[label.kind]:
            return level
    return len(open_labels)
