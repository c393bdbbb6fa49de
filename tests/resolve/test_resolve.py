"""Places of instruments, persons, posts, labels, and what must not depend on anything else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts import AgentKind
from kg.resolve import Identity, IdentityKind, Resolution, resolve
from kg.resolve.persons import split_post
from tests.made_up import evidence, instrument, member, one_of_each, person, role, source


def agent(resolution: Resolution, name: str, nth: int = 0, of: int = 0) -> Identity:
    agents = resolution.sources[of][1][nth].agents
    return next(identity for printed, identity in agents.items() if printed.name == name)


def test_short_and_full_place_of_one_gazette_are_one() -> None:
    first = instrument([role("区财政局")])
    second = instrument(
        [role("财政局")],
        number="乙政发〔2023〕3号",
        issuers=("乙区人民政府办公室",),
        title="乙区人民政府办公室关于节水的通知",
    )
    resolution = resolve([source(first, second)])
    assert agent(resolution, "区财政局") == agent(resolution, "财政局", nth=1)


def test_a_full_place_in_the_title_completes_the_short_one_of_the_signature() -> None:
    one = instrument(
        [role("甲市乙区财政局"), role("乙区财政局"), role("区财政局")],
        issuers=("乙区人民政府办公室",),
        title="甲市乙区人民政府办公室关于节水的通知",
    )
    resolution = resolve([source(one)])
    assert resolution.sources[0][1][0].place.chain == ("甲市", "乙区")
    assert len({agent(resolution, name) for name in ("甲市乙区财政局", "乙区财政局", "区财政局")}) == 1


def test_a_title_of_another_place_does_not_change_that_of_the_issuer() -> None:
    one = instrument(issuers=("乙区人民政府",), title="甲市丙区人民政府关于节水的通知")
    assert resolve([source(one)]).sources[0][1][0].place.chain == ("乙区",)


def test_a_short_place_with_two_full_ones_stays_apart() -> None:
    places = ("甲市乙区人民政府", "丙市乙区人民政府", "乙区人民政府")
    found = {
        place.place
        for place in resolve(
            [
                source(
                    *(
                        instrument(issuers=(name,), title="关于节水的通知", number=f"乙政发〔2023〕{n}号")
                        for n, name in enumerate(places)
                    )
                )
            ]
        ).sources[0][1]
    }
    assert len(found) == 3


def test_an_instrument_without_issuer_takes_the_gazettes_only_place() -> None:
    second = instrument([role("区财政局")], issuers=(), title="关于节水的通知", number=None)
    resolution = resolve([source(instrument([role("区财政局")]), second)])
    assert agent(resolution, "区财政局", nth=1) == agent(resolution, "区财政局")


def test_instruments_without_any_place_share_nothing() -> None:
    unknown = instrument([role("区财政局")], issuers=(), title="关于节水的通知", number=None)
    resolution = resolve([source(unknown, unknown), source(unknown, name="b.txt")])
    assert (
        len(
            {
                agent(resolution, "区财政局"),
                agent(resolution, "区财政局", 1),
                agent(resolution, "区财政局", of=1),
            }
        )
        == 3
    )


def test_bodies_of_two_districts_never_meet() -> None:
    names = ["区财政局", "区发改局", "区公安分局", "各镇街", "领导小组"]
    facts = [
        *(role(name) for name in names[:3]),
        role("各镇街", kind="group"),
        member("领导小组", "区财政局"),
    ]
    here = instrument(facts)
    there = instrument(facts, issuers=("甲市丙区人民政府",), number="丙政发〔2023〕2号")
    one, other = (s[1][0] for s in resolve([source(here), source(there, name="b.txt")]).sources)
    assert not set(one.agents.values()) & set(other.agents.values())
    assert not set(one.bodies.values()) & set(other.bodies.values())


def test_persons() -> None:
    facts = [
        role("王某", role_="overseer", kind="person"),
        person("王某", "区水务局局长", "区水务局", "局长"),
        person("王某", "市水务局局长", "市水务局", "局长"),
    ]
    found = resolve([source(instrument(facts))]).sources[0][1][0]
    overseer = next(
        identity for printed, identity in found.agents.items() if printed.kind is AgentKind.PERSON
    )
    (district, _), (city, _) = (found.persons[fact] for fact in facts[1:])  # type: ignore[index]
    assert overseer == district != city


NAMESAKES = [
    (
        ("区水务局局长", "区水务局"),
        ("区财政局副局长", "区财政局"),
        None,
        2,
        "two bureaus in two lines: two persons",
    ),
    (("区水务局局长", "区水务局"), ("区水务局党组书记", "区水务局"), None, 1, "two posts in one bureau"),
    (("区水务局局长", "区水务局"), ("区委常委", "区委"), None, 1, "a party post beside it"),
    (
        ("区水务局局长", "区水务局"),
        ("区财政局副局长", "区财政局"),
        "兼",
        1,
        "the document says that it is concurrent",
    ),
]


@pytest.mark.parametrize(("one", "other", "note", "count", "why"), NAMESAKES, ids=lambda v: str(v))
def test_namesakes(
    one: tuple[str, str], other: tuple[str, str], note: str | None, count: int, why: str
) -> None:
    first = replace(person("王某", one[0], one[1]), evidence=evidence(0, one[0], 1))
    second = replace(person("王某", other[0], other[1]), evidence=evidence(90, other[0], 9), note=note)
    found = resolve([source(instrument([first, second]))]).sources[0][1][0].persons
    assert len({found[fact][0] for fact in (first, second)}) == count, why


def test_a_post_by_its_printed_name_and_by_its_parts_is_one() -> None:
    fact = person("王某", "区水务局副局长", "区水务局", "副局长")
    resolution = resolve([source(instrument([fact, role("甲市乙区水务局副局长", kind="post")]))])
    _, post = resolution.sources[0][1][0].persons[fact]
    assert post == agent(resolution, "甲市乙区水务局副局长")
    assert post.kind is IdentityKind.POST
    assert post.holder is not None
    assert post.holder.key == "水务局"


POSTS = [
    ("区水务局局长", ("区水务局", "局长"), "body and title"),
    ("区水务局党组书记", ("区水务局", "党组书记"), "a party post inside"),
    ("区水务局分管副局长", ("区水务局", "分管副局长"), "words before the title"),
    ("副区长", (None, "副区长"), "a title alone"),
    ("区政府相关领导", ("区政府", "相关领导"), "an unnamed holder"),
    ("区水务局", (None, "区水务局"), "no title at all"),
]


@pytest.mark.parametrize(("post", "parts", "reason"), POSTS, ids=lambda value: str(value))
def test_posts(post: str, parts: tuple[str | None, str], reason: str) -> None:
    assert split_post(post) == parts, reason


def test_the_fullest_standard_form_is_the_label() -> None:
    names = ["区发改局", "区发展和改革局", "区发展和改革委员会", "区发展和改革局（区粮食局）"]
    resolution = resolve([source(instrument([role(name) for name in names]))])
    assert len({agent(resolution, name) for name in names}) == 1
    assert resolution.labels[agent(resolution, "区发改局")] == "区发展和改革局"


@given(st.permutations(range(4)))
def test_order_of_sources_does_not_matter(order: list[int]) -> None:
    sources = [
        source(
            instrument(one_of_each(), number=f"乙政发〔2023〕{n}号", issuers=(f"甲市{place}人民政府",)),
            name=f"{n}.txt",
        )
        for n, place in enumerate(["乙区", "乙区", "丙区", "丁县"])
    ]
    straight = resolve(sources)
    mixed = resolve([sources[n] for n in order])
    assert {s.name: r for s, r in straight.sources} == {s.name: r for s, r in mixed.sources}
    assert straight.labels == mixed.labels
