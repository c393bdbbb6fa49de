"""From a file to its facts: what counts as an instrument, and the order of facts."""

from __future__ import annotations

import pytest

from kg.extract import extract_source
from kg.facts import RoleFact
from kg.sources.model import SourceError, SourceText

NOTICE = """甲市人民政府办公室关于印发甲市工作方案的通知
甲政办发〔2023〕5号
各区人民政府：
甲市人民政府办公室
2023年5月6日
甲市工作方案
一、建设示范路
改造道路3条。（市交通运输局牵头，市财政局、市公安局配合）
"""


def source_of(text: str) -> SourceText:
    return SourceText(name="a.txt", text=text, sha256="0" * 64, encoding="utf-8")


@pytest.mark.parametrize("text", ["你好", "hello world\n", "春天来了。\n花都开了。\n"])
def test_no_instrument_is_an_error_that_names_the_file(text: str) -> None:
    with pytest.raises(SourceError, match=r"a\.txt: no instrument"):
        extract_source(source_of(text))


def test_a_plan_without_any_header_is_an_instrument() -> None:
    found = extract_source(source_of("重点任务分解\n1.新建学校2所。（市教育局牵头）\n"))
    assert [fact.type for fact in found.instruments[0].facts].count("role") == 1


def test_facts_of_one_clause_stay_in_reading_order() -> None:
    facts = extract_source(source_of(NOTICE)).instruments[0].facts
    roles = [fact for fact in facts if isinstance(fact, RoleFact)]
    assert [(fact.role.value, fact.agent.name) for fact in roles] == [
        ("lead", "市交通运输局"),
        ("support", "市财政局"),
        ("support", "市公安局"),
    ]
