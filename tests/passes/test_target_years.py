"""The year by which a target is to be reached."""

from __future__ import annotations

import pytest

from tests.passes.test_targets import Reader, document, targets

# title, body, the year of each target
BY = [
    ("2023年工作要点", "一、任务\n新建学校3所。\n", ["2023"]),  # the title's year
    ("“十四五”养老规划", "一、任务\n床位占比达到55%。\n", ["2025"]),  # the end of the five-year plan
    ("攻坚方案（2023-2025年）", "一、任务\n回收率达到92%。\n", ["2025"]),  # the end of a span
    ("攻坚方案", "一、任务\n回收率达到92%。\n", [None]),  # no year anywhere
    (
        "攻坚方案",
        "一、任务\n到2027年，回收率达到92%。利用率达到60%。\n",
        ["2027", "2027"],
    ),  # the paragraph's opening
    (
        "攻坚方案",
        "一、任务\n加强管理，到2027年回收率达到92%。利用率达到60%。\n",
        ["2027", None],
    ),  # only the sentence
    ("攻坚方案", "一、任务\n到2025年，回收率达到70%。到2030年，回收率达到92%。\n", ["2025", "2030"]),
    ("攻坚方案", "一、任务\n化肥用量较2020年下降6%。\n", [None]),  # a base year is no target year
    (
        "攻坚方案",
        "一、工作目标\n到2026年，全面建成。\n（一）农业。\n回收率达到92%。\n",
        ["2026"],
    ),  # the section of goals
    ("2023年工作要点", "一、任务\n每年举办讲座不少于2次。\n", [None]),  # comes round every year
    ("攻坚方案", "一、任务\n2024年6月底前建成泵站3座。\n", ["2024-06"]),  # with the month
    ("攻坚方案", "一、任务\n2024年6月底前建成泵站3座，9月30日前改造管网12公里。\n", ["2024-06", "2024-09"]),
    ("攻坚方案", "一、任务\n到2025年，淘汰2005年底前注册的汽车5万辆。\n", ["2025"]),  # which cars are meant
    (
        "攻坚方案",
        "一、任务\n2023年、2024年分别新增企业50家、60家。\n",
        ["2023", "2024"],
    ),  # a year for each value
    ("攻坚方案", "一、任务\n年内新建学校3所。\n", ["2023"]),  # the year of the signature
    ("落实《政府工作报告》任务分工", "一、任务\n新建学校3所。\n", ["2023"]),  # a report is of its year
    (
        "攻坚方案（2023-2025年）",
        "一、任务\n每年改造企业5家，累计改造企业20家。\n每年举办培训3次，三年投资年均增长5%。\n",
        [None, "2025", None, "2025"],  # what adds up over the years is of the plan's end
    ),
]


@pytest.mark.parametrize(("title", "body", "years"), BY)
def test_the_year(instrument_of: Reader, title: str, body: str, years: list[str | None]) -> None:
    assert [fact.by for fact in targets(instrument_of(document(body, title)))] == years


def test_what_a_bracket_counts_of_a_target_is_one_too(instrument_of: Reader) -> None:
    body = "一、任务\n2024年新增养老床位300张（其中护理型床位不少于180张，女性床位占比达到40%）。\n"
    assert [
        (fact.indicator, fact.op.value, fact.value, fact.by)
        for fact in targets(instrument_of(document(body, "攻坚方案")))
    ] == [
        ("新增养老床位", "=", "300", "2024"),
        ("护理型床位", ">=", "180", "2024"),
        ("女性床位占比", "=", "40", "2024"),
    ]
