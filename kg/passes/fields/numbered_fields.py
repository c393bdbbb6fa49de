"""Fields that bear the numbers of the items beside them.

二、提升健康保障水平                     the task
（一）工作目标。筛查130万人次。
（二）责任单位：市某局，各县（市）政府。   its field, numbered on
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Task
from kg.language.data import load
from kg.passes.fields.field_lines import DEADLINE, DIVISION, deadlines_of
from kg.passes.responsibility.clause_words import label_at
from kg.passes.responsibility.clauses import leads_first
from kg.passes.responsibility.fields_behind import prose_behind
from kg.passes.responsibility.spaced_names import parse_printed_clause
from kg.passes.rows.task_rows import Post, Span, TaskRow, first_leading, owner_of
from kg.structure.model import Instrument, LabelKind

_ROLES = load("roles")["labels"]
_ASSIGNS = frozenset(word for role in ("overseer", "lead", "responsible", "support") for word in _ROLES[role])
_FIRST = frozenset(word[0] for word in (*_ASSIGNS, *load("tables")["columns"]["deadline"]))
_KINDS = frozenset(
    (LabelKind.CHINESE, LabelKind.CHINESE_PAREN, LabelKind.ARABIC, LabelKind.ARABIC_PAREN, LabelKind.CIRCLED)
)
# a body's own parts and what they are for, no task
_OF_BODIES = re.compile(
    "(?:组|专班|指挥部|委员会|办公室|小组|机构|职责|成员|体系|组织领导|组织保障|组织实施|主体)(?:[（(][^（()）]{0,30}[）)])?[。：:]?$"
)
_MAX_HEADING = 160  # characters of a heading that is a task


def numbered_field(instrument: Instrument, index: int) -> bool:
    """Tell whether a numbered paragraph is a field of the task its section is about."""
    return _task_of(instrument, index) is not None


def numbered_rows(instrument: Instrument) -> Iterator[TaskRow]:
    """Give the tasks whose fields are numbered as the items of their section are."""
    text = instrument.text
    fields: dict[tuple[int, int], list[int]] = {}
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[index]
        if paragraph.label is None or text[paragraph.body : paragraph.body + 1] not in _FIRST:
            continue  # most are, and a call for each is felt
        if (span := _task_of(instrument, index)) is not None:
            fields.setdefault(span, []).append(index)
    rule = leads_first(instrument) if fields else None
    for (start, end), indexes in fields.items():
        task = Task(text[start:end].replace("\n", ""), instrument.evidence(start, end))
        posts: list[Post] = []
        deadlines: list[Span] = []
        unread: list[tuple[Span, str]] = []
        for index in indexes:
            paragraph = instrument.paragraphs[index]
            fields_end = prose_behind(instrument, paragraph) or paragraph.end
            if DEADLINE.match(text, paragraph.body, paragraph.end) is not None:
                deadlines.extend(deadlines_of(text, paragraph.body, paragraph.end))
                continue
            evidence = instrument.evidence(paragraph.body, fields_end)
            clause = parse_printed_clause(instrument, paragraph.body, fields_end)
            if len(clause.unread) >= len(clause.assignments):
                continue  # 责任单位：要严格落实主体责任: what they are to do
            unread.extend((Span(*span), "no name of a body or person") for span in clause.unread)
            posts.extend(Post(a.role, a.mention.agent, task, evidence) for a in clause.assignments)
        if rule is not None:
            posts = first_leading(posts, rule.rest)
        if posts or deadlines:
            yield TaskRow(
                task,
                Span(start, end),
                tuple(posts),
                owner_of(posts),
                deadlines=tuple(deadlines),
                unread=tuple(unread),
            )


def _is_field(instrument: Instrument, index: int) -> bool:
    """Tell whether a paragraph is numbered and begins as a field does."""
    paragraph = instrument.paragraphs[index]
    text = instrument.text
    if (
        paragraph.label is None
        or paragraph.label.kind not in _KINDS
        or paragraph.is_row
        or text[paragraph.body : paragraph.body + 1] not in _FIRST
    ):
        return False
    label = label_at(text, paragraph.body, paragraph.end)
    assigns = label is not None and label.group("label") in _ASSIGNS
    return assigns or DEADLINE.match(text, paragraph.body, paragraph.end) is not None


def _task_of(instrument: Instrument, index: int) -> tuple[int, int] | None:
    """Give the heading a numbered field stands under, where that is a task rather than a body's name; None for no field."""
    if not _is_field(instrument, index):
        return None
    section = instrument.paragraphs[index].section
    text = instrument.text
    for above in instrument.ancestors(section):
        at = instrument.sections[above].heading
        if at == index:
            continue
        heading = instrument.paragraphs[at]
        if heading.is_row or heading.end - heading.body > _MAX_HEADING:
            return None
        if DIVISION.fullmatch(text, heading.body, heading.end):
            continue
        found = _OF_BODIES.search(text, heading.body, heading.end)
        return None if found else (heading.body, heading.end)
    return None
