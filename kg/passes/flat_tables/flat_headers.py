"""The headers of flattened tables: where one stands, which columns it names, where its table ends.

A header may spread over lines, break its headings in narrow columns and come again on every page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby
from statistics import median_low

from kg.language.data import load
from kg.passes.flat_tables.header_groups import stands_below, ungrouped
from kg.passes.flat_tables.row_titles import drop_titles, heads_rows, unspaced
from kg.passes.names.kinds import is_concrete_body
from kg.passes.rows.table_headers import (
    ROLES,
    Column,
    answers,
    is_period,
    lists_documents,
    meaning,
    meanings,
    with_task,
)
from kg.structure.dates import numeral
from kg.structure.model import Line

_ROLE_HEADINGS = frozenset(
    word for role in ("overseer", "lead", "responsible", "support") for word in load("roles")["labels"][role]
)
_COLUMN_WORDS = load("tables")["columns"]
_LEAST_TELLING = (
    4  # characters of a word that hardly stands anywhere but in a heading (承担单位, unlike 配合)
)
_TELLING = {word for role in ROLES for word in _COLUMN_WORDS[role] if len(word) >= _LEAST_TELLING}
_ROLE_HEADING = re.compile(
    "|".join([*sorted(map(re.escape, _ROLE_HEADINGS | _TELLING)), "级[河湖林路田链]长(?=$|\\s)"])
)
BREAKABLE = (
    _ROLE_HEADINGS
    | {word for kind in ("overseer", "deadline", "number") for word in _COLUMN_WORDS[kind]}
    | {word for fields in load("tables")["project_fields"].values() for word in fields}
)
_MAX_HEADING_LINE = 60  # half-width columns
_LEAST_HEADINGS = 3  # on a line that is a header by what all of them say
MAX_HEADER = 10  # lines over which a header spreads
_CAPTION = re.compile(  # what the table is called
    r"[^\s]{6,}(?:表|清单|台账|分工|分解|名单|名录)|[^\s]{4,}(?:方案|意见|要点)|20\d\d年[^\s]{6,}(?:计划|安排)"
)
_FEWEST_PERIODS = 2  # one alone may be the first cell of a row
_OTHER_HEADING = re.compile(r"(?:20\d\d年)?[\u4e00-\u9fff]{2,6}(?:[（(][\u4e00-\u9fff]{1,4}[）)])?")
# what a column between known ones may be called: 投资（万元）
_UNKNOWN = re.compile(r"(?:20\d\d年[\u4e00-\u9fff]{0,4}|[\u4e00-\u9fff“”]{2,8})(?:[（(][^（()）]{1,8}[）)])?")
LEAST_KNOWN, _MOST_UNKNOWN = 4, 2
_LONGEST_BELOW = 8  # characters of a heading on a second line
_LONGEST_HEADING = 10  # characters of a heading on a line of many
_MAX_OTHERS = 3  # such headings at the end of a header
_DATED = re.compile(r"20\d\d年\d{1,2}月|\d{1,2}月底|长期|全年|年底")  # when a task is due
_ROW_NUMBER = re.compile(r"\d{1,3}(?=\s|$)")
_SIGNED = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_LISTED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)"
)  # no heading
_FIRST = re.compile(r"1(?:[.、．\s]|$)")
_CHAPTER = re.compile("([一二三四五六七八九十]{1,2})、")
# an annex; whom the notice goes to or who printed it when (抄送：…, 某办公室  2024年2月3日印发)
_END_OF_TABLE = re.compile(
    r"附件?\s?\d{0,2}\s?[:：]?$|[（(].{0,30}(?:公开|印发)[^（()）]{0,12}[）)]$"
    r"|(?:抄\s?[送报]|分\s?送|印发范围)\s?[:：].{0,200}|[^，。；]{4,40}20\d\d年\d{1,2}月\d{1,2}日\s?印\s?发"
)
_COUNTING = frozenset({Column.NUMBER, Column.STEPS, Column.DEADLINE})
_SEVERAL = 2  # roles


Header = tuple[int, int, tuple[Column, ...], tuple[str, ...]]
"""The first line of a header, the line after it, and its columns with their headings."""


def may_hold_header(text: str) -> bool:
    """Tell whether a text holds a heading of a column of agents at all."""
    return _ROLE_HEADING.search(text) is not None


def is_heading(text: str) -> bool:
    """Tell whether a text is the heading of a column of agents and nothing else."""
    return unspaced(text) in _ROLE_HEADINGS


def _is_too_wide(line: Line) -> bool:
    """Tell whether a line is too wide for headings, gaps between columns printed side by side left out."""
    if line.width <= _MAX_HEADING_LINE:
        return False
    if "  " in line.text and 2 * len(unspaced(line.text)) <= _MAX_HEADING_LINE:
        return False
    parts = line.text.split()
    return len(parts) < LEAST_KNOWN or max(map(len, parts)) > _LONGEST_HEADING


def _parts(line: Line) -> list[str]:
    """Give the headings of a line; one that is set wide or broken by a space (牵头 单位) is one heading."""
    parts = line.text.split()
    whole = "".join(parts)
    if len(parts) > 1 and whole in BREAKABLE and not all(map(meanings, parts)):
        return [whole]
    return _set_wide(parts)


def _set_wide(parts: list[str]) -> list[str]:
    """Join the characters of headings set wide, one space between each: 序号 工 作 任 务 牵头部门."""
    joined: list[str] = []
    for single, run in groupby(parts, key=lambda part: len(part) == 1):
        pieces = list(run)
        word = "".join(pieces)
        joined += [word] if single and len(pieces) > 1 and meanings(word) else pieces
    return joined


def headings_of(line: Line) -> list[Column]:
    """Give the columns that a line of nothing but headings names, else an empty list."""
    if (
        _is_too_wide(line)
        or line.text[-1] in "。；："
        or _LISTED.match(line.text)
        or _CAPTION.fullmatch(line.text)
    ):
        return []
    parts = _parts(line)
    found = [(Column.STEPS,) if is_period(part) else meanings(part) for part in parts]
    if not any(columns and not is_period(part) for part, columns in zip(parts, found, strict=True)):
        return []
    unknown = [part for part, columns in zip(parts, found, strict=True) if not columns]
    behind_number = found[0] == (Column.NUMBER,) and found[1:2] == [()] and len(unknown) == 1
    among_known = len(parts) - len(unknown) >= LEAST_KNOWN and len(unknown) <= _MOST_UNKNOWN
    if unknown and not ((behind_number or among_known) and all(map(_UNKNOWN.fullmatch, unknown))):
        return []
    return [column for columns in found for column in (columns or (Column.OTHER,))]


def _names_periods(line: Line) -> bool:
    """Tell whether a line holds nothing but headings that name a stretch of time (第一季度)."""
    return not _is_too_wide(line) and all(map(is_period, line.text.split()))


def _names_roles(line: Line) -> bool:
    text = line.text
    if "/" in text or "／" in text:
        text = text.replace("/", " ").replace("／", " ")
    if not _ROLE_HEADINGS.isdisjoint(text.split()):
        return True
    if " " not in line.text:
        return False
    parts = _parts(line)
    if not _ROLE_HEADINGS.isdisjoint(parts):
        return True
    # 序号 抓总领导 改革举措 抓总单位 完成时限: each says what its column holds, and one of them that it names who answers
    columns = [meaning(part) for part in parts] if len(parts) >= _LEAST_HEADINGS else [None]
    return None not in columns and not ROLES.keys().isdisjoint(columns)


def _stands_among(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a heading says who answers, in a stack of headings that 序号 opens (序号 / 任务 / 承担单位)."""
    text = lines[i].text
    if len(text) > _LONGEST_HEADING or meaning(text) not in ROLES:
        return False
    for k in range(i - 1, max(-1, i - MAX_HEADER), -1):
        if _is_other_heading(lines, k):
            continue
        columns = headings_of(lines[k])
        if not columns or " " in lines[k].text:
            return False
        if columns[0] is Column.NUMBER:
            return k < i - 1
    return False


def _is_other_heading(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a short line may be a heading of a column of its own, for headings stand above and below it."""
    text = lines[i].text
    plain = _OTHER_HEADING.fullmatch(text) is not None
    return (
        plain
        and 0 < i < len(lines) - 1
        and bool(headings_of(lines[i - 1]))
        and bool(headings_of(lines[i + 1]))
    )


def find_header(lines: Sequence[Line], begin: int) -> Header | None:
    """Give the first line of the next header, the line after it, and its columns with their headings."""
    for i in range(begin, len(lines)):
        if _is_too_wide(lines[i]) or not (_names_roles(lines[i]) or _stands_among(lines, i)):
            continue
        if not headings_of(lines[i]):
            continue
        first = i
        while (
            first > begin
            and i - first < MAX_HEADER
            and (headings_of(lines[first - 1]) or _is_other_heading(lines, first - 1))
        ):
            first -= 1
        end = i + 1
        whole = len(lines[i].text.split()) >= LEAST_KNOWN
        while (
            end < len(lines)
            and end - first < MAX_HEADER
            and (headings_of(lines[end]) or _is_other_heading(lines, end))
            and not (whole and _is_long(lines[end]))
        ):
            end += 1
        above = [part for line in lines[first:end] for part in line.text.split()]
        if end < len(lines) and " " in lines[end].text and stands_below(lines[end], above):
            end += 1
        periods = 0
        while end + periods < len(lines) and _names_periods(lines[end + periods]):
            periods += len(lines[end + periods].text.split())
        if periods >= _FEWEST_PERIODS:
            while end < len(lines) and (_names_periods(lines[end]) or headings_of(lines[end])):
                end += 1
        named = [
            (column, part)
            for line in lines[first:end]
            for part in _parts(line)
            for column in (meanings(part) or ((Column.STEPS if is_period(part) else Column.OTHER),))
        ]
        others = _other_headings(lines, end) if named and named[0][0] is Column.NUMBER else 0
        named += [(meaning(line.text) or Column.OTHER, line.text) for line in lines[end : end + others]]
        end += others
        named = ungrouped(named)
        headings = tuple(part for _, part in named)
        roles = [Column.RESPONSIBLE if answers(part, headings) else column for column, part in named]
        columns = with_task(roles, headings)
        kinds = set(columns)
        # besides who carries it, what tells where a row ends: its number, a date, somebody else who carries it
        carried = kinds & set(ROLES)
        tells = bool(kinds & _COUNTING) or len(carried) >= _SEVERAL
        if Column.TASK in kinds and carried and tells and not lists_documents(headings):
            return first, end, columns, headings
    return None


def _is_long(line: Line) -> bool:
    """Tell whether a line below a whole header holds a piece too long for a heading (完善企业家参与涉企政 2025年3月)."""
    return any(len(part) > _LONGEST_BELOW for part in line.text.split())


def _other_headings(lines: Sequence[Line], begin: int) -> int:
    """Give how many lines in front of the first row's number are headings that say nothing of tasks (是否完成)."""
    for count in range(_MAX_OTHERS + 1):
        if begin + count >= len(lines):
            return 0
        text = lines[begin + count].text
        if text.isdecimal() or (count and heads_rows(lines, begin + count)):
            return count
        if not _OTHER_HEADING.fullmatch(text):
            return 0
    return 0


def end_of_table(lines: Sequence[Line], first: int, body: int) -> int:
    """Give the index of the line that ends the table with its header at ``first`` and its first row at ``body``.

    That is an annex, a signature, a remark, or the chapter that follows the one in which the table stands.
    """
    chapter = next((n for i in range(first - 1, -1, -1) if (n := _chapter(lines[i]))), 0)
    firsts = [i for i in range(body, len(lines)) if _FIRST.match(lines[i].text)]
    for i in range(body, len(lines)):
        if _END_OF_TABLE.fullmatch(lines[i].text):
            return i
        if chapter and (number := _chapter(lines[i])):
            if number == chapter + 1 and _is_prose(lines, i):
                return i
            chapter = 0  # the rows are numbered so, or stand under titles of their own
        following = bisect_right(firsts, i)
        near = following < len(firsts) and firsts[following] <= i + MAX_HEADER
        if near and i > body and _begins_anew(lines, i):
            return i - 1 if _CAPTION.fullmatch(lines[i - 1].text) and i - 1 > body else i
        if i > body and "年" in lines[i].text and _is_signature(lines, first, body, i):
            return i - 1
    return len(lines)


def _is_signature(lines: Sequence[Line], first: int, body: int, i: int) -> bool:
    """Tell whether a line is the date below the name of who signs, and not a deadline below who carries the last task.

    Where blank lines stand between all lines, a date that its row still lacks is its deadline.
    """
    above = lines[i - 1]
    if _SIGNED.fullmatch(unspaced(lines[i].text)) is None or not above.blank_before:
        return False
    if not is_concrete_body(unspaced(above.text)):
        return False
    if above.blank_before > median_low(line.blank_before for line in lines[body : i + 1]):
        return True
    if i + 1 < len(lines) and _ROW_NUMBER.match(lines[i + 1].text):
        return False
    if not any(Column.DEADLINE in headings_of(line) for line in lines[first:body]):
        return True
    row = next((n for n in range(i - 1, body, -1) if _ROW_NUMBER.fullmatch(lines[n].text)), body)
    return any(_DATED.search(line.text) for line in lines[row : i - 1])


def _begins_anew(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a header stands on a line below which rows are counted from one again: another table begins."""
    if _is_too_wide(lines[i]) or not headings_of(lines[i]) or headings_of(lines[i - 1]):
        return False
    end = i
    while end < len(lines) and end - i < MAX_HEADER and headings_of(lines[end]):
        end += 1
    return (
        end < len(lines)
        and _FIRST.match(lines[end].text) is not None
        and any(_names_roles(line) for line in lines[i:end])
    )


def _chapter(line: Line) -> int:
    """Give the number of the chapter that a line opens (三、工作要求), or 0."""
    label = _CHAPTER.match(line.text)
    return numeral(label.group(1)) if label else 0


def _is_prose(lines: Sequence[Line], begin: int) -> bool:
    """Tell whether running text stands from a line on, up to the next table: no row's number, no cell of headings."""
    for i in range(begin, len(lines)):
        text = lines[i].text
        if _END_OF_TABLE.fullmatch(text) or (_names_roles(lines[i]) and headings_of(lines[i])):
            return i > begin + 1
        if text.isdecimal() and i > begin:
            return False
    return True


def without_headers(lines: Sequence[Line], header: frozenset[str]) -> list[Line]:
    """Leave out the headers that later pages repeat, whole or in part."""
    drop: set[int] = set()
    for i, line in enumerate(lines):
        if not _is_too_wide(line) and _names_roles(line) and headings_of(line):
            drop.add(i)
            for step in (-1, 1):
                j = i + step
                # what stands beyond a line that was dropped was looked at from there
                while 0 <= j < len(lines) and j not in drop and unspaced(lines[j].text) in header:
                    drop.add(j)
                    j += step
    drop_titles(lines, drop)
    return [line for i, line in enumerate(lines) if i not in drop]
