"""Flattened tables of pages that kept their layout but not the widths of their gaps: cells stand beside a dated step."""

from __future__ import annotations

from kg.facts import MilestoneFact
from kg.passes.milestones.milestones import find_milestones
from kg.passes.tables.task_tables import find_task_tables
from kg.sources.model import SourceText
from kg.structure.instruments import read_instruments
from kg.structure.model import Instrument
from tests.passes.test_task_tables import FLAT_HEADER, HEAD, ROW_1, cells, roles

# an item over three rows: its text stands beside the steps of the second, the parts' beside their own
SIDE_BY_SIDE = """    6 月底：完成连片开发方案编制工作；按照保障重点项目和民生项目用地的要求，按时完
    成报批工作。
李建国 市自然资源局
    12 月底：完成全年报批任务。
6 月底：完成首批债券申报工作。
 深化要素配置改革，不断提  提高资金配置效率  8 月底：组织好债券申报工作，督促项目单位及时完成资金支付。
 高土地、资金、技术等要素  ，加大债券申报 市财政局 10 月底：督促项目单位完成资金支付。
2 配置效率和生产率，更好地  力度。  12 月底：完成全年债券发行并督促项目单位及时支出，发挥资金效益，同时完成下年
 推动高质量    度项目申报。
发展。
6 月底：开展企业调研活动，宣传技术转让政策。
   推进成果转化，提  8 月底：指导企业引进院所或者设立研发机构，推进技术转让和成果转移，建立长期稳定的
   高技术配置 市科技局 合作关系。
   效率。  12 月底：完成全年目标任务。
3
壮大集体经济。
王建国
市农业农村局
12 月底：完成全年任务。
"""
ITEM = "深化要素配置改革，不断提高土地、资金、技术等要素配置效率和生产率，更好地推动高质量发展"
PARTS = ("提高资金配置效率，加大债券申报力度", "推进成果转化，提高技术配置效率")


def instrument(text: str) -> Instrument:
    return read_instruments(SourceText("made_up.txt", HEAD + FLAT_HEADER + text, "0", "utf-8"))[0]


def steps(found: Instrument) -> list[tuple[str, str | None, str, str]]:
    facts = [fact for fact in find_milestones(found).facts if isinstance(fact, MilestoneFact)]
    return [(f.due, f.agent and f.agent.name, f.task.text, f.step) for f in facts]


def test_texts_beside_steps_are_those_of_the_item_and_its_parts() -> None:
    found = instrument(cells(*ROW_1) + SIDE_BY_SIDE)
    assert roles(find_task_tables(found))[2:] == [
        ("overseer", "李建国", ITEM),
        ("lead", "市自然资源局", ITEM),
        ("lead", "市财政局", PARTS[0]),
        ("lead", "市科技局", PARTS[1]),
        ("overseer", "王建国", "壮大集体经济"),
        ("lead", "市农业农村局", "壮大集体经济"),
    ]


def test_steps_hold_nothing_of_the_cells_beside_them() -> None:
    found = instrument(cells(*ROW_1) + SIDE_BY_SIDE)
    assert steps(found)[2:] == [
        (
            "2023-06",
            "市自然资源局",
            ITEM,
            "完成连片开发方案编制工作；按照保障重点项目和民生项目用地的要求，按时完成报批工作",
        ),
        ("2023-12", "市自然资源局", ITEM, "完成全年报批任务"),
        ("2023-06", "市财政局", PARTS[0], "完成首批债券申报工作"),
        ("2023-08", "市财政局", PARTS[0], "组织好债券申报工作，督促项目单位及时完成资金支付"),
        ("2023-10", "市财政局", PARTS[0], "督促项目单位完成资金支付"),
        (
            "2023-12",
            "市财政局",
            PARTS[0],
            "完成全年债券发行并督促项目单位及时支出，发挥资金效益，同时完成下年度项目申报",
        ),
        ("2023-06", "市科技局", PARTS[1], "开展企业调研活动，宣传技术转让政策"),
        (
            "2023-08",
            "市科技局",
            PARTS[1],
            "指导企业引进院所或者设立研发机构，推进技术转让和成果转移，建立长期稳定的合作关系",
        ),
        ("2023-12", "市科技局", PARTS[1], "完成全年目标任务"),
        ("2023-12", "市农业农村局", "壮大集体经济", "完成全年任务"),
    ]


def test_the_end_of_a_step_in_front_of_the_next_is_no_cell_beside_it() -> None:
    text = cells(
        "2",
        "推进民生设施建设，完善公共服|务体系。",
        "王建国",
        "建设停车场。",
        "市住建局",
        "6 月份：完成摸底调查工作，制定管理服务标准和规范，组织两次专题培训，完成全部选址工|作。  8 月份：开工。",
    )
    assert [(due, step) for due, _, _, step in steps(instrument(cells(*ROW_1) + text))[2:]] == [
        ("2023-06", "完成摸底调查工作，制定管理服务标准和规范，组织两次专题培训，完成全部选址工作"),
        ("2023-08", "开工"),
    ]
