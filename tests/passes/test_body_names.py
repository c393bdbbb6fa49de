"""Every name of a long list of bodies is read whole, wherever in a document such names stand.

What misleads is a word inside a name that elsewhere parts names or says what they do (联合, 和, 组织, 协办, 要) and an
ending that a rule does not know. In each position all names stand in one document, one below the other.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import extract_source
from kg.facts import DutyFact, MemberFact, RoleFact
from kg.sources.model import SourceText

LIST = Path(__file__).parents[1] / "data" / "body_names.txt"
NAMES = [name for name in LIST.read_text(encoding="utf-8").split("\n") if name and name[0] != "#"]
OTHERS = ("县科技局", "县体育局", "县物价局")

FRAME = """乐河县人民政府关于印发2024年重点工程{title}的通知
乐政发〔2024〕3号
各乡镇人民政府，县直各部门：
现将《2024年重点工程{title}》印发给你们，请认真贯彻执行。
一、{heading}
{items}乐河县人民政府
2024年3月1日
"""

# where the name stands ({n}), and who else the item names
POSITIONS = {
    "bracket with a label": ("（责任单位：{n}）", ()),
    "bracket without a label": ("（{n}）", ()),
    "between others": ("（牵头单位：{0}；配合单位：{1}、{n}、{2}）", OTHERS),
    "leads in a bracket": ("（{n}牵头，{0}、{1}配合）", OTHERS[:2]),
    "at the end of a list": ("（{0}、{n}按职责分工负责）", OTHERS[:1]),
    "field of its own": ("\n责任单位：{0}、{n}", OTHERS[:1]),
    "leads in a sentence": ("由{n}牵头，{0}、{1}配合，2024年底前完成。", OTHERS[:2]),
    "helps in a sentence": ("{0}牵头，{n}、{1}配合，2024年底前完成。", OTHERS[:2]),
    "together with others": ("由{0}会同{n}、{1}制定方案，2024年底前完成。", OTHERS[:2]),
    "begins a sentence": ("{n}负责牵头组织实施，{0}配合。", OTHERS[:1]),
}


@pytest.mark.parametrize("position", POSITIONS)
def test_name_is_read_whole_in_a_task(position: str) -> None:
    clause, others = POSITIONS[position]
    items = [f"{k}.推进第{k}号工程建设。{clause.format(*others, n=name)}" for k, name in enumerate(NAMES, 1)]
    text = FRAME.format(title="实施方案", heading="重点任务", items="".join(item + "\n" for item in items))
    wrong = [
        (name, found)
        for name, found in zip(NAMES, _by_item(text, items, RoleFact), strict=True)
        if found != {name, *others}
    ]
    assert not wrong, wrong


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("（{k}）{n}：负责第{k}号工程的日常监管工作，做好信息报送。", DutyFact),
        ("（{k}）成立第{k}号工程建设领导小组，领导小组办公室设在{n}，负责日常工作。", MemberFact),
        ("（{k}）第{k}号工程建设指挥部\n牵头单位：{n}\n成员单位：{n}", MemberFact),
    ],
    ids=["list of duties", "seat of an office", "members of a command post"],
)
def test_name_is_read_whole_in_a_plan_for_emergencies(item: str, kind: type[DutyFact | MemberFact]) -> None:
    items = [item.format(k=k, n=name) for k, name in enumerate(NAMES, 1)]
    text = FRAME.format(
        title="突发事件应急预案", heading="成员单位职责", items="".join(item + "\n" for item in items)
    )
    wrong = [
        (name, found)
        for name, found in zip(NAMES, _by_item(text, items, kind), strict=True)
        if found != {name}
    ]
    assert not wrong, wrong


def _by_item(text: str, items: list[str], kind: type[RoleFact | DutyFact | MemberFact]) -> list[set[str]]:
    """Give the agents of facts of one kind, item by item."""
    lines: dict[int, int] = {}
    line = 1 + text[: text.index(items[0])].count("\n")
    for index, item in enumerate(items):
        for _ in item.split("\n"):
            lines[line] = index
            line += 1
    found: list[set[str]] = [set() for _ in items]
    for read in extract_source(SourceText("made-up.txt", text, "0", "utf-8")).instruments:
        for fact in read.facts:
            if isinstance(fact, kind) and fact.evidence.line in lines:
                found[lines[fact.evidence.line]].add(fact.agent.name)
    return found
