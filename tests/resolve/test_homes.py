"""The place of an instrument that no issuer states: by its title, the names in it, or at least its level."""

from __future__ import annotations

import pytest

from kg.facts import Fact
from kg.resolve import Level, Place, resolve
from kg.resolve.homes import homes
from tests.made_up import instrument, mention, role, source
from tests.resolve.test_resolve import agent


def home(title: str, *facts: Fact, issuers: tuple[str, ...] = ()) -> Place:
    return homes(source(instrument(facts, title=title, number=None, issuers=issuers)))[0]


@pytest.mark.parametrize(
    ("title", "chain"),
    [
        ("大连市城市节约用水管理办法", ("辽宁省", "大连市")),
        ("2024年成都市社区建设工作要点", ("四川省", "成都市")),
        ("关于印发大连市农贸市场管理办法的通知", ("辽宁省", "大连市")),
        ("大连市创建省级示范区工作方案", ("辽宁省", "大连市")),
        ("城市更新行动方案", ()),
        ("老旧小区改造方案", ()),
        ("区域协调发展规划", ()),
        ("市场监管工作要点", ()),
    ],
)
def test_a_title_tells_a_place_that_the_table_knows(title: str, chain: tuple[str, ...]) -> None:
    assert home(title).chain == chain


def test_a_title_tells_an_unknown_place_that_the_text_names_too() -> None:
    title = "甲乙市节约用水管理办法"
    assert home(title).chain == ()
    assert home(title, mention("甲乙市人民政府")).chain == ("甲乙市",)
    assert home(title, mention("丙乙市人民政府")).chain == ()


@pytest.mark.parametrize(
    ("title", "names", "level"),
    [
        ("关于节水的通知", ("省水利厅", "省财政厅", "省科技厅", "市水务局"), Level.PROVINCE),
        ("关于节水的通知", ("省水利厅", "省财政厅", "市科技局", "市水务局"), Level.UNKNOWN),
        ("关于节水的通知", ("区水务局", "区财政局"), Level.UNKNOWN),
        ("县防汛抗旱应急预案", (), Level.COUNTY),
        ("2024年区政府重点工作", (), Level.COUNTY),
        ("市场监管工作要点", (), Level.UNKNOWN),
    ],
)
def test_level_of_an_unknown_place(title: str, names: tuple[str, ...], level: Level) -> None:
    assert home(title, *(role(name) for name in names)).level is level


def test_a_bare_name_is_the_one_with_the_documents_own_level_word() -> None:
    facts = [role("省科技厅"), role("科技厅"), role("市科技局"), role("省发展改革委"), role("发展改革委")]
    one = instrument(facts, issuers=("省人民政府",), title="省人民政府关于节水的意见", number=None)
    resolution = resolve([source(one)])
    assert agent(resolution, "科技厅") == agent(resolution, "省科技厅")
    assert agent(resolution, "发展改革委") == agent(resolution, "省发展改革委")
    assert agent(resolution, "市科技局") != agent(resolution, "省科技厅")


def test_names_in_traditional_characters_are_read_as_the_others() -> None:
    assert home("關於節水的通知", issuers=("國務院辦公廳",)).level is Level.NATION
    resolution = resolve([source(instrument([role("區財政局"), role("区财政局")]))])
    assert agent(resolution, "區財政局") == agent(resolution, "区财政局")


def test_a_former_ministry_is_the_nations() -> None:
    assert home("关于社会保险的通知", issuers=("劳动和社会保障部办公厅",)).level is Level.NATION


def test_places_without_a_name_are_called_by_their_files() -> None:
    one = instrument([role("财政局")], issuers=(), title="关于节水的通知", number=None)
    places = [homes(source(one, name=name))[0] for name in ("包.zip/甲.txt", "乙.txt")]
    assert [place.name for place in places] == ["未知辖区（包.zip/甲.txt）", "未知辖区（乙.txt）"]
