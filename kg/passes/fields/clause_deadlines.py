"""Deadlines inside responsibility clauses: 推进甲项目建设。（责任单位：市某局；完成时限：2023年12月底前）.

So are those of fields that go on in the task's own paragraph: 建设甲项目。责任单位：乙局。完成时限：6月底.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Agent
from kg.passes.fields.event_times import event_times
from kg.passes.fields.field_lines import (
    BRACKET,
    DEADLINE,
    FIELD,
    RESPONSIBLE,
    is_field,
    owner_behind,
    task_before,
)
from kg.passes.names.agents import names_in_prose
from kg.passes.responsibility.clauses import leads_first, with_first_leading
from kg.passes.responsibility.due_behind import before_due_beside
from kg.passes.responsibility.fields_behind import end_of_fields, prose_behind
from kg.passes.responsibility.spaced_names import parse_printed_clause
from kg.passes.responsibility.with_objects import clause_with_objects
from kg.passes.rows.task_rows import DatedSpan, Post, Span, TaskRow, owner_among, owner_of
from kg.passes.words.dates import Due, anchor_year, find_dues, may_date
from kg.passes.words.sentences import inside_bracket
from kg.structure.model import Instrument

_SUBMITS = re.compile("(?:初次|再次|继续)?审议|提请|报请|报送|送审|提交|提报")  # （甲局起草，3月提请审议）
# （甲局牵头，二季度出台方案，年内持续推进）
_COMES_OUT = re.compile(
    "(?:正式|全面)?(?:出台|印发|发布|公布|启动|建成|开工|竣工|投产|投用|上线)(?=[^，。；]{2}|[，,；;]|$)"
)
_PAST = re.compile("以来|至今|期间|起|以后|后")
_DUE_ONLY = re.compile(
    r"(?:于|在|要求)?(?:前|底前|之前)?(?:全部|基本|按期)?(?:完成|落实|实现|到位|办结|完毕)?[。]?"
)
# （2024年9月完成，甲局、乙局负责）
_DONE_THEN = re.compile("(?:全部|全面|基本|按期)?(?:完成|落实|建成|办结|完工)(?=[，,；;。]|[）)〕\\]】］]|$)")
_CLAUSE_STOP = re.compile("[，,；;。、]")
# 每年, and 截至2024年5月末: how things stood then
_NO_DUE = ("截至", "截至到", "每年", "每年的", "每年度")
_MIN_SAID = 4  # characters behind a date that say what is due by it


def clause_rows(instrument: Instrument) -> Iterator[TaskRow]:
    """Give the tasks whose responsibility clause (or a bracket of its own) sets a deadline; they hold no posts."""
    text = instrument.text
    anchor = anchor_year(instrument)
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[index]
        if paragraph.is_row or not may_date(text, paragraph.body, paragraph.end):
            continue
        at = before = paragraph.body
        last: re.Match[str] | None = None
        for bracket in BRACKET.finditer(text, paragraph.body, paragraph.end):
            dues = _clause_dues(text, bracket, anchor)
            named = RESPONSIBLE.search(bracket.group("inside")) is not None
            if dues:
                behind, inside = bracket.start(), bracket.span("inside")
                if last is not None and not named and not text[at:behind].strip("。；; "):
                    # （甲局牵头）（6月底前完成）
                    at, behind, inside = before, last.start(), last.span("inside")
                task = task_before(instrument, index, at, behind)
                if task is not None:
                    clause = parse_printed_clause(instrument, inside[0], before_due_beside(text, *inside))
                    if rule := leads_first(instrument):
                        clause = with_first_leading(clause, rule)
                    evidence = instrument.evidence(bracket.start(), bracket.end())
                    posts = [Post(a.role, a.mention.agent, task[0], evidence) for a in clause.assignments]
                    said = [_said(text, due, bracket.end("inside")) for due in dues]
                    yield TaskRow(
                        task[0],
                        task[1],
                        (),
                        owner_of(posts) if posts else _ahead(text, inside[0], dues[0].start),
                        deadlines=tuple(
                            Span(due.start, due.end)
                            for due, step in zip(dues, said, strict=True)
                            if step is None
                        ),
                        dated=tuple(step for step in said if step is not None),
                    )
            if dues or named:
                before, at, last = at, bracket.end(), bracket
        yield from _inline(instrument, index, anchor)


def _inline(instrument: Instrument, index: int, anchor: int | None) -> Iterator[TaskRow]:
    """Read the times among fields that go on in the task's own paragraph: 建设甲项目。责任单位：乙局。完成时限：6月底."""
    text, paragraph = instrument.text, instrument.paragraphs[index]
    at = paragraph.body
    if is_field(instrument, index):
        prose = prose_behind(instrument, paragraph)
        if prose is None:
            return
        at = prose
    events = event_times(text, at, paragraph.end, anchor)
    deadlines = [
        found
        for found in DEADLINE.finditer(text, at, paragraph.end)
        if not any(event.start <= found.start() < event.end for event in events)
    ]
    times = sorted([*((e.start, e.end) for e in events), *(d.span() for d in deadlines)])
    while times and at < paragraph.end:
        if inside_bracket(text, paragraph.body, times[0][0]):
            return
        first = FIELD.search(text, at, times[0][0])
        begin = first.start() + 1 if first else times[0][0]
        end = end_of_fields(instrument, begin, paragraph.end)
        inside = [time for time in times if begin <= time[0] < end]
        times = [time for time in times if time[0] >= end]
        task = task_before(instrument, index, at, begin) if begin > at and inside else None
        at = end
        if task is None:
            continue
        owner = owner_behind(instrument, inside[-1][1])
        if first:
            clause = parse_printed_clause(instrument, begin, end)
            owner = owner_among([(a.role, a.mention.agent) for a in clause.assignments])
        spans = tuple(Span(*d.span("value")) for d in deadlines if begin <= d.start() < end)
        dated = tuple(event for event in events if begin <= event.start < end)
        yield TaskRow(*task, (), owner, deadlines=spans[:1], dated=dated)


def _said(text: str, due: Due, end: int) -> DatedSpan | None:
    """Give what a clause says is due by a date (6月底前出台相关政策), or None where it is the task as a whole."""
    stop = _CLAUSE_STOP.search(text, due.end, end)
    last = stop.start() if stop else end
    phrase = text[due.end : last]
    if (
        len(phrase) < _MIN_SAID
        or _DUE_ONLY.fullmatch(phrase)
        or not (due.marked or _SUBMITS.match(phrase) or _COMES_OUT.match(phrase))
        or RESPONSIBLE.search(phrase)
    ):
        return None
    return DatedSpan(due.value, due.start, last, due.end)


def _ahead(text: str, start: int, at: int) -> Agent | None:
    """Give the one body in front of a date: （甲局6月底前开展督查，并向县政府报告）."""
    names = names_in_prose(text, start, at - (text[at - 1] in "于在"))
    return names[0].agent if names and len(names) == 1 else None


def _is_item(text: str, due: Due, end: int) -> bool:
    """Tell whether a month is an item of a clause by itself: （甲局牵头，乙局配合；2025年12月）."""
    return text[due.start - 1] in "，,；;" and (due.end == end or text[due.end] in "，,；;")


def _clause_dues(text: str, bracket: re.Match[str], anchor: int | None) -> list[Due]:
    start, end = bracket.span("inside")
    dues = [
        due
        for due in find_dues(text, start, end, anchor)
        if not _PAST.match(text, due.end, end) and not text.endswith(_NO_DUE, start, due.start)
    ]
    if not dues:
        return []
    if RESPONSIBLE.search(text, start, end):
        labelled = DEADLINE.search(text, start, end)
        ends = (_SUBMITS, _DONE_THEN)
        return (
            dues
            if labelled
            else [
                d
                for d in dues
                if d.marked
                or _is_item(text, d, end)
                or any(m.match(text, d.end, end) for m in ends)
                or (text[d.start - 1] in "，,；;" and _COMES_OUT.match(text, d.end, end))
            ]
        )
    if text.endswith("阶段", 0, bracket.start()):  # 部署阶段（4月25日前）: kg.passes.milestones.stages
        return []
    only = dues[0]
    names = text[start : only.start].rstrip("，,。；;、于在")
    joint = names.find("会同")  # （甲局、乙局，6月底前完成）, （甲局会同乙局，6月底前完成）
    parts = (
        ((start, start + joint), (start + joint + 2, start + len(names)))
        if joint > 0
        else ((start, start + len(names)),)
    )
    if all(names_in_prose(text, *part) for part in parts):
        return [due for due in dues if due.marked]
    if joint > 0 and clause_with_objects(text, start, end, end + 1):  # （甲局会同乙局制定办法，6月底前完成）
        return [due for due in dues if due.marked]
    if len(dues) == 1 and only.marked and "/" not in only.value and only.start - start <= 2:
        return dues if _DUE_ONLY.fullmatch(text, only.end, end) else []
    return []
