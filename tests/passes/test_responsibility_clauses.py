"""Who carries which task: every form of clause in a made-up document, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest

from kg.facts import RoleFact
from kg.passes.responsibility.responsibility_clauses import find_responsibility_clauses
from kg.passes.responsibility.responsibility_sentences import find_responsibility_sentences
from kg.structure.model import Instrument
from tests.clock import within

Read = Callable[[str], Instrument]

HEAD = "甲市人民政府办公室关于做好重点工作的通知\n甲政办发〔2023〕5号\n各区人民政府：\n现通知如下。\n"
TASK = "推进示范区建设。"


def roles(instrument: Instrument) -> list[str]:
    """Give the role facts as ``agent role`` or, where the task is not TASK, ``agent role <- task``."""
    facts = [
        *find_responsibility_clauses(instrument).facts,
        *find_responsibility_sentences(instrument).facts,
    ]
    found = []
    for fact in facts:
        assert isinstance(fact, RoleFact)
        task = "" if fact.task.text == TASK else f" <- {fact.task.text}"
        found.append(f"{fact.agent.name} {fact.role}{task}")
    return found


# (what stands behind the task, expected roles: L lead, R responsible, S support, O overseer) with the reason
CLAUSES = [
    ("（牵头单位：市甲局，责任单位：市乙局、市丙局）", "市甲局L 市乙局R 市丙局R", "labels, the commonest form"),
    ("【牵头单位：市甲局；责任单位：市乙局】", "市甲局L 市乙局R", "square brackets in full width"),
    ("［牵头单位：市甲局；责任单位：市乙局］", "市甲局L 市乙局R", "another kind of them"),
    ("[市甲局牵头，市乙局配合]", "市甲局L 市乙局S", "verbs; brackets in half width"),
    ("〔主办：市甲局；协办：市乙局〕", "市甲局L 市乙局S", "主办 and 协办 as labels"),
    ("(市甲局主办,市乙局、各区政府协办)", "市甲局L 市乙局S 各区政府S", "as verbs; a class of bodies; half-width marks"),
    ("(牵头单位:市甲局;配合单位:市乙局)", "市甲局L 市乙局S", "all in half width"),
    ("（责任单位：市甲局、市乙局〕", "市甲局R 市乙局R", "brackets of two kinds"),
    ("（市甲局、市乙局）", "市甲局R 市乙局R", "names alone"),
    ("（市甲局）", "市甲局R", "one name alone behind a finished sentence"),
    ("（市甲局，市乙局，各区人民政府）", "市甲局R 市乙局R 各区人民政府R", "commas between names"),
    ("（责任单位：市甲局,市乙局、，市丙局）", "市甲局R 市乙局R 市丙局R", "a stray 、"),
    ("（市甲局、市乙局牵头，市丙局按职责分工负责）", "市甲局L 市乙局L 市丙局R", "the central government's form"),
    ("（市甲局牵头，各地区、各相关部门按职责分工负责）", "市甲局L 各地区R 各相关部门R", "classes as items"),
    ("（市甲局、市乙局等按职责分工负责）", "市甲局R 市乙局R", "等 without a noun is dropped"),
    ("（市甲局、市乙局等有关部门和单位按职责分工负责）", "市甲局R 市乙局R", "a vague tail is dropped"),
    ("（市甲局等国务院相关部门及各地区按职责分工负责）", "市甲局R 各地区R", "what follows a vague tail is an item of its own"),
    ("（责任单位：市甲局、市乙局，按职责分工分别牵头负责）", "市甲局L 市乙局L", "all of them lead"),
    ("（牵头部门：市甲局，参与部门：市乙局、相关镇街）", "市甲局L 市乙局S 相关镇街S", "other labels"),
    ("（市级牵头单位：市甲局；区级责任单位：各区政府）", "市甲局L 各区政府R", "labels that say of which level"),
    ("（责任分工：市甲局牵头，市乙局配合）", "市甲局L 市乙局S", "a label that says nothing"),
    ("（牵头领导：张华东；牵头单位：市甲局）", "张华东O 市甲局L", "a person oversees"),
    ("（责任领导：张华东、李明；责任单位：市甲局）", "张华东O 李明O 市甲局R", "two persons"),
    ("（由市甲局牵头负责，市乙局等部门配合）", "市甲局L 市乙局S", "由 in front"),
    ("（市甲局负责牵头，市乙局参与）", "市甲局L 市乙局S", "负责牵头 is leading"),
    ("（市甲局总牵头，市乙局具体负责，各区政府组织实施）", "市甲局L 市乙局R 各区政府R", "three verbs"),
    ("（市甲局会同市乙局负责）", "市甲局L 市乙局S", "会同: the first leads, the second supports"),
    ("（责任单位：市甲局会同市乙局）", "市甲局R 市乙局S", "but a label says itself what the first is"),
    ("（市甲局商市乙局、市丙局落实）", "市甲局L 市乙局S 市丙局S", "商 is 会同"),
    ("（市商务局、市乙局落实）", "市商务局R 市乙局R", "but not in 商务"),
    ("（责任单位：市甲局、市乙局。列首位的为牵头单位，下同）", "市甲局L 市乙局R", "a remark that the first leads"),
    ("（市甲局、市乙局（排名第一的为牵头单位），各区政府）", "市甲局L 市乙局R 各区政府R", "in a bracket of its own"),
    ("（责任单位：市甲局、市乙局，第一单位为牵头单位）", "市甲局L 市乙局R", "in other words"),
    ("责任厅局：省甲厅、省乙厅", "省甲厅R 省乙厅R", "a label by the kind of body"),
    ("（责任单位为市甲局、市乙局，监管单位为市丙局）", "市甲局R 市乙局R", "为 for a colon; who watches has no role"),
    ("市甲局、市乙局负责实施，市丙局给予政策支持。", "市甲局R 市乙局R 市丙局S", "给予政策支持"),
    ("（市甲局负责，市乙局予以支持）", "市甲局R 市乙局S", "予以 in front of the verb"),
    ("（市甲局牵头抓总，市乙局协同配合，各区政府具体落实）", "市甲局L 市乙局S 各区政府R", "抓总, 协同, 具体"),
    ("〔主责部门：市甲局｜配合部门：市乙局〕", "市甲局L 市乙局S", "a bar between fields"),
    ("（主要责任单位：市甲局；协同责任单位：市乙局）", "市甲局R 市乙局S", "a label of two roles' words"),
    ("（包联县领导：县委常委、副县长郑强；责任单位：市甲局）", "郑强O 市甲局R", "a person with two posts is one"),
    ("——市甲局牵头，市乙局配合", "市甲局L 市乙局S", "behind a dash"),
    ("（责任单位：市甲局、市乙局（以上单位按职责分工负责），各区政府）", "市甲局R 市乙局R 各区政府R", "a remark on the names"),
    ("（市甲局牵头，各通信运营企业、派出所参与）", "市甲局L 各通信运营企业S 派出所S", "派出 begins no name, 派出所 does"),
    ("（市甲局牵头，各州、市人民政府配合）", "市甲局L 各州、市人民政府S", "levels that share a head"),
    ("（市甲局牵头，各地、各有关部门配合）", "市甲局L 各地S 各有关部门S", "and classes that do not"),
    ("（市甲局、国家铁路集团有限公司、共青团中央负责）", "市甲局R 国家铁路集团有限公司R 共青团中央R", "national bodies"),
    ("（市甲局为主，市乙局配合）", "市甲局L 市乙局S", "为主"),
    ("（市甲局牵头、市乙局配合）", "市甲局L 市乙局S", "、 between groups"),
    ("（市甲局牵头市乙局配合）", "市甲局L 市乙局S", "no mark between groups"),
    ("（市甲局牵头；市乙局、市丙局配合；2023年6月底前完成）", "市甲局L 市乙局S 市丙局S", "a deadline inside"),
    ("（责任单位：市甲局；完成时限：2023年12月底前）", "市甲局R", "the field of a deadline"),
    ("（责任单位：市甲局、市乙局等部门，以下均包括各街道）", "市甲局R 市乙局R 各街道R", "a remark adds a class"),
    ("（责任单位：市委宣传部（市网信办）、市乙局）", "市委宣传部（市网信办）R 市乙局R", "a second name in brackets"),
    ("（市政府办公室<市大数据中心>牵头，各区县配合）", "市政府办公室<市大数据中心>L 各区县S", "in angle brackets"),
    ("（省甲厅牵头，省乙厅、各市（州）人民政府按职责分工负责）", "省甲厅L 省乙厅R 各市（州）人民政府R", "brackets in a class"),
    ("（责任单位：甲局、农业农村局）", "甲局R 农业农村局R", "prefixes left out"),
    ("（市发展和改革委员会、市卫生健康委和市医保局）", "市发展和改革委员会R 市卫生健康委R 市医保局R", "和 in and between names"),
    ("（责任单位：市甲局 市乙局　市丙局）", "市甲局R 市乙局R 市丙局R", "white space between names"),
    ("（牵头单位：市甲局　配合单位：市乙局）", "市甲局L 市乙局S", "white space between fields"),
    ("（责任单位：市甲局/市乙局）", "市甲局R 市乙局R", "a stroke between names"),
    ("（责任单位：市甲局、市乙局……）", "市甲局R 市乙局R", "an ellipsis"),
    ("（市公安局交警支队、甲市水务集团有限公司负责）", "市公安局交警支队R 甲市水务集团有限公司R", "parts of bodies, enterprises"),
    ("（团市委、市妇联、市总工会按职责分工负责）", "团市委R 市妇联R 市总工会R", "mass organisations"),
    ("{责任单位：市甲局}", "市甲局R", "braces"),
    ("——责任单位：市甲局", "市甲局R", "behind a dash"),
    ("（责任单位：市甲局（牵头）、市乙局）", "市甲局L 市乙局R", "a role in brackets behind one name"),
    ("（市甲局(牵头)、市乙局（配合））", "市甲局L 市乙局S", "behind each name"),
    ("（市甲局、市乙局、市丙局负责；列第一位的为牵头单位，下同）", "市甲局L 市乙局R 市丙局R", "the first named leads"),
    ("（市甲局、市乙局负责。排在第一位的为牵头部门，分别负责为分别牵头，下同）", "市甲局L 市乙局R", "… with more"),
    ("（牵头单位：市甲局，各区人民政府负责落实）", "市甲局L 各区人民政府R", "a verb behind a label's value"),
    ("（市领导：张华东，责任单位：市甲局）", "张华东O 市甲局R", "a leader of the city"),
    ("（牵头领导：副市长张华东）", "张华东O", "a person with the post in front"),
    ("（张华东副市长牵头，市甲局负责）", "张华东L 市甲局R", "and behind"),
    ("（省甲厅，各市、县〔市、区〕人民政府负责）", "省甲厅R 各市、县〔市、区〕人民政府R", "a class with inner brackets"),
    ("（责任单位：市甲局\n、市乙\n局）", "市甲局R 市乙局R", "broken over lines, also inside a name"),
    ("（责任单位：市甲局、市\n— 12 —\n乙局）", "市甲局R 市乙局R", "broken by a page number"),
    ("（责任单位：市甲局、市乙局", "市甲局R 市乙局R", "never closed"),
    ("\n（责任单位：市甲局）", "市甲局R", "on a line of its own below the item"),
    ("责任单位：市甲局、市乙局。", "市甲局R 市乙局R", "a field without brackets behind the sentence"),
    ("牵头单位: 市甲局；配合单位: 市乙局", "市甲局L 市乙局S", "two of them"),
    ("市甲局牵头，市乙局、市丙局按职责分工负责。", "市甲局L 市乙局R 市丙局R", "a sentence that is nothing but a clause"),
    ("由市甲局牵头，市乙局配合。", "市甲局L 市乙局S", "with 由"),
    ("市甲局、市乙局按职责分工负责。", "市甲局R 市乙局R", "without anyone who leads"),
]  # fmt: skip
LETTERS = {"L": "lead", "R": "responsible", "S": "support", "O": "overseer"}


@pytest.mark.parametrize(("clause", "expected", "why"), CLAUSES, ids=[row[2] for row in CLAUSES])
def test_a_clause_behind_its_task(instrument_of: Read, clause: str, expected: str, why: str) -> None:
    found = roles(instrument_of(f"{HEAD}（一）{TASK}{clause}\n（二）完善体系。\n"))
    assert sorted(found) == sorted(f"{name[:-1]} {LETTERS[name[-1]]}" for name in expected.split()), why


# (text, expected roles with their tasks) with the reason
TASKS = [
    (
        "（一）推进改造。（市甲局）提升水质。加强监测。（市乙局、市丙局）\n",
        [
            "市甲局 responsible <- 推进改造。",
            "市乙局 responsible <- 提升水质。加强监测。",
            "市丙局 responsible <- 提升水质。加强监测。",
        ],
        "each clause governs the text since the one before",
    ),
    (
        "（一）除险加固水库（市甲局、相关县政府）；疏浚河道（市乙局牵头）。\n",
        [
            "市甲局 responsible <- 除险加固水库",
            "相关县政府 responsible <- 除险加固水库",
            "市乙局 lead <- 疏浚河道",
        ],
        "names alone before a semicolon",
    ),
    (
        "（一）供水项目由区人民政府组织申报，市甲局会同市乙局审查，报市人民政府批准。\n",
        [
            "区人民政府 responsible <- 供水项目由区人民政府组织申报，市甲局会同市乙局审查，报市人民政府批准",
            "市甲局 lead <- 审查，报市人民政府批准",
            "市乙局 support <- 审查，报市人民政府批准",
        ],
        "会同 in the middle of a sentence",
    ),
    (
        "（一）推进改造（市甲局牵头）；提升水质（市乙局牵头）。\n",
        ["市甲局 lead <- 推进改造", "市乙局 lead <- 提升水质"],
        "inside a sentence",
    ),
    (
        "（一）推进改造。（责任单位：市甲局、市乙局\n（二）提升水质。（责任单位：市丙局）\n",
        [
            "市甲局 responsible <- 推进改造。",
            "市乙局 responsible <- 推进改造。",
            "市丙局 responsible <- 提升水质。",
        ],
        "an unclosed bracket does not swallow the next item",
    ),
    (
        "（一）供水\n推进改造。（市甲局负责）\n（二）排水\n",
        ["市甲局 responsible <- 供水。推进改造。"],
        "heading and only paragraph are one task",
    ),
    (
        "（一）推进示范区建设，市甲局牵头，市乙局按职责分工负责。\n",
        ["市甲局 lead <- 推进示范区建设，", "市乙局 responsible <- 推进示范区建设，"],
        "a clause behind a comma",
    ),
    (
        "（一）供水工作由市甲局负责。\n",
        ["市甲局 responsible <- 供水工作由市甲局负责"],
        "由 behind what it governs",
    ),
    (
        "（一）供水工作由市甲局和市乙局共同负责。\n",
        [
            "市甲局 responsible <- 供水工作由市甲局和市乙局共同负责",
            "市乙局 responsible <- 供水工作由市甲局和市乙局共同负责",
        ],
        "two together",
    ),
    (
        "（一）由市甲局牵头会同市乙局、市丙局制定供水方案。\n",
        ["市甲局 lead <- 制定供水方案", "市乙局 support <- 制定供水方案", "市丙局 support <- 制定供水方案"],
        "牵头会同",
    ),
    ("（一）督查组由市甲局牵头，市乙局参加，负责督查供水。\n", [], "what a group is made of"),
    ("（一）供水组由市甲局牵头，市乙局、市丙局等参加。主要职责：供水。\n", [], "with its duties behind"),
    ("（一）建立由市甲局牵头、有关部门参与的供水工作机制。\n", [], "a mechanism is no task"),
    ("（一）各牵头部门要负起牵头责任，其他部门要密切配合。\n", [], "nobody in particular"),
    ("（一）供水组（牵头单位：市甲局）\n成员单位：市乙局\n（二）排水组\n", [], "a group's bracket"),
    (
        "（一）市甲局会同市乙局制定供水方案。\n",
        ["市甲局 lead <- 制定供水方案", "市乙局 support <- 制定供水方案"],
        "会同 in prose",
    ),
    (
        "（一）市甲局要牵头制定供水方案，市乙局配合。\n",
        ["市甲局 lead <- 制定供水方案", "市乙局 support <- 制定供水方案"],
        "要牵头; who helps is no part of the task",
    ),
    (
        "（一）市甲局负责建设供水平台，市乙局、各区政府配合。\n",
        [
            "市甲局 responsible <- 建设供水平台",
            "市乙局 support <- 建设供水平台",
            "各区政府 support <- 建设供水平台",
        ],
        "负责, and who helps",
    ),
    (
        "（一）市甲局负责供水工作的统筹协调，市乙局、市丙局按职责分工抓好落实。\n",
        [
            "市甲局 responsible <- 供水工作的统筹协调",
            "市乙局 responsible <- 供水工作的统筹协调",
            "市丙局 responsible <- 供水工作的统筹协调",
        ],
        "others who answer for it, too",
    ),
    (
        "（一）市甲局负责供水工作，必要时，请求市政府给予支持。\n",
        [],
        "whom one asks for help is no supporter",
    ),
    (
        "（一）供水统计由市甲局承担，市乙局协助提供数据。\n",
        ["市甲局 responsible <- 供水统计由市甲局承担", "市乙局 support <- 供水统计由市甲局承担"],
        "协助 with what to help with",
    ),
    (
        "（一）供水政策由市甲局牵头制定，各县（市、区）具体实施。\n",
        [
            "市甲局 lead <- 供水政策由市甲局牵头制定",
            "各县（市、区） responsible <- 供水政策由市甲局牵头制定",
        ],
        "a class that carries it out",
    ),
    (
        "（一）市供水领导小组办公室（设在市甲局）负责年度考核，市乙局配合。\n",
        ["市供水领导小组办公室 responsible <- 年度考核", "市乙局 support <- 年度考核"],
        "where an office is, is no part of its name",
    ),
    (
        "（一）加强宣传。市甲局牵头，市乙局配合，2023年6月底前完成。\n",
        ["市甲局 lead <- 加强宣传。", "市乙局 support <- 加强宣传。"],
        "a deadline behind the clause",
    ),
    (
        "（一）推广电子证照。\n牵头部门：市甲局。配合部门：市乙局\n（二）完善体系。\n",
        [],
        "a line of fields is for the pass for task tables",
    ),
    (
        "（一）强化保障。由市甲局牵头，建设统一的供水平台。（责任单位：市甲局、市乙局）\n",
        [
            "市甲局 responsible <- 强化保障。由市甲局牵头，建设统一的供水平台。",
            "市乙局 responsible <- 强化保障。由市甲局牵头，建设统一的供水平台。",
            "市甲局 lead <- 建设统一的供水平台",
        ],
        "a sentence and a clause",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), TASKS, ids=[row[2] for row in TASKS])
def test_what_a_clause_governs(instrument_of: Read, text: str, expected: list[str], why: str) -> None:
    assert sorted(roles(instrument_of(HEAD + text))) == sorted(expected), why


TRAPS = [
    "坚持统一领导、分级负责、属地管理。",
    "各部门负责同志要靠前指挥。",
    "实行总指挥负责制。",
    "《甲市供水办法（试行）》继续有效。",
    "推进厂区（二期）建设。",
    "落实《通知》（甲政发〔2023〕5号）要求。",
    "支持甲市水务有限责任公司（以下简称水务公司）发展。",
    "落实安全生产责任制（含部门监管责任）。",
    "牵头单位要加强统筹，责任单位要密切配合。",
    "提升公众（企业、社会组织）责任意识。",
    "健全党委领导、政府负责、部门协同的工作格局。",
    "推进重点工作（附件1）落实。",
    "扩大农业转移人口社会参与。",
    "加强供水保障（含农村）。",
    "明确责任单位和责任人。",
    "落实谁主管、谁负责的要求。",
    "负责供水的人员要持证上岗。",
    "形成政府牵头、部门协作、社会参与的工作机制。",
]


@pytest.mark.parametrize("sentence", TRAPS)
def test_what_only_looks_like_a_clause(instrument_of: Read, sentence: str) -> None:
    assert roles(instrument_of(f"{HEAD}（一）{sentence}\n（二）完善体系。\n")) == []


def test_a_remark_for_all_clauses_that_the_first_leads(instrument_of: Read) -> None:
    text = f"{HEAD}以下任务列第一位的为牵头单位。\n（一）{TASK}（市甲局、市乙局）\n"
    assert roles(instrument_of(text)) == ["市甲局 lead", "市乙局 responsible"]


def test_the_evidence_is_the_clause_and_the_task(instrument_of: Read) -> None:
    instrument = instrument_of(f"{HEAD}（一）{TASK}\n\n（责任单位：市甲局、市\n\n乙局）\n")
    for fact in find_responsibility_clauses(instrument).facts:
        assert isinstance(fact, RoleFact)
        assert "".join(fact.evidence.quote.split()) == "（责任单位：市甲局、市乙局）"
        assert fact.task.evidence.quote == TASK
        assert fact.evidence.line == 7


# (text, words of the reason): nothing is lost in silence
ODD = [
    ("（一）推进改造。（责任单位：市甲局、2号楼）", "no name of a body or person"),
    ("（责任单位：市甲局）\n", "clause without a task"),
    (f"（一）推进改造（责任单位：{'市甲局、' * 600}市乙局）。", "too long"),
    ("（一）推进改造（责任单位：（（（（市甲局）））））。", "too deep"),
    ("（一）推进改造（市财政局、市教育局），加强监管。", "inside a sentence"),
]


@pytest.mark.parametrize(("text", "words"), ODD, ids=[words for _, words in ODD])
def test_odd_pieces_are_reported(instrument_of: Read, text: str, words: str) -> None:
    head = "甲市人民政府关于供水的通知\n甲政发〔2023〕5号\n"
    gaps = find_responsibility_clauses(instrument_of(head + text)).gaps
    assert any(words in gap.reason for gap in gaps)


UNITS = (
    "（|(|【|）|牵头|由|负责|会同|、|，|局|甲局|甲局牵头，|由甲局|（负责|（甲局|（甲局）|牵头单位：甲局|责任单位：|（（责任单位：甲局））"
    "|等部门|和局|市甲局 |以下均|按职责分工|。负责"
)


@pytest.mark.parametrize("unit", UNITS.split("|"))
def test_time_is_bounded(instrument_of: Read, unit: str) -> None:
    instrument = instrument_of(f"{HEAD}一、{unit * (100_000 // len(unit))}")
    for find in (find_responsibility_clauses, find_responsibility_sentences):
        within(2, partial(find, instrument))
    assert re.match("一、", instrument.text[instrument.paragraphs[-1].start :])
