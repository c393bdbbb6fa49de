"""A thousand places: the time grows with their number, and no body of one shares an identity with another's."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from kg.facts import SourceFacts
from kg.resolve import Place, resolve
from kg.structure.fold import fold
from tests.clock import growth
from tests.made_up import citation, instrument, mention, person, role, source

NAMES = (
    "区财政局",
    "财政部门",
    "区发改局",
    "区发展和改革局",
    "区水务局",
    "市水务局",
    "人社局",
    "区节水领导小组",
)


# distinct in simplified characters: traditional ones are the same place's name written otherwise
OWN = [char for char in map(chr, range(0x6C60, 0x7A00)) if fold(char) == char]


def corpus(places: int) -> list[SourceFacts]:
    sources = []
    for n in range(places):
        city, district = f"{chr(0x4E8C + n // 40)}戊市", f"{OWN[n]}己区"
        home = f"{city}{district}"
        facts = [
            *(role(name, task=f"任务{i}", at=100 * i) for i, name in enumerate(NAMES)),
            mention("各镇街"),
        ]
        facts += [citation(f"{home}节约用水发展规划"), person("王小明", "区水务局局长", "区水务局", "局长")]  # type: ignore[list-item]
        title = f"{home}人民政府关于印发节水方案的通知"
        one = instrument(facts, title=title, number=f"己政发〔2023〕{n}号", issuers=(f"{home}人民政府",))
        sources.append(source(one, name=f"{n}.txt"))
    return sources


def test_a_thousand_places() -> None:
    few, many = partial(resolve, corpus(125)), partial(resolve, corpus(1000))
    assert growth(few, many) < 20, "eight times the places, not 64 times the time"
    resolution = many()
    homes: defaultdict[object, set[Place]] = defaultdict(set)
    for _, instruments in resolution.sources:
        for one in instruments:
            assert one.bodies["区发改局"] == one.bodies["区发展和改革局"]
            assert one.bodies["财政部门"] == one.bodies["区财政局"]
            for identity in one.bodies.values():
                if identity.place == one.place:
                    homes[identity].add(one.place)
            for person_, _ in one.persons.values():
                homes[person_].add(one.place)
    assert len({place for places in homes.values() for place in places}) == 1000
    assert all(len(places) == 1 for places in homes.values())
