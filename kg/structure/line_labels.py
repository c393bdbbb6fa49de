"""The labels of the printed lines of an instrument: what the number in front of a line is depends on its neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.structure.labels import read_label
from kg.structure.model import Label, LabelKind, Line

_NUMBERED_NUMBER = re.compile(r"([0-9]{1,2})[.．](?=[0-9]{1,3}[\u4e00-\u9fff])")


def labels_of(lines: Sequence[Line]) -> list[tuple[Label | None, int]]:
    """Give for each line its label (or None) and the number of characters that the label takes."""
    labels = [read_label(line.text) for line in lines]
    _reject_plain_numbers(labels)
    _take_numbers_in_turn(lines, labels)
    return labels


def _reject_plain_numbers(labels: list[tuple[Label | None, int]]) -> None:
    """``1 总则`` is a heading only where parts are numbered ``1.1`` too; elsewhere it is a cell or a count."""
    depths = Counter(
        label.depth for label, _ in labels if label is not None and label.kind is LabelKind.DECIMAL
    )
    if sum(count for depth, count in depths.items() if depth > 1) >= 3:
        return
    for i, (label, _) in enumerate(labels):
        if label is not None and label.kind is LabelKind.DECIMAL and label.depth == 1:
            labels[i] = (None, 0)


def _take_numbers_in_turn(lines: Sequence[Line], labels: list[tuple[Label | None, int]]) -> None:
    """``5.6个月内婴儿…`` behind item ``4.`` is item 5 of that list, which begins with a number itself."""
    latest = 0
    for i, (line, (label, _)) in enumerate(zip(lines, labels, strict=True)):
        number = _NUMBERED_NUMBER.match(line.text) if latest and line.text[0].isdecimal() else None
        if number and int(number.group(1)) == latest + 1 and lines[i - 1].text[-1] in "。；;":
            latest += 1
            labels[i] = (Label(number.group(), LabelKind.ARABIC), number.end())
        elif label is not None and label.kind is LabelKind.ARABIC:
            latest = int("".join(c for c in label.text if c.isdecimal()) or 0)
        elif label is not None and label.kind is not LabelKind.ARABIC_PAREN:
            latest = 0
