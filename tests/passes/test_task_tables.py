"""Roles out of tables: with tabs in any order of columns, flattened, and fields below a task."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts import RoleFact
from kg.passes.component import Findings
from kg.passes.tables.task_tables import find_task_tables
from kg.sources.model import SourceText
from kg.structure.instruments import read_instruments
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


def roles(findings: Findings) -> list[tuple[str, str, str]]:
    return [(f.role.value, f.agent.name, f.task.text) for f in findings.facts if isinstance(f, RoleFact)]


def read(text: str) -> Findings:
    return find_task_tables(read_instruments(SourceText("made_up.txt", HEAD + text, "0", "utf-8"))[0])


def table(*rows: str) -> str:
    """Write rows with | between cells as tabbed rows."""
    return "附件：任务分工表\n" + "\n".join(row.replace("|", "\t") for row in rows) + "\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ("序号|工作任务|责任单位|完成时限", "1|新建公园两处|市园林局|6月底前"),
            [("responsible", "市园林局", "新建公园两处")],
        ),  # the plainest
        (
            (
                "牵头单位|配合单位|工作内容|完成时间|序号",
                "市教育局|市财政局、市发展改革委|新建幼儿园|10月底|1",
            ),
            [
                ("lead", "市教育局", "新建幼儿园"),
                ("support", "市财政局", "新建幼儿园"),
                ("support", "市发展改革委", "新建幼儿园"),
            ],
        ),  # columns in another order
        (
            ("序号|名称|牵头编制部门", "1|甲市防汛应急预案|市水务局"),
            [("lead", "市水务局", "甲市防汛应急预案")],
        ),  # a heading with a word in between
        (
            ("序号|任务|责任领导|责任单位|责任人", "1|建设公园|张三|市园林局|李卫东"),
            [
                ("overseer", "张三", "建设公园"),
                ("responsible", "市园林局", "建设公园"),
                ("overseer", "李卫东", "建设公园"),
            ],
        ),  # persons
        (
            ("序号|重点任务|责任单位（列第一位的为牵头单位）", "1|开展排查|市应急局、市公安局"),
            [("lead", "市应急局", "开展排查"), ("responsible", "市公安局", "开展排查")],
        ),  # the heading says that the first leads
        (
            ("序号|任务|责任单位|完成时限", "1|改造小区|市住建局牵头，市财政局配合|长期"),
            [("lead", "市住建局", "改造小区"), ("support", "市财政局", "改造小区")],
        ),  # verbs in the cell beat the heading
        (
            (
                "序号|工作任务|具体要求|责任单位|完成时限",
                "1|一、优化服务|（一）推进公开|公开重点信息|市发改局|年底前",
            ),
            [("responsible", "市发改局", "公开重点信息")],
        ),  # a cell more than the header: shifted by one
        (
            ("序号|工作任务|具体要求|责任单位|完成时限", "1||公开目录|市司法局|", "2||公开预算"),
            [("responsible", "市司法局", "公开目录")],
        ),  # an empty cell names nobody
        (
            ("序号|任务|责任单位|时限", "1|公开信息|市发改局 市工信局|年底"),
            [("responsible", "市发改局", "公开信息"), ("responsible", "市工信局", "公开信息")],
        ),  # names with nothing but a space between
        (
            ("序号|任务|责任单位|时限", "1|公开决策|市教育局、水务局 （列入年度目录的承办单位）|年底"),
            [("responsible", "市教育局", "公开决策"), ("responsible", "水务局", "公开决策")],
        ),  # a remark behind the names
        (
            (
                "序号|任务|牵头单位",
                "1|编制规划|市水务局",
                "",
                "序号|预案类别|牵头部门",
                "1|编制预案|市卫健委",
            ),
            [("lead", "市水务局", "编制规划"), ("lead", "市卫健委", "编制预案")],
        ),  # a second header inside
        (
            (
                "序号|工作任务|年度目标|第一季度|第二季度|责任部门",
                "1|改造户厕|改造600户|完成摸底|改造200户|农业农村局",
            ),
            [("responsible", "农业农村局", "改造户厕")],
        ),  # the goal and what is due in a quarter stand beside the task
        (
            ("序号|整改措施|整改目标|牵头单位|完成时限", "1|新建管网|消除易涝点8处|市住建局|立行立改"),
            [("lead", "市住建局", "新建管网")],
        ),  # any column of goals
        (
            ("类别|工作任务|牵头单位|完成时限", "路|修路十条|市交通局|年底", "|修桥两座|市住建局|年底"),
            [("lead", "市交通局", "修路十条"), ("lead", "市住建局", "修桥两座")],
        ),  # a row that begins with an empty cell
        (
            ("序号|任务|责任单位|时限", "1|公开信息|市发改局|年底", "2|公开预算|\u2003|年底"),
            [("responsible", "市发改局", "公开信息"), ("responsible", "市发改局", "公开预算")],
        ),  # a cell that the source says is merged with the one above
        (
            ("序号|任务|责任单位|时限", "一、公开", "1|公开信息|市发改局|年底"),
            [("responsible", "市发改局", "公开信息")],
        ),  # a row that is a title for those below
    ],
)
def test_tabbed(rows: tuple[str, ...], expected: list[tuple[str, str, str]]) -> None:
    assert roles(read(table(*rows))) == expected


@pytest.mark.parametrize(
    "rows",
    [
        ("指标|单位|2020年|2025年|属性", "森林覆盖率|%|30|35|约束性"),  # indicators
        (
            "序号|评价指标|评分依据|数据来源|权重",
            "1|耕地保有量|变更调查|市资源局|25",
        ),  # a source of data has no role
        ("单位|造林面积", "甲镇|12.5"),
    ],
)
def test_tables_that_assign_nothing(rows: tuple[str, ...]) -> None:
    assert roles(read(table(*rows))) == []


def test_an_empty_cell_of_names_is_reported() -> None:
    found = read(table("序号|任务|责任单位|时限", "1|公开信息|市发改局|年底", "2|公开预算||年底"))
    assert [gap.evidence.quote for gap in found.gaps] == ["公开预算"]


BODIES = ["市教育局", "市水务局", "市发展改革委", "市卫生健康委", "各区人民政府", "市公安局", "市供销社"]
TASKS = ["新建学校三所", "推进河道治理工程", "完善医疗服务体系", "开展食品安全专项检查", "改造老旧管网"]


@given(
    st.permutations(["任务", "牵头单位", "配合单位", "完成时限"]),
    st.lists(
        st.tuples(
            st.sampled_from(TASKS),
            st.sampled_from(BODIES),
            st.lists(st.sampled_from(BODIES), min_size=1, unique=True),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_any_order_of_columns(order: list[str], rows: list[tuple[str, str, list[str]]]) -> None:
    lines = ["|".join(order)]
    expected: list[tuple[str, str, str]] = []
    for task, lead, support in rows:
        cells = {"任务": task, "牵头单位": lead, "配合单位": "、".join(support), "完成时限": "2023年9月底前"}
        lines.append("|".join(cells[column] for column in order))
        expected.append(("lead", lead, task))
        expected.extend(("support", name, task) for name in support)
    assert sorted(roles(read(table(*lines)))) == sorted(expected)


FLAT_HEADER = "序号\n\n项目名称及\n\n工作目标\n\n牵头领导 分项任务/牵头单位 节点任务\n\n\n\n"


def cells(*items: str) -> str:
    """Write cells one under another: lines of a cell one blank line apart, cells three."""
    return "\n\n\n\n".join(item.replace("|", "\n\n") for item in items) + "\n\n\n\n"


ROW_1 = ("1", "生产总值增长8以上。", "王建国", "市发展改革委", "6月底：4左右。|12月底：8左右。")
ROW_2 = (
    "2",
    "加快推进数字产业园区、智能装|备产业园区等重点园区建设，年|内新增企业十五家以上。",
    "张立军",
    "新增企业十五家以|上，推进园区建设。",
    "市工业和信息化局",
    "6月底：新增三家。|12月底：新增十五家。",
    "落实园区优惠政|策。",
    "市人力资源和社|会保障局",
    "6月底：制定细则。|12月底：开展评估。",
)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (
            (*ROW_1,),
            [("overseer", "王建国", "生产总值增长8以上"), ("lead", "市发展改革委", "生产总值增长8以上")],
        ),  # no part: the body carries the item
        (
            (*ROW_1, *ROW_2),
            [
                ("overseer", "王建国", "生产总值增长8以上"),
                ("lead", "市发展改革委", "生产总值增长8以上"),
                (
                    "overseer",
                    "张立军",
                    "加快推进数字产业园区、智能装备产业园区等重点园区建设，年内新增企业十五家以上",
                ),
                ("lead", "市工业和信息化局", "新增企业十五家以上，推进园区建设"),
                ("lead", "市人力资源和社会保障局", "落实园区优惠政策"),
            ],
        ),  # two parts, a body's name over two lines
        (
            (
                *ROW_1,
                "2",
                "优化商圈业态，加快街区建设步|伐。",
                "王建国",
                "优化商圈业态。",
                "市商务局",
                "12月底完成。",
                "张立军",
                "加快街区建设。",
                "市住建局",
                "12月底完成。",
            ),
            [
                ("overseer", "王建国", "生产总值增长8以上"),
                ("lead", "市发展改革委", "生产总值增长8以上"),
                ("overseer", "王建国", "优化商圈业态"),
                ("lead", "市商务局", "优化商圈业态"),
                ("overseer", "张立军", "加快街区建设"),
                ("lead", "市住建局", "加快街区建设"),
            ],
        ),  # two leaders: each oversees his part
        (
            (
                *ROW_1,
                "推进养老服务设施建设，完善服务体系|，提升服务水平。",
                "王建国",
                "新建设施。",
                "市民政局",
                "6月底：选址。",
                "2",
                "张立军",
                "培训人员。",
                "市卫健委",
                "6月底：培训。",
            ),
            [
                ("overseer", "王建国", "生产总值增长8以上"),
                ("lead", "市发展改革委", "生产总值增长8以上"),
                ("overseer", "王建国", "新建设施"),
                ("lead", "市民政局", "新建设施"),
                ("overseer", "张立军", "培训人员"),
                ("lead", "市卫健委", "培训人员"),
            ],
        ),  # the item begins before its number
        (
            (
                *ROW_1,
                "2",
                "规范行业发展，完善标准体系|。",
                "王建国",
                "规范行业发展",
                "。市工业和信息化局",
                "6月底：发布。",
            ),
            [
                ("overseer", "王建国", "生产总值增长8以上"),
                ("lead", "市发展改革委", "生产总值增长8以上"),
                ("overseer", "王建国", "规范行业发展，完善标准体系"),
                ("lead", "市工业和信息化局", "规范行业发展"),
            ],
        ),  # the full stop of the part sticks to the body's name
        (
            (
                *ROW_1,
                "2",
                "承接产业转移。",
                "张立军",
                "市工业和信息化局、市商务局|、市投资促进局。",
                "加强联系，做好承接。",
            ),
            [
                ("overseer", "王建国", "生产总值增长8以上"),
                ("lead", "市发展改革委", "生产总值增长8以上"),
                ("overseer", "张立军", "承接产业转移"),
                ("lead", "市工业和信息化局", "承接产业转移"),
                ("lead", "市商务局", "承接产业转移"),
                ("lead", "市投资促进局", "承接产业转移"),
            ],
        ),  # several bodies, the list goes on in the next line
    ],
)
def test_flattened(items: tuple[str, ...], expected: list[tuple[str, str, str]]) -> None:
    assert roles(read(FLAT_HEADER + cells(*items))) == expected


def test_a_header_repeated_on_a_page_is_no_cell() -> None:
    text = (
        FLAT_HEADER
        + cells(*ROW_1)
        + "工作目标\n\n牵头领导 分项任务/牵头单位 节点任务\n\n\n\n"
        + cells(*ROW_2)
    )
    assert roles(read(text)) == roles(read(FLAT_HEADER + cells(*ROW_1, *ROW_2)))


def test_flattened_with_one_heading_per_line_and_two_columns_of_bodies() -> None:
    text = "任务分工表\n序号\n工作任务\n牵头单位\n配合单位\n完成时限\n"
    text += "1\n加快推进快速路网建设，年内\n完成西环路改造。\n市交通运输局\n市财政局、市自然资源\n和规划局\n12月底\n"
    text += "2\n新建公办幼儿园。\n市教育局\n各区人民政府\n2023年9月底\n"
    first = "加快推进快速路网建设，年内完成西环路改造"
    assert roles(read(text)) == [
        ("lead", "市交通运输局", first),
        ("support", "市财政局", first),
        ("support", "市自然资源和规划局", first),
        ("lead", "市教育局", "新建公办幼儿园"),
        ("support", "各区人民政府", "新建公办幼儿园"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "（一）建设停车平台。\n牵头单位：市城管局\n责任单位:市公安局、市大数据局\n完成时限：9月底前\n",
            [
                ("lead", "市城管局", "建设停车平台。"),
                ("responsible", "市公安局", "建设停车平台。"),
                ("responsible", "市大数据局", "建设停车平台。"),
            ],
        ),  # full and half width colons
        (
            "工作任务：贯通绿道。\n完成时间：12月底\n责任领导：王建国\n牵头单位：市园林局\n",
            [("overseer", "王建国", "贯通绿道。"), ("lead", "市园林局", "贯通绿道。")],
        ),  # any order, the task is a field too
        (
            "（一）防汛工作专班\n牵头单位：市水务局\n成员单位：市应急局\n",
            [],
        ),  # a body's composition is no task
    ],
)
def test_field_lines(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert roles(read(text)) == expected


def test_evidence_is_the_printed_name(instrument_of: Reader) -> None:
    instrument = instrument_of(HEAD + FLAT_HEADER + cells(*ROW_2))
    for fact in find_task_tables(instrument).facts:
        quote = instrument.source.text[fact.evidence.start : fact.evidence.end]
        assert quote == fact.evidence.quote
        assert isinstance(fact, RoleFact)
        assert "".join(quote.split()) == fact.agent.name


@pytest.mark.parametrize(
    "body",
    [
        FLAT_HEADER + "市财政局\n" * 10_000,
        FLAT_HEADER + "5 某项工作\n" * 10_000,
        FLAT_HEADER + "6月底：完成\n王建国\n" * 5_000,
        "序号\t任务\t责任单位\n" + "1\t" + "市财政局、" * 15_000 + "\n",
        "序号\t任务\t责任单位\n" + "1\t某事\t市财政局\n" * 5_000,
        "牵头单位：市财政局\n" * 8_000,
        "（责任单位：" * 10_000,
    ],
)
def test_broken_tables_take_bounded_time(body: str, instrument_of: Reader) -> None:
    instrument = instrument_of(HEAD + body)
    within(5, partial(find_task_tables, instrument))


def test_a_row_whose_columns_cannot_be_told_apart_is_reported() -> None:
    first = "1 铺设管网 12 王小明 市水务局 市财政局、 3月底：完成设\n公里 市教育局 计。"
    second = "2 培训技工 李小红 市教育局 市财政局 年底前完成。"
    found = read(f"序号 重点任务 责任领导 牵头单位 配合单位 推进计划\n{first}\n{second}\n")
    assert {task for _, _, task in roles(found)} == {"培训技工"}
    assert [gap.evidence.quote for gap in found.gaps] == [first]
