"""区城管委 is the department where a place's documents leave no other reading; what a text says itself wins over the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.facts import Fact
from kg.resolve import Identity, Resolution, resolve
from kg.resolve.variants import VARIANT_RULE
from tests.made_up import agent, instrument, member, mention, role, source


def found(resolution: Resolution, name: str, of: int = 0) -> Identity:
    return resolution.sources[of][1][0].bodies[name]


@pytest.mark.parametrize(
    ("facts", "same", "why"),
    [
        ([role("区城市管理局"), role("区城管委", at=900)], True, "never side by side"),
        ([role("区城市管理局"), replace(role("区城市管理局"), agent=agent("区城管委"))], False, "in one clause"),
        ([role("区城市管理局"), role("区城管委", at=900), mention("区城市管理委员会")], False, "named in full"),
        ([role("区城市管理局"), role("区城管委", at=900), member("区城市管理委员会", "区财政局")], False, "a body of bodies"),
        ([role("市城市管理局"), role("区城管委", at=900)], False, "another place's department"),
    ],
)  # fmt: skip
def test_a_committees_short_name(facts: list[Fact], same: bool, why: str) -> None:
    resolution = resolve([source(instrument(facts))])
    department = next(name for name in resolution.sources[0][1][0].bodies if name.endswith("城市管理局"))
    assert (found(resolution, "区城管委") == found(resolution, department)) is same, why
    if same:
        assert resolution.sources[0][1][0].rules["区城管委"] == VARIANT_RULE


@pytest.mark.parametrize(
    ("named", "same"),
    [
        (["区自然资源和规划局", "区自然资源局"], True),
        (["区林业和草原局", "区林业局"], True),
        (["市自然资源和规划局", "区自然资源局"], False),
        (["区财政局", "区教育局"], False),
    ],
)
def test_a_name_that_leaves_out_the_second_field(named: list[str], same: bool) -> None:
    resolution = resolve([source(instrument([role(named[0]), role(named[1], at=900)]))])
    assert (found(resolution, named[0]) == found(resolution, named[1])) is same


def test_a_place_with_two_departments_of_that_name_leaves_it_open() -> None:
    facts = [role("区文化广电和旅游局"), role("区文化和旅游体育局", at=900), role("区文旅局", at=1800)]
    resolution = resolve([source(instrument(facts))])
    assert (
        len({found(resolution, name) for name in ("区文化广电和旅游局", "区文化和旅游体育局", "区文旅局")})
        == 3
    )


def test_another_document_of_the_place_that_names_the_committee_keeps_it_apart() -> None:
    one = instrument([role("区城市管理局"), role("区城管委", at=900)])
    other = instrument([mention("区城市管理委员会")], number="乙政发〔2023〕3号")
    resolution = resolve([source(one), source(other, name="b.txt")])
    assert found(resolution, "区城管委") != found(resolution, "区城市管理局")


def test_what_the_text_says_a_name_stands_for() -> None:
    said = replace(mention("国投"), stands_for="区国资控股集团", because="the same place in a list")
    elsewhere = replace(mention("指挥部"), stands_for="市总指挥部", because="the last before it")
    facts = [role("区国资控股集团"), said, role("市总指挥部"), elsewhere]
    resolution = resolve([source(instrument(facts))])
    assert found(resolution, "国投") == found(resolution, "区国资控股集团")
    rule = resolution.sources[0][1][0].rules["国投"]
    assert rule == "stands for 区国资控股集团: the same place in a list"
    assert found(resolution, "指挥部") != found(resolution, "市总指挥部"), "another place is a veto"
