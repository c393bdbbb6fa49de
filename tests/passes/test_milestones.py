"""Milestones: dated steps and deadlines of table rows, clauses with deadlines, stages, deadlines in sentences."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from kg.facts import MilestoneFact
from kg.passes.milestones.milestones import find_milestones
from kg.structure.model import Instrument
from tests.clock import within

Reader = Callable[[str], Instrument]

HEAD = """甲市人民政府关于印发甲市重点任务工作方案的通知
甲政发〔2023〕5号
各区人民政府：
现将《甲市重点任务工作方案》印发给你们，请认真执行。
甲市人民政府
2023年3月1日

甲市重点任务工作方案
"""

Row = tuple[str, str | None, str]


def milestones(instrument: Instrument) -> list[MilestoneFact]:
    return [fact for fact in find_milestones(instrument).facts if isinstance(fact, MilestoneFact)]


def rows(instrument: Instrument) -> list[Row]:
    return [(f.due, f.agent.name if f.agent else None, f.step) for f in milestones(instrument)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2024年底，建成健康促进示范区。", [("2024-12", None, "建成健康促进示范区")]),
        ("2023年年底前，优化用户空间，完善功能。", [("2023-12", None, "优化用户空间，完善功能")]),
        (
            "各部门要对照任务抓好落实，于7月31日前制定年度实施方案。",
            [("2023-07-31", "各部门", "制定年度实施方案")],
        ),  # the subject of the sentence
        (
            "（一）3月31日前，市林业局要完成清理；（二）各乡镇要于4月5日前组建队伍。",
            [
                ("2023-03-31", "市林业局", "市林业局要完成清理"),
                ("2023-04-05", "各乡镇", "各乡镇要于4月5日前组建队伍"),
            ],
        ),  # labels inside a paragraph
        (
            "会议要求，各区政府要压实责任，确保9月底前完成签约。",
            [("2023-09", "各区政府", "完成签约")],
        ),  # what stands in front of the subject
        (
            "各街道、市林场应于今年12月开展自查，并于年底前报送自查结果。",
            [
                ("2023-12", "各街道", "各街道、市林场应于今年12月开展自查"),
                ("2023-12", "市林场", "各街道、市林场应于今年12月开展自查"),
                ("2023-12", "各街道", "报送自查结果"),
                ("2023-12", "市林场", "报送自查结果"),
            ],
        ),  # two bodies, two dates
        (
            "考核工作由市林业局统一组织，由考核办公室具体实施，于下年度1月份开展。",
            [
                (
                    "2024-01",
                    "考核办公室",
                    "考核工作由市林业局统一组织，由考核办公室具体实施，于下年度1月份开展",
                )
            ],
        ),  # the step stands in front of the date; the body nearest to it acts
        (
            "各单位落实情况务于6月底、12月底前分别报送一次。",
            [("2023-06", None, "分别报送一次"), ("2023-12", None, "分别报送一次")],
        ),  # one step, two dates
        (
            "（一）强化责任落实。各区要签订责任书。相关文件于7月底前报市林业局办公室。",
            [("2023-07", None, "相关文件于7月底前报市林业局办公室")],
        ),
        (
            "第一阶段：动员部署阶段（2023年5月—2023年6月）。召开动员会议。",
            [("2023-05/2023-06", None, "召开动员会议")],
        ),
        (
            "第二阶段为合同签订阶段（12月13日—次年1月31日）。镇街协助签订合同。",
            [("2023-12/2024-01", None, "镇街协助签订合同")],
        ),
        (
            "1.建设公园20处。（责任单位：市园林局；完成时限：2023年11月底前）",
            [("2023-11", "市园林局", "建设公园20处。")],
        ),
        (
            "2.提升绿化水平。（市园林局牵头，市交通局配合，2023年10月底前完成）",
            [("2023-10", "市园林局", "提升绿化水平。")],
        ),
        ("3.完成苗圃改造（2023年8月底前）。", [("2023-08", None, "完成苗圃改造")]),
        (
            "4.加大财政支持。（市财政局牵头，6月底前出台相关政策，年内持续推进）",
            [("2023-06", "市财政局", "出台相关政策")],
        ),  # what the clause says is due
        (
            "（一）试点阶段（2023年5月—12月）。各区于6月底前完成遴选，7月15日前将方案报市发改委。",
            [
                ("2023-05/2023-12", None, "各区于6月底前完成遴选，7月15日前将方案报市发改委"),
                ("2023-06", "各区", "各区于6月底前完成遴选"),
                ("2023-07-15", "各区", "将方案报市发改委"),
            ],
        ),  # deadlines inside a stage
        (
            "（一）发布阶段（2023年5月—12月）。\n二、工作要求\n（一）加强领导。",
            [("2023-05/2023-12", None, "发布阶段")],
        ),  # the heading below is no step of it
        (
            "普查所需经费由财政分别负担，于6月底前落实到位。",
            [("2023-06", None, "落实到位")],
        ),  # 所需 ends no name
        (
            "2023年底前，推广到更多社区，确保社区建成综合体（社区服务中心）；其余逐步推进。",
            [("2023-12", None, "推广到更多社区，确保社区建成综合体（社区服务中心）")],
        ),  # a second name inside a sentence answers for nothing
        ("（一）动员部署（即日起至5月10日）。制定方案。", [("2023-03/2023-05", None, "制定方案")]),
        (
            "5.公开文件。2023年6月底前，完成集中公开。\n牵头单位：市司法局\n完成时限：2023年9月底前",
            [
                ("2023-09", "市司法局", "公开文件。2023年6月底前，完成集中公开。"),
                ("2023-06", "市司法局", "完成集中公开"),
            ],
        ),  # the field below says who answers for the sentence, too
    ],
)
def test_running_text(text: str, expected: list[Row], instrument_of: Reader) -> None:
    assert rows(instrument_of(HEAD + text + "\n")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2016年12月，我市荣获先进单位。",  # the past
        "到2022年底，全市公园达到30处。",  # before the document
        "每年8月底前由市资源局组织验收。",  # recurring
        "每年4月，市资源局制定工作方案；",
        "本办法自2023年10月1日起施行，有效期至2028年9月30日。",  # validity
        "到2025年底，森林覆盖率达到35%以上。",  # a target
        "力争到2026年年末，新增上市公司2家。",
        "普及6月龄以上儿童辅食知识。",  # an age
        "政策出台后10个工作日内公开意见采纳情况。",  # relative
        "企业负责提问，年底实施考核。",  # no particular year's end
    ],
)
def test_no_milestones(text: str, instrument_of: Reader) -> None:
    assert rows(instrument_of(HEAD + text + "\n")) == []


def test_the_task_is_the_heading_of_its_paragraph(instrument_of: Reader) -> None:
    found = milestones(instrument_of(HEAD + "（一）做好信息公开。扩大公开范围。2023年底前，完善公开功能。\n"))
    assert [fact.task.text for fact in found] == ["做好信息公开"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1\t新建公园\t市园林局\t2023年10月底前", [("2023-10", "市园林局", "新建公园")]),
        ("1\t新建公园\t市园林局、市财政局\t10月底", [("2023-10", None, "新建公园")]),  # several answer for it
        ("1\t新建公园\t市园林局\t2023年6月—9月", [("2023-06/2023-09", "市园林局", "新建公园")]),
        (
            "1\t开展排查\t市应急局\t6月底前完成排查，9月底前完成整改",
            [("2023-06", "市应急局", "完成排查"), ("2023-09", "市应急局", "完成整改")],
        ),  # steps of their own
        ("1\t新建公园\t市园林局\t长期坚持", []),
        (
            "1\t加强解读。2023年年底前，完善用户空间。\t市园林局\t",
            [("2023-12", "市园林局", "完善用户空间")],
        ),  # a deadline inside the task
    ],
)
def test_tabbed_tables(row: str, expected: list[Row], instrument_of: Reader) -> None:
    assert rows(instrument_of(HEAD + "序号\t任务\t责任单位\t完成时限\n" + row + "\n")) == expected


def test_columns_for_stretches_of_time(instrument_of: Reader) -> None:
    text = (
        "序号\t任务\t进度安排\t\t责任单位\n\t\t一季度\t6月底前\t\n1\t改造户厕\t完成摸底\t改造200户\t市农业局\n"
        "2\t修路\t—\t开工\t市交通局\n"
    )
    found = milestones(instrument_of(HEAD + text))
    assert [(f.due, f.agent and f.agent.name, f.task.text, f.step) for f in found] == [
        ("2023-03", "市农业局", "改造户厕", "完成摸底"),
        ("2023-06", "市农业局", "改造户厕", "改造200户"),
        ("2023-06", "市交通局", "修路", "开工"),
    ]


FLAT = """序号\n\n项目名称\n\n牵头领导 分项任务/牵头单位 节点任务\n\n\n\n"""


def cells(*items: str) -> str:
    return "\n\n\n\n".join(item.replace("|", "\n\n") for item in items) + "\n\n\n\n"


def test_flattened_tables(instrument_of: Reader) -> None:
    text = FLAT + cells(
        "1",
        "推进民生设施建设，完善公共服|务体系，提升服务水平。",
        "王建国",
        "建设停车场。",
        "市住建局",
        "6 月底：完成选址。|8 月-10 月累计完成 60 ；12 月底竣工。",
        "改造公园。",
        "去年 12 月底：完成招标。|4 月底前：开工。",
    )
    instrument = instrument_of(HEAD + text)
    assert rows(instrument) == [
        ("2023-06", "市住建局", "完成选址"),
        ("2023-08/2023-10", "市住建局", "累计完成60"),
        ("2023-12", "市住建局", "竣工"),
        ("2022-12", "市住建局", "完成招标"),  # a part without a body of its own
        ("2023-04", "市住建局", "开工"),
    ]
    assert [f.task.text for f in milestones(instrument)] == ["建设停车场"] * 3 + ["改造公园"] * 2


def test_a_row_whose_steps_come_before_its_names(instrument_of: Reader) -> None:
    text = FLAT + cells("1", "深化改革创新。", "王建国", "市编办", "6 月底：完成试点。|8 月底：全面完成。")
    text += cells("6 月底：推进协商。", "张立军", "深化社区治理。", "市民政局", "12 月底：总结经验。")
    assert rows(instrument_of(HEAD + text)) == [
        ("2023-06", "市编办", "完成试点"),
        ("2023-08", "市编办", "全面完成"),
        ("2023-06", "市民政局", "推进协商"),
        ("2023-12", "市民政局", "总结经验"),
    ]


def test_field_lines_give_the_deadline(instrument_of: Reader) -> None:
    text = "（一）建设停车平台。\n完成时限：2023年9月底前\n牵头单位：市城管局\n配合单位：市公安局\n"
    assert rows(instrument_of(HEAD + text.replace("完成时限", "进度要求"))) == rows(
        instrument_of(HEAD + text)
    )
    assert rows(instrument_of(HEAD + text)) == [("2023-09", "市城管局", "建设停车平台。")]


@pytest.mark.parametrize(
    "steps",
    [
        "进度安排：一季度完成设计；二季度全面开工；12月底前竣工验收。",
        "时间节点：第一季度：完成设计。第二季度：全面开工。第四季度：竣工验收。",
        "目标进度：3月底前完成设计，6月底全面开工，12月底竣工验收。",
        "进度安排：\n3月底前，完成设计；\n6月底前，全面开工；\n12月底前，竣工验收。",
    ],
)
def test_field_lines_tell_the_steps_of_the_task_above(steps: str, instrument_of: Reader) -> None:
    text = f"（一）建设停车平台。\n{steps}\n牵头单位：市城管局\n配合单位：市公安局\n（二）改造管网。\n牵头单位：市水务局\n"
    instrument = instrument_of(HEAD + text)
    assert rows(instrument) == [
        ("2023-03", "市城管局", "完成设计"),
        ("2023-06", "市城管局", "全面开工"),
        ("2023-12", "市城管局", "竣工验收"),
    ]
    assert {fact.task.text for fact in milestones(instrument)} == {"建设停车平台。"}


def test_steps_of_the_whole_plan_are_no_field_of_a_task(instrument_of: Reader) -> None:
    text = "三、实施步骤\n实施步骤：分三步走，按计划推进。\n（一）建设停车平台。\n牵头单位：市城管局\n"
    assert rows(instrument_of(HEAD + text)) == []


def test_evidence_is_verbatim(instrument_of: Reader) -> None:
    text = FLAT + cells("1", "推进建设。", "王建国", "市住建局", "6 月底：完成选\n\n址。|8 月底：竣工。")
    instrument = instrument_of(HEAD + text + "2023年底前，完成 总结。\n")
    found = milestones(instrument)
    assert found
    for fact in found:
        assert instrument.source.text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote


@pytest.mark.parametrize(
    "unit", ["于6月底、", "2023年底前，", "（2023年底前", "由市", "第一阶段（5月—6月）", "每年6月底，。"]
)
def test_long_adversarial_text_takes_bounded_time(unit: str, instrument_of: Reader) -> None:
    instrument = instrument_of(HEAD + unit * (100_000 // len(unit)) + "\n")
    within(5, partial(find_milestones, instrument))


@pytest.mark.parametrize("slip", ["2月31日前", "6月31日前", "13月底前", "0月底"])
def test_a_date_that_does_not_exist_is_told(slip: str, instrument_of: Reader) -> None:
    (gap,) = find_milestones(instrument_of(f"{HEAD}县住建局于{slip}完成改造。\n")).gaps
    assert (gap.evidence.quote, gap.reason) == (slip, "a date that does not exist")


@pytest.mark.parametrize("date", ["2月29日前", "12月31日前", "1月底", "发放13月工资前"])
def test_dates_that_exist_are_no_gaps(date: str, instrument_of: Reader) -> None:
    assert find_milestones(instrument_of(f"{HEAD}县住建局于{date}完成改造。\n")).gaps == ()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("（一）清淤。县水务局要在主汛期来临前完成清淤。\n", "汛期来临前"),
        ("（一）改造。责任单位：县教育局\n完成时限：春节前\n", "春节前"),
        ("（一）改造。责任单位：县教育局\n完成时限：春节前完成\n", "春节前"),
        ("（一）改造。确保“五一”前建成通车。\n", "五一”前"),
    ],
)
def test_deadlines_by_feasts_and_seasons_are_told(text: str, quote: str, instrument_of: Reader) -> None:
    (gap,) = find_milestones(instrument_of(HEAD + text)).gaps
    assert (gap.evidence.quote, gap.reason) == (quote, "deadline without a date that can be read")


def test_a_deadline_counted_from_the_day_of_issue_is_told(instrument_of: Reader) -> None:
    (gap,) = find_milestones(instrument_of(f"{HEAD}县林业局自本方案印发之日起10个工作日内成立专班。\n")).gaps
    assert gap.evidence.quote == "自本方案印发之日起10个工作日内"
    assert gap.reason == "deadline counted from a day, no date"


def test_a_deadline_of_a_year_that_nothing_tells_is_told(instrument_of: Reader) -> None:
    text = "甲县植树方案\n各乡镇6月15日前完成整地，2023年5月20日前完成补植。\n"
    found = find_milestones(instrument_of(text))
    assert [(gap.evidence.quote, gap.reason) for gap in found.gaps] == [
        ("6月15日前", "deadline of a year that nothing tells")
    ]
    assert [fact.due for fact in found.facts if isinstance(fact, MilestoneFact)] == ["2023-05-20"]


def test_a_year_printed_before_in_the_sentence_holds_on(instrument_of: Reader) -> None:
    found = find_milestones(instrument_of("甲县植树方案\n各乡镇2024年3月底前完成整地；6月底前完成补植。\n"))
    assert found.gaps == ()
    assert [fact.due for fact in found.facts if isinstance(fact, MilestoneFact)] == ["2024-03", "2024-06"]
