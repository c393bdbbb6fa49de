"""Made-up facts for the tests of resolution, graph and build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from kg.evidence import Evidence
from kg.facts import (
    Agent,
    AgentKind,
    BodyChangeFact,
    ChangeKind,
    CitationFact,
    Comparator,
    DocumentFact,
    DutyFact,
    Fact,
    Gap,
    InstrumentFacts,
    MemberFact,
    MemberRole,
    MentionFact,
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


def evidence(start: int = 0, quote: str = "区水务局牵头", line: int = 1) -> Evidence:
    return Evidence(start, start + len(quote), line, quote, "前", "后")


def agent(name: str, kind: str = "org") -> Agent:
    return Agent(name, AgentKind(kind))


def role(
    name: str, task: str = "建设节水设施", role_: str = "lead", kind: str = "org", at: int = 0
) -> RoleFact:
    return RoleFact(
        evidence(at + 50, f"（{name}牵头）"),
        "clauses",
        Role(role_),
        agent(name, kind),
        Task(task, evidence(at, task)),
    )


def duty(name: str, text: str = "负责节约用水") -> DutyFact:
    return DutyFact(evidence(), "duties", agent(name), text)


def member(body: str, name: str, role_: str = "member_org", kind: str = "org") -> MemberFact:
    return MemberFact(evidence(), "bodies", body, agent(name, kind), MemberRole(role_))


def person(
    name: str,
    post: str,
    org: str | None = None,
    title: str | None = None,
    event: str = "holds",
    date: str | None = None,
) -> PersonFact:
    return PersonFact(evidence(), "rosters", name, post, org, title, PostEvent(event), date, None)


def citation(title: str | None, number: str | None = None, relation: str = "basis") -> CitationFact:
    return CitationFact(evidence(), "citations", title, number, Relation(relation))


def target(
    indicator: str = "节水率", value: str = "95", unit: str = "%", by: str | None = "2025", at: int = 0
) -> TargetFact:
    return TargetFact(evidence(at, value), "targets", indicator, Comparator.AT_LEAST, value, unit, by, "80%")


def milestone(due: str = "2021-05/2021-06", name: str | None = "区水务局") -> MilestoneFact:
    return MilestoneFact(
        evidence(),
        "milestones",
        agent(name) if name else None,
        Task("管网改造", evidence(300, "管网改造")),
        due,
        "完成改造",
    )


def body_change(
    former: str, body: str, change: str = "renamed", date: str | None = "2019-01-10"
) -> BodyChangeFact:
    return BodyChangeFact(
        evidence(600, f"{former}更名为{body}"), "body_changes", former, body, ChangeKind(change), date
    )


def mention(name: str, at: int = 500) -> MentionFact:
    return MentionFact(evidence(at, name), "mentions", agent(name))


def instrument(
    facts: Iterable[Fact] = (),
    *,
    title: str = "甲市乙区人民政府关于印发节水方案的通知",
    number: str | None = "乙政发〔2023〕2号",
    issuers: tuple[str, ...] = ("甲市乙区人民政府",),
    date: str | None = "2023-03-17",
    gaps: tuple[Gap, ...] = (),
) -> InstrumentFacts:
    document = DocumentFact(evidence(quote=title), "documents", title, number, issuers, date, 99)
    return InstrumentFacts(document, tuple(facts), gaps)


def source(*instruments: InstrumentFacts, name: str = "a.txt", gaps: tuple[Gap, ...] = ()) -> SourceFacts:
    return SourceFacts(name, hashlib.sha256(name.encode()).hexdigest(), "utf-8", 5000, instruments, gaps)


def one_of_each() -> tuple[Fact, ...]:
    return (
        role("区水务局"),
        role("王某", role_="overseer", kind="person"),
        role("各镇街", role_="responsible", kind="group"),
        role("区财政局局长", role_="support", kind="post"),
        duty("区水务局"),
        target(),
        citation("甲市节水条例", "甲政发〔2022〕1号"),
        person("王某", "区水务局局长", "区水务局", "局长", "appointed", "2022-11-01"),
        member("区节水工作领导小组", "区水务局"),
        member("区节水工作领导小组", "区发改局", "office_at"),
        milestone(),
        mention("区人社局"),
    )
