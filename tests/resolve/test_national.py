"""Bodies of the central government and of other places, in documents of a district and of the nation."""

from __future__ import annotations

import pytest

from kg.passes.names.kinds import kind_of
from kg.resolve import Identity, IdentityKind, Level, Place, resolve
from kg.resolve.bodies import read_body
from kg.resolve.places import NATION, place_of_issuer
from kg.resolve.types import BodyType, type_of
from tests.made_up import instrument, role, source

HOME = Place(("甲省", "甲乙市", "丙丁区"), Level.COUNTY)

CENTRAL = [
    ("工业和信息化部", "工信部"),
    ("国家发展和改革委员会", "国家发展改革委"),
    ("国家卫生健康委员会", "国家卫健委"),
    ("国务院办公厅", "国务院办公厅"),
    ("国家税务总局", "税务总局"),
    ("中国证券监督管理委员会", "证监会"),
]


@pytest.mark.parametrize(("full", "short"), CENTRAL)
@pytest.mark.parametrize("home", [HOME, NATION], ids=["district", "nation"])
def test_central_bodies_are_the_nations_in_every_document(full: str, short: str, home: Place) -> None:
    one, other = read_body(full, home), read_body(short, home)
    assert (one.place, one.function) == (other.place, other.function) == (NATION, full)


def test_short_names_of_offices_are_the_nations_in_its_own_documents_alone() -> None:
    for name in ("人民银行", "气象局", "国资委", "发展改革委"):
        assert read_body(name, NATION).function.startswith(("中国", "国务院", "国家"))
        assert read_body(name, HOME).place == HOME


def test_the_office_of_a_ministry_issues_for_the_nation() -> None:
    assert read_body("民政部办公厅", HOME).function == "民政部办公厅"
    assert read_body("民政部办公厅", HOME).place == place_of_issuer("民政部办公厅关于节水的通知") == NATION
    assert place_of_issuer("民政部门关于节水的通知") is None


@pytest.mark.parametrize("name", ["组织部", "区委宣传部", "人武部", "区财政局"])
def test_local_bodies_stay_local(name: str) -> None:
    assert read_body(name, HOME).place == HOME


@pytest.mark.parametrize(
    ("name", "place", "function"),
    [
        ("国家税务总局甲乙市税务局", ("甲省", "甲乙市"), "税务局"),
        ("甲乙海关", ("甲省", "甲乙市"), "海关"),
        ("甲乙丙丁经济开发区管委会", ("甲省", "甲乙市", "丙丁区"), "经济开发区管理委员会"),
        ("江苏省人民政府办公厅", ("江苏省",), "政府办公厅"),
        ("江苏省教育厅", ("江苏省",), "教育厅"),
        ("长春市场监管局", ("甲省", "甲乙市", "丙丁区"), "长春市场监管局"),
    ],
)
def test_offices_and_bodies_of_other_places(name: str, place: tuple[str, ...], function: str) -> None:
    body = read_body(name, HOME)
    assert (body.place.chain, body.function) == (place, function)


@pytest.mark.parametrize(
    ("function", "kind"),
    [
        ("工业和信息化部", BodyType.DEPARTMENT),
        ("中国人民银行", BodyType.DEPARTMENT),
        ("国务院", BodyType.GOVERNMENT),
        ("最高人民法院", BodyType.COURT),
        ("中华全国妇女联合会", BodyType.MASS_ORGANISATION),
        ("海关", BodyType.DEPARTMENT),
        ("共青团中央", BodyType.MASS_ORGANISATION),
        ("中央网络安全和信息化委员会办公室", BodyType.PARTY_ORGAN),
    ],
)
def test_types(function: str, kind: BodyType) -> None:
    assert type_of(Identity(IdentityKind.BODY, NATION, function)) is kind


def test_governments_of_a_level_are_a_group() -> None:
    assert kind_of("各省级人民政府").value == kind_of("省级人民政府").value == "group"


def test_central_bodies_are_no_coordinating_bodies_and_meet_those_of_a_district() -> None:
    central = instrument(
        [role("中央网信办"), role("水利部")], issuers=("国务院办公厅",), number="国办发〔2031〕1号"
    )
    local = instrument([role("水利部"), role("区水务局")])
    resolution = resolve([source(central), source(local, name="b.txt")])
    first, second = (instruments[0] for _, instruments in resolution.sources)
    assert first.place == NATION
    assert first.bodies["中央网信办"].kind is IdentityKind.BODY
    assert first.bodies["水利部"] == second.bodies["水利部"]
