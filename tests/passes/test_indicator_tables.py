"""Indicator tables: tabbed, flattened to lines, and with one column per indicator."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from kg.facts import TargetFact
from kg.passes.targets.indicator_tables import find_indicator_tables
from kg.passes.targets.targets import find_targets
from kg.structure.model import Instrument
from tests.clock import within

Reader = Callable[[str], Instrument]

HEAD = """乙县人民政府关于印发乙县{title}的通知
乙政发〔2022〕8号
各镇人民政府：
现将《乙县{title}》印发给你们。
乙县人民政府
2022年5月6日

乙县{title}
"""


def rows(instrument: Instrument) -> list[tuple[str, str, str, str, str | None, str | None]]:
    return [
        (fact.indicator, fact.op.value, fact.value, fact.unit, fact.by, fact.baseline)
        for fact in find_indicator_tables(instrument).facts
        if isinstance(fact, TargetFact)
    ]


def test_a_tabbed_table_with_year_columns(instrument_of: Reader) -> None:
    text = HEAD.format(title="“十四五”城镇化规划") + (
        "一、目标\n专栏1 主要指标\n序号\t指标名称\t单位\t2020年\t2025年\t指标属性\n一、智慧\t\t\t\t\t\n"
        "1\t充电桩数量\t个\t155\t500\t预期性\n2\t3岁以下托位数\t个\t———\t>80\t预期性\n二、绿色\t\t\t\t\t\n"
        "3\t城乡居民收入比\t———\t1.77\t1.69\t预期性\n4\t营商环境水平\t—\t—\t明显提升\t预期性\n"
    )
    findings = find_indicator_tables(instrument_of(text))
    assert rows(instrument_of(text)) == [
        ("充电桩数量", "=", "500", "个", "2025", "155"),  # the target year, the base year as baseline
        ("3岁以下托位数", ">", "80", "个", "2025", None),  # a sign, no base value, a number in the name
        ("城乡居民收入比", "=", "1.69", "", "2025", "1.77"),  # no unit
    ]
    assert [gap.reason for gap in findings.gaps] == ["no value could be read from the target cell"]


def test_units_in_the_names_and_bracketed_totals(instrument_of: Reader) -> None:
    text = HEAD.format(title="残疾人事业规划") + (
        "一、目标\n指标\t2020年\t2025年\t属性\n1.护理补贴覆盖率（%）\t98\t100\t约束性\n2.职业培训人数(人/次)\t——\t≥600\t预期性\n"
        "3.新增就业（万人）\t—\t[20]\t预期性\n4.合格率（含县级）\t95\t不低于96%\t预期性\n"
    )
    assert rows(instrument_of(text)) == [
        ("护理补贴覆盖率", "=", "100", "%", "2025", "98"),
        ("职业培训人数", ">=", "600", "人/次", "2025", None),
        ("新增就业", "=", "20", "万人", "2025", None),
        ("合格率（含县级）", ">=", "96", "%", "2025", "95"),  # a bracket that is no unit stays
    ]


def test_a_target_column_without_a_year_takes_the_plans(instrument_of: Reader) -> None:
    text = (
        HEAD.format(title="2023年工作计划")
        + "一、目标\n序号\t指标\t单位\t目标值\n1\t新建泵站\t座\t3\n2\t新增绿地\t公顷\t12.5\n"
    )
    assert [(row[0], row[2], row[3], row[4]) for row in rows(instrument_of(text))] == [
        ("新建泵站", "3", "座", "2023"),
        ("新增绿地", "12.5", "公顷", "2023"),
    ]


FLAT = """一、目标
主要指标
领域 主要指标 2020 年 2025 年
知识普及
行动
1 重点人群知识普及率 — >90%
出生缺陷防
控行动
2 产前筛查率 >86% >92%
3 3 岁以下儿童管理率 >90% ≥92%
4
接触危害的劳动者在岗期间健康检查
率
— ≥90%
5 事故发生起数
比 2016
年 下 降
10%以上
比 2020 年
下 降 10%
以上
6 每 10 万人口医师人数 — 达到 8人
备注：未统计的指标标注为“—”。
二、任务
满意率达到95%。
"""


def test_a_flattened_table(instrument_of: Reader) -> None:
    instrument = instrument_of(HEAD.format(title="预防行动计划（2022-2025年）") + FLAT)
    assert rows(instrument) == [
        ("重点人群知识普及率", ">", "90", "%", "2025", None),
        ("产前筛查率", ">", "92", "%", "2025", ">86%"),
        ("3岁以下儿童管理率", ">=", "92", "%", "2025", ">90%"),  # a number in the name is not the row's
        ("接触危害的劳动者在岗期间健康检查率", ">=", "90", "%", "2025", None),  # wrapped name
        ("事故发生起数下降", ">=", "10", "%", "2025", "2020年"),  # a change as value, over several lines
        ("每10万人口医师人数", "=", "8", "人", "2025", None),  # category lines are in no name
    ]
    # what stands in the table is not read again as prose
    assert [fact.indicator for fact in find_targets(instrument).facts if isinstance(fact, TargetFact)] == [
        "满意率"
    ]


def test_a_table_flattened_to_one_cell_per_line(instrument_of: Reader) -> None:
    cells = [
        "1",
        "城镇化率",
        "%",
        "61.8",
        "65",
        "预期性",
        "2",
        "新增就业",
        "万人",
        "2.6",
        "3",
        "预期性",
        "3",
        "森林覆盖率",
        "%",
        "22",
        "23.5",
        "约束性",
    ]
    text = HEAD.format(title="“十四五”规划") + "\n".join(
        [
            "一、目标",
            "序号",
            "指标",
            "单位",
            "2020年",
            "2025年",
            "属性",
            *cells,
            "二、任务",
            "满意率达到95%。",
            "",
        ]
    )
    assert rows(instrument_of(text)) == [
        ("城镇化率", "=", "65", "%", "2025", "61.8"),
        ("新增就业", "=", "3", "万人", "2025", "2.6"),
        ("森林覆盖率", "=", "23.5", "%", "2025", "22"),
    ]


def test_a_column_of_yearly_growth_is_no_target_year(instrument_of: Reader) -> None:
    text = HEAD.format(title="“十四五”规划") + (
        "一、目标\n指标 2020年 2025年 年均增速 属性\n城镇化率 61.8% 65% 0.6% 预期性\n"
        "全员劳动生产率增长 4.0% 5.5% — 预期性\n二、任务\n"
    )
    assert [(row[0], row[2]) for row in rows(instrument_of(text))] == [
        ("城镇化率", "65"),
        ("全员劳动生产率增长", "5.5"),
    ]


def test_yearly_growth_is_the_target_where_the_last_year_is_empty(instrument_of: Reader) -> None:
    body = (
        "类别 序号 指标 2020年 2025年 年均增速〔累计〕 属性|经济 1 生产总值增长（%） 3.6 — 6左右 预期性"
        "| 2 劳动生产率增长（%） 4.2 — 高于GDP增长 预期性|绿色 3 能源消耗降低（%） — — 〔14〕 约束性"
        "| 4 森林覆盖率（%） 42.1 42.5 — 约束性"
    )
    for tabs in (True, False):
        table = body.replace("|", "\n")
        text = (
            HEAD.format(title="“十四五”规划")
            + "一、目标\n"
            + (table.replace(" ", "\t") if tabs else table)
            + "\n二、任务\n"
        )
        assert [row[:5] for row in rows(instrument_of(text))] == [
            ("生产总值增长", "~", "6", "%", "2025"),
            ("能源消耗降低", "=", "14", "%", "2025"),
            ("森林覆盖率", "=", "42.5", "%", "2025"),
        ]


def test_names_centred_beside_their_values(instrument_of: Reader) -> None:
    text = HEAD.format(title="“十四五”卫生规划") + (
        "一、目标\n到2025年，预期寿命达到80岁。\n领域 主要指标 单位 2020 年 2025 年 属性\n健康\n"
        "孕产妇死亡率 /10 万 8.9 ≤9 预期性\n水平\n婴儿死亡率 ‰ 2.9 ≤4 预期性\n健康 每千人口执业（助理）\n"
        "人 2.8 3.4 预期性\n服务 医师数\n每千人口护士数 人 3.0 4.0 预期性\n二、任务\n"
    )
    assert [row[:4] for row in rows(instrument_of(text))] == [
        ("孕产妇死亡率", "<=", "9", "/10万"),
        ("婴儿死亡率", "<=", "4", "‰"),
        ("每千人口执业（助理）医师数", "=", "3.4", "人"),
        ("每千人口护士数", "=", "4.0", "人"),
    ]


def test_a_table_of_places_gives_the_row_of_the_total(instrument_of: Reader) -> None:
    text = HEAD.format(title="2022年度造林方案") + (
        "一、任务\n附件1：\n乙县2022年度造林任务指标\n单位\t土地总面积(公顷)\t造林面积(公顷)\t森林蓄积(万立方米)\n"
        "乙县\t171909\t366.67\t117.16\n甲镇\t5579\t100\t1.86\n"
    )
    assert [(row[0], row[2], row[3], row[4]) for row in rows(instrument_of(text))] == [
        ("造林面积", "366.67", "公顷", "2022"),
        ("森林蓄积", "117.16", "万立方米", "2022"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "一、目标\n序号\t指标\t2020年\t2025年\n1\t甲率\n\t\t\t\n2\n",  # rows cut off
        "一、目标\n指标 2020年 2025年\n",  # a header and nothing below
        "一、目标\n指标 2020年 2025年\n甲率 90% 95%\n" + "甲 " * 50_000 + "\n",  # a row that never ends
        "一、目标\n" + "指标 2020年 2025年\n" * 5_000,  # headers only
        "一、目标\n指标 2020年 2025年\n" + "1 甲率 1% \n" * 5_000,  # rows that never fill their columns
    ],
)
def test_broken_tables_do_no_harm(instrument_of: Reader, body: str) -> None:
    instrument = instrument_of(HEAD.format(title="“十四五”规划") + body)
    within(3, partial(find_indicator_tables, instrument))


def test_rows_of_categories_between_the_rows_of_a_flattened_table(instrument_of: Reader) -> None:
    text = HEAD.format(title="发展规划") + (
        "一、目标\n类别 指标 2020年 2025年 年均增长 属性\n（一）经济发展\n1.地区生产总值（亿元） 185 260 7%左右 预期性\n"
        "2.社会消费品零售总额增长（%） 5.2 — >8 预期性\n民生福祉（2项）\n3.城镇登记失业率（%） 3.1 <4 — 预期性\n"
        "4.单位能耗降低（%） — 完成市下达任务 约束性\n5.千人口医师数（人） 2.6 3.2 — 预期性\n"
    )
    findings = find_indicator_tables(instrument_of(text))
    assert rows(instrument_of(text)) == [
        ("地区生产总值", "=", "260", "亿元", "2025", "185"),  # the year's column, not that of yearly growth
        ("社会消费品零售总额增长", ">", "8", "%", "2025", "5.2"),  # growth where the year's column is empty
        ("城镇登记失业率", "<", "4", "%", "2025", "3.1"),
        ("千人口医师数", "=", "3.2", "人", "2025", "2.6"),  # the row above is no part of its name
    ]
    assert [gap.evidence.quote for gap in findings.gaps] == ["4.单位能耗降低（%） — 完成市下达任务 约束性"]


def test_categories_above_rows_without_numbers(instrument_of: Reader) -> None:
    text = HEAD.format(title="发展规划") + (
        "一、目标\n指标 2020年 2025年 属性\n经济发展\n地区生产总值（亿元） 185 260 预期性\n"
        "民生福祉\n城镇登记失业率（%） 3.1 <4 预期性\n居民人均可支配收入中\n位数（元） 21000 32000 预期性\n"
    )
    assert [(name, value) for name, _, value, *_ in rows(instrument_of(text))] == [
        ("地区生产总值", "260"),
        ("城镇登记失业率", "4"),
        ("居民人均可支配收入中位数", "32000"),  # a broken name is as wide as its column
    ]


def test_an_age_at_the_beginning_of_a_name_is_no_number_of_a_row(instrument_of: Reader) -> None:
    text = HEAD.format(title="健康行动方案") + (
        "一、目标\n主要指标 单位 2020 年 2025 年 属性\n居民健康素养水平 % 23.1 30 预期性\n"
        "15 岁以上人群吸烟率 % 24.9 22 以下 预期性\n婴儿死亡率 ‰ 2.9 4 以下 预期性\n"
    )
    assert [name for name, *_ in rows(instrument_of(text))] == [
        "居民健康素养水平",
        "15岁以上人群吸烟率",
        "婴儿死亡率",
    ]


def test_a_caption_in_the_words_of_a_header_stands_above_the_header(instrument_of: Reader) -> None:
    text = (
        "关于印发供水规划的通知\n甲政发〔2023〕1号\n各单位：\n现印发给你们。\n甲市人民政府\n2023年3月17日\n供水规划\n“十四五”主要指标\n"
        "序号 指标 单位 2020年 2025年 属性\n1 节水率 % 85 95 预期性\n2 管网漏损率 % 12 ＜8 约束性\n"
    )
    assert rows(instrument_of(text)) == [
        ("节水率", "=", "95", "%", "2025", "85"),
        ("管网漏损率", "<", "8", "%", "2025", "12"),
    ]


def test_rows_with_too_many_values_are_reported(instrument_of: Reader) -> None:
    body = "主要指标\n指标名称 2020年 2025年 2035年\n节水率 90 4 9 2 1\n漏损率 12 8 6 5 7 9\n"
    instrument = instrument_of(HEAD.format(title="“十四五”规划") + body)
    findings = find_indicator_tables(instrument)
    assert not findings.facts
    assert [gap.evidence.quote for gap in findings.gaps] == ["节水率 90 4 9 2 1\n漏损率 12 8 6 5 7 9"]
    assert not find_targets(instrument).facts


def test_a_remark_behind_a_value_and_a_last_row_that_cannot_be_read(instrument_of: Reader) -> None:
    text = HEAD.format(title="节水规划") + (
        "一、目标\n序号 指标 2020年 2025年 属性\n1 用水量降低（%） — 16（累计） 约束性\n2 节水器具普及率（%） 90 95 预期性\n"
        "3 漏损率（%） 12 8（不含 3 区） 约束性\n"
    )
    instrument = instrument_of(text)
    assert rows(instrument) == [
        ("用水量降低", "=", "16", "%", "2025", None),
        ("节水器具普及率", "=", "95", "%", "2025", "90"),
    ]
    assert [gap.evidence.quote for gap in find_indicator_tables(instrument).gaps] == [
        "3 漏损率（%） 12 8（不含 3 区） 约束性"
    ]
