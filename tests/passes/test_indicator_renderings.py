"""One table of indicators as different programs give it out as text: whatever the layout, it says the same.

The table is made up anew for each seed: its columns, its rows, groups in merged cells, who answers. What it says is known
from its making.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import pytest

from kg.extract import extract_source
from kg.facts import RoleFact, TargetFact
from kg.sources.model import SourceText
from tests.passes.test_forms import FRAME

# name, unit, where it stands, what is set, and how that is read
INDICATORS = (
    ("常住人口城镇化率", "%", "58.6", "65左右", "~ 65"),
    ("每千人口拥有执业（助理）医师数", "人", "2.86", "3.3", "= 3.3"),
    ("规模以上工业企业数", "家", "326", "突破500", "> 500"),
    ("亿元地区生产总值生产安全事故死亡率", "人/亿元", "0.017", "<0.01", "< 0.01"),
    ("单位地区生产总值能源消耗降低", "%", "—", "〔13.5〕", "= 13.5"),
    ("城镇调查失业率", "%", "5.4", "控制在5.5以内", "<= 5.5"),
    ("地表水达到或好于III类水体比例", "%", "83.4", "完成省下达目标", ""),
    ("孕产妇死亡率", "1/10万", "9.8", "≤9", "<= 9"),
    ("农村居民人均可支配收入", "元", "16800", "25000以上", ">= 25000"),
    ("每百户居民拥有社区综合服务设施面积", "平方米", "25", "≥30", ">= 30"),
    ("粮食综合生产能力", "万吨", "45.6", ">46", "> 46"),
)
BODIES = (
    "市发展改革委",
    "市统计局",
    "市人力资源社会保障局",
    "市卫生健康委",
    "市工业和信息化局",
    "市生态环境局",
)
GROUPS = ("经济发展", "民生福祉", "绿色生态", "安全保障")
HEADINGS = {
    "group": ("类别", 4),
    "number": ("序号", 2),
    "name": ("指标名称", 9),
    "unit": ("单位", 4),
    "base": ("2020年现状", 4),
    "goal": ("2025年目标", 5),
    "kind": ("属性", 4),
    "bodies": ("责任单位", 7),
}
COLUMNS = (
    ("number", "name", "unit", "base", "goal", "kind"),
    ("group", "number", "name", "base", "goal", "kind", "bodies"),
    ("group", "name", "unit", "base", "goal", "kind"),
    ("number", "name", "unit", "goal", "bodies"),
    ("name", "base", "goal", "kind"),
)
Rows = Sequence[Sequence[str]]


def make(seed: int) -> tuple[Sequence[str], list[list[str]], set[tuple[str, ...]]]:
    """Make up a table: the kinds of its columns, its rows (empty where cells are merged), and what it says."""
    r = random.Random(seed)
    columns = COLUMNS[seed % len(COLUMNS)]
    rows: list[list[str]] = []
    said: set[tuple[str, ...]] = set()
    groups = iter(r.sample(GROUPS, len(GROUPS)))
    for n, (name, unit, base, goal, read) in enumerate(r.sample(INDICATORS, 7), 1):
        bodies = r.sample(BODIES, r.choice((1, 2)))
        shown = name if "unit" in columns else f"{name}（{unit}）"
        cells = {
            "group": next(groups) if n % 3 == 1 else "",
            "number": str(n),
            "name": shown,
            "unit": unit,
            "base": base,
            "goal": goal,
            "kind": r.choice(("预期性", "约束性")),
            "bodies": "、".join(bodies),
        }
        rows.append([cells[column] for column in columns])
        if read:
            said.add(("target", name, f"{read} {unit}"))
        if "bodies" in columns:
            said.update(("role", body, shown) for body in bodies)
    return columns, rows, said


def broken(text: str, width: int) -> Iterator[str]:
    """Break a cell over lines of so many Chinese characters; numbers and Latin words stay whole."""
    line = ""
    at = 0
    while at < len(text):
        end = at + 1
        while text[at].isascii() and end < len(text) and text[end].isascii():
            end += 1
        if line and sum(1 if c.isascii() else 2 for c in line + text[at:end]) > 2 * width:
            yield line
            line = ""
        line += text[at:end]
        at = end
    yield line


def with_tabs(columns: Sequence[str], rows: Rows) -> str:
    return "\n".join("\t".join(row) for row in [[HEADINGS[c][0] for c in columns], *rows])


def one_a_line(columns: Sequence[str], rows: Rows) -> str:
    return "\n".join(cell for row in [[HEADINGS[c][0] for c in columns], *rows] for cell in row if cell)


def in_narrow_columns(columns: Sequence[str], rows: Rows) -> str:
    return "\n".join(
        line
        for row in [[HEADINGS[c][0] for c in columns], *rows]
        for cell, column in zip(row, columns, strict=True)
        if cell
        for line in broken(cell, HEADINGS[column][1])
    )


def parted_by_spaces(columns: Sequence[str], rows: Rows) -> str:
    return "\n".join(" ".join(filter(None, row)) for row in [[HEADINGS[c][0] for c in columns], *rows])


@pytest.mark.parametrize("layout", [with_tabs, one_a_line, in_narrow_columns, parted_by_spaces])
@pytest.mark.parametrize("seed", range(10))
def test_every_layout_says_the_same(seed: int, layout: Callable[[Sequence[str], Rows], str]) -> None:
    columns, rows, said = make(seed)
    text = f"{FRAME}专栏1 “十四五”主要指标\n{layout(columns, rows)}\n二、保障措施\n加强组织领导，确保目标如期实现。\n"
    found: set[tuple[str, ...]] = set()
    for instrument in extract_source(SourceText("made_up.txt", text, "0", "utf-8")).instruments:
        for fact in instrument.facts:
            if isinstance(fact, TargetFact):
                found.add(("target", fact.indicator, f"{fact.op.value} {fact.value} {fact.unit}"))
            if isinstance(fact, RoleFact):
                found.add(("role", fact.agent.name, fact.task.text))
    assert found == said
