"""Names of agents: which kind they are, and how lists of them split."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts import AgentKind
from kg.passes.names.agents import names_in_prose, split_names
from kg.passes.names.kinds import is_name_in_prose, is_person, kind_of, person_in
from tests.clock import within

# (name, kind) with the reason
KINDS = [
    ("市水务局", "org", "a bureau"),
    ("农业农村局", "org", "its prefix left out"),
    ("市委宣传部（市网信办）", "org", "with a second name"),
    ("甲市水务集团有限公司", "org", "an enterprise"),
    ("团市委", "org", "a mass organisation"),
    ("区文联", "org", "begins like a surname? no"),
    ("文联", "org", "文 is a surname, 文联 a body"),
    ("司法局", "org", "司 is a surname, 司法局 a body"),
    ("和平街道", "org", "和 is a surname"),
    ("财政部门", "org", "a department by its function"),
    ("市场监管部门", "org", "another"),
    ("教育和体育部门", "org", "by two functions"),
    ("王小明", "person", "three characters"),
    ("李强", "person", "two"),
    ("欧阳建国", "person", "a compound surname"),
    ("各区人民政府", "group", "各"),
    ("相关镇街", "group", "相关"),
    ("有关部门", "group", "有关"),
    ("市直有关单位", "group", "有关 inside"),
    ("联络单位", "group", "by what it does"),
    ("领导小组成员单位", "group", "member units"),
    ("市水务局局长", "post", "an office holder without a name"),
    ("分管副市长", "post", "another"),
]


@pytest.mark.parametrize(("name", "kind", "why"), KINDS, ids=[row[0] for row in KINDS])
def test_kinds(name: str, kind: str, why: str) -> None:
    assert kind_of(name) == AgentKind(kind), why


@pytest.mark.parametrize(
    "name", ["王", "农办", "马上办", "高新区", "王小明局长", "石油公司", "方案", "A某", ""]
)
def test_no_persons(name: str) -> None:
    if name == "方案":  # 方 is a surname: only the place can tell
        assert is_person(name)
    else:
        assert not is_person(name)


# (list as printed, its names) with the reason
LISTS = [
    ("市甲局、市乙局，市丙局；市丁局", ["市甲局", "市乙局", "市丙局", "市丁局"], "all separators"),
    ("市甲局、，市乙局、", ["市甲局", "市乙局"], "stray ones"),
    (
        "市委宣传部（市网信办、市新闻办）、市甲局",
        ["市委宣传部（市网信办、市新闻办）", "市甲局"],
        "none inside brackets",
    ),
    ("市发展和改革委员会和市财政局", ["市发展和改革委员会", "市财政局"], "和 between names only"),
    ("市卫生健康局以及各区政府", ["市卫生健康局", "各区政府"], "以及"),
    ("市、区财政部门", ["市、区财政部门"], "a joint prefix"),
    ("区政府有关部门、单位", ["区政府有关部门、单位"], "a joint noun"),
    ("市甲局、市乙局等部门", ["市甲局", "市乙局"], "a vague tail"),
    ("市甲局等有关部门（单位）", ["市甲局"], "with brackets"),
    ("市甲局等部门和单位", ["市甲局"], "with two nouns"),
    ("市甲局等相关部门及各区政府", ["市甲局", "各区政府"], "what follows the tail stays"),
    ("甲市高等学校、市甲局", ["甲市高等学校", "市甲局"], "等 inside a name"),
    ("", [], "nothing"),
    ("、，；", [], "only separators"),
]


@pytest.mark.parametrize(("printed", "names", "why"), LISTS, ids=[row[2] for row in LISTS])
def test_lists(printed: str, names: list[str], why: str) -> None:
    text = f"由{printed}负责"
    mentions = split_names(text, 1, 1 + len(printed))
    assert [mention.agent.name for mention in mentions] == names, why
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.agent.name


# (run of prose, whether it is a name and nothing more) with the reason
PROSE = [
    ("市水务局", True, "a body"),
    ("市、区财政部门", True, "a joint prefix"),
    ("各区人民政府", True, "a class"),
    ("区政府有关部门（单位）", True, "a class with an attribute"),
    ("加强市水务局", False, "a verb in front"),
    ("会同市水务局", False, "another"),
    ("市水务局牵头成立的领导小组", False, "a verb inside"),
    ("领导小组办公室设在市水务局", False, "a verb between two bodies"),
    ("全社会", False, "ends like a body, is none"),
    ("供水工作", False, "no body"),
    ("市水务局的有关处室", False, "的"),
]


@pytest.mark.parametrize(("run", "is_name", "why"), PROSE, ids=[row[0] for row in PROSE])
def test_names_in_prose(run: str, is_name: bool, why: str) -> None:
    assert is_name_in_prose(run) is is_name, why


@pytest.mark.parametrize(
    ("run", "names"),
    [
        ("公安、交通运输、卫生健康等部门", ["公安", "交通运输", "卫生健康"]),
        ("区发展改革、教育和体育、财政部门", ["区发展改革", "教育和体育", "财政部门"]),
        ("其市水务局", ["市水务局"]),
        ("市水务局和供水工作", None),
        ("公安、供水工作等部门", None),
    ],
)
def test_lists_in_prose(run: str, names: list[str] | None) -> None:
    mentions = names_in_prose(run, 0, len(run))
    assert (mentions and [mention.agent.name for mention in mentions]) == names


@pytest.mark.parametrize(
    ("printed", "person"),
    [
        ("张华东副市长", "张华东"),
        ("李明常务副区长", "李明"),
        ("副市长张华东", "张华东"),
        ("市水务局局长李明", "李明"),
        ("王小明（市水务局局长）", "王小明"),
        ("王小明（女）", None),
        ("市水务局局长", None),
        ("高新区主任", None),  # 高新 is no person
        ("王小明", None),  # a name alone needs no search
        ("市委宣传部（市网信办）", None),
    ],
)
def test_persons_with_their_posts(printed: str, person: str | None) -> None:
    span = person_in(printed)
    assert (span and printed[slice(*span)]) == person


@given(st.text(st.sampled_from("市区甲局委办和与及、，；等部门单位（）()王明各有关 "), max_size=60))
def test_mentions_are_in_order_and_verbatim(text: str) -> None:
    end = 0
    for mention in split_names(text, 0, len(text)):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.agent.name
        end = mention.end


@pytest.mark.parametrize("unit", ["和", "和局", "等", "等部门", "（", "、", "市甲局和", "市、", "局及各"])
def test_time_is_bounded(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    within(2, partial(split_names, text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各镇、区教育局", ["各镇", "区教育局"]),
        ("各街道、各乡、县文旅集团", ["各街道", "各乡", "县文旅集团"]),
        ("各镇、区人民政府", ["各镇、区人民政府"]),
        ("各镇、街道", ["各镇、街道"]),
    ],
)
def test_towns_share_no_name_with_a_body_of_a_higher_level(text: str, expected: list[str]) -> None:
    assert [mention.agent.name for mention in split_names(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    "name",
    [
        "沿河各镇街", "涉农乡镇", "项目所在地乡镇", "县直各单位", "市属国企", "县属国有企业", "乡镇人民政府",
        "各民主党派", "各级党组织", "属地镇街", "相关企业", "各乡镇人民政府（街道办事处）",
    ],
)  # fmt: skip
def test_classes_of_bodies_are_groups(name: str) -> None:
    assert kind_of(name) is AgentKind.GROUP
    assert is_name_in_prose(name)


def test_a_town_shares_no_head_with_a_department_of_the_county() -> None:
    text = "相关街道、县司法局"
    assert [mention.agent.name for mention in split_names(text, 0, len(text))] == ["相关街道", "县司法局"]
