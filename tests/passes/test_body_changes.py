"""Bodies that were renamed, or formed in place of others: what is said so, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from kg.facts import BodyChangeFact
from kg.passes.bodies.body_changes import body_changes
from kg.structure.model import Instrument
from tests.clock import within

HEAD = "甲市乙区人民政府关于机构设置的通知\n乙政发〔2031〕2号\n\n各镇街：\n"
TAIL = "\n\n甲市乙区人民政府\n2031年3月17日\n"

CASES = [
    ("区水利局更名为区水务局。", [("区水利局", "区水务局", "renamed", "2031-03-17")], "the instrument's own date"),
    ("2029年1月10日，将区水利局更名为区水务局。", [("区水利局", "区水务局", "renamed", "2029-01-10")], "a day"),
    ("2029年1月，同意区水利局改名为“区水务局”。", [("区水利局", "区水务局", "renamed", "2029-01")], "a month"),
    ("由区水务局（原区水利局）负责。", [], "the run before the bracket holds a preposition"),
    ("责任单位：区水务局（原区水利局）、区财政局。", [("区水利局", "区水务局", "renamed", "2031-03-17")], "in brackets"),
    (
        "组建区生态环境局，不再保留区环境保护局、区节能办公室。",
        [("区环境保护局", "区生态环境局", "formed", "2031-03-17"), ("区节能办公室", "区生态环境局", "formed", "2031-03-17")],
        "two bodies in one",
    ),
    (
        "组建区农业农村局，作为区政府工作部门。不再保留农业局。",
        [("区农业局", "区农业农村局", "formed", "2031-03-17")],
        "the level is left out",
    ),
    ("仁和路更名为安乐路。", [], "a street"),
    ("该项目更名为节水工程。", [], "a project"),
    ("组建节水专家库，不再保留旧名册。", [], "no bodies"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "why"), CASES, ids=[case[-1] for case in CASES])
def test_changes(
    instrument_of: Callable[[str], Instrument], text: str, wanted: list[tuple[str, ...]], why: str
) -> None:
    instrument = instrument_of(f"{HEAD}{text}{TAIL}")
    found = [fact for fact in body_changes(instrument).facts if isinstance(fact, BodyChangeFact)]
    assert [(f.former, f.body, f.change.value, f.date) for f in found] == wanted, why
    for fact in found:
        assert instrument.source.text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote


def test_what_is_no_clear_name_is_reported(instrument_of: Callable[[str], Instrument]) -> None:
    instrument = instrument_of(f"{HEAD}区水利局更名为新的名称。{TAIL}")
    (gap,) = body_changes(instrument).gaps
    assert "更名为" in gap.evidence.quote


@pytest.mark.parametrize("text", ["更名为" * 20_000, "组建" + "局" * 60_000, "（原" * 30_000])
def test_bounded_time(instrument_of: Callable[[str], Instrument], text: str) -> None:
    instrument = instrument_of(f"{HEAD}{text}{TAIL}")
    within(5, partial(body_changes, instrument))
