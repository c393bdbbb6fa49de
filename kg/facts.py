"""The facts that extraction passes hand on: small frozen records, each with its evidence.

The flat field meanings are those of the public facts format (see ``kg/export/facts.py``). Text values are as
printed with white space removed. Nothing in here knows how a fact was found or how it will be stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kg.evidence import Evidence


class AgentKind(StrEnum):
    """What kind of agent a printed name denotes."""

    ORG = "org"
    PERSON = "person"
    GROUP = "group"  # a class of bodies: 各镇街, 相关部门
    POST = "post"  # an unnamed office holder: 区应急管理局局长


class Role(StrEnum):
    """The part an agent takes in a task."""

    OVERSEER = "overseer"  # 牵头领导, 分管领导, 责任人
    LEAD = "lead"  # 牵头, 主办
    RESPONSIBLE = "responsible"  # 责任单位, 负责
    SUPPORT = "support"  # 配合, 参与, 协办


class Comparator(StrEnum):
    """How a target's value bounds its indicator."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    EQUAL = "="
    ABOUT = "~"


class Relation(StrEnum):
    """What a document does with an instrument it names."""

    BASIS = "basis"
    REPEALS = "repeals"
    AMENDS = "amends"
    FORWARDS = "forwards"
    MENTIONS = "mentions"


class PostEvent(StrEnum):
    """What a document says about a person and a post."""

    HOLDS = "holds"
    APPOINTED = "appointed"
    DISMISSED = "dismissed"


class MemberRole(StrEnum):
    """The part an agent has in a coordinating body (领导小组, 指挥部, 专班 …)."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    LEAD_ORG = "lead_org"
    MEMBER_ORG = "member_org"
    OFFICE_AT = "office_at"
    OFFICE_HEAD = "office_head"
    PARENT = "parent"


class ChangeKind(StrEnum):
    """How a body came about."""

    RENAMED = "renamed"  # one body under two names: 更名为, （原…）
    FORMED = "formed"  # a new body in place of others: 组建…，不再保留…


@dataclass(frozen=True, slots=True)
class Agent:
    """A name as printed (white space removed), with what kind of agent it denotes."""

    name: str
    kind: AgentKind

    def __hash__(self) -> int:
        """Hash the name, which nearly always tells: agents are looked up by the thousand."""
        return hash(self.name)


@dataclass(frozen=True, slots=True)
class Task:
    """The text an assignment governs: a numbered paragraph, a sentence or a table cell, without its label."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Fact:
    """What all facts share. ``pass_name`` is the name of the pipeline component that produced the fact."""

    evidence: Evidence
    pass_name: str

    type: ClassVar[str] = "fact"


@dataclass(frozen=True, slots=True)
class DocumentFact(Fact):
    """One instrument: a notice, plan, opinion … ``date`` is the date of signature, ``YYYY-MM-DD``."""

    title: str
    number: str | None
    issuers: tuple[str, ...]
    date: str | None
    last_line: int

    type: ClassVar[str] = "document"


@dataclass(frozen=True, slots=True)
class RoleFact(Fact):
    """An agent takes a role in a task. The evidence is the responsibility clause."""

    role: Role
    agent: Agent
    task: Task

    type: ClassVar[str] = "role"


@dataclass(frozen=True, slots=True)
class DutyFact(Fact):
    """A standing duty of a body."""

    agent: Agent
    duty: str

    type: ClassVar[str] = "duty"


@dataclass(frozen=True, slots=True)
class TargetFact(Fact):
    """A quantified commitment. ``by`` is ``YYYY`` or ``YYYY-MM``; ``value`` keeps the digits as printed."""

    indicator: str
    op: Comparator
    value: str
    unit: str
    by: str | None
    baseline: str | None

    type: ClassVar[str] = "target"


@dataclass(frozen=True, slots=True)
class CitationFact(Fact):
    """An existing instrument the document names, and what it does with it."""

    title: str | None
    number: str | None
    relation: Relation

    type: ClassVar[str] = "citation"


@dataclass(frozen=True, slots=True)
class PersonFact(Fact):
    """A person holds, is appointed to or is dismissed from a post. ``org`` + ``title`` are the post's parts."""

    person: str
    post: str
    org: str | None
    title: str | None
    event: PostEvent
    date: str | None
    note: str | None

    type: ClassVar[str] = "person"


@dataclass(frozen=True, slots=True)
class MemberFact(Fact):
    """An agent has a part in a coordinating body."""

    body: str
    agent: Agent
    role: MemberRole

    type: ClassVar[str] = "member"


@dataclass(frozen=True, slots=True)
class MilestoneFact(Fact):
    """A dated step. ``due`` is ``YYYY-MM``, ``YYYY-MM-DD`` or ``from/to``."""

    agent: Agent | None
    task: Task
    due: str
    step: str

    type: ClassVar[str] = "milestone"


@dataclass(frozen=True, slots=True)
class MentionFact(Fact):
    """A body is named here: the first clear place of a name that no other fact of the instrument carries.

    Or the text itself says whose name it is: ``stands_for`` is the fuller name printed elsewhere in the instrument,
    ``because`` says in words how the text does.
    """

    agent: Agent
    stands_for: str | None = None
    because: str | None = None

    type: ClassVar[str] = "mention"


@dataclass(frozen=True, slots=True)
class BodyChangeFact(Fact):
    """A body got another name, or was formed in place of another.

    ``date`` is ``YYYY-MM[-DD]``: of the change, else of the instrument.
    """

    former: str
    body: str
    change: ChangeKind
    date: str | None

    type: ClassVar[str] = "change"


_WITH_AGENT = (RoleFact, DutyFact, MemberFact, MilestoneFact, MentionFact)


def agent_of(fact: Fact) -> Agent | None:
    """Give the agent of a fact that has one."""
    return fact.agent if isinstance(fact, _WITH_AGENT) else None


@dataclass(frozen=True, slots=True)
class Gap:
    """Text that looks as if it held a fact but became none, with the reason (a row of the coverage report)."""

    evidence: Evidence
    reason: str
    pass_name: str


@dataclass(frozen=True, slots=True)
class InstrumentFacts:
    """All that was read from one instrument, in source order."""

    document: DocumentFact
    facts: tuple[Fact, ...]  # without the document fact itself
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """All that was read from one source file. ``name`` is its base name; ``sha256`` that of the file's bytes."""

    name: str
    sha256: str
    encoding: str
    characters: int
    instruments: tuple[InstrumentFacts, ...]
    gaps: tuple[Gap, ...] = ()
