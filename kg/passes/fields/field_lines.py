"""Fields printed as lines of their own under a task.

推进甲项目建设。                       the task
牵头单位：市某局                       fields, in any order
配合单位：市某委、市某中心
完成时限：2023年12月底前
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Agent, Role, Task
from kg.language.data import load
from kg.passes.fields.event_times import EVENT, event_times
from kg.passes.fields.field_names import in_group, is_meeting, more_names, named_above, oversees
from kg.passes.fields.step_fields import names_dates_alone, opens_with_date, steps_of
from kg.passes.names.agents import names_in_prose
from kg.passes.responsibility.clause_grammar import parse_clause
from kg.passes.responsibility.clause_words import label_at, labels_in
from kg.passes.responsibility.clauses import FirstLeads, leads_first, with_first_leading
from kg.passes.responsibility.due_behind import before_due_beside
from kg.passes.responsibility.fields_behind import end_of_fields, prose_behind
from kg.passes.responsibility.spaced_names import parse_printed_clause
from kg.passes.rows.task_rows import DatedSpan, Post, Span, TaskRow, first_leading, owner_among, owner_of
from kg.passes.words.dates import anchor_year
from kg.structure.model import Instrument, LabelKind, Paragraph

_DEADLINES = tuple(load("tables")["columns"]["deadline"])
_OF_PROJECT = {
    kind: "|".join(map(re.escape, names)) for kind, names in load("tables")["project_fields"].items()
}
_PROJECT = re.compile(rf"(?:{'|'.join(_OF_PROJECT.values())})[:：]")
_MONEY = re.compile(rf"(?:{_OF_PROJECT['money']})[:：]")
_TIME = re.compile(rf"(?:{_OF_PROJECT['time']})[:：](?P<value>[^。（(\n]{{2,60}})")
_ROLE_LABELS = frozenset(
    word for role in ("overseer", "lead", "responsible", "support") for word in load("roles")["labels"][role]
)
_MEMBERS = ("成员单位",)
_TEXT_ENDINGS = ("目标", "措施")
DEADLINE = re.compile(  # not when a form was filled in: 填报时间：…
    rf"(?<![报表布])(?:{'|'.join(map(re.escape, _DEADLINES))})(?:要求)?[:：](?P<value>[^；;。，,（()）\n]{{2,40}}"
    # 6月底前完成方案，12月底前全部完成
    r"(?:[，,](?=(?:20\d\d年)?\d{1,2}月|20\d\d年)[^；;。，,（()）\n]{2,40}){0,6})"
)
# on a line of its own: 完成时限：一期6月底前建成，二期年底前投用
_DEADLINE_LINE = re.compile(
    rf"(?:{'|'.join(map(re.escape, _DEADLINES))})(?:要求)?[:：](?P<value>[^。（(\n]{{2,160}})"
)
_TASK_LABEL = re.compile(
    r"(?:(?:工作|重点|主要|具体|年度|目标)?(?:任务|事项|措施|内容|举措|目标)(?:名称)?|(?:反馈|存在|具体|突出|督察)问题)[:：]"
)
_TELLS_TASK = re.compile("[\u4e00-\u9fff]{0,4}(?:任务|措施|举措|目标|内容)[:：]")
_INSIDE = r"[^（()）〔〕\[\]【】［］\n]"
# names in it may have brackets of their own: （责任单位：各乡镇（街道）；完成时限：6月底前）
BRACKET = re.compile(
    rf"[（(〔\[【［](?P<inside>(?:{_INSIDE}|[（(]{_INSIDE}{{1,40}}+[）)]){{4,300}}+)[）)〕\]】］]"
)
RESPONSIBLE = re.compile("牵头|责任|负责|配合|时限|完成时间|实施单位|主办|承办|起草")
# 主办：某办公室一处　督办：某办公室二处: which offices drew the document up
_IMPRINT = re.compile("主办[：:][^：:\\n]{2,30}督办[：:]")
DIVISION = re.compile("(?:责任|任务|职责|工作|部门)(?:分工|落实)[：:。]?")
"""A heading above fields that names no task: 责任分工."""
FIELD = re.compile(
    rf"[。；;，](?={'|'.join(sorted(_ROLE_LABELS, key=lambda w: (-len(w), w)))})[\u4e00-\u9fff]{{2,8}}[：:]"
)
_DIGIT = re.compile(r"\d")
# 整改时限：立行立改，2024年7月20日前
_DATED_BEHIND = re.compile(
    r"[，,；;（(]\n?(?P<value>(?=[^；;。，,（()）：:\n]{0,20}\d)[^；;。，,（()）：:\n]{2,40})"
)
_LEADING = re.compile(r"^[\s，,。；;、：:）)\]】〕]+")
_PARTS = (LabelKind.ARABIC_PAREN, LabelKind.CIRCLED)
_FEWEST_PARTS = 2
_MAX_FIELDS = 8
_MAX_REACH = 3000  # characters of a paragraph behind a text in which its clause stands
_MAX_BELOW = 4  # paragraphs in which the clause of a stage may stand


def field_rows(instrument: Instrument) -> Iterator[TaskRow]:
    """Give the tasks whose fields stand on lines of their own below them."""
    paragraphs = instrument.paragraphs
    at = instrument.header.opening_end
    rule = leads_first(instrument)
    while at < len(paragraphs):
        end = at
        while (
            end < len(paragraphs)
            and end - at < _MAX_FIELDS
            and (
                is_field(instrument, end)
                or (end > at and (_goes_on(instrument, end) or _tells_goal(instrument, end)))
            )
        ):
            end = _end_of_steps(instrument, end)
            if prose_behind(instrument, paragraphs[end - 1]) is not None:
                break  # what follows is of that prose
        if end > at:
            row = _row(instrument, at, end, rule)
            if row is not None:
                yield row
        at = max(end, at + 1)


def _end_of_steps(instrument: Instrument, index: int) -> int:
    """Give the paragraph behind a field: steps may stand below the label of theirs, one a paragraph."""
    end = index + 1
    if steps_of(instrument, index) is not None:
        while end < len(instrument.paragraphs) and opens_with_date(instrument, end):
            end += 1
    return end


def owner_behind(instrument: Instrument, at: int) -> Agent | None:
    """Give the one body that answers for the text at ``at``: that of the next responsibility clause behind it.

    The clause stands in the same paragraph, or in an unlabelled one below it, or is a field on a line of its own.
    """
    text = instrument.text
    first = instrument.paragraph_at(at)
    for index in range(first, min(first + _MAX_BELOW, len(instrument.paragraphs))):
        paragraph = instrument.paragraphs[index]
        if index > first and (paragraph.label is not None or paragraph.is_row):
            return None
        if index > first and is_field(instrument, index):
            return _owner_of_fields(instrument, index)
        begin = max(at, paragraph.body)
        reach = min(paragraph.end, begin + _MAX_REACH)
        for bracket in BRACKET.finditer(text, begin, reach):
            inside = (bracket.start("inside"), before_due_beside(text, *bracket.span("inside")))
            named = RESPONSIBLE.search(text, *inside) is not None
            last = bracket.end() == paragraph.end or text[bracket.end()] in "。；;\n"
            names = names_in_prose(text, *inside) if not named and last else None
            free = text[max(bracket.start() - 1, 0)] in "。；;！\n"
            if not named and (not names or not (free or len(names) > 1)):
                continue  # a second name inside a sentence, or of what stands in front of it
            clause = parse_clause(text, *inside)
            if clause.unread:
                return None
            if (rule := leads_first(instrument)) is not None:
                clause = with_first_leading(clause, rule)
            return owner_among([(a.role, a.mention.agent) for a in clause.assignments])
        inline = FIELD.search(text, begin, reach)
        if inline is not None:  # …。责任单位：甲局
            fields_end = end_of_fields(instrument, inline.start() + 1, paragraph.end)
            clause = parse_printed_clause(instrument, inline.start() + 1, fields_end)
            return owner_among([(a.role, a.mention.agent) for a in clause.assignments])
    return None


def owner_above(instrument: Instrument, at: int) -> Agent | None:
    """Give the one body that answers, by the fields above, for what a line below them tells: 主要任务：…."""
    index = instrument.paragraph_at(at)
    paragraph = instrument.paragraphs[index]
    if paragraph.is_row or paragraph.label is not None:
        return None
    if _TELLS_TASK.match(instrument.text, paragraph.body, paragraph.end) is None:
        return None
    top = index
    while top > instrument.header.opening_end and index - top < _MAX_FIELDS and is_field(instrument, top - 1):
        top -= 1
    return _owner_of_fields(instrument, top) if top < index else None


def _owner_of_fields(instrument: Instrument, first: int) -> Agent | None:
    """Give the body that answers by the fields from a paragraph on."""
    carried: list[tuple[Role, Agent]] = []
    index = first
    while index < min(first + _MAX_FIELDS, len(instrument.paragraphs)) and is_field(instrument, index):
        paragraph = instrument.paragraphs[index]
        if label_at(instrument.text, paragraph.body, paragraph.end) is not None:
            clause = parse_printed_clause(instrument, paragraph.body, paragraph.end)
            carried.extend((a.role, a.mention.agent) for a in clause.assignments)
        index += 1
    return owner_among(carried)


def is_field(instrument: Instrument, index: int) -> bool:
    """Tell whether a paragraph is a field of the task above it (牵头单位：…, 完成时限：…)."""
    paragraph = instrument.paragraphs[index]
    if paragraph.is_row or paragraph.label is not None:
        return False
    text = instrument.text
    if text.startswith("时间", paragraph.body) and is_meeting(instrument, index):
        return False
    if text.startswith("主办", paragraph.body) and _IMPRINT.match(text, paragraph.body, paragraph.end):
        return False
    label = label_at(text, paragraph.body, paragraph.end)
    return (
        label is not None
        or DEADLINE.match(text, paragraph.body, paragraph.end) is not None
        or _PROJECT.match(text, paragraph.body, paragraph.end) is not None
        or EVENT.match(text, paragraph.body, paragraph.end) is not None
        or steps_of(instrument, index) is not None
    )


def tells_of_money(text: str, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a field about the money of a project (资金来源：…)."""
    return _MONEY.match(text, paragraph.body, paragraph.end) is not None


def _tells_goal(instrument: Instrument, index: int) -> bool:
    """Tell whether a paragraph behind a field of a project tells its goal: 目标任务：…."""
    paragraph = instrument.paragraphs[index]
    text, before = instrument.text, instrument.paragraphs[index - 1]
    return (
        not paragraph.is_row
        and paragraph.label is None
        and _PROJECT.match(text, before.body, before.end) is not None
        and _TASK_LABEL.match(text, paragraph.body, paragraph.end) is not None
    )


def holds_text(instrument: Instrument, index: int) -> bool:
    """Tell whether a field holds text of its own (整改措施：…) rather than names or a date."""
    paragraph = instrument.paragraphs[index]
    label = label_at(instrument.text, paragraph.body, paragraph.end)
    return label is not None and label.group("label").endswith(_TEXT_ENDINGS)


def _goes_on(instrument: Instrument, index: int) -> bool:
    """Tell whether a paragraph is nothing but more names for the field above it."""
    paragraph = instrument.paragraphs[index]
    before = instrument.paragraphs[index - 1]
    text = instrument.text
    if paragraph.is_row or paragraph.label is not None or text[before.end - 1] in "。；;":
        return False
    if text[paragraph.body : paragraph.end] in instrument.header.issuers:
        return False  # who signs below the last field
    if DEADLINE.match(text, before.body, before.end) or EVENT.match(text, before.body, before.end):
        return False
    if steps_of(instrument, index - 1) is not None:
        return False
    return more_names(text, paragraph, oversees(text, before)) is not None


def _row(instrument: Instrument, first: int, end: int, rule: FirstLeads | None) -> TaskRow | None:
    """Read the field paragraphs ``first`` to ``end`` as the fields of the paragraph above them."""
    text = instrument.text
    above = instrument.paragraphs[first - 1] if first > instrument.header.opening_end else None
    if above is None or above.is_row or in_group(instrument, first):
        return None
    posts: list[Post] = []
    deadlines: list[Span] = []
    steps: list[Span] = []
    dated: list[DatedSpan] = []
    spans: list[Span] = []  # from when to when it runs: what counts where nothing says when it is done
    begin = instrument.paragraphs[first].body
    found = _task_of_section(instrument, first) or _task_of_items(instrument, first)
    found = found or task_before(instrument, first, begin, begin)
    if found is None:
        return None
    task, span = found
    for index in range(first, end):
        paragraph = instrument.paragraphs[index]
        if _PROJECT.match(text, paragraph.body, paragraph.end):
            if (time := _TIME.match(text, paragraph.body, paragraph.end)) is not None:
                spans.append(Span(*time.span("value")))
            continue
        if EVENT.match(text, paragraph.body, paragraph.end):
            dated.extend(event_times(text, paragraph.body, paragraph.end, anchor_year(instrument)))
            continue
        told = steps_of(instrument, index) or (
            Span(paragraph.body, paragraph.end) if steps and opens_with_date(instrument, index) else None
        )
        if told is not None:
            alone = told.start < told.end and names_dates_alone(text, told)
            (deadlines if alone else steps).append(told)
            continue
        label = label_at(text, paragraph.body, paragraph.end)
        if label is not None and label.group("label") in _MEMBERS:
            return None
        fields_end = prose_behind(instrument, paragraph) or paragraph.end
        deadlines.extend(deadlines_of(text, paragraph.body, fields_end))
        if label is not None and not any(word in text[paragraph.body : fields_end] for word in _ROLE_LABELS):
            continue
        evidence = instrument.evidence(paragraph.body, fields_end)
        if label is not None:
            clause = parse_printed_clause(instrument, paragraph.body, fields_end)
            posts.extend(Post(a.role, a.mention.agent, task, evidence) for a in clause.assignments)
        elif posts:
            more = more_names(text, paragraph, posts[-1].role is Role.OVERSEER) or []
            posts.extend(Post(posts[-1].role, name.agent, task, evidence) for name in more)
    if rule is not None:
        posts = first_leading(posts, rule.rest)
    only = all(post.role is Role.OVERSEER for post in posts)
    if only and not (deadlines or spans or steps or dated or (posts and above.label is not None)):
        return None  # 三、甲村 / 包村领导：张三: numbered items have their leaders
    return TaskRow(
        task,
        span,
        tuple(posts),
        owner_of(posts),
        steps=tuple(steps),
        deadlines=tuple(deadlines or spans),
        dated=tuple(dated),
    )


def deadlines_of(text: str, start: int, end: int) -> Iterator[Span]:
    """Give the deadlines of a line of fields: all of the line where it begins with one, else up to the next mark."""
    line = _DEADLINE_LINE.match(text, start, end)
    if line is not None and not labels_in(text, *line.span("value")):
        yield Span(*line.span("value"))
    else:
        for found in DEADLINE.finditer(text, start, end):
            dated = None if _DIGIT.search(found["value"]) else _DATED_BEHIND.match(text, found.end(), end)
            yield Span(*(dated or found).span("value"))


def _task_of_section(instrument: Instrument, first: int) -> tuple[Task, Span] | None:
    """Give the task of fields under a heading 责任分工, which names none: what the section above is about.

    So for those below a field that bears a number: （五）责任领导：张三 / 责任人：李四.
    """
    text = instrument.text
    for index in (first, first - 1):
        paragraph = instrument.paragraphs[index]
        field = paragraph.label is not None and label_at(text, paragraph.body, paragraph.end)
        numbered = field and not holds_text(instrument, index)  # 整改措施：关停矿山 is a task
        if not numbered and DIVISION.fullmatch(text, paragraph.body, paragraph.end) is None:
            continue
        for section in instrument.ancestors(paragraph.section):
            heading = instrument.paragraphs[instrument.sections[section].heading]
            if heading is not paragraph:
                span = Span(heading.body, heading.end)
                return Task(text[span.start : span.end], instrument.evidence(span.start, span.end)), span
    return None


def _task_of_items(instrument: Instrument, first: int) -> tuple[Task, Span] | None:
    """Give the task that fields below the last of its parts are about: 4.甲任务 / （1）… / （2）… / 牵头单位：….

    None of the parts has fields of its own, and other tasks numbered alike have theirs right below them.
    """
    paragraphs = instrument.paragraphs
    label = paragraphs[first - 1].label
    if label is None or label.kind not in _PARTS:
        return None
    at = first - 1
    while at >= instrument.header.opening_end and (part := paragraphs[at].label) and part.kind is label.kind:
        at -= 1
    whole = paragraphs[at].label
    if first - at <= _FEWEST_PARTS or whole is None or at < instrument.header.opening_end:
        return None
    alike = (
        index
        for index, paragraph in enumerate(paragraphs[:-1])
        if paragraph.label is not None and paragraph.label.kind is whole.kind
    )
    if not any(is_field(instrument, index + 1) for index in alike):
        return None
    span = Span(paragraphs[at].body, paragraphs[at].end)
    return Task(
        instrument.text[span.start : span.end].replace("\n", ""), instrument.evidence(span.start, span.end)
    ), span


def task_before(instrument: Instrument, index: int, start: int, end: int) -> tuple[Task, Span] | None:
    """Give the task that ends at ``end``: the text from ``start`` on, or the paragraph above."""
    text = instrument.text
    lead = _LEADING.match(text[start:end])
    start += lead.end() if lead else 0
    if start >= end:
        if index <= instrument.header.opening_end:
            return None
        above = named_above(instrument, index)
        start, end = prose_behind(instrument, above) or above.body, above.end
    label = _TASK_LABEL.match(text, start, end)
    if label is not None and label.end() < end:
        start = label.end()
    if start >= end:
        return None
    return Task(text[start:end].replace("\n", ""), instrument.evidence(start, end)), Span(start, end)
