"""What responsibility clauses say: who carries a task and how, and what a document says of the body named first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from kg.facts import Role
from kg.passes.names.agents import Mention
from kg.passes.responsibility.marked_leads import first_leading
from kg.structure.model import Instrument

_OTHERS_HELP = re.compile("其[余他][^，。；）)]{0,8}(?:配合|协助|协办|参与|参加)")


@dataclass(frozen=True, slots=True)
class Assignment:
    """A name in a clause and the role the clause gives it."""

    role: Role
    mention: Mention
    severally: bool = False  # each for its own part: 分别负责


@dataclass(frozen=True, slots=True)
class Clause:
    """A parsed clause; ``unread`` are pieces that look like names but are none."""

    assignments: tuple[Assignment, ...]
    unread: tuple[tuple[int, int], ...]
    explicit: bool  # a role word stands in it


class FirstLeads(Enum):
    """What a document says of several bodies named in one clause."""

    ALONE = auto()  # the first leads
    SEVERALLY = auto()  # … and of those who answer severally (分别负责) each does
    HELPED = auto()  # … and the others help it (其他为配合单位)

    @property
    def rest(self) -> Role:
        """The role of those named behind the first."""
        return Role.SUPPORT if self is FirstLeads.HELPED else Role.RESPONSIBLE


@lru_cache(maxsize=1)  # asked for every deadline of an instrument
def leads_first(instrument: Instrument) -> FirstLeads | None:
    """Give the rule of an instrument that says that the body named first leads."""
    said = first_leading(instrument.text, 0, len(instrument.text))
    return rule_of(said.group()) if said is not None else None


def rule_of(said: str) -> FirstLeads:
    """Give the rule a remark states (列第一位者为牵头单位)."""
    several = FirstLeads.SEVERALLY if "分别" in said else FirstLeads.ALONE
    return FirstLeads.HELPED if _OTHERS_HELP.search(said) else several


def with_first_leading(clause: Clause, rule: FirstLeads) -> Clause:
    """Give a clause whose first name leads, unless it says itself who leads."""
    roles = [a.role for a in clause.assignments]
    if Role.LEAD in roles or roles.count(Role.RESPONSIBLE) < 2:
        return clause
    first = roles.index(Role.RESPONSIBLE)
    each = rule is FirstLeads.SEVERALLY and clause.assignments[first].severally
    assignments = tuple(
        replace(a, role=Role.LEAD if n == first or (each and a.severally) else rule.rest)
        if a.role is Role.RESPONSIBLE
        else a
        for n, a in enumerate(clause.assignments)
    )
    return replace(clause, assignments=assignments)
