"""Citing a plan is citing the notice that issues it; what a cited title carries out; issuers by title and by number."""

from __future__ import annotations

import pytest

from kg.facts import CitationFact
from kg.resolve import InstrumentIdentity, Level, Place, resolve
from kg.resolve.issued import carried_out, issued_titles
from kg.resolve.kinds import issuers_of_instrument, level_of_instrument
from tests.made_up import citation, instrument, source

HOME = Place(("甲市", "乙区"), Level.COUNTY)
NOTICE = "甲市乙区人民政府关于印发《甲市乙区突发事件总体应急预案（试行）》的通知"


def resolved(
    *cited: CitationFact, title: str = NOTICE, date: str = "2024-03-01", place: str = "甲市乙区"
) -> list[str]:
    """The keys of what a later plan of the place cites, beside the notice."""
    notice = instrument(title=title, number="乙政发〔2023〕1号")
    plan = instrument(
        cited,
        number="乙政办发〔2024〕7号",
        date=date,
        title=f"{place}人民政府办公室关于印发防汛预案的通知",
        issuers=(f"{place}人民政府办公室",),
    )
    found = resolve([source(notice), source(plan, name="b.txt")]).sources[1][1][0].cited
    return [found[fact].key for fact in cited]


@pytest.mark.parametrize(
    ("title", "same", "why"),
    [
        ("甲市乙区突发事件总体应急预案（试行）", True, "the plan as issued"),
        ("乙区突发事件总体应急预案（试行）", True, "its place shortened"),
        ("甲市乙区突发事件总体应急预案", True, "without its tail"),
        ("甲市突发事件总体应急预案", False, "the city's"),
        ("甲市丙区突发事件总体应急预案", False, "another district's"),
        ("甲市乙区突发地质灾害应急预案", False, "another plan"),
    ],
)
def test_a_plan_is_the_notice_that_issues_it(title: str, same: bool, why: str) -> None:
    assert (resolved(citation(title)) == ["number:乙政发[2023]1号"]) is same, why


def test_a_notice_of_a_later_year_is_not_meant() -> None:
    assert resolved(citation("甲市乙区突发事件总体应急预案（试行）"), date="2021-03-01")[0].startswith(
        "title:"
    )


def test_a_plan_of_another_place_is_meant_only_by_its_full_name() -> None:
    assert resolved(citation("甲市乙区突发事件总体应急预案"), place="甲市丙区") == ["number:乙政发[2023]1号"]
    general = "甲市乙区人民政府关于印发突发事件总体应急处置预案的通知"
    assert resolved(citation("突发事件总体应急处置预案"), title=general) == ["number:乙政发[2023]1号"]
    assert resolved(citation("突发事件总体应急处置预案"), title=general, place="甲市丙区")[0].startswith(
        "title:"
    )


def test_two_notices_of_one_plan_leave_the_title_alone() -> None:
    known = citation(
        "甲市乙区人民政府关于印发甲市乙区突发事件总体应急预案（试行）的通知", "乙政发〔2006〕12号", "mentions"
    )
    bare = citation("甲市乙区突发事件总体应急预案（试行）")
    assert resolved(known, bare)[1].startswith("title:")


def test_a_plan_that_its_own_notice_repeals_is_an_older_one() -> None:
    fact = citation("甲市乙区突发事件总体应急预案（试行）", relation="repeals")
    own = instrument([fact], title=NOTICE, number="乙政发〔2023〕1号")
    found = resolve([source(own)]).sources[0][1][0]
    assert found.cited[fact] != found.identity


@pytest.mark.parametrize(
    ("title", "titles"),
    [
        ("甲市关于印发甲市妇女规划和甲市儿童规划的通知", ["甲市妇女规划", "甲市儿童规划"]),
        ("甲市关于印发甲市教育和体育规划的通知", ["甲市教育和体育规划"]),
        ("甲市关于公布节水用水标准的通知(修订)", ["节水用水标准"]),
        ("甲市关于加强节水的通知", []),
    ],
)
def test_issued_titles(title: str, titles: list[str]) -> None:
    assert list(issued_titles(title)) == titles


def test_a_regulation_with_its_authority_before_it() -> None:
    long, short = citation("国务院办公厅突发事件应急预案管理办法"), citation("突发事件应急预案管理办法")
    assert len(set(resolved(long, short))) == 1
    assert len(set(resolved(citation("甲省突发事件应急预案管理办法"), short))) == 2


def test_a_regulation_of_the_state_by_its_short_name() -> None:
    long, short = citation("中华人民共和国森林法实施条例"), citation("森林法实施条例")
    assert len(set(resolved(long, short))) == 1


def test_what_a_title_carries_out() -> None:
    assert carried_out("甲省贯彻落实〈国家节水纲要〉的若干措施") == "国家节水纲要"
    assert carried_out("关于印发〈节水方案〉的通知") is None
    fact, law = citation("甲省实施〈中华人民共和国水法〉办法"), citation("中华人民共和国水法")
    found = resolve([source(instrument([fact, law]))]).sources[0][1][0]
    assert found.bases[fact][1] == found.cited[law]
    assert isinstance(found.bases[fact][1], InstrumentIdentity)


@pytest.mark.parametrize(
    ("title", "number", "issuers"),
    [
        ("甲市人民政府关于节水的意见", "甲政发〔2022〕1号", ("甲市人民政府",)),
        ("中共甲市委甲市人民政府关于节水的意见", None, ("中共甲市委", "甲市人民政府")),
        ("中共中央、国务院关于节水的意见", None, ("中共中央", "国务院")),
        ("国家发展改革委、水利部关于印发节水方案的通知", None, ("国家发展改革委", "水利部")),
        ("中共甲市委办公室甲市人民政府办公室印发〈节水方案〉的通知", None, ("中共甲市委办公室", "甲市人民政府办公室")),
        ("关于节水的通知", "国办发〔2022〕1号", ("国务院办公厅",)),
        (None, "苏政办发〔2022〕1号", ("江苏省人民政府办公厅",)),
        (None, "苏水节〔2022〕1号", ()),
        ("甲市关于深入节水的方案", None, ()),
        ("甲市节水条例", None, ()),
    ],
)  # fmt: skip
def test_issuers(title: str | None, number: str | None, issuers: tuple[str, ...]) -> None:
    assert issuers_of_instrument(title, number, HOME) == issuers


def test_one_character_names_are_a_citys_in_another_province() -> None:
    home = Place(("山东省", "青岛市"), Level.PREFECTURE)
    assert issuers_of_instrument(None, "青政发〔2022〕1号", home) == ()
    assert level_of_instrument(None, "青政发〔2022〕1号", home) is None
    assert level_of_instrument(None, "鲁政发〔2022〕1号", home) is Level.PROVINCE


def test_regulations_without_a_place_are_the_nations() -> None:
    assert level_of_instrument("地质灾害防治条例", None, HOME) is Level.NATION
    assert level_of_instrument("乙区节水管理条例", None, HOME) is Level.COUNTY
    assert level_of_instrument("管理条例", None, HOME) is None
