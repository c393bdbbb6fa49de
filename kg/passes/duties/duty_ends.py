"""Where a duty ends in its sentence: before the body that leads, before the next body's share, at the next charge."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.facts import DutyFact
from kg.passes.duties.duty_owners import DUTY_VERB
from kg.passes.names.agents import names_in_prose
from kg.passes.responsibility.divided_work import is_somebody, next_bodies
from kg.passes.words.sentences import Brackets
from kg.structure.model import Instrument

_COMMA = re.compile("[，,]")
_DATED = r"[于在](?=(?:20\d\d年|今年)?\d{1,2}月(?:\d{1,2}日|[底末])?之?前)"
_MUST = re.compile(
    f"要(?!求|素|点|件|闻)|应当|须|每年|每季度|每半年|每月|定期|(?:依|依据|按照?)(?:各自)?职责(?!分工)|{_DATED}"
)
_ANOTHER_LEADS = re.compile("[，,](?P<names>[^，。；]{2,40}?)(?:(?:负责)?牵头|会同)")
_ANOTHER_DATE = re.compile(f"[，,](?P<names>[^，。；]{{2,40}}?)(?:应|要|须)?{_DATED}")
_EXCEPT = re.compile("除(?!了)[^，。；]{2,30}负责(?=[^，。；]{0,24}外)")
_EACH = re.compile("[，,]各(?![项类级种个条方])")
_MAX_CLASS = 8  # characters of 各成员单位
_MAX_SUBJECT = 80


def next_subject(text: str, start: int, end: int, *, told: bool = False) -> int | None:
    """甲局要…，乙局要…: give the comma behind which the next body has its own obligation."""
    for comma in _COMMA.finditer(text, start, end) if _MUST.search(text, start, end) else ():
        must = _MUST.search(text, comma.end(), min(end, comma.end() + _MAX_SUBJECT))
        names = names_in_prose(text, comma.end(), must.start()) if must else None
        if names and all(is_somebody(name.agent.name) for name in names):
            return comma.start()
    following = next_bodies(text, start, end, Brackets(text, start, end), is_somebody) if told else []
    if following:
        return max(text.rfind(mark, start, following[0].start()) for mark in "，,")
    return _before_each(text, start, end)


def _before_each(text: str, start: int, end: int) -> int | None:
    """甲局要加强监督，各镇街按比例配套: give the comma in front of a class of bodies of which a clause goes on to speak."""
    for each in _EACH.finditer(text, start, end):
        at = each.end() - 1
        stops = [
            at + n for n in range(_MAX_CLASS, 1, -1) if at + n < end and names_in_prose(text, at, at + n)
        ]
        if stops and text[stops[0]] not in "的、和及与之内间":
            return each.start()
    return None


def goes_on(text: str, start: int) -> bool:
    """Tell whether a part of a sentence behind ； tells more duties of the body it is about, or whom it acts with."""
    verb = text.startswith("会同", start) or DUTY_VERB.match(text, start) is not None
    return text[start - 1] in "；;" and verb


def before_leader(text: str, start: int, end: int) -> int:
    """甲局负责维护，乙局牵头改造: a duty ends where another body leads, or has until a date to act (各市于12月底前…)."""
    dated = text.find("前", start, end) >= 0
    for pattern in (_ANOTHER_LEADS, _ANOTHER_DATE) if dated else (_ANOTHER_LEADS,):
        for lead in pattern.finditer(text, start, end):
            if names_in_prose(text, *lead.span("names")):
                end = lead.start()
                break
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
