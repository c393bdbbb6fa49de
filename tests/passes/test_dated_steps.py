"""Dated steps inside one cell."""

from __future__ import annotations

from functools import partial

import pytest

from kg.passes.milestones.dated_steps import dated_steps
from tests.clock import within


def read(text: str) -> list[tuple[str, str]]:
    return [(step.due.value, step.text) for step in dated_steps(text, 0, len(text), 2021)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月底：完成选址。", [("2021-06", "完成选址")]),  # a label with a colon
        ("12月底，商圈业态优化", [("2021-12", "商圈业态优化")]),  # with a comma
        ("6月底完成", [("2021-06", "完成")]),  # no mark at all
        (
            "6月底主体封顶，8月底完成内外装，9月底竣工，达到交付条件。",
            [("2021-06", "主体封顶"), ("2021-08", "完成内外装"), ("2021-09", "竣工，达到交付条件")],
        ),  # several on one line
        (
            "1.4月底完成40；5月-6月底完成60；11月底完工。\n2.绿道4月底完成40；11月底完工。",
            [
                ("2021-04", "完成40"),
                ("2021-05/2021-06", "完成60"),
                ("2021-11", "完工"),
                ("2021-04", "绿道4月底完成40"),
                ("2021-11", "完工"),
            ],
        ),  # a numbered list: the second item begins with its object
        (
            "8月底:7月底督促投产，8月底促成落地。",
            [("2021-08", "7月底督促投产，8月底促成落地")],
        ),  # the label governs
        (
            "8月份：对6月份转交问题进行整改",
            [("2021-08", "对6月份转交问题进行整改")],
        ),  # what the step is about
        (
            "10月:完成招标，12月前完成建设。",
            [("2021-10", "完成招标"), ("2021-12", "完成建设")],
        ),  # a later one
        ("停车场6月底完成。", [("2021-06", "停车场6月底完成")]),  # the date inside its clause
        ("做好物资储备工作，6月底完成。", [("2021-06", "做好物资储备工作，6月底完成")]),  # the step in front
        (
            "根据盘点需求：6\n月底:履行手续。",
            [("2021-06", "履行手续")],
        ),  # broken lines, behind an introduction
        (
            "8月底：印发供水改制方案10月底完成供水改制任务；印发燃气改制方案。",
            [("2021-08", "印发供水改制方案"), ("2021-10", "完成供水改制任务；印发燃气改制方案")],
        ),  # the mark between two steps left out
        ("8月底：编制10月底完成验收的项目清单。", [("2021-08", "编制10月底完成验收的项目清单")]),
        (
            "8月底：完成桥面铺装，确保甲桥10月底完成验收。",
            [("2021-08", "完成桥面铺装，确保甲桥10月底完成验收")],
        ),
        (
            "10月底：1.检查案卷；2.完成第三季度培训；3.建成调解中心。\n12月底：总结。",
            [
                ("2021-10", "检查案卷；2.完成第三季度培训；3.建成调解中心"),
                ("2021-12", "总结"),
            ],
        ),  # a list below one date
        ("完成对第三季度新进人员的培训。", []),  # whom it is about
        ("按时间进度全年完成总目标。", []),  # no date
        ("长期坚持", []),
    ],
)
def test_steps(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


def test_evidence_spans_begin_at_the_date() -> None:
    text = "6月底：完成选址。8月底：开工。"
    assert [text[s.start : s.end] for s in dated_steps(text, 0, len(text), 2021)] == [
        "6月底：完成选址",
        "8月底：开工",
    ]


@pytest.mark.parametrize(
    "unit", ["6月底：", "8月底：对6月", "。1.某6月底", "计划", "6月完成，", "某6月底，", "某12月，。"]
)
def test_long_adversarial_text_takes_bounded_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    within(3, partial(dated_steps, text, 0, len(text), 2021))
