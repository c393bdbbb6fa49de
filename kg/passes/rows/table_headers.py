"""What the columns of a task table hold, by the meaning of the words in their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from kg.facts import Role
from kg.language.data import alternation, load

_DATA = load("tables")
_MAX_HEADING = 24
_UNITS = "|".join(alternation("units", key) for key in ("ratios", "measures", "classifiers"))
_SENTENCE = frozenset("，；。")
_PERIOD = re.compile(_DATA["header"]["period"])
_NAME = re.compile(_DATA["header"]["name"])
_CONTENTS = tuple(_DATA["header"]["contents"])
_OF_INDICATORS = re.compile(_DATA["header"]["of_indicators"])
_GOAL = re.compile(_DATA["header"]["goal"])
_AS_IS = re.compile(_DATA["header"]["as_is"])
_KIND = re.compile(_DATA["header"]["kind"])
_DOCUMENT_NUMBERS = frozenset(_DATA["header"]["document_numbers"])
_DOCUMENTS = re.compile(_DATA["header"]["documents"])
_PLACE = re.compile(_DATA["header"]["places"])
_COUNTED = re.compile(
    rf"任务(?:数量?|量)(?:[（(][^（()）]{{1,8}}[）)])?$|(?:任务|目标|数量?|面积|指标)[（(](?:[万亿千百]|万亿)?(?:{_UNITS})?[）)]$"
)
_UNIT_BEHIND = re.compile(r"[（(][^（()）]{1,8}[）)]$")  # 节能量（吨标准煤）
_MAX_UNKNOWN = 8  # characters of a heading of which nothing is known
_NAMED_GOAL = re.compile(_DATA["header"]["named_goal"])


class Column(StrEnum):
    """The kinds of columns of a task table."""

    NUMBER = "number"
    TASK = "task"
    OVERSEER = "overseer"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    DEADLINE = "deadline"
    STEPS = "steps"
    OTHER = "other"


ROLES = {
    Column.OVERSEER: Role.OVERSEER,
    Column.LEAD: Role.LEAD,
    Column.RESPONSIBLE: Role.RESPONSIBLE,
    Column.SUPPORT: Role.SUPPORT,
}
"""The columns that hold agents, with the role they give."""

_WORDS = tuple((Column(kind), tuple(words)) for kind, words in _DATA["columns"].items())
_ANY_WORD = re.compile("|".join(re.escape(word) for _, words in _WORDS for word in words))
_BOTH = re.compile("责任(?:主体|单位|部门)?[与和及、（(](?:协同|配合|协办|参与|协助)")
_JOINTS = tuple(_DATA["header"]["joints"])
_ROLE_LABELS = frozenset(load("roles")["labels"]["lead"] + load("roles")["labels"]["responsible"])
_FIRST_LEADS = tuple(_DATA["header"]["first_leads"])


def meaning(heading: str) -> Column | None:
    """Give the meaning of one heading (white space removed), or None if it is no heading of a task table."""
    if not 2 <= len(heading) <= _MAX_HEADING or heading[-1] in "。；：，、":
        return None
    if not _ANY_WORD.search(heading) or not _SENTENCE.isdisjoint(heading):
        return None
    if _BOTH.search(heading):  # 责任主体与协同单位: who of them only helps is not said
        return Column.RESPONSIBLE
    for column, words in _WORDS:
        for word in words:
            if word in heading:
                # 当前进度: how far things are, and no deadline
                return Column.OTHER if column is Column.DEADLINE and tells_what_is(heading) else column
    return None


def is_period(heading: str) -> bool:
    """Tell whether a heading names a stretch of time, for which its column says what is due (第一季度, 6月底目标)."""
    return _PERIOD.fullmatch(heading) is not None


def tells_what_is(heading: str) -> bool:
    """Tell whether the column below a heading says how things are (存在问题), and nothing that is to be done."""
    return _AS_IS.fullmatch(heading) is not None


def counts_tasks(headings: Sequence[str]) -> bool:
    """Tell whether nothing but numbers stands in the columns of tasks: how much each place is to do (任务数, 目标任务（亩）)."""
    tasks = [heading for heading in headings if meaning(heading) is Column.TASK]
    return bool(tasks) and all(_COUNTED.search(heading) for heading in tasks)


def task_among(headings: Sequence[str]) -> int:
    """Tell which of the columns of texts of a table holds the task: gives the index of its heading.

    It is the last one, the most specific, but what is to be reached (年度目标) and a sort (目标类型) are none, and
    the name of a project or task goes before what it is made of (项目名称, 主要内容) and what it is to reach
    (任务名称, 目标任务).
    """
    tasks = [n for n, heading in enumerate(headings) if not _GOAL.search(heading)]
    tasks = [n for n in tasks if not _KIND.fullmatch(headings[n])] or tasks
    if not tasks:
        return len(headings) - 1
    last = headings[tasks[-1]]
    told = last.endswith(_CONTENTS) or _NAMED_GOAL.fullmatch(last) is not None
    named = [n for n in tasks if _NAME.fullmatch(headings[n])] if told else []
    return named[-1] if named else tasks[-1]


def meanings(heading: str) -> tuple[Column, ...]:
    """Give the meanings of a heading that may name two columns (分项任务/牵头单位)."""
    for joint in _JOINTS:
        parts = heading.split(joint)
        if len(parts) > 1:
            found = tuple(column for part in parts if (column := meaning(part)) is not None)
            if len(found) == len(parts):
                return found
    one = meaning(heading)
    return (one,) if one is not None else ()


def with_task(columns: Sequence[Column], headings: Sequence[str]) -> tuple[Column, ...]:
    """Take the column behind the rows' numbers for that of the tasks where no heading names one (序号 / 我为群众办实事)."""
    if Column.TASK in columns or Column.NUMBER not in columns:
        return tuple(columns)
    at = columns.index(Column.NUMBER) + 1
    if at >= len(columns) or columns[at] is not Column.OTHER:
        return tuple(columns)
    if meanings(headings[at]) and not _PLACE.fullmatch(headings[at]):
        return tuple(columns)
    return (*columns[:at], Column.TASK, *columns[at + 1 :])


def answers(heading: str, headings: Sequence[str]) -> bool:
    """Tell whether 主责单位 says who answers, as another column says who leads (牵头部门, 主责单位)."""
    return "主责" in heading and any("牵头" in other for other in headings if other != heading)


def lists_documents(headings: Sequence[str]) -> bool:
    """Tell whether a table lists documents by title and number: who drafted one (起草部门) has no task there."""
    return any(heading in _DOCUMENT_NUMBERS for heading in headings) and any(
        _DOCUMENTS.fullmatch(heading) for heading in headings
    )


def first_leads(heading: str) -> bool:
    """Tell whether a heading says that the first body of a list leads (列第一位者为牵头单位)."""
    return any(word in heading for word in _FIRST_LEADS)


def is_header(cells: list[str]) -> tuple[Column | None, ...] | None:
    """Give the meanings of the cells of a header row, or None if the row is no header of a task table.

    A header says in every filled cell what its column holds, and at least in one who carries the task or by when.
    """
    columns: list[Column | None] = []
    periods = unknown = 0
    for cell in cells:
        if not cell:
            columns.append(None)
            continue
        if is_period(cell):
            periods += 1
            columns.append(Column.STEPS)
            continue
        column = meaning(cell)
        if column is None and tells_what_is("".join(cell.split())):
            column = Column.OTHER  # 1-10月推进情况
        if column is None:
            if len(_UNIT_BEHIND.sub("", cell)) > _MAX_UNKNOWN:
                return None
            column = Column.OTHER
            unknown += 1
        columns.append(column)
    filled = [column for column in columns if column is not None]
    who_or_when = [c for c in filled if c in ROLES or c in (Column.DEADLINE, Column.STEPS)]
    # a stretch of time alone may be a deadline below a header
    if lists_documents(cells):
        return None
    if Column.TASK not in filled and (Column.NUMBER in filled or Column.OVERSEER in filled):
        places = {
            n for n, column in enumerate(columns) if column is Column.OTHER and _PLACE.fullmatch(cells[n])
        }
        # 序号 | 村名 | 包村领导: each place has its leaders
        columns = [Column.TASK if n in places else column for n, column in enumerate(columns)]
        unknown -= len(places)
        filled = [column for column in columns if column is not None]
    if len(filled) < 2 or len(who_or_when) <= (periods if periods < 2 else 0) or Column.TASK not in filled:
        return None
    if not any(c in ROLES for c in filled) and Column.STEPS not in filled and Column.NUMBER not in filled:
        return None
    known = len(filled) - unknown
    known += sum(
        1 for cell in cells if _OF_INDICATORS.search(cell)
    )  # who answers for each of them is told beside
    if known * 2 <= len(filled) and _ROLE_LABELS.isdisjoint(cells):
        return None
    return tuple(
        Column.RESPONSIBLE if answers(cell, cells) else column
        for column, cell in zip(columns, cells, strict=True)
    )
