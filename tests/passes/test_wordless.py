"""A fact without words would keep the whole build out of the store: it becomes a gap."""

from __future__ import annotations

from kg.evidence import Evidence
from kg.facts import Agent, AgentKind, DutyFact, Fact, MilestoneFact, Role, RoleFact, Task
from kg.passes.wordless import REASON, part_wordless

HERE = Evidence(3, 4, 1, "。")
BODY = Agent("县甲局", AgentKind.ORG)


def role(task: str) -> Fact:
    return RoleFact(HERE, "task_tables", Role.LEAD, BODY, Task(task, HERE))


def milestone(task: str, step: str) -> Fact:
    return MilestoneFact(HERE, "milestones", None, Task(task, HERE), "2024-06", step)


def test_facts_that_say_nothing_become_gaps() -> None:
    told: list[Fact] = [
        role("新建学校"),
        milestone("新建学校", "完成招标"),
        DutyFact(HERE, "duties", BODY, "做好管理"),
    ]
    empty: list[Fact] = [
        role("。"),
        milestone("", "完成招标"),
        milestone("新建学校", "；"),
        DutyFact(HERE, "duties", BODY, " "),
    ]
    kept, gaps = part_wordless([told[0], *empty, *told[1:]])
    assert kept == told
    assert [(gap.evidence, gap.reason, gap.pass_name) for gap in gaps] == [
        (HERE, REASON, fact.pass_name) for fact in empty
    ]
