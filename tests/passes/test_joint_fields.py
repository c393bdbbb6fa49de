"""Fields that name bodies with their persons: how a row of them comes apart, and that it does so in bounded time."""

from __future__ import annotations

from functools import partial

from kg.facts import Role
from kg.passes.responsibility.clause_words import label_at
from kg.passes.responsibility.joint_fields import joint_assignments
from tests.clock import within


def _read(text: str) -> list[tuple[Role, str]]:
    label = label_at(text, 0, len(text))
    assert label is not None
    found, _ = joint_assignments(text, label, len(text), Role.RESPONSIBLE)
    return [(a.role, a.mention.agent.name) for a in found]


def test_a_body_with_its_persons_ends_where_the_next_begins() -> None:
    assert _read("责任单位及责任人：县水利局陈刚县住建局王红") == [
        (Role.RESPONSIBLE, "县水利局"),
        (Role.OVERSEER, "陈刚"),
        (Role.RESPONSIBLE, "县住建局"),
        (Role.OVERSEER, "王红"),
    ]


def test_what_names_nobody_behind_a_body_and_its_person_is_told() -> None:
    text = "责任单位及责任人：县水利局陈刚县里另行明确"
    label = label_at(text, 0, len(text))
    assert label is not None
    found, unread = joint_assignments(text, label, len(text), Role.RESPONSIBLE)
    assert [a.mention.agent.name for a in found] == ["县水利局", "陈刚"]
    assert [text[start:end] for start, end in unread] == ["县里另行明确"]


def test_characters_that_begin_names_cost_no_more_than_their_square() -> None:
    within(1.0, partial(_read, f"责任单位及责任人：{'县' * 400}"))
