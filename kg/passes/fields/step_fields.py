"""Fields that tell the steps of the task above them: 进度安排：3月底前完成设计；6月底前开工, on one line or one a line."""

from __future__ import annotations

import re

from kg.language.data import load
from kg.passes.rows.task_rows import Span
from kg.passes.words.dates import find_dues, may_date
from kg.structure.model import Instrument, Paragraph

_TABLES = load("tables")
_LABELS = sorted(
    {*_TABLES["columns"]["steps"], *_TABLES["step_fields"]["labels"]}, key=lambda w: (-len(w), w)
)
_FIELD = re.compile(rf"(?:工作|年度|具体|项目)?(?:{'|'.join(map(re.escape, _LABELS))})[:：]")
_OPENING = re.compile("[（(]?(?:[0-9一二三四五六七八九十①-⑳]{1,3}[）)．.、])?(?:到|于|在|计划)?")
_ANY_YEAR = 2000  # dates are looked for, not read


def steps_of(instrument: Instrument, index: int) -> Span | None:
    """Give where a paragraph tells the steps of the task above it; an empty span where they stand below its label."""
    paragraph = instrument.paragraphs[index]
    if paragraph.is_row or paragraph.label is not None:
        return None
    text = instrument.text
    field = _FIELD.match(text, paragraph.body, paragraph.end)
    if field is None:
        return None
    if field.end() == paragraph.end:
        below = index + 1 < len(instrument.paragraphs) and opens_with_date(instrument, index + 1)
        return Span(field.end(), field.end()) if below else None
    return Span(field.end(), paragraph.end) if may_date(text, field.end(), paragraph.end) else None


def names_dates_alone(text: str, span: Span) -> bool:
    """Tell whether nothing but dates stands there: when the task as a whole is due (进度要求：10月31日前)."""
    rest = text[span.start : span.end]
    for due in find_dues(text, span.start, span.end, _ANY_YEAR):
        rest = rest.replace(text[due.start : due.end], "")
    return not rest.strip("，,、。；;：: 前完成之\n")


def opens_with_date(instrument: Instrument, index: int) -> bool:
    """Tell whether a paragraph without a label opens with a date, as one of several steps does."""
    paragraph: Paragraph = instrument.paragraphs[index]
    text = instrument.text
    if paragraph.is_row or paragraph.label is not None or not may_date(text, paragraph.body, paragraph.end):
        return False
    opening = _OPENING.match(text, paragraph.body, paragraph.end)
    begin = opening.end() if opening else paragraph.body
    return any(
        due.start in (paragraph.body, begin)
        for due in find_dues(text, paragraph.body, paragraph.end, _ANY_YEAR)[:1]
    )
