"""Pass ``milestones``: dated steps in tables, deadlines of tasks, stages with spans, deadlines in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.evidence import Evidence
from kg.facts import Agent, Gap, MilestoneFact, Task
from kg.passes.component import Findings, register
from kg.passes.fields.clause_deadlines import clause_rows
from kg.passes.fields.field_lines import holds_text, is_field, owner_above, owner_behind
from kg.passes.fields.numbered_fields import numbered_field
from kg.passes.flat_tables.flat_lines import flat_spans
from kg.passes.milestones.dated_steps import dated_steps
from kg.passes.milestones.deadlines import MAY_DATE, Deadline, deadlines, in_sentence
from kg.passes.milestones.scheduled_steps import may_open, scheduled_steps
from kg.passes.milestones.stages import may_open_stage, stages
from kg.passes.milestones.unread_deadlines import unread_deadlines
from kg.passes.rows.task_rows import Span, TaskRow
from kg.passes.tables.row_sources import task_rows
from kg.passes.words.dates import anchor_year, find_dues, years_due
from kg.passes.words.problems import told_problems
from kg.structure.model import Instrument

NAME = "milestones"

_SENTENCE = re.compile("[^。；;\n]+")
_MIN_REST = 2  # characters of a deadline cell beside its dates that make it a text of its own
# 2024年6月底前全部完成，长期坚持: says nothing of its own
_DONE = re.compile(
    "(?:[，,、。；;\\s]|前|底|并|于|在|全部|全面|基本|按期|完成|落实|到位|办结|完毕|整改|销号|任务|工作|见效|立行立改|即知即改|立查立改|立即|实施|长期|持续|坚持|推进|巩固|提升|常态化|动态(?:更新|管理|清零|调整)|开展|要求|目标|阶段性|取得明显成效)*"
)
# 于10月上旬对各地进行了督查: what is over
_OVER = re.compile(
    "先后任|历任|(?:进行|开展|组织|召开|完成|实现|制定|印发|出台|建成|形成|建立|下发|取得)了(?!解)"
)
_AT_EACH = re.compile("(?:分别|各)[开进]?[展行]?[0-9一二两三](?:次|期|批|场|轮)[。；]?")
_REST_OF_DATE = re.compile("^(?:月底|月末|底|末)?之?前(?![期往端置沿述后])")
_NUMBERS = re.compile(r"\A\d{1,2}[.、．](?:\s*\d{1,2}[.、．])*\s*\Z")  # 1.2024年8月 2.2024年12月
_DATE_MARKS = "，,、。；;：: 前底完成之\n"

# 1 甲镇 1965 10月底前: a row that says how much a place is to do
_COUNTED_ROW = re.compile(r"\d{1,3}[ \u3000]+[\u4e00-\u9fff（）]{2,14}[ \u3000]+[\d,.]+[ \u3000]")


def find_milestones(instrument: Instrument) -> Findings:
    """Find the milestones of an instrument."""
    gaps: list[Gap] = [*unread_deadlines(NAME, instrument)]
    if not MAY_DATE.search(instrument.text):
        return Findings((), tuple(gaps))
    anchor = anchor_year(instrument)
    problems = told_problems(instrument)
    facts: list[MilestoneFact] = []
    for row in task_rows(instrument):
        facts.extend(_of_row(instrument, row, anchor, gaps, problems))
    flat = flat_spans(instrument)
    for row in clause_rows(instrument):
        if not any(start <= row.task_span.start < end for start, end in flat):
            facts.extend(_of_dated(instrument, row))
            for span in row.deadlines:
                facts.extend(_of_deadline(instrument, row, span, anchor, gaps))
    told: dict[str, list[Evidence]] = {}
    for fact in facts:
        told.setdefault(fact.due, []).append(fact.evidence)
    facts.extend(
        fact
        for fact in _of_text(instrument, anchor, flat)
        if not any(_shares(fact.evidence, said) for said in told.get(fact.due, ()))
    )
    return Findings(tuple(facts), tuple(gaps))


def _shares(found: Evidence, said: Evidence) -> bool:
    """Tell whether a date in running text is the one a field has given already (…；完成时限：6月底前。)."""
    return found.start == said.start or (found.start < said.end and said.end <= found.end)


def _of_row(
    instrument: Instrument, row: TaskRow, anchor: int | None, gaps: list[Gap], problems: frozenset[int]
) -> Iterator[MilestoneFact]:
    text = instrument.text
    for span in row.steps:
        for step in dated_steps(span.own(text), span.start, span.end, anchor):
            evidence = instrument.evidence(step.start, max(step.end, step.due.end))
            # 6月底 / other cells / 前开工
            said = _REST_OF_DATE.sub("", step.text) if span.without else step.text
            yield MilestoneFact(evidence, NAME, row.owner, row.task, step.due.value, said)
    yield from _of_dated(instrument, row)
    for span in row.deadlines:
        yield from _of_deadline(instrument, row, span, anchor, gaps)
    if row.steps or row.dated:
        return
    if problems and instrument.paragraph_at(row.task_span.start) in problems:
        return
    signed = instrument.header.date
    due = {one.value for span in row.deadlines for one in find_dues(text, span.start, span.end, anchor)}
    spans = (row.task_span, *row.texts)
    for span, sentence in ((s, m) for s in spans for m in _SENTENCE.finditer(text, s.start, s.end)):
        for found in in_sentence(text, sentence.start(), sentence.end(), anchor, after=signed):
            if found.due.value in due and span.end - sentence.end() <= 1 >= sentence.start() - span.start:
                continue  # 各市于4月底前报送…, which is all of the task, beside a cell that says so
            evidence = instrument.evidence(found.start, found.end)
            for agent in found.agents or (row.owner,):
                yield MilestoneFact(evidence, NAME, agent, row.task, found.due.value, found.step)


def _of_dated(instrument: Instrument, row: TaskRow) -> Iterator[MilestoneFact]:
    for cell in row.dated:
        evidence = instrument.evidence(cell.start, cell.end)
        said = row.task.text
        if cell.said is not None:
            said = instrument.text[cell.said : cell.end].replace("\n", "").rstrip("。；;")
        yield MilestoneFact(evidence, NAME, row.owner, row.task, cell.due, said)


def _of_deadline(
    instrument: Instrument, row: TaskRow, span: Span, anchor: int | None, gaps: list[Gap]
) -> Iterator[MilestoneFact]:
    """Read a deadline cell: dates alone are when the task is due, dates with text are steps of their own."""
    text = instrument.text
    dues = find_dues(text, span.start, span.end, anchor)
    evidence = instrument.evidence(span.start, span.end)
    if not dues and (years := years_due(text, span.start, span.end)) is not None:
        dues = [years]  # 2025年, 2024—2026年
    if not dues:
        told = any(evidence.start <= gap.evidence.start < evidence.end for gap in gaps)  # 春节前完成
        if not told and re.search(r"\d|前", text[span.start : span.end]):  # 合同签订后60日内, 汛期前
            gaps.append(Gap(evidence, "deadline without a date that can be read", NAME))
        return
    rest = text[span.start : span.end]
    for due in dues:
        rest = rest.replace(text[due.start : due.end], "")
    said = len(_NUMBERS.sub("", rest).strip(_DATE_MARKS)) >= _MIN_REST
    at_each = len(dues) > 1 and _AT_EACH.fullmatch(text, dues[-1].end, span.end)  # 6月、8月各1次
    if said and not at_each and (len(dues) > 1 or not _DONE.fullmatch(rest)):
        for step in dated_steps(text, span.start, span.end, anchor):
            place = instrument.evidence(step.start, max(step.end, step.due.end))
            yield MilestoneFact(place, NAME, row.owner, row.task, step.due.value, step.text)
        return
    for due in dues:
        yield MilestoneFact(evidence, NAME, row.owner, row.task, due.value, row.task.text)


def _of_text(
    instrument: Instrument, anchor: int | None, tables: list[tuple[int, int]]
) -> Iterator[MilestoneFact]:
    text, signed = instrument.text, instrument.header.date
    problems = told_problems(instrument)
    stage: Deadline | None = None  # the one opened last, and the section it opened
    opened_in = -1
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[index]
        if index in problems:
            continue
        dated = MAY_DATE.search(text, paragraph.body, paragraph.end) is not None
        opens = may_open(text, paragraph)
        if paragraph.is_row or not (dated or opens or may_open_stage(text, paragraph)):
            continue
        if any(start <= paragraph.start < end for start, end in tables):
            continue
        if _COUNTED_ROW.match(paragraph.lines[0].text):
            continue
        numbered = paragraph.label is not None and numbered_field(instrument, index)
        if numbered or (is_field(instrument, index) and not holds_text(instrument, index)):
            continue
        if stage is not None and opened_in not in instrument.ancestors(paragraph.section):
            stage = None
        staged = stages(instrument, index, anchor)
        for opened in staged:
            yield from _facts(instrument, opened)
        first = staged[0] if staged else None
        if len(staged) == 1 and first is not None:
            stage, opened_in = first, paragraph.section
        year = int(stage.due.value[:4]) if stage is not None else anchor
        steps = [*scheduled_steps(instrument, paragraph, year)] if opens and first is None else []
        for step in steps:
            yield from _facts(instrument, step)
        for found in deadlines(instrument, paragraph, year, after=signed, within=first):
            told = any(s.due.value == found.due.value and s.start <= found.start < s.end for s in steps)
            if not told and not _OVER.search(text, found.start, found.end):
                yield from _facts(instrument, found)


def _facts(instrument: Instrument, found: Deadline) -> Iterator[MilestoneFact]:
    text = instrument.text[found.task_start : found.task_end].replace("\n", "")
    if not text.strip():
        return  # a date alone, with nothing that is due
    task = Task(text, instrument.evidence(found.task_start, found.task_end))
    evidence = instrument.evidence(found.start, found.end)
    agents: tuple[Agent | None, ...] = found.agents or (
        owner_behind(instrument, found.end) or owner_above(instrument, found.start),
    )
    for agent in agents:
        yield MilestoneFact(
            evidence, NAME, agent, task, found.due.value, found.step.replace("\n", "").rstrip("、")
        )


register(NAME, find_milestones)
