"""Fields told in a sentence of its own below the tasks they belong to.

1.甲指标增长5%;
2.乙指标达到10亿元;
2项目标的责任单位均为甲局。      the two tasks above
该项目标责任单位为乙局、丙局。    the one above
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Role, Task
from kg.language.data import load
from kg.passes.responsibility.clause_grammar import parse_clause
from kg.passes.responsibility.clause_words import LABEL_ROLES
from kg.passes.rows.task_rows import Post, Span, TaskRow, owner_of
from kg.structure.dates import numeral
from kg.structure.model import Instrument

_ROLES = ("overseer", "lead", "responsible", "support")
_LABELS = "|".join(
    sorted((word for role in _ROLES for word in load("roles")["labels"][role]), key=lambda w: (-len(w), w))
)
_STATED = re.compile(
    r"(?:以上|上述)?(?:(?P<count>[0-9]{1,2}|[一二三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)[项件条个]|[该此本](?:[项件条个])?)"
    r"(?:重点|民生)?(?:工作|目标|任务|指标|项目|实事|措施|事项){0,2}的?"
    rf"(?P<label>{_LABELS})(?:均|都)?(?:为|是|[：:])(?P<names>[^。；;\n]{{2,200}})[。；;]?"
)
_FIRST = frozenset("以上该此本0123456789一二三四五六七八九十")


def stated_rows(instrument: Instrument) -> Iterator[TaskRow]:
    """Give the tasks whose fields a sentence below them tells; several tasks may share one."""
    text = instrument.text
    paragraphs = instrument.paragraphs
    for index in range(instrument.header.opening_end + 1, len(paragraphs)):
        paragraph = paragraphs[index]
        if paragraph.is_row or paragraph.label is not None or text[paragraph.body] not in _FIRST:
            continue
        stated = _STATED.fullmatch(text, paragraph.body, paragraph.end)
        if stated is None:
            continue
        count = stated.group("count")
        above = _above(instrument, index, numeral(count) if count else 1)
        clause = parse_clause(text, *stated.span("names"))
        if not above or clause.unread or not clause.assignments:
            continue
        role = LABEL_ROLES[stated.group("label")] or Role.RESPONSIBLE
        evidence = instrument.evidence(paragraph.body, paragraph.end)
        for at in above:
            span = Span(paragraphs[at].body, paragraphs[at].end)
            task = Task(text[span.start : span.end], instrument.evidence(span.start, span.end))
            posts = tuple(Post(role, a.mention.agent, task, evidence) for a in clause.assignments)
            yield TaskRow(task, span, posts, owner_of(posts))


def _above(instrument: Instrument, index: int, count: int) -> list[int]:
    """Give the ``count`` numbered items right above a paragraph, or none where there are fewer."""
    items: list[int] = []
    at = index
    while len(items) < count and at > instrument.header.opening_end:
        at -= 1
        paragraph = instrument.paragraphs[at]
        if paragraph.label is not None or not _STATED.fullmatch(
            instrument.text, paragraph.body, paragraph.end
        ):
            items.insert(0, at)  # what others of these sentences tell stands between the items
    if len(items) < count:
        return []
    labels = [instrument.paragraphs[at].label for at in items]
    kinds = {label.kind for label in labels if label is not None}
    return items if None not in labels and len(kinds) == 1 else []
