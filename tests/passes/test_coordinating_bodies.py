from __future__ import annotations

from functools import partial

import pytest

from kg.passes.members.coordinating_bodies import find_coordinating_bodies
from kg.structure.model import Instrument
from tests.clock import within
from tests.passes.personnel_texts import instrument, plan

Row = tuple[str, str, str]
GROUP = "甲市消防安全工作领导小组"


def read(made: Instrument) -> list[Row]:
    return [(fact.body, fact.role.value, fact.agent.name) for fact in find_coordinating_bodies(made).facts]


CASES: list[tuple[str, list[Row], str]] = [
    (
        (
            "附件\n\n乙区节水工作专班成员名单\n\n组长：张一 副区长\n\n成员：李二 区水务局局长\n\n"
            "工作专班办公室设在区水务局，李二同志兼任办公室主任。"
        ),
        [
            ("乙区节水工作专班", "chair", "张一"),
            ("乙区节水工作专班", "member", "李二"),
            ("乙区节水工作专班", "office_at", "区水务局"),
            ("乙区节水工作专班", "office_head", "李二"),
        ],
        "body named by the title of the list; a bare name stands for it",
    ),
    (
        (
            "2.1区指挥部组成及职责\n\n指挥长:区政府指定的负责同志\n\n副指挥长:区应急局局长、区水务局局长。\n\n"
            "成员:区财政局、区委宣传部（区网信办）、各镇街等部门和单位负责同志。主要职责:统一领导。"
        ),
        [
            ("区指挥部", "chair", "区政府指定的负责同志"),
            ("区指挥部", "vice_chair", "区应急局局长"),
            ("区指挥部", "vice_chair", "区水务局局长"),
            ("区指挥部", "member", "区财政局"),
            ("区指挥部", "member", "区委宣传部（区网信办）"),
            ("区指挥部", "member", "各镇街"),
        ],
        "unnamed posts and bodies under a heading",
    ),
    (
        (
            "2.2区指挥部办公室及职责\n\n区指挥部办公室设在区应急局，办公室主任由区应急局局长担任，"
            "办公室副主任由区应急局分管副局长、区水务局分管副局长担任。"
        ),
        [
            ("区指挥部", "office_at", "区应急局"),
            ("区指挥部", "office_head", "区应急局局长"),
            ("区指挥部办公室", "vice_chair", "区应急局分管副局长"),
            ("区指挥部办公室", "vice_chair", "区水务局分管副局长"),
        ],
        "deputies of an office are the office's",
    ),
    (
        "可成立由分管副区长任指挥长、区市场局主要负责人任副指挥长的区药品应急指挥部（以下简称区指挥部）。",
        [
            ("区药品应急指挥部", "chair", "分管副区长"),
            ("区药品应急指挥部", "vice_chair", "区市场局主要负责人"),
        ],
        "parts before the body's name",
    ),
    (
        (
            "领导小组由市长任组长，分管副市长任副组长，市财政局、市民政局等部门主要负责同志为成员。"
            "领导小组下设办公室，设在市水务局。"
        ),
        [
            (GROUP, "chair", "市长"),
            (GROUP, "vice_chair", "分管副市长"),
            (GROUP, "member", "市财政局"),
            (GROUP, "member", "市民政局"),
            (GROUP, "office_at", "市水务局"),
        ],
        "a sentence; the body is that of the instrument's title",
    ),
    (
        (
            "一、组织\n\n区指挥部下设以下工作组：\n\n1.综合组。由区政府办公室牵头，区应急局、各镇街等单位组成。负责文电。\n\n"
            "2.救援组（区消防大队牵头，区公安分局参加）。"
        ),
        [
            ("综合组", "lead_org", "区政府办公室"),
            ("综合组", "member_org", "区应急局"),
            ("综合组", "member_org", "各镇街"),
            ("救援组", "lead_org", "区消防大队"),
            ("救援组", "member_org", "区公安分局"),
            ("综合组", "parent", "区指挥部"),
            ("救援组", "parent", "区指挥部"),
        ],
        "work groups behind their name and in brackets, with what sets them up",
    ),
    (
        "现场指挥部可根据需要设立综合协调、抢险救援等工作组。\n\n综合协调组：负责协调。",
        [("综合协调组", "parent", "现场指挥部"), ("抢险救援组", "parent", "现场指挥部")],
        "groups in a list",
    ),
    (
        "区节水委设立监测评估工作组。监测组由区统计局牵头，由相关部门负责统计的人员组成。",
        [("监测组", "lead_org", "区统计局")],
        "a group inside a sentence; vague people are no members",
    ),
    (
        "（3）救护组\n\n牵头单位：市卫健委\n\n成员单位：市红十字会、市药监局\n\n主要职责：负责救治。",
        [
            ("救护组", "lead_org", "市卫健委"),
            ("救护组", "member", "市红十字会"),
            ("救护组", "member", "市药监局"),
        ],
        "labels under the heading of a group",
    ),
    (
        "成立区委书记、区长任双组长的乡村振兴工作专班，专班办公室设在区农业农村局，由副局长赵四兼任办公室主任。",
        [
            ("乡村振兴工作专班", "chair", "区委书记"),
            ("乡村振兴工作专班", "chair", "区长"),
            ("乡村振兴工作专班", "office_at", "区农业农村局"),
            ("乡村振兴工作专班", "office_head", "赵四"),
        ],
        "双组长; a named head of the office",
    ),
    (
        (
            "因人事变动，市政府决定对甲市防汛指挥部组成人员进行调整。现将名单通知如下：\n\n指挥长：张  一  副市长\n\n"
            "成  员：李  二  市财政局局长\n\n        市消防救援支队、市供电公司主要负责人"
        ),
        [
            ("甲市防汛指挥部", "chair", "张一"),
            ("甲市防汛指挥部", "member", "李二"),
            ("甲市防汛指挥部", "member", "市消防救援支队"),
            ("甲市防汛指挥部", "member", "市供电公司"),
        ],
        "who is in a body is changed; bodies that stand for their heads end the list",
    ),
    (
        (
            "市政府决定成立甲市消防安全工作领导小组（以下简称领导小组）。\n\n二、组成人员\n\n组长由常务副市长担任；副组长由分管应急管理、"
            "地震监测工作的市政府副秘书长，以及市应急局局长担任。\n\n三、其他事项\n\n（一）领导小组办公室设在市应急局，日常工作以领导小组"
            "名义开展。办公室主任由市应急局局长张一兼任，副主任由市应急局党组成员李二，市地震局副局长王三兼任。"
        ),
        [
            ("甲市消防安全工作领导小组", "parent", "市政府"),
            ("甲市消防安全工作领导小组", "chair", "常务副市长"),
            ("甲市消防安全工作领导小组", "vice_chair", "分管应急管理、地震监测工作的市政府副秘书长"),
            ("甲市消防安全工作领导小组", "vice_chair", "市应急局局长"),
            ("甲市消防安全工作领导小组", "office_at", "市应急局"),
            ("甲市消防安全工作领导小组", "office_head", "张一"),
            ("甲市消防安全工作领导小组办公室", "vice_chair", "李二"),
            ("甲市消防安全工作领导小组办公室", "vice_chair", "王三"),
        ],
        "an attribute with a list inside; a label is no part of a name; 党组成员 does not end a list",
    ),
    (
        (
            "一、总指挥部\n\n组　长：张一　市委副书记、市长\n\n成　员：李二　市财政局局长\n\n　　　　各县县长\n\n"
            "办公室副主任由市财政局副局长王三和市水务局副局长赵四担任，木兰一同志兼任办公室主任。"
        ),
        [
            ("总指挥部", "chair", "张一"),
            ("总指挥部", "member", "李二"),
            ("总指挥部", "member", "各县县长"),
            ("总指挥部", "office_head", "木兰一"),
            ("总指挥部办公室", "vice_chair", "王三"),
            ("总指挥部办公室", "vice_chair", "赵四"),
        ],
        "a class of holders ends a list of persons; 和 between two holders; 同志 tells a person",
    ),
    (
        (
            "下设综合协调、要素保障两个专项组。\n\n二、专项组\n\n综合协调组由张一任组长，市财政局、市水务局为成员单位。\n\n"
            "市安委会下设道路交通安全、消防安全两个专业委员会。"
        ),
        [
            ("综合协调组", "parent", GROUP),
            ("要素保障组", "parent", GROUP),
            ("综合协调组", "chair", "张一"),
            ("综合协调组", "member", "市财政局"),
            ("综合协调组", "member", "市水务局"),
            ("道路交通安全专业委员会", "parent", "市安委会"),
            ("消防安全专业委员会", "parent", "市安委会"),
        ],
        "the group in front of 由 is the sentence's; committees in a list",
    ),
]


@pytest.mark.parametrize(("body", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_members(body: str, expected: list[Row], why: str) -> None:
    assert sorted(read(instrument(body))) == sorted(expected), why


def test_a_list_that_ends_with_a_post_is_not_gone_on_with() -> None:
    made = instrument(
        "组  长：张一（副市长）\n成  员：市委办公室、市政府办公室、市委宣传部、市教育局、市公安局、市财政局、市水务局主要负责人\n"
        "领导小组办公室设在市水务局，承担日常工作。\n"
    )
    agents = [row[2] for row in read(made)]
    assert agents[1:-1] == [
        "市委办公室",
        "市政府办公室",
        "市委宣传部",
        "市教育局",
        "市公安局",
        "市财政局",
        "市水务局",
    ]


TRAPS = [
    (
        "张一为甲区人大常委会法制工作委员会副主任。",
        "a committee of the people's congress is no coordinating body",
    ),
    (
        "张一同志任甲高新区管理委员会主任，李二同志任甲市发展和改革委员会主任。",
        "standing committees are no coordinating bodies",
    ),
    (
        "一、措施\n\n村党组织书记兼任村委会主任，村委会主任由选举产生。",
        "a village committee is no coordinating body",
    ),
    ("一、评分\n\n县长任组长得10分，分管县长任组长得8分。", "scoring rules"),
    ("一、责任\n\n牵头单位：区水务局\n\n责任单位：区财政局", "a task's responsibility is no membership"),
    ("一、措施\n\n现场指挥机构按规定成立临时党组织。", "组织 is no 组"),
    ("一、措施\n\n便民服务办公室设在政务大厅。", "the office of something else"),
]


@pytest.mark.parametrize(("body", "why"), TRAPS, ids=[trap[1] for trap in TRAPS])
def test_traps(body: str, why: str) -> None:
    assert read(plan(body)) == [], why


def test_label_without_members_is_a_gap() -> None:
    findings = find_coordinating_bodies(instrument("组长：负责全面工作。"))
    assert not findings.facts
    assert [gap.reason for gap in findings.gaps] == ["label of a list of members without members"]


def test_evidence_is_in_the_source() -> None:
    made = instrument("组长：张 一 副市长\n\n成员：市财政局、市民\n政局。")
    for fact in find_coordinating_bodies(made).facts:
        evidence = fact.evidence
        assert made.source.text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    "piece", ["组由", "指挥部下设", "领导小组", "为成员", "办公室设在", "主任由", "由组长任", "甲局牵头，"]
)
def test_hostile_text_takes_bounded_time(piece: str) -> None:
    made = instrument("综合组：由" + piece * (100_000 // len(piece)))
    within(10, partial(find_coordinating_bodies, made))
