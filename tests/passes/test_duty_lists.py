"""Standing duties of bodies: in lists, below headings and in sentences."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from kg.facts import DutyFact
from kg.passes.duties.duty_lists import find_duty_lists
from kg.passes.duties.duty_sentences import find_duty_sentences
from kg.structure.model import Instrument
from tests.clock import within

Read = Callable[[str], Instrument]

HEAD = "甲市人民政府办公室关于印发供水预案的通知\n甲政办发〔2023〕5号\n各区人民政府：\n现印发给你们。\n"


def duties(instrument: Instrument) -> list[tuple[str, str]]:
    facts = [*find_duty_lists(instrument).facts, *find_duty_sentences(instrument).facts]
    return [(fact.agent.name, fact.duty) for fact in facts if isinstance(fact, DutyFact)]


# (text, bodies and duties) with the reason
DUTIES = [
    ("市水务局：负责供水调度。\n", [("市水务局", "负责供水调度。")], "an entry"),
    ("市水务局:做好供水调度。\n", [("市水务局", "做好供水调度。")], "without 负责, a half-width colon"),
    (
        "1.市水务局：负责供水调度；完成交办的任务。\n",
        [("市水务局", "负责供水调度；完成交办的任务。")],
        "numbered, two items",
    ),
    (
        "市水务局、市财政局：做好资金保障。\n",
        [("市水务局", "做好资金保障。"), ("市财政局", "做好资金保障。")],
        "two bodies, one entry",
    ),
    ("各区人民政府：负责本辖区供水。\n", [("各区人民政府", "负责本辖区供水。")], "a class of bodies"),
    (
        "综合协调组：由市水务局牵头，市财政局等组成。负责综合协调工作。\n",
        [("综合协调组", "负责综合协调工作。")],
        "a work group",
    ),
    ("（1）市水务局。负责供水调度。\n", [("市水务局", "负责供水调度。")], "a full stop behind the body"),
    (
        "市水务局、市武装部。担负抢险任务。\n",
        [("市水务局", "担负抢险任务。"), ("市武装部", "担负抢险任务。")],
        "other verbs",
    ),
    (
        "（一）市指挥部（以下简称市指）负责统一领导供水工作。\n",
        [("市指挥部", "负责统一领导供水工作")],
        "how it is called below is no part of its name",
    ),
    (
        "（一）市指挥部职责\n（1）统一领导供水工作；\n（2）组织制定供水预案。\n",
        [("市指挥部", "统一领导供水工作；"), ("市指挥部", "组织制定供水预案。")],
        "a heading and its list",
    ),
    (
        "（一）市指挥部\n由市水务局等单位组成。\n主要职责：\n（1）统一领导供水工作；\n（2）市水务局负责供水调度。\n",
        [("市指挥部", "统一领导供水工作；"), ("市水务局", "负责供水调度")],
        "a line that opens a list; an item with a body of its own",
    ),
    (
        "专家组的主要职责是：\n1.提供供水咨询；\n2.参与预案评审。\n",
        [("专家组", "提供供水咨询；"), ("专家组", "参与预案评审。")],
        "the body named in that line",
    ),
    (
        "（一）市水务局\n1.负责供水调度。\n2.负责水质监测。\n（二）市财政局\n1.做好资金保障。\n",
        [("市水务局", "负责供水调度。"), ("市水务局", "负责水质监测。"), ("市财政局", "做好资金保障。")],
        "bodies as headings",
    ),
    (
        "（一）要素保障组（牵头单位：市水务局）\n成员单位：市财政局\n工作职责：协调解决用水问题。\n",
        [("要素保障组", "协调解决用水问题。")],
        "who leads stands in brackets",
    ),
    (
        "（一）供水组。牵头单位：市水务局；成员单位：市财政局。职责：组织供水调度。\n",
        [("供水组", "组织供水调度。")],
        "its fields in one line",
    ),
    (
        "（一）供水组\n由市水务局牵头，市财政局等部门组成。主要职责：组织供水调度。\n",
        [("供水组", "组织供水调度。")],
        "behind who makes up a group",
    ),
    (
        "（一）各县（市、区）政府负责本地区供水。\n",
        [("各县（市、区）政府", "负责本地区供水")],
        "levels in brackets",
    ),
    ("（一）市水务局承担日常工作，督促落实。\n", [("市水务局", "承担日常工作，督促落实")], "承担"),
    (
        "（一）教育、市场监管等部门按照各自职责，做好供水宣传。\n",
        [("教育", "按照各自职责，做好供水宣传"), ("市场监管", "按照各自职责，做好供水宣传")],
        "a function that begins like a level",
    ),
    (
        "（一）党政办负责督查督办，纪检委负责执纪问责。\n",
        [("党政办", "负责督查督办"), ("纪检委", "负责执纪问责")],
        "督办 is no body",
    ),
    ("市水务局：\n负责供水调度。\n", [("市水务局", "负责供水调度。")], "over a line"),
    (
        "（一）市指挥部\n主要职责：统一领导供水应急工作。\n",
        [("市指挥部", "统一领导供水应急工作。")],
        "below a heading",
    ),
    (
        "二、各工作组组成及职责\n（一）抢险救援组。市水务局牵头，市财政局等组成。\n主要职责：组织抢险救援。\n",
        [("抢险救援组", "组织抢险救援。")],
        "below the first sentence of an item",
    ),
    ("（一）市水务局负责供水调度。\n", [("市水务局", "负责供水调度")], "a sentence"),
    (
        "（一）市水务局具体负责供水调度，市财政局负责资金保障。\n",
        [("市水务局", "负责供水调度"), ("市财政局", "负责资金保障")],
        "two in one sentence",
    ),
    (
        "（一）设立领导小组办公室，负责日常工作。\n",
        [("领导小组办公室", "负责日常工作")],
        "a body just set up",
    ),
    (
        "（一）领导小组办公室设在市水务局，负责日常工作。\n",
        [("领导小组办公室", "负责日常工作")],
        "the office, not its seat",
    ),
    (
        "（一）市水务局综合协调供水工作，负责预案审核。\n",
        [("市水务局", "综合协调供水工作，负责预案审核")],
        "the sentence's subject, from its first duty on",
    ),
    ("（一）市水务局要定期组织检查。\n", [("市水务局", "要定期组织检查")], "an obligation"),
    (
        "（一）公安、交通运输等部门负责道路畅通。\n",
        [("公安", "负责道路畅通"), ("交通运输", "负责道路畅通")],
        "departments by their functions",
    ),
    (
        "第二条 市水务局主管全市供水工作，负责编制规划；市财政局按照职责分工保障资金。\n",
        [("市水务局", "主管全市供水工作，负责编制规划"), ("市财政局", "按照职责分工保障资金")],
        "who is in charge, and what that means, are one duty",
    ),
    (
        "第三条 市教育局、市财政局在各自职责范围内做好供水工作。街道办事处协助做好供水检查。\n",
        [
            ("市教育局", "在各自职责范围内做好供水工作"),
            ("市财政局", "在各自职责范围内做好供水工作"),
            ("街道办事处", "协助做好供水检查"),
        ],
        "within their own remit, or helping",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), DUTIES, ids=[row[2] for row in DUTIES])
def test_duties(instrument_of: Read, text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert duties(instrument_of(f"{HEAD}一、职责\n{text}三、其他\n")) == expected, why


NO_DUTIES = [
    ("责任单位：市水务局、市财政局\n", "a field, no entry"),
    ("组长：王小明\n", "a roster"),
    ("成员单位：市水务局、市财政局。\n", "a list of members"),
    ("（一）坚持分级负责、属地管理。\n", "a principle"),
    ("（一）主要负责同志要靠前指挥。\n", "a person in charge"),
    ("（一）供水负责人要加强检查。\n", "another"),
    ("（一）供水主管人员应当持证上岗。\n", "a person in charge of something"),
    ("（一）各部门要高度重视。\n", "bodies addressed in general"),
    ("（一）市水务局牵头，市财政局配合。\n", "roles"),
    ("（一）市水务局负责牵头，市财政局参与。\n", "roles in other words"),
    ("（一）市水务局要牵头制定供水方案。\n", "a role in prose"),
    ("（一）推进供水。（市水务局负责）\n", "in brackets"),
    ("（一）实行行政首长负责制。\n", "a system"),
]


@pytest.mark.parametrize(("text", "why"), NO_DUTIES, ids=[row[1] for row in NO_DUTIES])
def test_what_is_no_duty(instrument_of: Read, text: str, why: str) -> None:
    assert duties(instrument_of(f"{HEAD}一、职责\n{text}三、其他\n")) == [], why


def test_recipients_have_no_duties(instrument_of: Read) -> None:
    assert duties(instrument_of(HEAD)) == []


def test_a_duty_goes_on_over_sentences(instrument_of: Read) -> None:
    instrument = instrument_of(f"{HEAD}（一）市水务局负责供水调度。负责水质监测。\n（二）其他。\n")
    (fact,) = find_duty_sentences(instrument).facts
    assert fact.evidence.quote == "市水务局负责供水调度。负责水质监测"


UNITS = "负责|甲局负责|甲局负责乙|，甲局负责|，负责|设立甲组，|甲局：|要|：|负责。|由甲局负责|甲局和|为，负责|\n甲局：负责乙"


@pytest.mark.parametrize("unit", UNITS.split("|"))
def test_time_is_bounded(instrument_of: Read, unit: str) -> None:
    instrument = instrument_of(f"{HEAD}一、{unit * (100_000 // len(unit))}")
    for find in (find_duty_lists, find_duty_sentences):
        within(2.5, partial(find, instrument))
