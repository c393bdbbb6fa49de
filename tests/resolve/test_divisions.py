"""The table of administrative divisions, and places completed by it. The table's own names are the subject here."""

from __future__ import annotations

import pytest

from kg.language.divisions import chain_of, divisions, divisions_by_name
from kg.resolve import Level, Place, resolve
from kg.resolve.divisions import code_of, complete, parent_of
from tests.made_up import instrument, role, source


def test_the_table_is_whole() -> None:
    table = divisions()
    assert len(table) > 3300
    assert sum(not division.parent for division in table.values()) == 34
    assert all(not d.parent or d.parent in table for d in table.values())
    assert max(len(chain_of(d)) for d in table.values()) == 3


UNIQUE = [
    (("浦东新区",), ("上海市", "浦东新区"), Level.COUNTY, "310115", "a district of a municipality"),
    (("昆山市",), ("江苏省", "苏州市", "昆山市"), Level.COUNTY, "320583", "a city at county level"),
    (("苏州市",), ("江苏省", "苏州市"), Level.PREFECTURE, "320500", "a prefecture"),
    (("长春市", "朝阳区"), ("吉林省", "长春市", "朝阳区"), Level.COUNTY, "220104", "the city decides"),
    (
        ("江苏省", "昆山市"),
        ("江苏省", "苏州市", "昆山市"),
        Level.COUNTY,
        "320583",
        "a unit left out in the middle",
    ),
]


@pytest.mark.parametrize(("chain", "full", "level", "code", "why"), UNIQUE, ids=lambda v: str(v))
def test_full_chains(
    chain: tuple[str, ...], full: tuple[str, ...], level: Level, code: str, why: str
) -> None:
    place = complete(Place(chain, Level.COUNTY))
    assert (place.chain, place.level, code_of(place)) == (full, level, code), why


def test_a_name_of_two_places_stays_as_printed() -> None:
    assert len(divisions_by_name()["朝阳区"]) > 1
    bare = Place(("朝阳区",), Level.COUNTY)
    assert complete(bare) == bare
    assert code_of(bare) is None


def test_towns_and_unknown_places() -> None:
    assert complete(Place(("昆山市", "仁和镇"), Level.TOWNSHIP)).chain == (
        "江苏省",
        "苏州市",
        "昆山市",
        "仁和镇",
    )
    made_up = Place(("甲市", "乙区"), Level.COUNTY)
    assert complete(made_up) == made_up


def test_areas_hang_together() -> None:
    place: Place | None = complete(Place(("昆山市",), Level.COUNTY))
    levels = []
    while place is not None:
        levels.append(place.level)
        place = parent_of(place)
    assert levels == [Level.COUNTY, Level.PREFECTURE, Level.PROVINCE, Level.NATION]


def test_documents_that_name_a_district_with_and_without_its_city_are_of_one_place() -> None:
    one = instrument(
        [role("区财政局"), role("省财政厅")], issuers=("昆山市人民政府",), title="关于节水的通知"
    )
    other = instrument(
        [role("昆山市财政局"), role("市财政局")], issuers=("江苏省苏州市昆山市人民政府",), number=None
    )
    first, second = (s[1][0] for s in resolve([source(one), source(other, name="b.txt")]).sources)
    assert first.place == second.place
    provinces = {identity.place.chain for agent, identity in first.agents.items() if agent.name == "省财政厅"}
    assert provinces == {("江苏省",)}
    assert len(set(second.agents.values())) == 1
