"""Clauses in brackets that say what each body does: （甲局牵头编制规划，乙局负责用地保障，由丙局会同丁局提出办法）.

What a body does is no part of its name: it is left out, and the names with their verbs are read as in other clauses.
"""

from __future__ import annotations

import re

from kg.passes.names.kinds import is_concrete_body, is_group
from kg.passes.responsibility.clause_grammar import parse_clause
from kg.passes.responsibility.clause_words import LAST_WORDS, labels_in
from kg.passes.responsibility.clauses import Clause
from kg.passes.responsibility.fields_behind import SENTENCE_END

_ITEM = re.compile("[^，,；;。]+")
# 甲局牵头编制规划, 乙局负责用地保障; but 负责人, 牵头单位, 甲局负责实施的项目
_DOES = re.compile(
    "[^（）()]{2,60}?(?:牵头|负责)(?!负责|牵头)"
    "(?!人(?!员)|制(?!定|作|订)|同志|任|的|单位|部门|领导|机构|[省市县区州])(?P<does>[^（）()]{2,40})"
)
_TOGETHER = re.compile(
    "由?[^（）()]{2,40}?会同[^（）()]{2,80}?(?P<does>"
    "(?:研究|制定|制订|提出|编制|建立|组织|开展|推进|落实|完善|抓好|统筹|指导|共同|负责|起草|出台)[^（）()、]{0,30})"
)
# 报县政府审定后组织实施, 并抓好落实, 6月底前完成: what follows, names nobody
_FOLLOWS = re.compile("(?:并|报|经|于|在|按|抓|确保|力争|持续|长期|常态|年内|年底|[0-9])[^（）()]*")
_MAX_ITEMS = 12


def clause_with_objects(text: str, start: int, end: int, stop: int) -> Clause | None:
    """Read the inside ``text[start:end]`` of a bracket that ends at ``stop``; None where no body in it has an object."""
    if (
        text.find("负责", start, end) < 0
        and text.find("牵头", start, end) < 0
        and text.find("会同", start, end) < 0
    ):
        return None
    if text[start - 2] not in SENTENCE_END and text[stop : stop + 1] not in ("", "。", "；", ";", "\n"):
        return None
    cuts: list[tuple[int, int]] = []
    items = list(_ITEM.finditer(text, start, end))
    if len(items) > _MAX_ITEMS or labels_in(text, start, end):
        return None
    for item in items:
        does = _object(text, *item.span())
        if does is not None:
            cuts.append(does)
        elif cuts and cuts[-1][1] >= item.start() - 1 and _FOLLOWS.fullmatch(text, *item.span()):
            cuts.append(item.span())
    if not cuts:
        return None
    clauses: list[Clause] = []
    at = start
    for begin, behind in (*cuts, (end, end)):
        while at < begin and text[at] in "，,；;。":
            at += 1
        if at < begin:
            clauses.append(parse_clause(text, at, begin))
        at = behind
    assignments = tuple(a for clause in clauses for a in clause.assignments)
    names = [a.mention.agent.name for a in assignments]
    if any(clause.unread for clause in clauses) or not all(is_concrete_body(n) or is_group(n) for n in names):
        return None
    return Clause(assignments, (), explicit=True) if assignments else None


def _object(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give where an item tells what its bodies do, behind their verb."""
    if text.find("会同", start, end) >= 0:
        said = _TOGETHER.fullmatch(text, start, end)
    else:
        said = _DOES.fullmatch(text, start, end)
        if said is not None and text.endswith(LAST_WORDS.get(text[end - 1], ()), start, end):
            # 甲局负责组织实施 is read as it stands, 甲局牵头制定方案并组织实施 is not
            clause = parse_clause(text, start, end)
            names = [a.mention.agent.name for a in clause.assignments]
            if names and not clause.unread and all(is_concrete_body(n) or is_group(n) for n in names):
                return None
    return said.span("does") if said is not None else None
