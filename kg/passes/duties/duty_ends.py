"""Where a duty ends in its sentence: before the body that leads, before the next body's share, at the next charge."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.facts import DutyFact
from kg.passes.names.agents import names_in_prose
from kg.passes.responsibility.divided_work import is_somebody, next_bodies
from kg.passes.words.sentences import Brackets
from kg.structure.model import Instrument

_COMMA = re.compile("[，,]")
_MUST = re.compile(
    "要(?!求|素|点|件|闻)|应当|须|每年|每季度|每半年|每月|定期|(?:依|依据|按照?)(?:各自)?职责(?!分工)"
)
_ANOTHER_LEADS = re.compile("[，,](?P<names>[^，。；]{2,40}?)(?:(?:负责)?牵头|会同)")
_EXCEPT = re.compile("除(?!了)[^，。；]{2,30}负责(?=[^，。；]{0,24}外)")
_MAX_SUBJECT = 80


def next_subject(text: str, start: int, end: int, *, told: bool = False) -> int | None:
    """甲局要…，乙局要…: give the comma behind which the next body has its own obligation."""
    for comma in _COMMA.finditer(text, start, end) if _MUST.search(text, start, end) else ():
        must = _MUST.search(text, comma.end(), min(end, comma.end() + _MAX_SUBJECT))
        names = names_in_prose(text, comma.end(), must.start()) if must else None
        if names and all(is_somebody(name.agent.name) for name in names):
            return comma.start()
    following = next_bodies(text, start, end, Brackets(text, start, end), is_somebody) if told else []
    return max(text.rfind(mark, start, following[0].start()) for mark in "，,") if following else None


def before_leader(text: str, start: int, end: int) -> int:
    """甲局负责维护，乙局牵头改造: a duty ends where another body leads."""
    for lead in _ANOTHER_LEADS.finditer(text, start, end):
        if names_in_prose(text, *lead.span("names")):
            return lead.start()
    return end


def clause_end(text: str, stop: int, charge: re.Match[str]) -> int:
    """Give the comma in front of ``stop`` where the clause of ``charge`` ends, or ``stop``."""
    comma = max(text.rfind("，", charge.end(), stop), text.rfind(",", charge.end(), stop))
    return comma if comma > charge.end() else stop


def excepted_charges(text: str, start: int, end: int) -> frozenset[int]:
    """Give where 负责 ends that only says what is left out: 组织拆除除甲局负责拆除外的违法建筑."""
    if text.find("外", start, end) < 0:
        return frozenset()
    return frozenset(charge.end() for charge in _EXCEPT.finditer(text, start, end))


def extended(instrument: Instrument, fact: DutyFact, end: int) -> DutyFact:
    """Extend the evidence of a duty to ``end`` (an offset of the instrument's text)."""
    start = fact.evidence.start
    last = instrument.evidence(end - 1, end)
    return replace(fact, evidence=instrument.source.evidence(start, last.end))
