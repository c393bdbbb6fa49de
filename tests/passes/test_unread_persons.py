"""Persons with posts of which nothing was read are gaps."""

from __future__ import annotations

import pytest

from kg.extract import extract_source
from kg.facts import PersonFact
from kg.sources.model import SourceText

LIST = """甲县人民政府办公室关于成立县防汛抗旱指挥部的通知
甲政办发〔2024〕6号
各乡镇人民政府：
现将组成人员名单印发给你们。
组长：张三 县长
成员：王五 县水务局局长
赵六 县应急局局长
{between}
孙七 县财政局局长
周　八　县住建局局长
甲县人民政府办公室
2024年3月5日
"""


def read(between: str) -> tuple[set[str], list[str]]:
    source = SourceText("made_up.txt", LIST.format(between=between), "0", "utf-8")
    (instrument,) = extract_source(source).instruments
    persons = {fact.person for fact in instrument.facts if isinstance(fact, PersonFact)}
    return persons, [gap.evidence.quote for gap in instrument.gaps if "persons" in gap.reason]


def test_those_behind_a_line_that_ends_the_list_are_reported() -> None:
    persons, gaps = read("甲县水利工程建设文件选编")
    assert persons == {"张三", "王五", "赵六"}
    assert gaps == ["孙七 县财政局局长\n周　八　县住建局局长"]


@pytest.mark.parametrize("between", ["（续表）", "续上表", "3", "（以下按单位排序）"])
def test_what_a_list_goes_on_behind(between: str) -> None:
    persons, gaps = read(between)
    assert persons == {"张三", "王五", "赵六", "孙七", "周八"}
    assert gaps == []
