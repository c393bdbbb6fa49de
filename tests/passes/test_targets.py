"""Targets in prose and task tables: every construction, and what only looks like a target."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts import TargetFact
from kg.passes.targets.targets import find_targets
from kg.sources.model import SourceText
from kg.structure.instruments import read_instruments
from kg.structure.model import Instrument
from tests.clock import within

Reader = Callable[[str], Instrument]

HEAD = """甲市人民政府关于印发甲市{title}的通知
甲政发〔2023〕5号
各区人民政府：
现将《甲市{title}》印发给你们，请认真执行。
甲市人民政府
2023年3月1日

甲市{title}
"""


def document(body: str, title: str = "产业发展行动方案") -> str:
    return HEAD.format(title=title) + body


def targets(instrument: Instrument) -> list[TargetFact]:
    return [fact for fact in find_targets(instrument).facts if isinstance(fact, TargetFact)]


def plain(facts: list[TargetFact]) -> list[tuple[str, str, str, str]]:
    return [(fact.indicator, fact.op.value, fact.value, fact.unit) for fact in facts]


# sentence, [(indicator, op, value, unit)], one reason each
READ = [
    ("污水集中处理率达到95%以上。", [("污水集中处理率", ">=", "95", "%")]),  # level
    ("市林业局要完成造林5万亩。", [("造林", "=", "5", "万亩")]),  # who is to reach it
    ("各县区要新增床位300张。", [("新增床位", "=", "300", "张")]),  # … is a class
    ("火灾受害率控制在0.2‰以内。", [("火灾受害率", "<=", "0.2", "‰")]),  # an upper bound
    (
        "案件查处率不低于97%，满意率超过90%。",
        [("案件查处率", ">=", "97", "%"), ("满意率", ">", "90", "%")],
    ),  # bound words
    ("就业人员中的女性比例保持在45%左右。", [("就业人员中的女性比例", "~", "45", "%")]),  # about
    ("工业增加值增长7%左右。", [("工业增加值增长", "~", "7", "%")]),  # growth stays in the indicator
    ("工业增加值增长8.5。", [("工业增加值增长", "=", "8.5", "%")]),  # lost sign, growth
    ("培训覆盖率达到100。", [("培训覆盖率", "=", "100", "%")]),  # lost sign, rate
    ("95以上的学生达到合格等级。", [("学生达到合格等级", ">=", "95", "%")]),  # lost sign, number first
    (
        "全市20%的村符合健康村标准。",
        [("村符合健康村标准", "=", "20", "%")],
    ),  # number first, the verb belongs to it
    (
        "婴儿死亡率、孕产妇死亡率分别控制在3.3‰、9.3/10万以下。",
        [("婴儿死亡率", "<=", "3.3", "‰"), ("孕产妇死亡率", "<=", "9.3", "/10万")],
    ),  # 分别 pairs nouns and values, the bound is shared
    (
        "新生儿、婴儿和5岁以下儿童死亡率分别控制在3‰、4‰和5‰以下。",
        [
            ("新生儿死亡率", "<=", "3", "‰"),
            ("婴儿死亡率", "<=", "4", "‰"),
            ("5岁以下儿童死亡率", "<=", "5", "‰"),
        ],
    ),  # the head of the last noun is shared, the age is no value
    (
        "工具普及率、工序数控化率分别超过90%、75%。",
        [("工具普及率", ">", "90", "%"), ("工序数控化率", ">", "75", "%")],
    ),  # 及 inside a word separates nothing
    (
        "低保标准、护理补贴分别提高5%以上。",
        [("低保标准提高", ">=", "5", "%"), ("护理补贴提高", ">=", "5", "%")],
    ),  # one value for each
    (
        "高血压患者和糖尿病患者规范管理率均达到65%。",
        [("高血压患者和糖尿病患者规范管理率", "=", "65", "%")],
    ),  # 均: one row
    ("每年受益人数达总人口的30。", [("受益人数", "=", "30", "%")]),  # a share of something
    ("新增36家贯标企业。", [("贯标企业", "=", "36", "家")]),  # number first, after a verb of delivery
    ("新增高标准农田2万亩。", [("新增高标准农田", "=", "2", "万亩")]),  # number last, 新增 is kept
    ("完成6处破损山体治理。", [("破损山体治理", "=", "6", "处")]),
    ("培育示范平台2家。", [("示范平台", "=", "2", "家")]),  # other verbs are dropped
    (
        "完成东片区、西片区等9个项目、1.6万套、333万平方米安置房建设。",
        [
            ("安置房建设", "=", "9", "个项目"),
            ("安置房建设", "=", "1.6", "万套"),
            ("安置房建设", "=", "333", "万平方米"),
        ],
    ),  # several values share the noun
    (
        "争取全年引进100亿元项目1个、50亿元项目2个。",
        [("100亿元项目", "=", "1", "个"), ("50亿元项目", "=", "2", "个")],
    ),  # the sum belongs to the name
    (
        "新增农业龙头企业2家、家庭农场3个。",
        [("新增农业龙头企业", "=", "2", "家"), ("家庭农场", "=", "3", "个")],
    ),  # the verb is shared
    ("建设1-2个健康主题公园。", [("健康主题公园", "=", "1-2", "个")]),  # a range
    ("各班子至少配备1名女干部。", [("女干部", ">=", "1", "名")]),  # 至少 before the verb
    ("每年至少召开1次会议。", [("会议", ">=", "1", "次")]),
    ("每年组织一次公开培训。", [("公开培训", "=", "1", "次")]),  # a Chinese numeral with a rhythm
    (
        "邀请市民代表列席常务会议，年度不少于5次。",
        [("邀请市民代表列席常务会议", ">=", "5", "次")],
    ),  # the noun stands in the clause before
    ("总体近视率每年降低一个百分点以上。", [("总体近视率降低", ">=", "1", "个百分点")]),
    (
        "将开办时间压缩至1个工作日以内。",
        [("开办时间", "<=", "1", "个工作日")],
    ),  # a duration that is to be reached
    (
        "灌溉水有效利用系数提高到0.65以上。",
        [("灌溉水有效利用系数", ">=", "0.65", "")],
    ),  # a number without a unit
    (
        "县级达标重点镇（含撤镇设街）达到12个。",
        [("县级达标重点镇（含撤镇设街）", "=", "12", "个")],
    ),  # a bracket inside the noun
    (
        "每季度至少开展一次联合检查，全年不少于6次。",
        [("联合检查", ">=", "1", "次"), ("联合检查", ">=", "6", "次")],
    ),  # the noun before
    ("每个村有2名以上网格员。", [("网格员", ">=", "2", "名")]),  # 有 with a bound
    ("较大事故起数不超过2起。", [("较大事故起数", "<=", "2", "起")]),  # 较 that compares nothing
    (
        "新建厂房8万平方米，建成后年产值可达20亿元。",
        [("新建厂房", "=", "8", "万平方米")],
    ),  # what a project will yield
    ("完成2台116兆瓦锅炉安装。", [("116兆瓦锅炉安装", "=", "2", "台")]),  # the size belongs to the name
    (
        "甲河流域、乙平原细颗粒物浓度分别下降8%、10%左右。",
        [("甲河流域细颗粒物浓度下降", "~", "8", "%"), ("乙平原细颗粒物浓度下降", "~", "10", "%")],
    ),  # places share the whole of what is measured, and the bound behind the last value
    (
        "城镇和农村居民收入分别增长8%左右和8.5%以上。",
        [("城镇居民收入增长", "~", "8", "%"), ("农村居民收入增长", ">=", "8.5", "%")],
    ),  # … but not where each value prints its own
    (
        "力争20%的村集体年收入超30万元。",
        [("村集体年收入超30万元", "=", "20", "%")],
    ),  # a condition inside a share
    ("甲县、乙县40%的社区建成服务站。", [("社区建成服务站", "=", "40", "%")]),  # a share within places
    ("电网具备5%以上的负荷响应能力。", [("负荷响应能力", ">=", "5", "%")]),
    ("全县首批100个示范社区全面建成。", [("示范社区", "=", "100", "个")]),  # the verb comes last
    ("对中山路等3条道路进行综合提升改造。", [("道路", "=", "3", "条")]),  # 对…进行…
    ("既有住宅加装电梯20部。", [("既有住宅加装电梯", "=", "20", "部")]),  # the verb stands inside the clause
    ("在公共场所配置急救设备15台。", [("急救设备", "=", "15", "台")]),  # where it is put is no part of it
    ("规范站牌设置1500个。", [("规范站牌设置", "=", "1500", "个")]),  # the verb ends the noun
    ("新（改、扩）建幼儿园10所。", [("新（改、扩）建幼儿园", "=", "10", "所")]),  # verbs in brackets
    ("基本消除45个地质灾害隐患点。", [("地质灾害隐患点", "=", "45", "个")]),
    (
        "循环利用量达到4.5亿吨；到2030年达到5.1亿吨。",
        [("循环利用量", "=", "4.5", "亿吨"), ("循环利用量", "=", "5.1", "亿吨")],
    ),  # the noun before the ；
    (
        "民营企业户数比2022年翻一番，达到6.4万户。",
        [("民营企业户数", "=", "1", "番"), ("民营企业户数", "=", "6.4", "万户")],
    ),
    (
        "支出规模28.5万亿元、比上年增加1.1万亿元。",
        [("支出规模", "=", "28.5", "万亿元"), ("支出规模增加", "=", "1.1", "万亿元")],
    ),  # the noun before the 、
    ("赤字率拟按3%安排。", [("赤字率", "=", "3", "%")]),
    ("办理时间压缩至3个工作日内。", [("办理时间", "<=", "3", "个工作日")]),  # 内 alone
    ("农产品加工业与农业产值之比达到2.8:1。", [("农产品加工业与农业产值之比", "=", "2.8:1", "")]),
    ("降尘量不得高于7吨/平方公里·月。", [("降尘量", "<=", "7", "吨/平方公里·月")]),
    ("为100所学校配备校医。", [("学校配备校医", "=", "100", "所")]),  # for whom
    ("上半年完成第一批13个重点事项改造。", [("重点事项改造", "=", "13", "个")]),  # 第一批 counts nothing
    ("开放时间每周不少于35小时。", [("开放时间", ">=", "35", "小时")]),  # a rhythm in between
    (
        "年底前政务云资源利用率提升至60%。",
        [("政务云资源利用率", "=", "60", "%")],
    ),  # the date is no part of it
    ("12月底前实现行政村接入率达到90%。", [("行政村接入率", "=", "90", "%")]),
    ("年度抽检不少于5.5批次/千人。", [("年度抽检", ">=", "5.5", "批次/千人")]),  # so much for so many
    ("新建高标准农田三点五万亩。", [("新建高标准农田", "=", "3.5", "万亩")]),
    (
        "企业数达到20家、超50亿元企业5—6家、龙头企业增多。",
        [("企业数", "=", "20", "家"), ("超50亿元企业", "=", "5-6", "家")],
    ),
]

NO_TARGETS = [
    "发生死亡3人以上、10人以下的为较大事故。",  # grades of events
    "上一年度获评的得15分，每增加1%扣1分。",  # scoring
    "对新认定的企业给予20万元奖励。",  # money paid out
    "保险费率为7%，由投保人承担40%。",  # premium rates
    "目标价格为18.50元/公斤。",  # prices
    "打造“15分钟健身圈”，用好12345热线。",  # names with numbers
    "年满60周岁的老年人免费乘车。",  # legal ages
    "自受理之日起20个工作日内办结。",  # deadlines
    "于2023年6月30日前报送。",  # dates
    "已建成36家示范企业。",  # reached already
    "工作分为三个阶段，创建是一项系统工程。",  # structure in words
    "从业人员300人以下的企业。",  # a definition
    "编制50人以上的单位安排专人。",  # a condition
    "推广0.01毫米以上地膜。",  # a specification
    "重点抓好第2项任务（共12项）。",  # ordinals, brackets
    "力争退出排名后20位。",  # ranks
    "改造内容包括基础类、完善类、提升类3类。",  # what something is made up of
]


@pytest.mark.parametrize(("sentence", "expected"), READ)
def test_commitments_are_read(instrument_of: Reader, sentence: str, expected: list[tuple[str, ...]]) -> None:
    assert plain(targets(instrument_of(document(f"一、重点任务\n{sentence}\n")))) == expected


@pytest.mark.parametrize("sentence", NO_TARGETS)
def test_what_only_looks_like_a_target(instrument_of: Reader, sentence: str) -> None:
    assert plain(targets(instrument_of(document(f"一、重点任务\n{sentence}\n")))) == []


@pytest.mark.parametrize(
    ("sentence", "baseline"),
    [
        ("代表比例由50%提高到65%以上。", "50%"),  # from … to
        ("预留份额由30%以上阶段性提高至40%以上。", "30%以上"),  # with an adverb
        ("化肥施用量较2020年下降6%左右。", "2020年"),  # against a year
        ("意外死亡率以2020年为基数下降20%。", "2020年"),
        ("承诺时限较法定时限压缩75%以上。", "法定时限"),
        ("联办事项由目前的120项增加到300项。", "120项"),
        ("素养水平高于全省平均水平20%。", None),  # what it is compared with stays in the indicator
    ],
)
def test_baselines(instrument_of: Reader, sentence: str, baseline: str | None) -> None:
    (fact,) = targets(instrument_of(document(f"一、重点任务\n{sentence}\n")))
    assert fact.baseline == baseline


def test_told_past_is_left_out(instrument_of: Reader) -> None:
    text = document(
        "一、2022年计划执行情况\n（一）主要指标稳中向好\n地区生产总值增长3.2%。\n"
        "二、2023年主要目标\n地区生产总值增长6%。\n",
        "2023年国民经济和社会发展计划",
    )
    assert plain(targets(instrument_of(text))) == [("地区生产总值增长", "=", "6", "%")]


def test_a_section_that_opens_with_the_past_is_left_out(instrument_of: Reader) -> None:
    text = document(
        "一、新征程\n（一）新台阶\n“十三五”时期，全市发展取得成就。\n可网办率达到98%。\n二、新任务\n可网办率达到100%。\n"
    )
    assert [fact.value for fact in targets(instrument_of(text))] == ["100"]


def test_rules_and_response_plans_set_no_targets(instrument_of: Reader) -> None:
    for title in ("突发事件应急预案", "考核奖惩办法", "安全管理规定（试行）"):
        assert targets(instrument_of(document("一、总则\n演练覆盖率达到95%以上。\n", title))) == []


def test_a_scoring_annex_sets_no_targets(instrument_of: Reader) -> None:
    text = document(
        "一、任务\n覆盖率达到90%。\n附件1\n综合评分表\n1.网络\n至少整理6个案例。\n附件2\n重点任务\n1.网络\n知晓率达到80%。\n"
    )
    assert [fact.value for fact in targets(instrument_of(text))] == ["90", "80"]


def test_a_flattened_task_table_gives_the_goal_and_not_the_steps(instrument_of: Reader) -> None:
    rows = "".join(
        f"{n}\n项目{n}新增企业{n}0家以上，增加值增\n长{n}5 。\n王小明\n新增企业{n}0家以上\n区甲局\n"
        f"6月底：新增企业{n}家。\n12月底：新增企业{n}0家。\n"
        for n in range(1, 4)
    )
    text = document(
        f"序号\n项目名称及工作目标\n牵头领导 分项任务/牵头单位 节点任务\n{rows}", "2023年度任务配档表"
    )
    found = targets(instrument_of(text))
    assert [(fact.value, fact.unit) for fact in found] == [
        ("10", "家"),
        ("15", "%"),
        ("20", "家"),
        ("25", "%"),
        ("30", "家"),
        ("35", "%"),
    ]
    assert {fact.by for fact in found} == {"2023"}


def test_a_flattened_table_without_steps_gives_the_targets_of_its_cells(instrument_of: Reader) -> None:
    text = document(
        "序号\n工作内容\n牵头单位\n完成时限\n1\n更新供水管\n网 30 公里、燃气管\n网 42 公里，供水\n"
        "漏损率控制在 8.5%\n以内。\n县住建局\n"
        "2024 年 11 月\n2\n开发公益性岗位 500\n个。\n县人社局\n长期坚持\n",
        "公开工作方案",
    )
    assert [
        (fact.indicator, fact.op.value, fact.value, fact.by) for fact in targets(instrument_of(text))
    ] == [
        ("更新供水管网", "=", "30", "2024-11"),
        ("燃气管网", "=", "42", "2024-11"),
        ("供水漏损率", "<=", "8.5", "2024-11"),
        ("公益性岗位", "=", "500", None),
    ]


def test_steps_in_columns_of_quarters_are_no_targets(instrument_of: Reader) -> None:
    text = document(
        "序号\t任务\t年度目标\t第一季度\t第二季度\t责任单位\n1\t户厕改造\t完成户厕改造600户\t完成摸底\t完成改造200户\t甲局\n"
    )
    assert [fact.value for fact in targets(instrument_of(text))] == ["600"]


def test_a_sentence_that_starts_from_a_year_gone_by_is_no_past(instrument_of: Reader) -> None:
    (fact,) = targets(instrument_of(document("一、任务\n机械化率由2020年的78.3%提高到85%以上。\n")))
    assert (fact.value, fact.baseline) == ("85", "78.3%")


def test_a_tabbed_row_sets_its_deadline(instrument_of: Reader) -> None:
    text = document(
        "序号\t任务\t责任单位\t时限\n1\t采用不少于5种解读形式开展解读。\t甲局\t2023年12月底前\n2\t编写简报不少于4期。\t乙局\t\n",
        "公开工作方案",
    )
    assert [(fact.value, fact.by) for fact in targets(instrument_of(text))] == [("5", "2023-12"), ("4", None)]


def test_evidence_is_the_printed_span(instrument_of: Reader) -> None:
    instrument = instrument_of(document("一、任务\n加强治理，污水集中处理率 达到 95 %以上。\n"))
    (fact,) = targets(instrument)
    assert instrument.source.text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote
    assert "".join(fact.evidence.quote.split()) == "污水集中处理率达到95%以上"


def test_a_share_that_cannot_be_read_is_a_gap(instrument_of: Reader) -> None:
    findings = find_targets(instrument_of(document("一、任务\n按照调入金额的30%安排。\n")))
    assert not findings.facts
    assert [gap.reason for gap in findings.gaps] == ["a share without a noun it could be read with"]


NOUNS = st.sampled_from(["污水处理率", "农村供水普及率", "垃圾分类覆盖率", "群众满意度", "道路完好率"])
LEVELS = st.sampled_from(["达到", "保持在", "提高到", "稳定在", "达"])
ENDS = st.sampled_from([("以上", ">="), ("左右", "~"), ("", "=")])


@given(
    NOUNS, LEVELS, st.integers(1, 100), ENDS, st.sampled_from(["", "到2026年，", "进一步加强管理，", "力争"])
)
def test_generated_levels_come_back(
    noun: str, level: str, value: int, end: tuple[str, str], lead: str
) -> None:
    text = document(f"一、任务\n{lead}{noun}{level}{value}%{end[0]}。\n")
    instrument = read_instruments(SourceText("made_up.txt", text, "0", "utf-8"))[0]
    assert plain(targets(instrument)) == [(noun, end[1], str(value), "%")]


@given(
    st.sampled_from(["新建", "完成", "打造", "培育", "实施"]),
    st.integers(2, 5000),
    st.sampled_from(["家", "个", "处", "座", "项"]),
    st.sampled_from(["示范基地", "便民服务站", "重点项目"]),
)
def test_generated_counts_come_back_either_way_round(verb: str, value: int, unit: str, noun: str) -> None:
    text = document(f"一、任务\n{verb}{value}{unit}{noun}。{verb}{noun}{value}{unit}。\n")
    instrument = read_instruments(SourceText("made_up.txt", text, "0", "utf-8"))[0]
    found = targets(instrument)
    assert [(fact.value, fact.unit) for fact in found] == [(str(value), unit)] * 2
    assert all(noun in fact.indicator for fact in found)


@pytest.mark.parametrize(
    "piece",
    ["达到95%、", "新建36家", "分别", "由5%提高到", "每年召开一次", "比2020年下降6%，", "（牵头", "等3个"],
)
def test_a_clause_of_any_length_takes_bounded_time(instrument_of: Reader, piece: str) -> None:
    instrument = instrument_of(document("一、任务\n" + piece * (100_000 // len(piece)) + "\n"))
    within(3, partial(find_targets, instrument))
