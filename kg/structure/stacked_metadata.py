"""The metadata block of a page printed with every value below its label, as lists of a page often come out.

• 发文字号:
    甲政发〔2024〕7号
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.language.data import load
from kg.structure.model import Line

_LABELS = {label: key for key, labels in load("portals")["labels"].items() for label in labels}
_LABEL = re.compile(
    rf"(?P<label>{'|'.join(sorted(map(re.escape, _LABELS), key=lambda label: (-len(label), label)))})\s?[:：]"
)
_BULLET = re.compile(r"[•∙·●▪■◆-]\s{0,3}")
_DATE = r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s?\d{1,2}:\d{2}(?::\d{2})?)?"
_VALUES = {
    "index": re.compile(r"[A-Za-z0-9/._ -]{6,40}"),
    "number": re.compile(r"[\u4e00-\u9fff]{2,14}[〔\[（(](?:19|20)\d\d[〕\]）)]第?\d{1,5}号"),
    "issuer": re.compile(r"[\u4e00-\u9fff]{2,20}(?:政府|办公室|办公厅|局|委员会|网站|门户网)"),
}
_ANY_DATE = re.compile(_DATE)


def stacked(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Give the index of each label whose value stands on the next line, and both as one text (文号：甲政发〔2024〕7号)."""
    for i, line in enumerate(lines[:-1]):
        label = _LABEL.fullmatch(_BULLET.sub("", line.text, count=1).strip())
        if label is None:
            continue
        value = lines[i + 1].text.strip()
        if _VALUES.get(_LABELS[label.group("label")], _ANY_DATE).fullmatch(value):
            yield i, f"{label.group('label')}：{value}"
