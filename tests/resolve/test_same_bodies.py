"""Names that task lists print for one body are one body, whichever of the place's names stands in front."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import extract_source
from kg.resolve import Identity, resolve
from kg.sources.model import SourceText

LIST = Path(__file__).parents[1] / "data" / "same_bodies.txt"
LINES = [
    line.split("\t") for line in LIST.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
]
LOCAL = [names for names in LINES if any("{p}" in name for name in names)]
NATIONAL = [names for names in LINES if names not in LOCAL]
# a department that is a bureau here and a committee there, or goes by two names, is one: lines that meet
MEET = ({"{p}卫生健康局", "{p}卫生健康委员会"}, {"{p}工业和信息化局", "{p}经济和信息化局"})


def _identities(issuer: str, number: str, names: list[str]) -> dict[str, Identity]:
    items = "".join(f"{k}.推进第{k}号工程建设。（责任单位：{name}）\n" for k, name in enumerate(names, 1))
    text = (
        f"{issuer}关于印发2024年重点工程实施方案的通知\n{number}\n各有关单位：\n"
        f"现将《2024年重点工程实施方案》印发给你们。\n一、重点任务\n{items}{issuer}\n2024年3月1日\n"
    )
    resolution = resolve([extract_source(SourceText("made-up.txt", text, "0" * 64, "utf-8"))])
    agents = resolution.sources[0][1][0].agents
    return {agent.name: identity for agent, identity in agents.items()}


def _check(found: dict[str, Identity], bodies: list[list[str]]) -> None:
    owner: dict[Identity, str] = {}
    for names in bodies:
        assert len({found[name] for name in names}) == 1, [(name, found[name].key) for name in names]
        assert owner.setdefault(found[names[0]], names[0]) == names[0], "two bodies are one"


@pytest.mark.parametrize(
    ("issuer", "prefixes"),
    [
        ("乐河县人民政府", ("县", "乐河县")),
        ("青河市人民政府", ("市", "青河市")),
        ("青河市东林区人民政府", ("区", "东林区", "青河市东林区")),
        ("云岭彝族自治州人民政府", ("州", "云岭彝族自治州")),
    ],
)
def test_bodies_of_a_place(issuer: str, prefixes: tuple[str, ...]) -> None:
    alone = [names for names in LOCAL if not any(names[0] in meeting for meeting in MEET)]
    bodies = [[name.format(p=prefix) for name in names for prefix in prefixes] for names in alone]
    _check(_identities(issuer, "青政发〔2024〕3号", [name for names in bodies for name in names]), bodies)


def test_bodies_of_the_nation() -> None:
    names = [name for line in NATIONAL for name in line]
    _check(_identities("国务院办公厅", "国办发〔2024〕3号", names), NATIONAL)


@pytest.mark.parametrize("meeting", MEET, ids=lambda names: "+".join(sorted(names)))
def test_one_department_under_two_official_names(meeting: set[str]) -> None:
    names = [name.format(p="县") for line in LOCAL if line[0] in meeting for name in line]
    found = _identities("乐河县人民政府", "乐政发〔2024〕3号", names)
    assert len({found[name] for name in names}) == 1
