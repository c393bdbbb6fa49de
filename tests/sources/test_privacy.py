"""Phone and identity numbers are found, masked for the passes and left out of evidence."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from kg.extract import extract_source
from kg.sources.model import SourceText
from kg.sources.privacy import MASK, longest_free, masked, personal_numbers


def source_of(text: str) -> SourceText:
    return SourceText(name="a.txt", text=text, sha256="0" * 64, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("（联系电话：区气象局，83329121）", ["83329121"]),  # the name of the office between word and number
        ("联系人：李某，手机13912345678。", ["13912345678"]),
        ("请拨0531-81234567咨询", ["0531-81234567"]),  # a landline without the word
        ("值班电话：0531-8123 4567；传真：81230000。", ["0531-8123 4567", "81230000"]),
        ("身份证号370101199003071234", ["370101199003071234"]),
        ("拨打12345市民服务热线", []),  # a public short number is no personal number
        ("总投资13800000000元", []),  # eleven digits that are money
        ("电话办结率2023年达到95%", []),  # a year behind the word
        ("文号〔2023〕12345678号", []),
    ],
)
def test_numbers_found(text: str, numbers: list[str]) -> None:
    assert [text[start:end] for start, end in personal_numbers(text)] == numbers


@given(st.text(alphabet="电话手机：，。1390581-〕年X区", max_size=60))
def test_masking_keeps_offsets(text: str) -> None:
    spans = personal_numbers(text)
    result = masked(text, spans)
    assert len(result) == len(text)
    assert all(not any(c.isdigit() for c in result[start:end]) for start, end in spans)


def test_longest_free_part() -> None:
    assert longest_free(0, 20, ((5, 8), (15, 16))) == (8, 15)
    assert longest_free(5, 8, ((5, 8),)) == (5, 5)


def test_no_number_in_quotes_context_or_values() -> None:
    text = (
        "甲市乙区人民政府关于做好热线工作的通知\n乙政发〔2023〕2号\n各镇人民政府：\n"
        "一、健全值守制度。加强值班值守，联系电话：84232829，做好记录。（区政府办公室牵头，联系电话：84232829）\n"
        "甲市乙区人民政府\n2023年3月1日\n（联系电话：区政府办公室，83329121）\n"
    )
    facts = extract_source(source_of(text))
    instrument = facts.instruments[0]
    roles = [fact for fact in instrument.facts if fact.type == "role"]
    assert roles, "the clause is still read"
    assert "84232829" not in repr(facts)
    assert "83329121" not in repr(facts)
    assert MASK in repr(facts), "a task text shows that something was left out"
    for fact in instrument.facts:
        assert text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote
