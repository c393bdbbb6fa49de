"""Short forms of coordinating bodies inside one instrument."""

from __future__ import annotations

import pytest

from kg.resolve import Identity, resolve
from tests.made_up import instrument, member, role, source

ROWS = [
    (["区节水工作领导小组", "领导小组"], True, "the bare head, where there is one fuller name"),
    (
        ["甲市乙区创建节水型城区工作领导小组", "创建工作领导小组", "区创建节水型城区领导小组"],
        True,
        "parts of the full name",
    ),
    (["区防汛抗旱指挥部", "区指挥部"], True, "a level word and the head"),
    (["区节水工作领导小组办公室", "领导小组办公室"], True, "offices follow their bodies"),
    (["现场指挥机构", "现场指挥部"], True, "equal words"),
    (["监测评估协调组", "协调组"], True, "a working group by its last word"),
    (["区防汛抗旱指挥部", "市防汛抗旱指挥部"], False, "levels"),
    (["区防汛抗旱指挥部", "现场指挥部"], False, "the standing body and the one on the spot"),
    (["区节水工作领导小组", "区节水工作领导小组办公室"], False, "a body and its office"),
    (["综合协调组", "医疗救护组"], False, "two work groups"),
    (["监测组", "监测评估组"], False, "work groups are never short for one another"),
    (["区节水工作领导小组", "区抗旱指挥部"], False, "two heads"),
]


def identities(*names: str) -> list[Identity]:
    resolution = resolve([source(instrument([member(name, "区水务局") for name in names]))])
    bodies = resolution.sources[0][1][0].bodies
    return [bodies[name] for name in names]


@pytest.mark.parametrize(("names", "alike", "reason"), ROWS, ids=lambda value: str(value))
def test_pairs(names: list[str], alike: bool, reason: str) -> None:
    assert (len(set(identities(*names))) == 1) is alike, reason


def test_a_bare_head_with_two_fuller_names_stays_apart() -> None:
    first, second, bare = identities("区节水工作领导小组", "区防汛工作领导小组", "领导小组")
    assert len({first, second, bare}) == 3


def test_an_office_without_its_body() -> None:
    full, office, created = identities("区创建节水型城区领导小组", "领导小组办公室", "区创建办")
    assert office == created != full


def test_bodies_of_one_plan_are_not_those_of_another() -> None:
    plans = [
        instrument(
            [member("综合协调组", "区水务局"), member("领导小组", "区水务局")], number=f"乙政发〔2023〕{n}号"
        )
        for n in (1, 2)
    ]
    one, other = resolve([source(*plans)]).sources[0][1]
    assert one.bodies["综合协调组"] != other.bodies["综合协调组"]
    assert one.bodies["领导小组"] != other.bodies["领导小组"]


def test_a_body_of_the_district_is_one_in_all_its_plans() -> None:
    plans = [
        instrument([member("区节水工作领导小组", "区水务局")], number=f"乙政发〔2023〕{n}号") for n in (1, 2)
    ]
    one, other = resolve([source(*plans)]).sources[0][1]
    assert one.bodies["区节水工作领导小组"] == other.bodies["区节水工作领导小组"]


def test_a_department_is_never_swallowed() -> None:
    facts = [member("区金融工作领导小组办公室", "区财政局"), role("区金融办公室"), role("区政府办公室")]
    resolution = resolve([source(instrument(facts))]).sources[0][1][0]
    names = {agent.name: identity for agent, identity in resolution.agents.items()}
    assert names["区金融办公室"] != resolution.bodies["区金融工作领导小组办公室"] != names["区政府办公室"]
