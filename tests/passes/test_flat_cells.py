"""Cells of flattened tables: names that break over lines, titles between rows."""

from __future__ import annotations

from tests.passes.test_task_tables import read, roles


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
