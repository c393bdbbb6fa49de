"""Class names, groups and their members, types and superiors of bodies."""

from __future__ import annotations

import pytest

from kg.resolve import Identity, IdentityKind, Level, Place, Resolution, resolve
from kg.resolve.settle import CLASS_RULE
from kg.resolve.types import BodyType, superior_of, type_of
from tests.made_up import instrument, member, mention, role, source

HOME = Place(("甲市", "乙区"), Level.COUNTY)


def found(resolution: Resolution, name: str, of: int = 0) -> Identity:
    return next(i for agent, i in resolution.sources[of][1][0].agents.items() if agent.name == name)


CLASSES = [
    (["区民政局", "民政部门"], "民政部门", True, "the one body of this function"),
    (["区卫健局", "卫生健康部门"], "卫生健康部门", True, "by the short form of the function"),
    (["区自然资源局", "自然资源主管部门"], "自然资源主管部门", True, "competent authority"),
    (["区委宣传部", "宣传"], "宣传", True, "a department of the party committee"),
    (["区委网信办", "网信部门"], "网信部门", True, "an office"),
    (["区交通运输局", "交通运输"], "交通运输", True, "a bare field in a list of departments"),
    (["区交通运输局", "交通"], "交通", True, "a short bare field"),
    (["区公安局", "区公安分局", "公安"], "公安", False, "a bare field that two bodies have"),
    (["区公安分局", "公安部门"], "公安部门", True, "a branch of the city's authority"),
    (["市民政局", "民政部门"], "民政部门", False, "the body is another place's"),
    (["区民政局", "民政中心", "财政部门"], "财政部门", False, "no body of this function"),
    (["区教育局", "区教体局", "教育部门"], "教育部门", True, "教体局 is another function"),
    (
        ["区公安局", "区公安分局", "公安部门"],
        "公安部门",
        False,
        "two bodies of this function: no merge on doubt",
    ),
]


@pytest.mark.parametrize(("names", "name", "linked", "why"), CLASSES, ids=lambda v: str(v))
def test_class_names(names: list[str], name: str, linked: bool, why: str) -> None:
    resolution = resolve([source(instrument([role(n) for n in names]))])
    assert (found(resolution, name) == found(resolution, names[0])) is linked, why
    rule = resolution.sources[0][1][0].rules[name]
    assert (rule == CLASS_RULE) is linked


def test_class_names_use_all_documents_of_a_place_and_no_other() -> None:
    here = instrument([role("民政部门")])
    same = instrument([mention("区民政局")], number="乙政发〔2023〕3号")
    other = instrument([role("民政部门")], issuers=("甲市丙区人民政府",), number="丙政发〔2023〕2号")
    resolution = resolve([source(here), source(same, name="b.txt"), source(other, name="c.txt")])
    assert found(resolution, "民政部门") == found(resolution, "区民政局", 1)
    assert found(resolution, "民政部门", 2).key == "民政部门"


def test_a_place_has_one_level_and_a_body_one_label_over_all_documents() -> None:
    own = instrument(
        [mention("市政府"), member("市绿化委员会", "市政府")],
        issuers=("乙市人民政府",),
        number="乙政发〔2023〕3号",
    )
    other = instrument([role("乙市政府")], issuers=("甲省人民政府",), number="甲政发〔2023〕2号")
    sources = [source(own), source(other, name="b.txt")]
    resolution = resolve(sources)
    assert found(resolution, "乙市政府", 1) == found(resolution, "市政府")
    assert found(resolution, "乙市政府", 1).place.level is Level.PREFECTURE
    labels = {
        label
        for identity, label in resolution.labels.items()
        if identity.key == "政府" and "乙市" in identity.place.chain
    }
    assert labels == {"乙市人民政府"}
    back = resolve(sources[::-1])
    assert found(back, "乙市政府") == found(resolution, "乙市政府", 1)


def test_members_of_groups() -> None:
    facts = [role("各镇街", kind="group"), role("各街道", kind="group"), role("有关部门", kind="group")]
    towns = [role(name) for name in ("仁和镇", "安乐街道办事处", "区财政局")]
    other = instrument([role("永宁镇")], issuers=("甲市丙区人民政府",), number="丙政发〔2023〕2号")
    resolution = resolve([source(instrument([*facts, *towns])), source(other, name="b.txt")])
    keys = {group.key: [m.key for m in members] for group, members in resolution.members.items()}
    assert keys == {"各镇街": ["仁和镇政府", "安乐街道政府"], "各街道": ["安乐街道政府"]}


TYPES = [
    ("区财政局", BodyType.DEPARTMENT),
    ("区政府", BodyType.GOVERNMENT),
    ("区委宣传部", BodyType.PARTY_ORGAN),
    ("区委", BodyType.PARTY_ORGAN),
    ("区人大常委会办公室", BodyType.PEOPLE_CONGRESS),
    ("区政协", BodyType.CPPCC),
    ("区法院", BodyType.COURT),
    ("区检察院", BodyType.PROCURATORATE),
    ("区人武部", BodyType.MILITARY),
    ("区妇联", BodyType.MASS_ORGANISATION),
    ("区总工会", BodyType.MASS_ORGANISATION),
    ("仁和镇", BodyType.TOWNSHIP),
    ("安乐街道办事处", BodyType.TOWNSHIP),
    ("区供电公司", BodyType.ENTERPRISE),
    ("区融媒体中心", BodyType.INSTITUTION),
    ("丁北开发区管委会", BodyType.ZONE),
    ("区节水工作领导小组", BodyType.COORDINATING),
    ("某某", BodyType.OTHER),
]


@pytest.mark.parametrize(("name", "kind"), TYPES, ids=lambda v: str(v))
def test_types(name: str, kind: BodyType) -> None:
    resolution = resolve([source(instrument([role(name)]))])
    assert type_of(found(resolution, name)) is kind


SUPERIORS = [
    ("区财政局", "政府", "a department under its government"),
    ("仁和镇", "政府", "a town, too"),
    ("区政府办公室", "政府", "an office under its organ"),
    ("区委宣传部", "委", "a department of the committee"),
    ("区税务局", None, "led from above"),
    ("市公安局乙区分局", None, "led from above and from here: not certain"),
    ("区妇联", None, "no department"),
    ("市财政局", None, "no document names the city's government"),
    ("区政府", None, "the government itself"),
]


@pytest.mark.parametrize(("name", "superior", "why"), SUPERIORS, ids=lambda v: str(v))
def test_superiors(name: str, superior: str | None, why: str) -> None:
    resolution = resolve([source(instrument([role(name), role("区委"), role("区政府")]))])
    above = superior_of(found(resolution, name), resolution.labels)
    assert (above.key if above else None) == superior, why


def test_a_superior_is_named_somewhere() -> None:
    body = Identity(IdentityKind.BODY, HOME, "财政局")
    assert superior_of(body, {}) is None
