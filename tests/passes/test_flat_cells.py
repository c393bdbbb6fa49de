"""Cells of flattened tables: names that break over lines, titles between rows."""

from __future__ import annotations

from functools import partial

import pytest

from kg.passes.flat_tables.flat_columns import column_rows
from kg.passes.flat_tables.flat_lines import flat_tables
from kg.sources.model import SourceText
from kg.structure.instruments import read_instruments
from tests.clock import within
from tests.passes.test_task_tables import FLAT_HEADER, HEAD, ROW_1, cells, read, roles


def test_names_that_break_in_two_columns_of_bodies() -> None:
    rows = (
        "序号 重点工作 牵头单位 配合单位 完成时限",
        "1 新建农村公路80公里。 市交通运输 局 市财政局、市 自然资源和 规划局 2023年10月底",
        "二、改善民生（2项）",
        "2 新建幼儿园6所。 市教育局 市住房城乡 建设局、市财 政局 2023年8月底",
        "3 发放电子印章。 市市场监管局 市公安分局 2023年12月",
        "4 健全监测机制。 市农业局 市民政局、市医疗 保障局 长期坚持",
    )
    lines = [cell for row in rows for cell in row.split()]
    assert roles(read("\n".join(lines) + "\n")) == [
        ("lead", "市交通运输局", "新建农村公路80公里"),
        ("support", "市财政局", "新建农村公路80公里"),
        ("support", "市自然资源和规划局", "新建农村公路80公里"),
        ("lead", "市教育局", "新建幼儿园6所"),
        ("support", "市住房城乡建设局", "新建幼儿园6所"),
        ("support", "市财政局", "新建幼儿园6所"),
        ("lead", "市市场监管局", "发放电子印章"),
        ("support", "市公安分局", "发放电子印章"),
        ("lead", "市农业局", "健全监测机制"),
        ("support", "市民政局", "健全监测机制"),
        ("support", "市医疗保障局", "健全监测机制"),
    ]


def test_a_numbered_list_is_one_cell() -> None:
    items = (
        ("2", "落实困难群众保障政策，做到应|保尽保。", "张立军"),
        ("1. 及时报送困难家庭|名单|。|2. 对困难家庭参保给|予补贴。", "市残联", "6月底：报送名单。"),
        ("王建国", "安置军人", "市退役军人局", "6月底：发放补助。"),
    )
    text = FLAT_HEADER + cells(*ROW_1, *(cell for item in items for cell in item))
    assert roles(read(text))[2:] == [
        ("overseer", "张立军", "1.及时报送困难家庭名单。2.对困难家庭参保给予补贴"),
        ("lead", "市残联", "1.及时报送困难家庭名单。2.对困难家庭参保给予补贴"),
        ("overseer", "王建国", "安置军人"),
        ("lead", "市退役军人局", "安置军人"),
    ]


def test_a_row_is_cut_into_the_columns_of_its_header() -> None:
    rows = (
        "序号 改革领域 改革事项 具体举措 整改目标 责任领导 牵头单位 配合单位 完成时限",
        "1 市场准入 推行企业开办 一件事 将企业开办时间压缩至半 个工作日 群众满意 张伟 市市场监管 局 市公安局、市税 务局 6月底",
        "2 市场准入 深化证照联办 改革 新增联办事项十项 流程优化 王丽 市审批局 市卫生健康 委、各有关部 门 2023年底前",
        "3 获得电力 压减办电时间 优化报装流程，减少申请 材料 时间压缩一半 王丽 国网甲市供电 公司 市住建局 长期坚持",
    )
    lines = [cell for row in rows for cell in row.split()]
    assert roles(read("\n".join(lines) + "\n")) == [
        ("overseer", "张伟", "将企业开办时间压缩至半个工作日"),
        ("lead", "市市场监管局", "将企业开办时间压缩至半个工作日"),
        ("support", "市公安局", "将企业开办时间压缩至半个工作日"),
        ("support", "市税务局", "将企业开办时间压缩至半个工作日"),
        ("overseer", "王丽", "新增联办事项十项"),
        ("lead", "市审批局", "新增联办事项十项"),
        ("support", "市卫生健康委", "新增联办事项十项"),
        ("support", "各有关部门", "新增联办事项十项"),
        ("overseer", "王丽", "优化报装流程，减少申请材料"),
        ("lead", "国网甲市供电公司", "优化报装流程，减少申请材料"),
        ("support", "市住建局", "优化报装流程，减少申请材料"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("市园林局", "1", "新建公园。", "6月底"),  # a cell in front of the first number
        ("5", "新建公园。", "市园林局", "6月底", "3", "种树。", "市园林局", "6月底"),  # they do not rise
        ("1", "新建公园。", "种树。", "2", "修路。", "架桥。"),  # nobody is named
    ],
)
def test_a_table_that_was_not_printed_row_by_row_is_not_cut(lines: tuple[str, ...]) -> None:
    head = ("序号", "工作任务", "责任单位", "完成时限")
    text = HEAD + "\n".join([*head, *lines]) + "\n"
    instrument = read_instruments(SourceText("made_up.txt", text, "0", "utf-8"))[0]
    assert [column_rows(table) for table in flat_tables(instrument)] == [None]


def test_a_row_whose_number_is_lost_is_cut_from_the_one_above() -> None:
    first = ("1", "新建公园。", "市园林局", "6月底")
    lost = ("修路。", "市住建局", "5月底")
    last = ("3", "种树。", "市园林局", "6月底")
    text = HEAD + "\n".join(["序号", "工作任务", "责任单位", "完成时限", *first, *lost, *last]) + "\n"
    (table,) = flat_tables(read_instruments(SourceText("made_up.txt", text, "0", "utf-8"))[0])
    rows = column_rows(table)
    assert rows is not None
    read = [tuple("".join(f.text for f in cell) for cell in row.cells[-3:]) for row in rows]
    assert read == [first[1:], lost, last[1:]]


def test_a_long_row_is_cut_in_bounded_time() -> None:
    rows = "".join(f"{n}\n" + "推进建设，\n" * 50 + "市甲局\n6月底\n" for n in range(1, 40))
    within(10, partial(read, "序号\n工作任务\n责任单位\n完成时限\n" + rows))
