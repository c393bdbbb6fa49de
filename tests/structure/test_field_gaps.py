"""Fields that only white space parts from their task."""

from __future__ import annotations

import pytest

from kg.structure.field_gaps import with_fields_below
from kg.structure.lines import printed_lines

CASES = [
    (
        "1.推进项目建设 牵头单位：甲局\u3000配合单位：乙局 完成时限：10月",
        ["1.推进项目建设", "牵头单位：甲局", "配合单位：乙局", "完成时限：10月"],
        "behind a task",
    ),
    ("牵头单位：甲局 配合单位：乙局", ["牵头单位：甲局 配合单位：乙局"], "fields alone"),
    (
        "推进项目建设。责任领导：张三 责任单位：甲局",
        ["推进项目建设。责任领导：张三 责任单位：甲局"],
        "a field in front",
    ),
    (
        "推进项目建设（牵头单位：甲局 配合单位：乙局）",
        ["推进项目建设（牵头单位：甲局 配合单位：乙局）"],
        "a clause",
    ),
    (
        "推进项目建设（ 牵头单位：甲局）",
        ["推进项目建设（ 牵头单位：甲局）"],
        "a bracket that begins with a gap",
    ),
    ("任务\t牵头单位：甲局 配合单位：乙局", ["任务\t牵头单位：甲局 配合单位：乙局"], "cells"),
    ("序号 重点任务 牵头单位 配合单位", ["序号 重点任务 牵头单位 配合单位"], "headings of a table"),
]


@pytest.mark.parametrize(("text", "parts"), [case[:2] for case in CASES], ids=[case[2] for case in CASES])
def test_fields_are_put_below(text: str, parts: list[str]) -> None:
    lines = with_fields_below(printed_lines(text))
    assert [line.text for line in lines] == parts
    assert [text[line.start : line.end] for line in lines] == parts
