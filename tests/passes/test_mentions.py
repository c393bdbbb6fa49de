"""Names of bodies in running text: found where both ends are clear, once each, with where they stand first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts import AgentKind, Fact
from kg.passes.bodies.mentions import mentions
from kg.passes.names.body_names import BodyNames
from kg.passes.pipeline import load_pipeline, run
from kg.structure.model import Instrument
from tests.clock import within

HEAD = "甲市乙区人民政府关于印发节水方案的通知\n乙政发〔2031〕2号\n\n各镇街：\n"
TAIL = "\n\n甲市乙区人民政府\n2031年3月17日\n"

CASES = [
    ("经区政府同意，现印发给你们。", ["区政府"], "a preposition before, a verb after"),
    (
        "有关情况报区城市管理委员会办公室。",
        ["区城市管理委员会办公室"],
        "the whole name, not the committee in it",
    ),
    ("与人社局、住建局联合制定办法。", ["人社局", "住建局"], "short names without a level word"),
    ("卫生健康部门主动报告。", ["卫生健康部门"], "a department named by its function"),
    (
        "各级财政和审计部门要监督。",
        [],
        "审计部门 may be the end of a longer name: no body ends before the conjunction",
    ),
    ("教育和体育部门负责组织。", ["教育和体育部门"], "a conjunction inside the function"),
    (
        "自然资源主管部门和气象主管机构应当共享信息。",
        ["自然资源主管部门", "气象主管机构"],
        "competent authorities",
    ),
    (
        "《中共甲市委甲市人民政府关于节水的意见》",
        ["中共甲市委", "甲市人民政府"],
        "two names without a mark between",
    ),
    (
        "中共甲市委办公厅甲市人民政府办公厅",
        ["中共甲市委办公厅", "甲市人民政府办公厅"],
        "two offices without a mark between",
    ),
    ("定期报领导小组办公室。", ["领导小组办公室"], "the verb is no part of a name"),
    ("必要时市防震工作领导小组转为市抗震救灾指挥部。", ["市抗震救灾指挥部"], "one body becomes the other"),
    ("成立节水工作领导小组，统筹推进。", ["节水工作领导小组"], "a coordinating body behind a verb"),
    ("立即上报市防汛抗旱指挥部及上级部门。", ["市防汛抗旱指挥部"], "the adverb and the verb stay outside"),
    (
        "综合协调组将情况上报上级指挥部。",
        ["综合协调组"],
        "the group before the verb, not the run with the verbs",
    ),
    (
        "加强与市口岸和物流办沟通对接。",
        ["市口岸和物流办"],
        "an office of no known function behind its level word",
    ),
    ("由区文化和旅游局主办。", ["区文化和旅游局"], "a verb that ends like an office is none"),
    ("融入国家发展大局。", [], "a word that ends like a bureau"),
    ("市场监管部门加强检查。", ["市场监管部门"], "市场 is no city"),
    ("市政府采购目录。", ["市政府"], "采购 ends the name of the government"),
    ("镇人民政府负责落实。", [], "every town's government: a class, not a body"),
    ("乙区财政局预算执行情况。", ["乙区财政局"], "the place is the instrument's own, the function known"),
]


@pytest.mark.parametrize(("text", "names", "why"), CASES, ids=[case[-1] for case in CASES])
def test_names_in_text(text: str, names: list[str], why: str) -> None:
    found = [text[start:end] for start, end in BodyNames(text, ("甲市乙区人民政府",))]
    assert found == names, why


def run_on(instrument: Instrument) -> list[Fact]:
    facts: list[Fact] = run(load_pipeline(), instrument)._.facts
    return facts


def test_a_name_is_mentioned_once_and_not_where_a_fact_carries_it(
    instrument_of: Callable[[str], Instrument],
) -> None:
    instrument = instrument_of(
        f"{HEAD}一、建设节水设施。（牵头单位：区水务局）\n二、区水务局收集节水情况，抄送区财政局，结果报告区政府。{TAIL}"
    )
    found = [fact for fact in run_on(instrument) if fact.type == "mention"]
    names = [fact.agent.name for fact in found]  # type: ignore[attr-defined]
    assert sorted(names) == sorted(["甲市乙区人民政府", "区财政局", "区政府"])
    text = instrument.source.text
    for fact in found:
        assert text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote
    issuer = found[names.index("甲市乙区人民政府")]
    assert issuer.evidence.start > text.index("区政府。"), "the issuer is mentioned where it signs"


def test_a_title_names_its_issuer_and_no_more(instrument_of: Callable[[str], Instrument]) -> None:
    head = "丙县人民政府办公室关于调整县政府领导分工的通知\n丙政办发〔2031〕2号\n\n各乡镇：\n县政府领导分工作如下调整。\n"
    found = mentions(instrument_of(f"{head}\n丙县人民政府办公室\n2031年3月17日\n"), [])
    assert {fact.agent.name for fact in found} == {"丙县人民政府办公室", "县政府"}


def test_coordinating_bodies_and_bodies_of_posts_are_named(
    instrument_of: Callable[[str], Instrument],
) -> None:
    instrument = instrument_of(f"{HEAD}现任命：\n李某某为区水务局副局长。{TAIL}")
    found = mentions(instrument, run_on(instrument)[:1])
    assert AgentKind.ORG in {fact.agent.kind for fact in found}
    assert "区水务局" in {fact.agent.name for fact in found}


def test_facts_stand_in_span_groups(instrument_of: Callable[[str], Instrument]) -> None:
    instrument = instrument_of(
        f"{HEAD}依据《甲市节水条例》制定。\n一、建设节水设施，2035年节水率达到95%以上。（牵头单位：区水务局；牵头领导：王小明）{TAIL}"
    )
    doc = run(load_pipeline(), instrument)
    assert "区水务局" in {span.text for span in doc.spans["bodies"]}
    assert "王小明" in {span.text for span in doc.spans["persons"]}
    assert any("节水率" in span.text for span in doc.spans["targets"])
    assert any("甲市节水条例" in span.text for span in doc.spans["citations"])
    assert any(span.text.startswith("（牵头单位") for span in doc.spans["clauses"])


@pytest.mark.parametrize(
    "text", ["局" * 100_000, "区财政局" * 25_000, "市" * 99_990 + "领导小组", "和" * 50_000 + "部" * 50_000]
)
def test_bounded_time(text: str) -> None:
    within(5, lambda: list(BodyNames(text, ("甲市乙区人民政府",))))
