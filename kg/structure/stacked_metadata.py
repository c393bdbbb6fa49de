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
_ALONE = re.compile(_LABEL.pattern.removesuffix(r"\s?[:：]"))
_SEVERAL = 3  # labels without a colon, each on its line, that are labels by no chance
_MAX_VALUE = 20  # characters of a value of no kind of its own
_BULLET = re.compile(r"[•∙·●▪■◆-]\s{0,3}")
_DATE = r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s?\d{1,2}:\d{2}(?::\d{2})?)?"
_VALUES = {
    "index": re.compile(r"[A-Za-z0-9/._ -]{6,40}"),
    "number": re.compile(r"[\u4e00-\u9fff]{2,14}[〔\[（(](?:19|20)\d\d[〕\]）)]第?\d{1,5}号"),
    "issuer": re.compile(r"[\u4e00-\u9fff]{2,20}(?:政府|办公室|办公厅|局|委员会|网站|门户网)"),
}
_ANY_DATE = re.compile(_DATE)


def stacked(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Give the index of each label whose value stands on the next line, and both as one text (文号：甲政发〔2024〕7号).

    Labels without a colon are some where there are several, each followed by a value of its kind.
    """
    bare = {i: found for i, line in enumerate(lines) if (found := _ALONE.fullmatch(line.text.strip()))}
    for i, line in enumerate(lines[:-1]):
        marked = _LABEL.fullmatch(_BULLET.sub("", line.text, count=1).strip())
        label = marked or (bare.get(i) if len(bare) >= _SEVERAL and i + 1 not in bare else None)
        if label is None:
            continue
        value = lines[i + 1].text.strip()
        told = _VALUES.get(_LABELS[label.group("label")], _ANY_DATE).fullmatch(value)
        # 主题分类 / 食品药品监管 / 发文日期
        between = marked is None and len(value) <= _MAX_VALUE and i + 2 in bare
        if told or between:
            yield i, f"{label.group('label')}：{value}"
