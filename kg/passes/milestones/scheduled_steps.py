"""Steps of a schedule whose paragraphs open with their time and a comma: 2025年，完成…; 2026—2027年，开展…; 下半年，验收….

Elsewhere a time without 底 or 前 is no deadline; below a heading such as 时间安排 or 实施步骤 it is one. A step of a year
is due at its end, one of several years runs through all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.passes.milestones.deadlines import MIN_STEP, Deadline
from kg.passes.words.dates import Due, find_dues, years_due
from kg.structure.model import Instrument, Paragraph

_SCHEDULE = re.compile(
    "(?:时间|进度|阶段|步骤|实施)安排|(?:实施|工作|方法|推进)步骤|时间表|进度计划|(?:时间|工作)进度|节点安排"
)
_OPENS = re.compile(
    r"(?:——|—)?(?:在|于|到)?(?P<time>(?P<years>20\d\d年?(?:[-—－–~～至到]{1,2}20\d\d)?年度?)|(?:20\d\d年)?(?:[上下]半年|\d{1,2}月(?:份|[上中下]旬)?))[，,：:]"
)
_PART = re.compile("[^。；;\n]+")
_OVER = re.compile("已(?:经|完成|建成|实现)?|完成了|取得了")
_YEAR = re.compile(r"20\d\d年")
_MAX_HEADING = 30
_LONGEST_OPENING = 24  # characters


def may_open(text: str, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph may open with a time and a comma."""
    return text[paragraph.body : paragraph.body + 1] in "2上下1—在于到" and (
        _OPENS.match(text, paragraph.body, min(paragraph.end, paragraph.body + _LONGEST_OPENING)) is not None
    )


def scheduled_steps(instrument: Instrument, paragraph: Paragraph, anchor: int | None) -> Iterator[Deadline]:
    """Find the steps of a paragraph of a schedule.

    Args:
        instrument: Where the paragraph stands.
        paragraph: The paragraph.
        anchor: The year of times that print none.
    """
    heading = _schedule_above(instrument, paragraph)
    if heading is None:
        return
    text, signed = instrument.text, (instrument.header.date or "0000")[:7]
    year = anchor
    for part in _PART.finditer(text, paragraph.body, paragraph.end):
        opening = _OPENS.match(text, part.start(), part.end())
        if opening is None or part.end() - opening.end() < MIN_STEP:
            continue
        due = _due(text, opening, year)
        if due is None or due.last[:7] < signed or _OVER.search(text, opening.end(), part.end()):
            continue
        if _YEAR.match(text, opening.start("time")):
            year = int(due.last[:4])
        if find_dues(text, opening.end(), part.end(), year):
            continue  # 2025年，6月底前…: told by the dates inside
        step = text[opening.end() : part.end()]
        yield Deadline(due, (), step, opening.start("time"), part.end(), *heading)


def _due(text: str, opening: re.Match[str], year: int | None) -> Due | None:
    start, end = opening.span("time")
    if opening.group("years"):
        return years_due(text, start, end)
    found = find_dues(text, start, end, year)
    return found[0] if len(found) == 1 and found[0].start == start else None


def _schedule_above(instrument: Instrument, paragraph: Paragraph) -> tuple[int, int] | None:
    """Give the span of the heading of a schedule that a paragraph stands below."""
    for section in instrument.ancestors(paragraph.section):
        heading = instrument.paragraphs[instrument.sections[section].heading]
        if heading is paragraph or heading.end - heading.body > _MAX_HEADING:
            continue
        if _SCHEDULE.search(instrument.text, heading.body, heading.end):
            return heading.body, heading.end
    return None
