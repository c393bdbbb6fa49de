"""An entry between two entries with duties is read or told, never passed over."""

from __future__ import annotations

import pytest

from kg.extract import extract_source
from kg.facts import DutyFact
from kg.sources.model import SourceText
from tests.passes.test_forms import FRAME


def _read(entry: str) -> tuple[list[str], list[str]]:
    text = f"{FRAME}2.3 成员单位职责\n县公安局：负责治安维护。\n{entry}\n县财政局：负责应急救灾资金的筹集。\n"
    (read,) = extract_source(SourceText("made-up.txt", text, "0", "utf-8")).instruments
    agents = [fact.agent.name for fact in read.facts if isinstance(fact, DutyFact)]
    return agents, [gap.evidence.quote for gap in read.gaps]


def test_an_entry_whose_head_is_of_no_known_kind_is_a_gap() -> None:
    agents, gaps = _read("通信保供联合体：做好抢险救灾通信保障工作。")
    assert agents == ["县公安局", "县财政局"]
    assert gaps == ["通信保供联合体：做好抢险救灾通信保障工作。"]


@pytest.mark.parametrize("entry", ["县气象局：做好天气预报。", "以上单位按职责分工落实。", "注意事项："])
def test_what_was_read_or_is_no_entry_is_none(entry: str) -> None:
    assert _read(entry)[1] == []
