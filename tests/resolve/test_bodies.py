"""Printed names of bodies, taken apart in a document of 甲市乙丙区."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve import Level, Place
from kg.resolve.bodies import read_body
from kg.resolve.places import place_of_issuer

HOME = Place(("甲市", "乙丙区"), Level.COUNTY)

ALIKE = [
    (
        ["区发改局", "发改局", "区发展和改革局", "区发展改革委", "甲市乙丙区发展和改革委员会"],
        "abbreviation, elision, 委 and 局",
    ),
    (
        ["区人社局", "区人力资源社会保障局", "甲市乙丙区人力资源和社会保障局"],
        "the conjunction does not count",
    ),
    (["区住建局", "区住房城乡建设局", "住房和城乡建设局"], "城乡 is no town"),
    (["区市场监管局", "市场监管局", "区市场监督管理局"], "市 of 市场 is no city"),
    (["区城乡交运局", "区交通运输局", "区城乡交通运输局"], "a local name of the same department"),
    (["区城管局", "城市管理局", "乙丙区城市管理局"], "城市 is no place"),
    (["区政府", "乙丙区政府", "甲市乙丙区人民政府", "乙丙区人民政府"], "the government by all its names"),
    (["区政府办", "区政府办公室", "甲市乙丙区人民政府办公室"], "its office"),
    (
        ["区政府办公室", "甲市乙丙区人民政府办公室（甲市乙丙区人民政府研究室）"],
        "a bracketed second name does not make another body",
    ),
    (["区委宣传部", "中共甲市乙丙区委宣传部", "区委宣传部（区网信办）"], "the party committee's department"),
    (["团区委", "共青团乙丙区委", "共青团甲市乙丙区委员会"], "the place inside the name"),
    (["区直机关工委", "区委区直机关工委"], "an organ of the committee, with and without it"),
    (
        ["市公安局乙丙区分局", "市公安局乙丙分局", "公安局乙丙区分局", "区公安分局", "甲市公安局乙丙区分局"],
        "the city's branch in the district",
    ),
    (["市交警支队乙丙大队", "区交警大队", "交警大队"], "a brigade of the city's detachment"),
    (["国网乙丙供电公司", "区供电公司", "供电公司"], "the grid's branch"),
    (
        ["国家税务总局甲市乙丙区税务局", "区税务局", "乙丙区税务局", "甲市乙丙区税务局"],
        "the tax authority's branch",
    ),
    (["仁和镇", "仁和镇人民政府", "仁和镇政府"], "a town is its government"),
    (["新市镇", "新市镇人民政府"], "市 inside a town's name"),
    (["刁镇街道", "刁镇街道办事处"], "镇 inside a street's name"),
    (["甲市乙丙区人民政府安乐街道办事处", "安乐街道"], "a street office by its long name"),
    (["乙丙黄河河务局", "区黄河河务局"], "the place without its level"),
    (["区财政", "区财政局"], "a field with a level is the department"),
    (["区妇联", "区妇女联合会"], "mass organisations"),
]

APART = [
    ("区财政局", "市财政局", "levels"),
    ("区财政局", "甲市丁戊区财政局", "another district of the city"),
    ("区财政局", "丁戊区财政局", "another district by its short name"),
    ("区生态环境局", "市生态环境局", "levels"),
    ("市公安局", "市公安局乙丙区分局", "an authority and its branch"),
    ("市公安局丁戊区分局", "市公安局乙丙区分局", "two branches"),
    ("区投资促进局", "区投资促进中心", "a bureau and a centre"),
    ("区政府", "区政府办公室", "the government and its office"),
    ("区委", "区政府", "party and government"),
    ("仁和镇", "安乐街道", "two towns"),
    ("卫生健康部门", "区卫生健康局", "a class of bodies is not the body"),
    ("区网信办", "区委宣传部（区网信办）", "a second name alone stays apart"),
    ("区财政局", "省财政厅", "levels and names"),
    ("国家发展改革委", "区发展改革委", "the state's and the district's"),
    ("安乐街道民生服务中心", "区民生服务中心", "a street's centre and the district's"),
]


@pytest.mark.parametrize(
    ("names", "reason"), ALIKE, ids=lambda value: value if isinstance(value, str) else None
)
def test_one_body(names: list[str], reason: str) -> None:
    found = {(body.place, body.function) for body in (read_body(name, HOME) for name in names)}
    assert len(found) == 1, f"{reason}: {found}"


@pytest.mark.parametrize(("one", "other", "reason"), APART, ids=lambda value: value)
def test_two_bodies(one: str, other: str, reason: str) -> None:
    first, second = read_body(one, HOME), read_body(other, HOME)
    assert (first.place, first.function) != (second.place, second.function), reason


PLACES = [
    ("区财政局", ("甲市", "乙丙区"), "the document's own level"),
    ("市财政局", ("甲市",), "the parent the issuer names"),
    ("省财政厅", ("甲市所属省",), "a parent nobody names gets a name of its own"),
    ("国家发展改革委", ("国家",), "the state"),
    ("财政局", ("甲市", "乙丙区"), "elided"),
    ("仁和镇", ("甲市", "乙丙区"), "a town's government is the district's body"),
    ("甲市丁戊区财政局", ("甲市", "丁戊区"), "another district in full"),
    ("济北开发区管委会", ("甲市", "乙丙区"), "a zone's committee is the district's body"),
    ("市场监管局", ("甲市", "乙丙区"), "市场"),
    ("区域协调办", ("甲市", "乙丙区"), "区域"),
]
PLACES = [(name.replace("济北", "丙北"), chain, reason) for name, chain, reason in PLACES]


@pytest.mark.parametrize(("name", "chain", "reason"), PLACES, ids=lambda value: str(value))
def test_place_of_a_body(name: str, chain: tuple[str, ...], reason: str) -> None:
    assert read_body(name, HOME).place.chain == chain, reason


def test_a_town_by_its_own_document_and_by_the_districts() -> None:
    town = Place(("甲市", "乙丙区", "仁和镇"), Level.TOWNSHIP)
    here = read_body("仁和镇", HOME)
    assert {read_body(name, town) for name in ("仁和镇", "仁和镇人民政府")} <= {
        here,
        read_body("仁和镇人民政府", HOME),
    }
    assert read_body("镇政府", town).function == here.function
    assert read_body("区财政局", town) == read_body("区财政局", HOME)
    assert read_body("财政所", town).function == "仁和镇财政所"


ISSUERS = [
    ("甲市乙丙区人民政府", ("甲市", "乙丙区"), Level.COUNTY),
    ("甲市乙丙区人民政府办公室", ("甲市", "乙丙区"), Level.COUNTY),
    ("甲市乙丙区人民政府关于印发甲市丁区方案的通知", ("甲市", "乙丙区"), Level.COUNTY),
    ("戊省甲市人民政府", ("戊省", "甲市"), Level.PREFECTURE),
    ("戊省人民政府办公厅", ("戊省",), Level.PROVINCE),
    ("甲市沙市区人民政府", ("甲市", "沙市区"), Level.COUNTY),
    ("甲市市中区人民政府", ("甲市", "市中区"), Level.COUNTY),
    ("己县人民政府", ("己县",), Level.COUNTY),
    ("己县庚镇人民政府", ("己县", "庚镇"), Level.TOWNSHIP),
    ("辛自治州壬自治县人民政府", ("辛自治州", "壬自治县"), Level.COUNTY),
    ("甲市乙丙区教育局", ("甲市", "乙丙区"), Level.COUNTY),
    ("中共甲市乙丙区委办公室", ("甲市", "乙丙区"), Level.COUNTY),
    ("甲市高新区管委会", ("甲市", "高新区"), Level.COUNTY),
    ("国务院办公厅", ("国家",), Level.NATION),
    ("区人民政府", None, None),
    ("城市管理局", None, None),
    ("关于加强区政府工作的通知", None, None),
]


@pytest.mark.parametrize(("issuer", "chain", "level"), ISSUERS, ids=lambda value: str(value))
def test_place_of_an_issuer(issuer: str, chain: tuple[str, ...] | None, level: Level | None) -> None:
    place = place_of_issuer(issuer)
    assert (place.chain if place else None, place.level if place else None) == (chain, level)


@given(st.text(max_size=60))
def test_any_name_has_a_body(name: str) -> None:
    assert read_body(name, HOME) == read_body(name, HOME)
    place_of_issuer(name)


@given(
    st.sampled_from([name for names, _ in ALIKE for name in names]),
    st.sampled_from(["丁戊区", "丁戊县", "己庚旗"]),
)
def test_districts_never_meet(name: str, unit: str) -> None:
    other = Place(("甲市", unit), Level.COUNTY)
    there, here = read_body(name.replace("乙丙区", unit), other), read_body(name, HOME)
    assert there.place != here.place


PROVINCE = Place(("甲省",), Level.PROVINCE)
CITY = Place(("甲市",), Level.PREFECTURE)


@pytest.mark.parametrize(
    ("home", "names"),
    [
        (PROVINCE, ["省人社厅", "省人力资源社会保障厅", "甲省人力资源和社会保障厅", "人社厅"]),
        (PROVINCE, ["省住建厅", "省住房城乡建设厅", "住房和城乡建设厅"]),
        (PROVINCE, ["省工信厅", "省经信厅", "省工业和信息化厅", "省经济和信息化厅"]),
        (PROVINCE, ["省文旅厅", "省文化和旅游厅"]),
        (PROVINCE, ["省高院", "省高级人民法院"]),
        (PROVINCE, ["省国资委", "省政府国资委", "省国有资产监督管理委员会"]),
        (CITY, ["市文广旅局", "市文化广电旅游局", "市文化广电和旅游局"]),
        (CITY, ["市城管执法局", "市城市管理综合行政执法局", "市城市管理综合执法局"]),
        (CITY, ["市交通委", "市交通委员会", "市交通运输局"]),
        (CITY, ["市工商局", "市工商行政管理局"]),
        (CITY, ["市卫计委", "市卫生计生委", "市卫生和计划生育委员会"]),
        (CITY, ["市疾控中心", "市疾病预防控制中心", "甲市疾病预防控制中心"]),
        (CITY, ["人行甲市分行", "人民银行甲市分行", "中国人民银行甲市分行"]),
        (CITY, ["市纪委监委", "市纪委市监委"]),
        (CITY, ["市残工委", "市政府残疾人工作委员会"]),
        (CITY, ["市委台办", "市台办", "市委台湾工作办公室"]),
    ],
)
def test_departments_of_provinces_and_cities(home: Place, names: list[str]) -> None:
    assert len({(body.place, body.function) for body in (read_body(name, home) for name in names)}) == 1


@pytest.mark.parametrize(
    ("home", "one", "other"),
    [
        (PROVINCE, "省法院", "省检察院"),
        (CITY, "市水利局", "市水务局"),
        (CITY, "市数据局", "市大数据局"),
        (CITY, "市城管局", "市城管执法局"),
        (CITY, "市自然资源和规划局", "市规划和自然资源局"),
        (CITY, "市林业局", "市林业和草原局"),
        (CITY, "市建委", "市住建委"),
    ],
)
def test_departments_that_a_place_may_have_side_by_side(home: Place, one: str, other: str) -> None:
    assert read_body(one, home).function != read_body(other, home).function
