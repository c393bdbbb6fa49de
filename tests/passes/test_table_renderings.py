"""One table of tasks as different programs give it out as text: whatever the layout, it says the same.

The table is made up anew for each seed: its columns, the bodies and their number, dates, groups in merged cells. What it
says is known from its making.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest

from kg.extract import extract_source
from kg.facts import MilestoneFact, RoleFact
from kg.sources.model import SourceText
from kg.structure.lines import width
from tests.passes.test_forms import FRAME

Said = set[tuple[str, ...]]

_KNOWN = 4  # characters by which a task is known
BODIES = (
    "县发展改革局、县财政局、县教育局、县人力资源社会保障局、市生态环境局甲县分局、县住房城乡建设局、县水利局、县农业农村局、"
    "县文化广电和旅游局、县残联、县供销社、团县委、县委宣传部、县融媒体中心、乙镇人民政府、丙街道办事处、县大数据中心"
)
TASKS = (
    "推进城区污水处理厂提标改造，完善雨污分流管网；实施农村饮水安全巩固提升工程；深化改革，优化营商环境；开展安全生产专项整治行动；"
    "推进智慧停车场建设，缓解停车难题；完善社会救助体系，兜牢民生底线；加强农民工工资支付保障；推动工业园区扩区升级"
)
MEASURES = (
    "编制实施方案，落实建设资金。",
    "建立工作台账，定期调度通报。",
    "1.组织业务培训，提升服务水平。2.强化要素保障，加快工作进度。",
)
GROUPS = ("民生保障", "产业发展", "城乡建设")
DUES = {
    "2024年6月底前": "2024-06",
    "2024年9月30日前": "2024-09-30",
    "2024年11月30日": "2024-11-30",
    "2024年12月底": "2024-12",
}
HEADINGS = {
    "number": ("序号", 3),
    "group": ("任务类别", 6),
    "task": ("工作任务", 28),
    "measure": ("具体措施", 22),
    "lead": ("牵头单位", 14),
    "responsible": ("责任单位", 18),
    "support": ("配合单位", 18),
    "due": ("完成时限", 14),
}
COLUMNS = (
    ("number", "task", "lead", "support", "due"),
    ("number", "group", "task", "lead", "responsible", "due"),
    ("group", "number", "task", "responsible", "due"),
    ("number", "task", "measure", "lead", "support", "due"),
    ("number", "task", "due", "responsible"),
    ("task", "measure", "lead", "support"),
)


@dataclass(frozen=True)
class Made:
    """A table: its columns, its rows of cells by column (a merged cell in its first row only), and what it says."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    roles: Said
    dues: Said


def made(seed: int) -> Made:
    chance = random.Random(seed)
    columns = COLUMNS[seed % len(COLUMNS)]
    rows: list[dict[str, str]] = []
    roles: Said = set()
    dues: Said = set()
    for n, task in enumerate(chance.sample(TASKS.split("；"), 6)):
        named = chance.sample(BODIES.split("、"), 5)
        row = {
            "number": str(n + 1),
            "group": f"{'一二三'[n // 2]}、{GROUPS[n // 2]}" if n % 2 == 0 else "",
            "task": task,
            "measure": chance.choice(MEASURES),
            "lead": named[0],
            "responsible": "、".join(named[1 : chance.randint(2, 3)]),
            "support": "、".join(named[3 : chance.randint(4, 5)]),
            "due": chance.choice(list(DUES)),
        }
        rows.append(row)
        said = (row["measure"].removeprefix("1.") if "measure" in columns else task)[:_KNOWN]
        for role in ("lead", "responsible", "support"):
            if role in columns:
                roles |= {(role, name, said) for name in row[role].split("、")}
        if "due" in columns:
            dues.add((DUES[row["due"]], said))
    return Made(columns, tuple(rows), roles, dues)


def wrapped(text: str, columns: int) -> Iterator[str]:
    """Break a text into lines of so many half-width columns; a line begins with no mark."""
    line = ""
    for character in text:
        if line and width(line + character) > columns and character not in "，。、；":
            yield line
            line = ""
        line += character
    yield line


def tabbed(table: Made) -> Iterator[str]:
    yield "\t".join(HEADINGS[column][0] for column in table.columns)
    for row in table.rows:
        yield "\t".join(row[column] or "\u2003" for column in table.columns)


def piped(table: Made) -> Iterator[str]:
    yield f"| {' | '.join(HEADINGS[column][0] for column in table.columns)} |"
    yield f"|{'---|' * len(table.columns)}"
    for row in table.rows:
        yield f"| {' | '.join(row[column] for column in table.columns)} |"


def one_cell_a_line(table: Made) -> Iterator[str]:
    yield from (HEADINGS[column][0] for column in table.columns)
    for row in table.rows:
        yield from (row[column] for column in table.columns if row[column])


def cells_broken_over_lines(table: Made) -> Iterator[str]:
    yield from (HEADINGS[column][0] for column in table.columns)
    for row in table.rows:
        for column in table.columns:
            if row[column]:
                yield from wrapped(row[column], HEADINGS[column][1])


LAYOUTS: Sequence[Callable[[Made], Iterator[str]]] = (tabbed, piped, one_cell_a_line, cells_broken_over_lines)


# rows without numbers whose cells are broken are left out: nothing tells where a task ends and its measures begin
CASES = [
    (seed, layout)
    for seed in range(24)
    for layout in LAYOUTS
    if "number" in COLUMNS[seed % len(COLUMNS)] or layout is not cells_broken_over_lines
]


@pytest.mark.parametrize(("seed", "layout"), CASES)
def test_a_table_says_the_same_in_every_layout(seed: int, layout: Callable[[Made], Iterator[str]]) -> None:
    table = made(seed)
    text = f"{FRAME}附件：甲县重点任务分工表\n" + "".join(f"{line}\n" for line in layout(table))
    facts = extract_source(SourceText("made_up.txt", text, "0", "utf-8")).instruments[0].facts
    roles = {(f.role.value, f.agent.name, f.task.text[:_KNOWN]) for f in facts if isinstance(f, RoleFact)}
    assert roles == table.roles
    assert {(f.due, f.task.text[:_KNOWN]) for f in facts if isinstance(f, MilestoneFact)} == table.dues
