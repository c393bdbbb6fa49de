"""A column of a flattened table that names groups of tasks (类别: 一、民生保障), each once for the rows beside it.

Such a cell is merged over the rows of its group and printed with one of them, in front of its number or behind it. It
is left out with its column, so that what stands beside it are the cells of a row again.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.language.data import load
from kg.passes.flat_tables.flat_dates import is_date
from kg.passes.flat_tables.flat_fits import TEXTS
from kg.passes.flat_tables.flat_lines import FlatTable, Fragment
from kg.passes.flat_tables.flat_names import names_bodies, names_persons
from kg.passes.rows.table_headers import Column
from kg.structure.dates import numeral

_GROUP = re.compile(load("tables")["header"]["group"])
_TITLE = re.compile(
    "(?:(?P<plain>[一二三四五六七八九十]{1,3})、|[（(](?P<bracketed>[一二三四五六七八九十]{1,3})[）)])."
)
_NAMES = frozenset({Column.TASK, Column.OTHER})
_LONGEST = 24  # characters of the name of a group
_MOST_LINES = 5  # … and its lines
_LONGEST_UNCOUNTED = 10  # … of one that does not count
_LONGEST_BESIDE = 6  # … of such a one in front of a task
_REST = 2  # … of the last line of a name
_PLAIN = re.compile("[\u4e00-\u9fff“”]+")
_MARKS = ".．、"
_CLOSED = frozenset("。；;")


def without_groups(table: FlatTable) -> FlatTable:
    """Give a table without the column that names groups, and without their names; the same where it has none."""
    at = _column_of_groups(table)
    if at is None:
        return table
    known = names_groups(table.headings[at])
    names = _names(table.fragments)
    if not names and known:
        names = _uncounted(table, at)
    if len(names) < (1 if known else 2):
        return table
    left_out = {n for begin, end in names for n in range(begin, end)}
    kept: list[Fragment] = []
    opens = False
    for n, fragment in enumerate(table.fragments):
        if n in left_out:
            opens = opens or fragment.opens
        else:
            # what stands behind the name on its line is the first of it now
            kept.append(fragment._replace(opens=True) if opens and not fragment.opens else fragment)
            opens = False
    if not kept:
        return table
    return replace(
        table,
        columns=(*table.columns[:at], *table.columns[at + 1 :]),
        headings=(*table.headings[:at], *table.headings[at + 1 :]),
        fragments=tuple(kept),
    )


def names_groups(heading: str) -> bool:
    """Tell whether a heading is that of a column which names groups of tasks (任务类别)."""
    return _GROUP.fullmatch(heading) is not None


def _column_of_groups(table: FlatTable) -> int | None:
    """Give the column that may name groups: a first one of texts in front of that of the tasks."""
    if table.rows is not None or len(table.headings) != len(table.columns):
        return None
    texts = [n for n, column in enumerate(table.columns) if column in _NAMES]
    if not texts or Column.TASK not in table.columns[texts[0] + 1 :]:
        return None
    first = texts[0]
    known = names_groups(table.headings[first])
    if not known and Column.NUMBER not in table.columns:
        return None
    return first if first <= 1 else None


def _names(fragments: tuple[Fragment, ...]) -> list[tuple[int, int]]:
    """Give where the names of groups begin and end: they count from one on, and are short."""
    begins: list[int] = []
    for n, fragment in enumerate(fragments):
        title = _TITLE.match(fragment.text)
        if title is None or len(fragment.text) > _LONGEST or not _CLOSED.isdisjoint(fragment.text):
            continue
        if numeral(title.group("plain") or title.group("bracketed")) == len(begins) + 1:
            begins.append(n)
    widest = max((fragments[n].width for n in begins), default=0)
    return [(n, _end(fragments, n, widest)) for n in begins]


def _end(fragments: tuple[Fragment, ...], begin: int, widest: int) -> int:
    """Give where a name ends: it goes on below lines as wide as its column, with none that is wider."""
    end = begin + 1
    while (
        end < min(len(fragments), begin + _MOST_LINES)
        and fragments[end - 1].width >= widest - 1
        and fragments[end].opens
        and fragments[end].width <= widest
        and not fragments[end].text.isdecimal()
    ):
        end += 1
    return end


def _uncounted(table: FlatTable, at: int) -> list[tuple[int, int]]:
    """Give where the names of groups that do not count stand: beside the numbers of rows, that of the first row too."""
    if Column.NUMBER not in table.columns:
        return []
    behind = table.columns.index(Column.NUMBER) < at
    if not behind and table.columns[-1] in TEXTS:
        return []  # what stands in front of a number may as well be the end of the row above
    numbers: list[int] = []
    for n, fragment in enumerate(table.fragments):
        if fragment.text.rstrip(_MARKS) == str(len(numbers) + 1):
            numbers.append(n)
    found = [
        span
        for number in numbers
        if (span := (_name_behind if behind else _name_before)(table.fragments, number)) is not None
    ]
    first = bool(found and numbers) and found[0][0] <= numbers[0] + 1
    return found if first and len(found) < len(numbers) else []


def _name_before(fragments: tuple[Fragment, ...], number: int) -> tuple[int, int] | None:
    begin = number - 1
    if (
        begin > 0
        and len(fragments[begin].text) <= _REST
        and _may_name(fragments[begin - 1], _LONGEST_UNCOUNTED)
    ):
        begin -= 1
    if begin < 0 or not _may_name(fragments[begin], _LONGEST_UNCOUNTED):
        return None
    above = fragments[begin - 1].text if begin else ""
    whole = above + fragments[begin].text
    # 2024年6 / 月底前, 县乙 / 局: the end of the row above
    goes_on = any(names(whole) and not names(above) for names in (names_bodies, is_date))
    return None if above and goes_on else (begin, number)


def _name_behind(fragments: tuple[Fragment, ...], number: int) -> tuple[int, int] | None:
    """Give the short text behind a number in front of a longer one, the task: 3 / 产业发展 / 推进园区扩区."""
    end = number + 2
    if end < len(fragments) and len(fragments[end].text) <= _REST:
        end += 1
    if end >= len(fragments) or not _may_name(fragments[number + 1], _LONGEST_BESIDE):
        return None
    below = fragments[end]
    longer = len(below.text) > _LONGEST_BESIDE and not (names_bodies(below.text) or is_date(below.text))
    return (number + 1, end) if longer else None


def _may_name(fragment: Fragment, longest: int) -> bool:
    """Tell whether a text may name a group of tasks: short, without marks, no name of anybody and no date."""
    text = fragment.text
    return (
        1 < len(text) <= longest
        and _PLAIN.fullmatch(text) is not None
        and not (names_bodies(text) or names_persons(text) or is_date(text))
    )
