"""A graph small enough to count by hand: two districts, made up, with bodies of the same name.

乙区 (doc 1): task 节水 led by 区水务局, responsible 区财政局 + 区教育局, overseer 王某某; task 植树 led by 区水务局 and
区林业局, supported by 区财政局; task 修路 responsible 区财政局 only, and again in a second clause supported by it.
丙区 (doc 2): task 防汛 led by 区财政局, supported by 各镇街 (a group).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox

from kg.evidence import Evidence
from kg.facts import (
    Agent,
    AgentKind,
    CitationFact,
    Comparator,
    DocumentFact,
    DutyFact,
    Fact,
    Gap,
    InstrumentFacts,
    MemberFact,
    MemberRole,
    MilestoneFact,
    PersonFact,
    PostEvent,
    Relation,
    Role,
    RoleFact,
    SourceFacts,
    TargetFact,
    Task,
)
from kg.graph.iris import Iris
from kg.graph.quads import source_quads
from kg.graph.store import GraphStore
from kg.resolve import resolve

FIRST = """甲市乙区人民政府关于印发节水方案的通知
乙政发〔2031〕2号
依据《甲市节水条例》（甲政发〔2030〕1号）制定。
建设节水设施，2035年节水率达到95%以上。（牵头单位：区水务局；责任单位：区财政局、区教育局；分管领导：王某某）
植树造林。（区水务局、区林业局牵头，区财政局配合）
修路。（责任单位：区财政局）修路。（配合单位：区财政局）
区财政局：负责资金保障。
节水工作领导小组组长：王某某，成员单位：区水务局。
2031年6月底前完成管网改造。
王某某任区水务局局长。
（责任单位：某某）
"""
SECOND = """甲市丙区人民政府关于防汛工作的通知
丙政发〔2031〕3号
做好防汛。（牵头单位：区财政局；配合单位：各镇街）
"""


class Reader:
    """Makes facts whose evidence is found in a text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def evidence(self, quote: str) -> Evidence:
        start = self.text.index(quote)
        end = start + len(quote)
        line = 1 + self.text.count("\n", 0, start)
        return Evidence(
            start, end, line, quote, self.text[max(0, start - 8) : start], self.text[end : end + 8]
        )

    def task(self, text: str) -> Task:
        return Task(text, self.evidence(text))

    def roles(
        self, clause: str, task: str, role: Role, *names: str, kind: AgentKind = AgentKind.ORG
    ) -> Iterable[Fact]:
        for name in names:
            yield RoleFact(self.evidence(clause), "clauses", role, Agent(name, kind), self.task(task))


def source(name: str, text: str, *instruments: InstrumentFacts) -> SourceFacts:
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return SourceFacts(name, sha256, "utf-8", len(text), instruments)


def first(water: str = "区水务局") -> SourceFacts:
    """The first document; ``water`` renames its water bureau."""
    text = FIRST.replace("区水务局", water)
    read = Reader(text)
    one = text.split("\n")[3].partition("。")[2]
    org = AgentKind.ORG
    facts: list[Fact] = [
        CitationFact(
            read.evidence("《甲市节水条例》（甲政发〔2030〕1号）"),
            "citations",
            "甲市节水条例",
            "甲政发〔2030〕1号",
            Relation.BASIS,
        ),
        TargetFact(
            read.evidence("节水率达到95%以上"),
            "targets",
            "节水率",
            Comparator.AT_LEAST,
            "95",
            "%",
            "2035",
            None,
        ),
        *read.roles(one, "建设节水设施", Role.LEAD, water),
        *read.roles(one, "建设节水设施", Role.RESPONSIBLE, "区财政局", "区教育局"),
        *read.roles(one, "建设节水设施", Role.OVERSEER, "王某某", kind=AgentKind.PERSON),
        *read.roles(f"（{water}、区林业局牵头，区财政局配合）", "植树造林", Role.LEAD, water, "区林业局"),
        *read.roles(f"（{water}、区林业局牵头，区财政局配合）", "植树造林", Role.SUPPORT, "区财政局"),
        *read.roles("（责任单位：区财政局）", "修路", Role.RESPONSIBLE, "区财政局"),
        *read.roles("（配合单位：区财政局）", "修路", Role.SUPPORT, "区财政局"),
        DutyFact(read.evidence("区财政局：负责资金保障"), "duties", Agent("区财政局", org), "负责资金保障"),
        *(
            MemberFact(read.evidence(f"节水工作领导小组组长：王某某，成员单位：{water}"), "members", *rest)
            for rest in (
                ("节水工作领导小组", Agent("王某某", AgentKind.PERSON), MemberRole.CHAIR),
                ("节水工作领导小组", Agent(water, org), MemberRole.MEMBER_ORG),
            )
        ),
        MilestoneFact(
            read.evidence("2031年6月底前完成管网改造"),
            "milestones",
            None,
            read.task("建设节水设施"),
            "2031-06",
            "完成管网改造",
        ),
        PersonFact(
            read.evidence(f"王某某任{water}局长"),
            "persons",
            "王某某",
            f"{water}局长",
            water,
            "局长",
            PostEvent.HOLDS,
            None,
            None,
        ),
    ]
    document = DocumentFact(
        read.evidence("甲市乙区人民政府关于印发节水方案的通知"),
        "documents",
        "甲市乙区人民政府关于印发节水方案的通知",
        "乙政发〔2031〕2号",
        ("甲市乙区人民政府",),
        "2031-03-17",
        12,
    )
    gap = Gap(read.evidence("（责任单位：某某）"), "no agent in clause", "clauses")
    return source("one.txt", text, InstrumentFacts(document, tuple(facts), (gap,)))


def second() -> SourceFacts:
    read = Reader(SECOND)
    clause = "（牵头单位：区财政局；配合单位：各镇街）"
    facts = [
        *read.roles(clause, "做好防汛", Role.LEAD, "区财政局"),
        *read.roles(clause, "做好防汛", Role.SUPPORT, "各镇街", kind=AgentKind.GROUP),
    ]
    document = DocumentFact(
        read.evidence("甲市丙区人民政府关于防汛工作的通知"),
        "documents",
        "甲市丙区人民政府关于防汛工作的通知",
        "丙政发〔2031〕3号",
        ("甲市丙区人民政府",),
        None,
        4,
    )
    return source("two.txt", SECOND, InstrumentFacts(document, tuple(facts), ()))


def graph_of(*sources: SourceFacts) -> GraphStore:
    """A store in memory."""
    resolution = resolve(sources)
    store = ox.Store()
    for facts, identities in resolution.sources:
        for _, lines in source_quads(facts, identities, resolution.labels, iris=Iris(), version="test"):
            store.load("\n".join(lines).encode("utf-8") + b"\n", format=ox.RdfFormat.N_QUADS)
    # As a build does: the default graph holds every triple of the named graphs once.
    store.extend([ox.Quad(*quad.triple) for quad in store])
    return GraphStore(store)


TEXTS = {"one.txt": FIRST, "two.txt": SECOND}
