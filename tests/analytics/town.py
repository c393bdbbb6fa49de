"""A made-up city with two districts, small enough that every report can be counted by hand.

乙区, 乙政发〔2031〕1号 (10 January 2031) — five tasks with bodies, one with an official only::

    建设河道  lead 水务     responsible 财政          support 教育   overseer 王某
    治理河道  lead 水务     responsible 财政, 教育
    整修学校  lead 教育     responsible 财政
    整修路面                responsible 交通
    防汛演练                                          support 气象   overseer 李某
    评优评先                                                         overseer 李某

    steps     建设河道: March (nobody named), 15 June (财政), September (nobody) · 治理河道: March
              整修路面: May to June · 防汛演练: 2031
    targets   水质达标率 >= 95% by 2031 inside 建设河道 · 绿化率 >= 40% by 2035 in no task
    groups    河长领导小组: chair 王某, vice 李某, members 水务 财政, office at 水务
              防汛指挥部: chair 王某, member 水务, under 市防汛指挥部
    based on  甲政发〔2030〕1号

乙区, 乙政发〔2031〕2号 (1 May 2031): 建设河道 led by 住建; 水质达标率 >= 90% by 2031; based on 乙政发〔2031〕1号; repeals
甲政发〔2029〕9号; 钱某 dismissed from, 赵某 appointed head of 水务 on 1 February, 孙某 appointed the same on 1 April;
周某 is said to be head of 财政, 李某 of 气象.

乙区, 乙政发〔2032〕1号 (1 February 2032): 治理河道 led by 水务; mentions 甲政发〔2029〕9号, which is repealed.

丙区, 丙政发〔2031〕1号 (1 March 2031): 建设河道 led by 财政; 水质达标率 >= 98% by 2030; based on 甲政发〔2030〕1号.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts import (
    AgentKind,
    Fact,
    InstrumentFacts,
    MilestoneFact,
    Role,
    RoleFact,
    SourceFacts,
    Task,
)
from tests.made_up import agent, citation, evidence, instrument, member, person, source, target

WATER, MONEY, SCHOOL = "区水务局", "区财政局", "区教育局"
AT = {
    "建设河道": 1000,
    "治理河道": 1100,
    "整修学校": 1200,
    "整修路面": 1300,
    "防汛演练": 1400,
    "评优评先": 1500,
}


def task(text: str) -> Task:
    return Task(text, evidence(AT[text], text))


def roles(text: str, **names: str) -> Iterator[Fact]:
    """Give the roles of a task: ``lead="区水务局 区教育局"``."""
    for number, (word, joined) in enumerate(names.items()):
        kind = AgentKind.PERSON if word == "overseer" else AgentKind.ORG
        for name in joined.split():
            quote = evidence(AT[text] + 20 + number, f"（{word}：{joined}）")
            yield RoleFact(quote, "clauses", Role(word), agent(name, kind), task(text))


def step(text: str, due: str, what: str, name: str | None = None) -> MilestoneFact:
    quote = evidence(AT[text] + 60, f"{due}{what}")
    return MilestoneFact(quote, "milestones", agent(name) if name else None, task(text), due, what)


def main_plan() -> InstrumentFacts:
    rivers, flood = "区河长领导小组", "区防汛指挥部"
    facts = (
        *roles("建设河道", lead=WATER, responsible=MONEY, support=SCHOOL, overseer="王某"),
        *roles("治理河道", lead=WATER, responsible=f"{MONEY} {SCHOOL}"),
        *roles("整修学校", lead=SCHOOL, responsible=MONEY),
        *roles("整修路面", responsible="区交通局"),
        *roles("防汛演练", support="区气象局", overseer="李某"),
        *roles("评优评先", overseer="李某"),
        step("建设河道", "2031-03", "开工"),
        step("建设河道", "2031-06-15", "拨款", MONEY),
        step("建设河道", "2031-09", "竣工"),
        step("治理河道", "2031-03", "清淤"),
        step("整修路面", "2031-05/2031-06", "铺设"),
        step("防汛演练", "2031", "演练"),
        target("水质达标率", "95", by="2031", at=AT["建设河道"]),
        target("绿化率", "40", by="2035", at=3000),
        member(rivers, "王某", "chair", "person"),
        member(rivers, "李某", "vice_chair", "person"),
        member(rivers, WATER),
        member(rivers, MONEY),
        member(rivers, WATER, "office_at"),
        member(flood, "王某", "chair", "person"),
        member(flood, WATER),
        member(flood, "市防汛指挥部", "parent"),
        citation("甲市水条例", "甲政发〔2030〕1号"),
    )
    return instrument(
        facts, title="甲市乙区人民政府关于印发河道方案的通知", number="乙政发〔2031〕1号", date="2031-01-10"
    )


def second_plan() -> InstrumentFacts:
    head = f"{WATER}局长"
    facts = (
        *roles("建设河道", lead="区住建局"),
        target("水质达标率", "90", by="2031", at=3000),
        citation(None, "乙政发〔2031〕1号"),
        citation("旧办法", "甲政发〔2029〕9号", "repeals"),
        person("钱某", head, WATER, "局长", "dismissed", "2031-02-01"),
        person("赵某", head, WATER, "局长", "appointed", "2031-02-01"),
        person("孙某", head, WATER, "局长", "appointed", "2031-04-01"),
        person("周某", f"{MONEY}局长", MONEY, "局长"),
        person("李某", "区气象局局长", "区气象局", "局长"),
    )
    return instrument(
        facts, title="甲市乙区人民政府关于第二批任务的通知", number="乙政发〔2031〕2号", date="2031-05-01"
    )


def third_plan() -> InstrumentFacts:
    facts = (*roles("治理河道", lead=WATER), citation("旧办法", "甲政发〔2029〕9号", "mentions"))
    return instrument(
        facts, title="甲市乙区人民政府关于继续治理的通知", number="乙政发〔2032〕1号", date="2032-02-01"
    )


def other_district() -> InstrumentFacts:
    facts = (
        *roles("建设河道", lead=MONEY),
        target("水质达标率", "98", by="2030", at=3000),
        citation("甲市水条例", "甲政发〔2030〕1号"),
    )
    return instrument(
        facts,
        title="甲市丙区人民政府关于印发河道方案的通知",
        number="丙政发〔2031〕1号",
        issuers=("甲市丙区人民政府",),
        date="2031-03-01",
    )


def town_sources() -> tuple[SourceFacts, ...]:
    files = {"1.txt": main_plan(), "2.txt": second_plan(), "3.txt": third_plan(), "4.txt": other_district()}
    return tuple(source(read, name=name) for name, read in files.items())
