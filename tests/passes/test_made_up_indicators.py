"""Every indicator of a long list is read with comparator, value, unit and year, however its value is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import extract_source
from kg.facts import TargetFact
from kg.sources.model import SourceText

LIST = Path(__file__).parents[1] / "data" / "indicators.txt"
INDICATORS = [line.split("\t") for line in LIST.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
FRAME = (
    "乐河县人民政府关于印发乐河县高质量发展三年行动方案（2024—2026年）的通知\n乐政发〔2024〕3号\n各乡镇人民政府，县直各部门：\n"
    "现将《乐河县高质量发展三年行动方案（2024—2026年）》印发给你们，请认真贯彻执行。\n一、工作目标\n{items}"
    "乐河县人民政府\n2024年3月1日\n"
)
# how a value is said, what is added to the indicator, the comparator
SAID = {
    "g": (("{i}增长{v}以上", "增长", ">="), ("{i}年均增长{v}左右", "年均增长", "~"), ("{i}同比增长{v}", "同比增长", "=")),
    "d": (("{i}下降{v}以上", "下降", ">="), ("{i}较2020年下降{v}", "下降", "=")),
    "r": (
        ("{i}达到{v}", "", "="),
        ("{i}达到{v}以上", "", ">="),
        ("{i}不低于{v}", "", ">="),
        ("{i}提高到{v}", "", "="),
        ("{i}稳定在{v}以上", "", ">="),
        ("{i}超过{v}", "", ">"),
    ),
    "c": (("{i}控制在{v}以内", "", "<="), ("{i}不超过{v}", "", "<="), ("{i}低于{v}", "", "<"), ("{i}降至{v}以下", "", "<=")),
    "n": (("{i}{v}以上", "", ">="), ("{i}达到{v}", "", "="), ("{i}{v}", "", "="), ("{i}突破{v}", "", ">")),
}  # fmt: skip
_DROPPED = ("完成", "创建", "改造", "筹集", "新建改建")
"""Verbs that an indicator may keep or drop."""


@pytest.mark.parametrize("kind", SAID)
def test_indicator_is_read(kind: str) -> None:
    made = [
        (said.format(i=name, v=value + unit), name + added, comparator, value, unit)
        for name, value, unit, its in INDICATORS
        if its == kind
        for said, added, comparator in SAID[kind]
    ]
    items = "".join(f"（{n}）到2026年，{sentence}。\n" for n, (sentence, *_) in enumerate(made, 1))
    text = FRAME.format(items=items)
    (read,) = extract_source(SourceText("made-up.txt", text, "0", "utf-8")).instruments
    first = FRAME[: FRAME.index("{items}")].count("\n") + 1
    found: dict[int, list[tuple[str, ...]]] = {}
    for fact in read.facts:
        if isinstance(fact, TargetFact):
            told = (_bare(fact.indicator), fact.op.value, fact.value, fact.unit, fact.by or "")
            found.setdefault(fact.evidence.line - first, []).append(told)
    expected = {
        n: [(_bare(name), comparator, value, unit, "2026")]
        for n, (_, name, comparator, value, unit) in enumerate(made)
    }
    assert found == expected


def _bare(indicator: str) -> str:
    return next((indicator[len(v) :] for v in _DROPPED if indicator.startswith(v)), indicator)
