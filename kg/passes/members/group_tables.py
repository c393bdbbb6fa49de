"""Tables of work groups that text extraction printed cell by cell: who leads and joins each, and what it has to do.

序号 / 工作组 / 牵头单位 / 成员单位 / 工作职责
1 / 抢险救援组 / 市甲支队 / 市乙局、市丙队 / 负责搜救。
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.facts import MemberRole
from kg.passes.members import group_headings as headings
from kg.passes.names.agents import names_in_prose
from kg.passes.names.kinds import is_person, person_in
from kg.structure.model import Instrument, Line

_NUMBER = re.compile("序号|编号")
_DUTIES = re.compile("(?:主要|工作|应急|具体)?(?:职责|任务)(?:任务|分工)?")
_COLUMNS = (
    (MemberRole.CHAIR, headings.CHAIR),
    (MemberRole.VICE_CHAIR, headings.VICE_CHAIR),
    (MemberRole.LEAD_ORG, headings.LEAD_ORG),
    (MemberRole.MEMBER_ORG, headings.MEMBER_ORG),
)
_PERSONS = frozenset({MemberRole.CHAIR, MemberRole.VICE_CHAIR})
_NAME = re.compile("[\u4e00-\u9fff（）()]{2,16}(?:组|专班)")
# what stands above the next table or list
_HEADING = re.compile("[\u4e00-\u9fff（）()]{4,40}(?:职责|分工|名单|组成|流程图?|标准)")
_MAX_HEADING = 24  # characters, spaces between them included
_MAX_NAMES = 14  # lines of names in a row
_MIN_ROWS = 2

Cell = tuple[Line, ...]


class FlatGroup(NamedTuple):
    """One row: the group, its cells of names with the part they give, and the lines that tell its duties."""

    name: Line
    members: tuple[tuple[MemberRole, Cell], ...]
    duties: Cell


class GroupTable(NamedTuple):
    """A table's rows, and the span of the source that it takes up."""

    rows: tuple[FlatGroup, ...]
    start: int
    end: int


def lines_outside_rows(instrument: Instrument) -> list[Line]:
    """Give the lines below the opening in which a flattened table may stand: those of no row with tabs."""
    return [
        line
        for paragraph in instrument.paragraphs[instrument.header.opening_end :]
        if not paragraph.is_row
        for line in paragraph.lines
    ]


@lru_cache(maxsize=1)  # the passes for members, for duties and for tasks ask one after the other
def group_tables(instrument: Instrument) -> tuple[GroupTable, ...]:
    """Find the tables of work groups of an instrument; one with fewer than two rows is none."""
    text = instrument.text
    if "职责" not in text or ("组" not in text and "专班" not in text):
        return ()
    lines = lines_outside_rows(instrument)
    found: list[GroupTable] = []
    at = 0
    while at < len(lines):
        header = _header(lines, at) if _may_head(lines[at].text) else None
        rows, end = _rows(lines, header[1], header[0]) if header else ([], at)
        if len(rows) >= _MIN_ROWS:
            found.append(GroupTable(tuple(rows), lines[at].start, lines[end - 1].end))
            at = end
        else:
            at += 1
    return tuple(found)


def _may_head(text: str) -> bool:
    """Tell whether a line may open a header: most are longer, or say nothing of groups or numbers."""
    return len(text) <= _MAX_HEADING and ("组" in text or "专班" in text or "号" in text)


def _header(lines: Sequence[Line], at: int) -> tuple[tuple[MemberRole, ...], int] | None:
    """Give the parts that the columns of names give, and where the first row begins."""
    at += _is(lines, at, _NUMBER)
    if not _is(lines, at, headings.GROUP):
        return None
    at += 1
    parts: list[MemberRole] = []
    for part, kind in _COLUMNS:
        if _is(lines, at, kind):
            parts.append(part)
            at += 1
    return (tuple(parts), at + 1) if parts and _is(lines, at, _DUTIES) else None


def _is(lines: Sequence[Line], at: int, kind: re.Pattern[str]) -> bool:
    return at < len(lines) and kind.fullmatch("".join(lines[at].text.split())) is not None


def _rows(lines: Sequence[Line], at: int, parts: tuple[MemberRole, ...]) -> tuple[list[FlatGroup], int]:
    """Read rows as long as they follow each other, and give where they end."""
    rows: list[FlatGroup] = []
    while (begin := _begins(lines, at, len(rows) + 1)) >= 0:
        stop = begin + 1
        while stop < min(len(lines), begin + 1 + _MAX_NAMES) and not _tells(lines[stop].text):
            stop += 1
        # persons first, each in a cell of one line, then bodies
        heads = sum(part in _PERSONS for part in parts)
        told = [(line,) for line in lines[begin + 1 : begin + 1 + heads] if _names_person(line.text)]
        if len(told) < heads:
            break
        named, stop = _cells_up_to(lines, begin + 1 + heads, stop, len(parts) - heads)
        cells = None if named is None else [*told, *named]
        end = stop
        while end < len(lines) and _begins(lines, end, len(rows) + 2) < 0 and not _is_over(lines, stop, end):
            end += 1
        if cells is None or end == stop:
            break
        members = tuple((part, cell) for part, cell in zip(parts, cells, strict=True) if cell)
        rows.append(FlatGroup(lines[begin], members, tuple(lines[stop:end])))
        at = end
    return rows, at


def _begins(lines: Sequence[Line], at: int, number: int) -> int:
    """Give the line of the group's name where a row begins, -1 elsewhere: its number may stand above it."""
    if at < len(lines) and lines[at].text.strip().rstrip(".、．") == str(number):
        at += 1
    named = _is(lines, at, _NAME) and at + 1 < len(lines) and not _tells(lines[at].text)
    return at if named and not _tells(lines[at + 1].text) else -1


def _tells(text: str) -> bool:
    """Tell whether a line is one of text, not of names."""
    return (
        any(mark in text for mark in "。；;：") or re.match("负责|承担|组织|做好|协调|开展", text) is not None
    )


def _is_over(lines: Sequence[Line], start: int, at: int) -> bool:
    """Tell whether what is printed at ``at`` is no part of the duties that begin at ``start``."""
    if at == start or not lines[at - 1].text.endswith("。"):
        return False
    text = "".join(lines[at].text.split())
    apart = lines[at].blank_before > lines[start].blank_before
    return apart or text.startswith("附件") or _HEADING.fullmatch(text) is not None


def _cells_up_to(lines: Sequence[Line], begin: int, stop: int, count: int) -> tuple[list[Cell] | None, int]:
    """Cut the names of a row into cells; lines behind them may tell duties without looking so (抢修道路、供水、)."""
    for end in range(stop, begin, -1):
        cells = _cells(lines[begin:end], count)
        if cells is not None and (end == stop or (len(cells) == count and all(cells))):
            return cells, end
    return None, stop


def _cells(lines: Sequence[Line], count: int) -> list[Cell] | None:
    """Cut lines of names into cells, each of which names bodies when its lines are joined; the first is the shortest."""
    if not lines or not count:
        return None if count else []
    if count == 1:
        return [tuple(lines)] if _names(_joined(lines)) else None
    for cut in range(1, len(lines)):
        head, tail = lines[:cut], lines[cut:]
        if not head[-1].text.endswith("、") and _names(_joined(head)) and _names(_joined(tail)):
            return [tuple(head), tuple(tail)]
    return [tuple(lines), ()] if _names(_joined(lines)) else None


def _names_person(text: str) -> bool:
    name = "".join(text.split())
    return is_person(name) or person_in(name) is not None


def _names(text: str) -> bool:
    return names_in_prose(text, 0, len(text)) is not None


def _joined(lines: Sequence[Line]) -> str:
    return "".join("".join(line.text.split()) for line in lines)
