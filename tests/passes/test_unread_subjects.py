"""Who leads and was not read is told, though others of the sentence were."""

from __future__ import annotations

import pytest

from kg.extract import extract_source
from kg.facts import RoleFact
from kg.sources.model import SourceText
from tests.passes.test_forms import FRAME


def _read(sentence: str) -> tuple[set[str], list[tuple[str, str]]]:
    (read,) = extract_source(
        SourceText("made-up.txt", f"{FRAME}1.推进湖区治理。{sentence}", "0", "utf-8")
    ).instruments
    agents = {fact.agent.name for fact in read.facts if isinstance(fact, RoleFact)}
    return agents, [(gap.reason, gap.evidence.quote) for gap in read.gaps]


def test_who_leads_under_a_name_of_no_known_kind_is_a_gap() -> None:
    agents, gaps = _read("由县飞鸟观测阵列牵头，县水利局配合，2024年底前完成。")
    assert agents == {"县水利局"}
    assert gaps == [("no body recognised in whom it charges", "由县飞鸟观测阵列牵头")]


@pytest.mark.parametrize(
    "sentence",
    [
        "由县气象局牵头，县水利局配合，2024年底前完成。",
        "由县气象局、县林业局牵头，县水利局配合，2024年底前完成。",
        "由各相关单位主要负责人牵头，县水利局配合，2024年底前完成。",
    ],
)
def test_no_gap_where_it_was_read_or_names_nobody(sentence: str) -> None:
    agents, gaps = _read(sentence)
    assert "县水利局" in agents
    assert not gaps
