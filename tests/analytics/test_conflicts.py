from __future__ import annotations

from decimal import Decimal

import pytest

from kg.analytics.conflicts import _contradict, conflicts, one_holder
from kg.analytics.records import Target
from kg.graph.store import GraphStore
from tests.made_up import instrument, person, source
from tests.small import graph_of


def test_hand_count(town: GraphStore) -> None:
    rows = [(r["kind"], r["what"], r["this"], r["that"]) for r in conflicts(town).dicts()]
    assert rows == [
        ("holders", "区水务局局长", "孙某 2031-04-01–", "赵某 2031-02-01–"),
        ("leads", "建设河道", "区住建局", "区水务局"),
        ("values", "水质达标率 2031", ">= 90%", ">= 95%"),
    ]
    assert conflicts(town, place="丙区").rows == ()
    assert all(r["evidence"] for r in conflicts(town, evidence=True).dicts())


def promise(comparator: str, low: int, high: int) -> Target:
    value = f"{low}-{high}"
    ends = (Decimal(low), Decimal(high))
    return Target("d", "e", "i", "率", comparator, value, "%", "2031", None, None, *ends)


@pytest.mark.parametrize(
    ("one", "other", "wanted", "why"),
    [
        ((">=", 90, 90), (">=", 95, 95), True, "two least values"),
        ((">=", 90, 90), (">=", 90, 90), False, "the same"),
        ((">=", 90, 90), ("<=", 95, 95), False, "a least and a greatest value may both hold"),
        ((">=", 96, 96), ("<=", 95, 95), True, "these exclude each other"),
        (("<=", 95, 95), (">", 96, 96), True, "and the other way round"),
    ],
)
def test_contradictions(
    one: tuple[str, int, int], other: tuple[str, int, int], wanted: bool, why: str
) -> None:
    assert _contradict(promise(*one), promise(*other)) is wanted, why


@pytest.mark.parametrize(
    ("post", "wanted"),
    [
        ("区水务局局长", True),
        ("区水务局副局长", False),
        ("区人民政府区长", True),
        ("区委常委", False),
        ("区政府办公室副主任", False),
    ],
)
def test_one_holder(post: str, wanted: bool) -> None:
    assert one_holder(post) is wanted


def test_appointed_twice() -> None:
    head = ("区财政局局长", "区财政局", "局长")
    twice = [person("周某", *head, "appointed", day) for day in ("2031-01-01", "2031-05-01")]
    deputies = [
        person(name, "区财政局副局长", "区财政局", "副局长", "appointed", "2031-01-01")
        for name in ("吴某", "郑某")
    ]
    store = graph_of(source(instrument([*twice, *deputies])))
    assert [(r["kind"], r["this"]) for r in conflicts(store).dicts()] == [("reappointed", "周某")]


@pytest.mark.parametrize(
    ("post", "org", "date", "told", "why"),
    [
        ("区财政局局长", "区财政局", "2023-12-01", True, "two departments in one year"),
        ("区水务局副局长", "区水务局", "2023-05-01", False, "the same body"),
        ("区委常委", "区委", "2023-05-01", False, "a leader may hold others"),
        ("区财政局局长", "区财政局", "2027-05-01", False, "years apart: moved"),
    ],
)
def test_one_name_in_two_bodies_over_two_instruments(
    post: str, org: str, date: str, told: bool, why: str
) -> None:
    first = instrument([person("王小明", "区水务局局长", "区水务局", "局长")])
    second = instrument(
        [person("王小明", post, org, post.removeprefix(org))], number="乙政任〔2023〕9号", date=date
    )
    rows = conflicts(graph_of(source(first), source(second, name="b.txt"))).dicts()
    assert ("namesakes" in {row["kind"] for row in rows}) is told, why
