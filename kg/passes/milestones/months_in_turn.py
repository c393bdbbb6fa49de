"""Months without 底 or 前 that are steps all the same: those that follow one on the other, and spans in which something is done.

2月15日前全面复工，5月份主体封顶，10月份完成内部装修    each clause opens with its month
2024年6月至9月集中排查                                  a span, and what is done in it
4月，组建机构；5月，开展清查；7月，验收                 sentences of a paragraph, each behind its month
"""

from __future__ import annotations

import re

from kg.language.data import load
from kg.passes.names.subjects import nothing_but_bodies
from kg.passes.words.dates import Due

_CLAUSE_MARKS = frozenset("，,；;：:。\n")
_CLAUSE_END = re.compile("[，,；;。]")
_ACTS = re.compile(
    "[，,]?(?:各[自评开召组]|分别|再次|全面|集中|统一|分期|分批|分类|分步|逐[\u4e00-\u9fff]|对|按|由|通过|组织|调查|巩固|入户|"
    + "|".join(sorted(map(re.escape, load("tables")["deadline_phrases"]["acts"]), key=len, reverse=True))
    + ")"
)
_NOT_BEHIND = re.compile("[，,：:、。；;]|起|开始|以来|至今|期间|以[前后]|之[前后]|后|的|为|是|[在对将内]|$")
# what is over, or what is measured month by month
_TOLD = re.compile("了(?!解)|已|共|累计|同比|环比|[0-9.](?:[%％]|个百分点)")
# 甲工程5月 | 开工: all that is said of it
_HAPPENS = re.compile(
    "(?:全面|主体|正式)?(?:开工|动工|竣工|完工|建成|投产|投用|通车|封顶|投入使用|交付使用|试运行|投入运营)(?:建设|投用|使用|投产)?(?=[，,、；;。]|\\Z)"
)
_NOT_BEFORE = frozenset("于自从在至到较比对年")
_JOINS = frozenset("、和及") | {"、\n", "\n"}
_NONE: frozenset[int] = frozenset()
_OPENS = re.compile(
    "(?:^|[，,；;。：:、])(?:确保|力争|争取|计划|到|在)?(?:20[0-9]{2}年)?(?:第?[一二三四1-4]季度|[0-9]{1,2}月[，,])"
)
_MIN_STEP = 3
_LEAST = 2  # dates joined to each other, or clauses that open with one
_BOUNDED = "前底末"


def opens_in_turn(text: str, start: int, end: int) -> bool:
    """Tell whether clauses of a paragraph open with one quarter or month after the other: 一季度，完成方案；二季度，验收."""
    may = text.find("季度", start, end) >= 0 or text.find("月，", start, end) >= 0
    return may and len(_OPENS.findall(text, start, end)) >= _LEAST


def months_in_turn(text: str, start: int, end: int, dates: list[Due], after: str | None) -> frozenset[int]:
    """Give where the dates begin that open a clause of ``text[start:end]`` each and say when what it tells is done.

    Args:
        text: The instrument's text.
        start: Where the sentence begins.
        end: Where it ends.
        dates: Its dates.
        after: The date before which dates are things of the past, or None.
    """
    for due in dates:
        if not due.marked or "/" in due.value or text[due.end - 1] == "份":
            break
    else:
        return _NONE
    found = _happening(text, start, dates, after) | _chained(text, start, dates, after)
    opening = [due for due in dates if due.start == start or text[due.start - 1] in _CLAUSE_MARKS]
    if not any(not due.marked or "/" in due.value or text[due.end - 1] == "份" for due in opening):
        return frozenset(found)
    clauses = [_clause_end(text, due, end) for due in opening]
    if any(_TOLD.search(text, due.end, stop) for due, stop in zip(opening, clauses, strict=True)):
        return frozenset(found)
    lasts = [due.last[:7] for due in opening]
    ordered = len(opening) > 1 and lasts == sorted(lasts)
    bounded = any(text[due.end - 1] in _BOUNDED for due in opening)
    to_come = after is not None and lasts[0] >= after[:7]
    for due, stop in zip(opening, clauses, strict=True):
        past = after is not None and due.last[:7] < after[:7]
        if past or stop - due.end < _MIN_STEP or _NOT_BEHIND.match(text, due.end):
            continue
        span = "/" in due.value and to_come and _ACTS.match(text, due.end) is not None
        if span or (ordered and (bounded or to_come)):
            found.add(due.start)
    return frozenset(found)


def _happening(text: str, start: int, dates: list[Due], after: str | None) -> set[int]:
    """Give where months begin behind what is built, in front of nothing but what happens to it: 甲工程5月开工、11月建成."""
    if after is None:
        return set()
    return {
        due.start
        for due in dates
        if due.start > start
        and not due.marked
        and due.last[:7] > after[:7]
        and _HAPPENS.match(text, due.end) is not None
        and text[due.start - 1] not in _NOT_BEFORE
    }


def _chained(text: str, start: int, dates: list[Due], after: str | None) -> set[int]:
    """Give where days begin that are joined to each other and open a clause: 3月10日、6月10日、9月10日召开推进会."""
    found: set[int] = set()
    chain: list[Due] = []
    for n, due in enumerate(dates):
        joined = bool(chain) and text[chain[-1].end : due.start] in _JOINS
        chain = [*chain, due] if joined else [due]
        ends = n + 1 == len(dates) or text[due.end : dates[n + 1].start] not in _JOINS
        to_come = after is None or due.last[:7] >= after[:7]
        dated = after is None and any(one.dated for one in chain)
        if len(chain) < _LEAST or not ends or not to_come or dated or not _ACTS.match(text, due.end):
            continue
        begin = _clause_begin(text, start, chain[0].start)
        if begin == chain[0].start or nothing_but_bodies(text, begin, chain[0].start):
            found.update(one.start for one in chain)
    return found


def _clause_begin(text: str, start: int, at: int) -> int:
    while at > start and text[at - 1] not in _CLAUSE_MARKS:
        at -= 1
    return at


def _clause_end(text: str, due: Due, end: int) -> int:
    stop = _CLAUSE_END.search(text, due.end + 1, end)
    return stop.start() if stop else end
