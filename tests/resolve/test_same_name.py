"""One name over two instruments: one person, or two where the posts cannot be one person's at one time."""

from __future__ import annotations

import pytest

from kg.facts import PersonFact
from kg.resolve import Identity, resolve
from tests.made_up import body_change, instrument, person, role, source

WATER = ("王小明", "区水务局局长", "区水务局", "局长")
MONEY = ("王小明", "区财政局局长", "区财政局", "局长")

CASES = [
    (person(*MONEY), "2023-05-01", True, "two departments at one time"),
    (person("王小明", "区水务局副局长", "区水务局", "副局长"), "2023-05-01", False, "the same body"),
    (person(*MONEY), "2026-05-01", False, "years apart: he moved"),
    (person(*MONEY, event="appointed", date="2023-04-30"), "2023-05-01", False, "an appointment: he moved"),
    (person("王小明", "区委常委", "区委", "常委"), "2023-05-01", False, "a leader may hold others"),
    (person("王小红", "区财政局局长", "区财政局", "局长"), "2023-05-01", True, "another name"),
    (person(*MONEY), None, False, "no date, no doubt that can be settled"),
]


def people(first: PersonFact, second: PersonFact, date: str | None) -> tuple[Identity, Identity]:
    one = instrument([first])
    other = instrument([second], number="乙政任〔2023〕9号", date=date)
    resolution = resolve([source(one), source(other, name="b.txt")])
    found = [instruments[0].persons for _, instruments in resolution.sources]
    return found[0][first][0], found[1][second][0]


@pytest.mark.parametrize(("second", "date", "two", "why"), CASES, ids=[case[-1] for case in CASES])
def test_two_instruments(second: PersonFact, date: str | None, two: bool, why: str) -> None:
    one, other = people(person(*WATER), second, date)
    assert (one != other) is two, why
    assert all("@" not in who.key and "!" not in who.key for who in (one, other))


def test_posts_in_one_list_are_one_persons_in_other_instruments_too() -> None:
    facts = [person(*WATER), person(*MONEY)]  # one line, both posts
    later = person("王小明", "区司法局局长", "区司法局", "局长")
    other = instrument([later], number="乙政任〔2023〕9号", date="2023-05-01")
    resolution = resolve([source(instrument(facts)), source(other, name="b.txt")])
    found = [instruments[0].persons for _, instruments in resolution.sources]
    assert len({who for persons in found for who, _ in persons.values()}) == 1


def test_a_person_named_without_a_post_is_the_one_with_the_post() -> None:
    told = person(*WATER)
    one = instrument([told])
    other = instrument([role("王小明", role_="overseer", kind="person")], number="乙政发〔2023〕9号")
    resolution = resolve([source(one), source(other, name="b.txt")])
    (overseer,) = resolution.sources[1][1][0].agents.values()
    assert overseer == resolution.sources[0][1][0].persons[told][0]


def test_a_post_in_a_renamed_body_is_one_in_the_same_body() -> None:
    facts = [body_change("区水保局", "区水务局"), person(*WATER)]
    old = person("王小明", "区水保局局长", "区水保局", "局长")
    other = instrument([old], number="乙政任〔2023〕9号", date="2023-05-01")
    resolution = resolve([source(instrument(facts)), source(other, name="b.txt")])
    found = [instruments[0].persons for _, instruments in resolution.sources]
    assert len({who for persons in found for who, _ in persons.values()}) == 1
