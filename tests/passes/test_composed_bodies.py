"""Bodies named with those who make them up, and bodies that one sentence sets up with a head, lead or office each."""

from __future__ import annotations

from kg.passes.appointments.appointments import find_appointments
from kg.passes.members.coordinating_bodies import find_coordinating_bodies
from kg.passes.members.rosters import find_rosters
from kg.passes.responsibility.responsibility_sentences import find_responsibility_sentences
from tests.passes.personnel_texts import plan
from tests.passes.test_coordinating_bodies import read


def test_a_body_behind_those_who_lead_and_join_it() -> None:
    made = plan("建立由市发展改革委牵头，市财政局、市商务局等部门参加的节水工作协调机制，统筹推进。")
    assert read(made) == [
        ("节水工作协调机制", "lead_org", "市发展改革委"),
        ("节水工作协调机制", "member", "市财政局"),
        ("节水工作协调机制", "member", "市商务局"),
    ]
    assert find_responsibility_sentences(made).facts == ()


def test_a_body_behind_its_head_and_members() -> None:
    made = plan("市政府建立由常务副市长任召集人，市水务局、市财政局等部门组成的联席会议制度。")
    assert [row[1:3] for row in read(made)] == [
        ("chair", "常务副市长"),
        ("member", "市水务局"),
        ("member", "市财政局"),
    ]


def test_parts_told_one_by_one_are_read_once() -> None:
    made = plan("成立由市长任组长，副市长任副组长，市水务局、市财政局负责人为成员的市节水工作领导小组。")
    rows = read(made)
    assert [row[1] for row in rows] == ["chair", "vice_chair", "member", "member"]
    assert {row[0] for row in rows} == {"市节水工作领导小组"}


def test_heads_and_offices_of_several_bodies_one_by_one() -> None:
    made = plan(
        "市安委会下设道路交通、建筑施工2个专业委员会，分别由副市长王某某、李某某同志任专委会主任，"
        "办公室分别设在市公安局、市住建局。"
    )
    assert [row for row in read(made) if row[1] != "parent"] == [
        ("道路交通专业委员会", "chair", "王某某"),
        ("建筑施工专业委员会", "chair", "李某某"),
        ("道路交通专业委员会", "office_at", "市公安局"),
        ("建筑施工专业委员会", "office_at", "市住建局"),
    ]
    assert {fact.person for fact in find_rosters(made).facts} == {"王某某", "李某某"}  # type: ignore[union-attr]
    assert find_appointments(made).facts == ()


def test_leads_of_several_groups_one_by_one() -> None:
    made = plan(
        "市节水领导小组下设综合协调组、宣传组、督查组，分别由市政府办公室、市委宣传部、市政府督查室牵头。"
    )
    assert [row[:3] for row in read(made) if row[1] != "parent"] == [
        ("综合协调组", "lead_org", "市政府办公室"),
        ("宣传组", "lead_org", "市委宣传部"),
        ("督查组", "lead_org", "市政府督查室"),
    ]
    assert find_responsibility_sentences(made).facts == ()


def test_another_number_of_heads_than_of_bodies_says_nothing() -> None:
    made = plan("市节水领导小组下设综合协调组、宣传组、督查组，分别由市政府办公室、市委宣传部牵头。")
    assert [row for row in read(made) if row[1] != "parent"] == []
    assert [gap.evidence.quote for gap in find_coordinating_bodies(made).gaps] == [
        "分别由市政府办公室、市委宣传部牵头"
    ]
    made = plan("市安委会下设道路交通、建筑施工2个专业委员会，分别由副市长王某某任主任。")
    assert [row for row in read(made) if row[1] != "parent"] == []
    assert len(find_coordinating_bodies(made).gaps) == 1


def test_a_task_force_that_is_founded_and_led() -> None:
    made = plan("组建市节水工作专班，由市水务局牵头，市财政局、市住建局派员参加，实行集中办公。")
    assert [row[1:3] for row in read(made)] == [
        ("lead_org", "市水务局"),
        ("member_org", "市财政局"),
        ("member_org", "市住建局"),
    ]
    assert find_responsibility_sentences(made).facts == ()
