"""Short forms of bodies: found where the text names the body in full; the text itself says whose a name is, or nothing does."""

from __future__ import annotations

from functools import partial

import pytest

from kg.passes.names.body_names import BodyNames
from kg.passes.names.short_names import ShortName, introduced, short_names
from kg.passes.names.standing_for import enterprises, nearest_bodies, zones
from tests.clock import within

OWN = ("甲市乙区人民政府",)

FORMS = [
    ("执行投促中心绩效办法。", ["区投促中心"], ["投促中心"], "the form's end is clear because the name is known"),
    ("执行人社局绩效办法。", ["区人力资源和社会保障局"], ["人社局"], "a standard short form of the body named"),
    ("执行人社局绩效办法。", ["区财政局"], [], "no body of this function is named"),
    ("对接市工信局绩效办法。", ["区工业和信息化局"], [], "another place's body: the level word belongs to it"),
    ("报送区委老干部局，审核。", ["区委老干部局"], [], "a part of the longer name"),
    ("报送人民政府备案的预案。", ["区人民政府"], [], "too common a word without its place"),
    ("区自然资源、区应急管理局获知后上报。", ["区自然资源局"], ["区自然资源"], "the ending is left out in a list"),
    ("区自然资源十分丰富。", ["区自然资源局"], [], "no list: resources, not the department"),
    ("区自然资源、矿产开发。", ["区自然资源局"], [], "a list, but not of bodies"),
    ("区级专项指挥机构（机制）\n负责。", ["区专项指挥部（机制）"], [], "another word for it is for the resolution"),
    ("区级专项指挥部（机制）\n负责。", ["区专项指挥部（机制）"], ["区级专项指挥部（机制）"], "level word with 级"),
    ("设立的专项指挥部(机制)负责。", ["区专项指挥部（机制）"], ["专项指挥部(机制)"], "brackets of the other width"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names", "forms", "why"), FORMS, ids=[case[-1] for case in FORMS])
def test_short_forms(text: str, names: list[str], forms: list[str], why: str) -> None:
    found = list(short_names(text, names, BodyNames(text, OWN)))
    assert [short.name for short in found] == forms, why
    assert all(text[short.start : short.end] == short.name for short in found)


def meant(found: list[ShortName]) -> dict[str, str | None]:
    return {short.name: short.stands_for for short in found}


def test_a_short_name_that_is_introduced_is_that_of_the_name_before_it() -> None:
    text = "成立甲市乙区节水领导小组（以下简称“区领导小组”），与区水务局（简称水务局）同步。"
    names = ["甲市乙区节水领导小组", "区节水领导小组", "区水务局"]
    found = list(introduced(text, names))
    assert meant(found) == {"区领导小组": "甲市乙区节水领导小组", "水务局": "区水务局"}
    assert all(text[short.start : short.end] == short.name for short in found)


@pytest.mark.parametrize(
    ("text", "full", "why"),
    [
        ("区政府成立总指挥部。较大事件时，指挥部接受领导。", "总指挥部", "the last before it"),
        ("区政府成立总指挥部。\n较大事件时，指挥部接受领导。", None, "another paragraph"),
        ("由总指挥部和现场指挥部负责。指挥部接受领导。", "现场指挥部", "two before it: the nearer"),
        (
            "成立总指挥部，指挥部接受领导。\n成立现场指挥部，指挥部接受领导。",
            None,
            "different bodies at different places: the name is left to itself",
        ),
    ],
)
def test_a_bare_word_is_the_last_body_of_its_kind(text: str, full: str | None, why: str) -> None:
    found = nearest_bodies(text, ["总指挥部", "现场指挥部", "指挥部"], BodyNames(text, OWN))
    assert meant(list(found)).get("指挥部") == full, why


@pytest.mark.parametrize(
    ("text", "names", "full"),
    [
        ("组织各镇（街道）和开发区，对照标准检查。", ["丙北开发区管委会"], "丙北开发区管委会"),
        ("到开发区和镇街宣传政策。", ["丙北经济开发区管理委员会"], "丙北经济开发区管理委员会"),
        ("组织各镇（街道）和开发区，对照标准。", ["丙北开发区管委会", "丁南开发区管委会"], None),
        ("推动开发区建设提质。", ["丙北开发区管委会"], None),
        ("组织各镇街和开发区企业，对照标准。", ["丙北开发区管委会"], None),
    ],
)
def test_a_bare_zone_beside_towns_is_the_only_one_named(
    text: str, names: list[str], full: str | None
) -> None:
    assert meant(list(zones(text, names))).get("开发区") == full


LIST = "（责任单位：区财政局、区国资控股集团、区城建集团、区农发集团）"
NAMES = ["区国资控股集团", "区城建集团", "区农发集团", "区财政局"]


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        ("支持国投、城建、农发等区属国有企业发展。", ["区国资控股集团", "区城建集团", "区农发集团"], "in order"),
        ("支持城建、农发等企业。", ["区城建集团", "区农发集团"], "each is short for one"),
        ("支持城建、农发、国投等企业。", ["区城建集团", "区农发集团"], "not in order: the third stays unknown"),
        ("支持丁投、戊建等企业。", [], "of other enterprises"),
        ("支持城建、戊建等企业。", [], "one alone may be a chance"),
        ("支持城建、农发、城农等企业。", ["区城建集团", "区农发集团"], "more items than enterprises"),
        ("推进城建、农发工作。", [], "no list of enterprises"),
    ],
)  # fmt: skip
def test_items_of_a_list_of_enterprises(text: str, found: list[str], why: str) -> None:
    whole = text + LIST
    places = BodyNames(whole, OWN)
    shorts = list(enterprises(whole, NAMES, places))
    assert [short.stands_for for short in shorts] == found, why
    assert all(whole[short.start : short.end] == short.name for short in shorts)


def test_a_list_of_one_enterprise_says_nothing() -> None:
    text = "支持城建、农发等企业。（责任单位：区城建集团）"
    assert not list(enterprises(text, ["区城建集团"], BodyNames(text, OWN)))


@pytest.mark.parametrize(
    "text", ["投促中心" * 25_000, "、投" * 50_000, "支持" + "甲乙、" * 30_000 + "等企业"]
)
def test_bounded_time(text: str) -> None:
    names = ["区投促中心", "区城建集团", "区农发集团", "总指挥部", "现场指挥部", "丙北开发区管委会"]
    places = BodyNames(text, OWN)
    for find in (
        partial(introduced, text, names),
        partial(short_names, text, names, places),
        partial(nearest_bodies, text, names, places),
        partial(zones, text, names),
        partial(enterprises, text, names, places),
    ):
        within(1, lambda find=find: list(find()))
