"""Who helps: the clauses at the end of a sentence that says who carries a task.

甲局负责建设停车场，乙局、丙局配合         乙局 and 丙局 support what 甲局 answers for
资金由甲局筹措，乙局协助提供数据           a verb behind the role word
规划由甲局牵头制定，各区具体实施           a class of bodies answers for it, too
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.facts import Role
from kg.language.data import by_last
from kg.passes.names.agents import Mention, names_in_prose
from kg.passes.names.kinds import is_concrete_body, is_function, is_group, is_name_in_prose
from kg.passes.names.subjects import names_ending_at
from kg.passes.responsibility.clause_grammar import parse_clause
from kg.passes.responsibility.clause_words import LIST_END, may_assign
from kg.passes.responsibility.clauses import Assignment
from kg.passes.words.sentences import Brackets

_CARRIES = re.compile("负责(?!人(?!员)|制(?!定|作|订)|同志|任|的)|由|牵头|承担|会同|主管|主抓")
_CHARGE = re.compile("负责(?!牵头|人(?!员)|制(?!定|作|订)|同志|任|的(?:同志|人|领导))|承担(?!的|单位)")
_HELPS = re.compile("(?:配合|协助|参与|支持)(?!单位|部门|的|分管|协管|联系)")
_MANNER = re.compile(
    "(?:要|应|应当|须|予以|积极|密切|主动|协同|共同|全力|分别|做好|按照?职责(?:分工)?){1,3}\\Z"
)
_MAX_MANNER = 18
_ENDS = by_last(
    [
        "配合",
        "协助",
        "参与",
        "支持",
        "协同",
        "实施",
        "落实",
        "工作",
        "负责",
        "执行",
        "参加",
        "推进",
        "推动",
        "开展",
    ]
)
_HELPED_BY = re.compile(
    f"[，,、]?(?P<names>[^，。；：]{{2,160}}?{LIST_END})(?:积极|密切|主动|予以|协同)*(?:配合|协助|参与|参加|协同|协办)[，,]"
)
# 甲局牵头，乙局、丙局按职责分工负责，6月底前完成…
_CARRIED_BY = re.compile(
    f"[，,、]?(?P<names>[^，。；：]{{2,160}}?{LIST_END})要?"
    "(?:(?:按照?(?:各自)?职责(?:分工)?|共同|分别|分头|各自)(?:负责|实施|落实|推进|组织实施|抓好落实)|(?:具体|负责)(?:具体|负责|组织)?(?:实施|落实|承办|抓好?落实)|(?:具体|主要|共同)?负责(?=[，,]))(?:[，,]|\\Z)"
)
_LEADS_LATER = re.compile("[，,][^，。；]{2,40}牵头")
_WITH = re.compile("(?:做好|抓好|开展|完成|推进|搞好|实施)[^，。；]{2,60}")
_ENTERPRISES = ("公司", "集团", "分行", "支行", "银行", "供电所")
_COMMA = re.compile("[，,]")
_DUE = re.compile("[0-9年月日底前]{2,12}(?:完成|出台|落实)|(?:长期|持续|全年)(?:推进|坚持)")
_DAILY = re.compile("(?:承担|负责)[^，。；]{0,12}日常工作")
_MAX_PART = 160
_MAX_PARTS = 6


@dataclass(frozen=True, slots=True)
class Helping:
    """The names that help, with their roles; ``start`` is where the first of the clauses begins."""

    assignments: tuple[Assignment, ...]
    start: int
    task: tuple[int, int] | None = None
    """What they help with, where the clause says it: 配合做好招聘工作."""


def helpers_behind(text: str, at: int, end: int) -> tuple[list[Assignment], int]:
    """Give who helps the body named before ``at``, and where what they all do begins: ，乙局配合，定期巡查.

    Those who share the task (，乙局、丙局按职责分工负责，…) answer for it, too. Gives no names and ``at`` where there is nobody.
    """
    found: list[Assignment] = []
    for _ in range(_MAX_PARTS):
        role = Role.SUPPORT
        clause = _HELPED_BY.match(text, at, end)
        if clause is None or "负责" in clause.group():
            carried = _CARRIED_BY.match(text, at, end)
            role, clause = (Role.RESPONSIBLE, carried) if carried else (role, clause)
        if clause is None:
            return found, at
        names = names_in_prose(text, *clause.span("names"))
        if names is None and role is Role.RESPONSIBLE:
            return found, at
        found.extend(Assignment(role, name) for name in names or ())
        at = clause.end()
    return found, at


def may_help(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence ``text[start:end]`` may say who helps: by its verbs or its end, behind a comma."""
    if text.find("，", start, end) < 0 and text.find(",", start, end) < 0:
        return False
    return (
        _ends_so(text, start, end)
        or _HELPS.search(text, start, end) is not None
        or text.find("负责，", start, end) >= 0  # …按职责分工负责，6月底前完成
    )


def _ends_so(text: str, start: int, end: int) -> bool:
    return text.endswith(_ENDS.get(text[end - 1], ()), start, end)


def helping(text: str, start: int, end: int) -> Helping | None:
    """Read the clauses at the end of the sentence ``text[start:end]`` that name who helps.

    Gives nothing where the part before them does not say who carries a task.
    """
    if not may_help(text, start, end):
        return None
    brackets = Brackets(text, start, end)
    commas = [m.start() for m in _COMMA.finditer(text, start, end) if not brackets.inside(m.start())]
    found: list[Assignment] = []
    begin = stop = end
    for comma in reversed(commas[-_MAX_PARTS:]):
        part = _part(text, comma + 1, stop)
        if part is None and not (stop == end and _DUE.fullmatch(text, comma + 1, stop)):
            break
        found[:0] = part or ()
        begin = comma if part else begin
        stop = comma
    if not found or not _CARRIES.search(text, start, begin):
        return None
    if _DAILY.search(text, start, begin) and all(a.role is not Role.SUPPORT for a in found):
        return None  # 领导小组统筹协调，办公室承担日常工作，各地抓好落实: what each of them does
    return Helping(tuple(found), begin, _helped_with(text, begin, end))


def _helped_with(text: str, start: int, end: int) -> tuple[int, int] | None:
    verb = _HELPS.search(text, start, end)
    said = _WITH.match(text, verb.end(), end) if verb else None
    return said.span() if said else None


def helped_charge(
    text: str, brackets: Brackets, start: int, helped: Helping
) -> tuple[list[Mention], int] | None:
    """Give the bodies that answer for what the others help with, and where the verb 负责 stands behind them."""
    charges = [c for c in _CHARGE.finditer(text, start, helped.start) if not brackets.inside(c.start())]
    if not charges:
        return None
    if _LEADS_LATER.search(text, charges[-1].end(), helped.start):
        return None  # 甲局负责治理，乙局牵头改造，丙局配合: they help the one named last
    floor = charges[-2].end() if len(charges) > 1 else start
    names = names_ending_at(text, floor, charges[-1].start())
    return (names, charges[-1].start()) if names else None


def _part(text: str, start: int, end: int) -> tuple[Assignment, ...] | None:
    """Read one clause: names with a role word, and nothing else but what they help with."""
    if end - start > _MAX_PART:
        return None
    for verb in _HELPS.finditer(text, start + 2, end):
        manner = _MANNER.search(text, max(start + 2, verb.start() - _MAX_MANNER), verb.start())
        names = names_in_prose(text, start, manner.start() if manner else verb.start())
        if names is not None:
            return tuple(Assignment(Role.SUPPORT, name) for name in names) if _certain(names) else None
    if end <= start or not _ends_so(text, start, end):
        return None
    if not may_assign(text, start, end):
        return None
    clause = parse_clause(text, start, end)
    if clause.unread or not clause.explicit or not clause.assignments:
        return None
    return clause.assignments if _certain([a.mention for a in clause.assignments]) else None


def _certain(names: list[Mention]) -> bool:
    certain = [
        # names_in_prose takes a function only in a list (公安、交通运输等部门配合)
        is_function(n) or (is_name_in_prose(n) and (is_concrete_body(n) or is_group(n) or _is_enterprise(n)))
        for n in map(_name, names)
    ]
    # 县公安局、县气象局、甲街道配合: a place stands for its office among bodies
    places = [n for n, sure in zip(map(_name, names), certain, strict=True) if not sure]
    return len(places) < len(names) - len(places) if all(map(_is_place, places)) else False


def _is_place(name: str) -> bool:
    return name.endswith(("街道", "镇", "乡", "社区")) and is_name_in_prose(name)


def _name(mention: Mention) -> str:
    return mention.agent.name


def _is_enterprise(name: str) -> bool:
    return name.endswith(_ENTERPRISES) and not name.startswith(("全", "本"))
