"""Headers of tables printed side by side whose headings are broken over lines (责任 / 单位), each part below the other.

         责任    完成
序号  任务            备注
         单位    时限
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.passes.flat_tables.flat_headers import is_heading
from kg.passes.flat_tables.river_rows import Heading, Segment, stacked_headings
from kg.passes.flat_tables.row_titles import unspaced
from kg.passes.rows.table_headers import ROLES, Column, is_period, meaning
from kg.structure.lines import width
from kg.structure.model import Line

_MOST_LINES = 4
_PART = re.compile(r"(?:20\d\d年)?[\u4e00-\u9fff（）()/]{1,8}")
_LEAST = 4  # headings
_LONGEST_OTHER = 12  # characters of a heading that says nothing of tasks
_TITLE = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])\S{2,40}")


@dataclass(frozen=True, slots=True)
class StackedHeader:
    """A header: the half-open range of its lines, and its headings in each way of counting columns that gives some."""

    first: int
    end: int
    ways: tuple[tuple[Heading, ...], ...]


def find_stacked_header(lines: Sequence[Line], begin: int, before: int) -> StackedHeader | None:
    """Give the next header whose headings are broken over lines, numbers of rows first.

    It begins no later than the line ``before``.
    """
    for i in range(begin, min(before + _MOST_LINES, len(lines))):
        if "序" not in lines[i].text or not _holds_parts(lines[i]):
            continue
        first, end = i, i + 1
        while first > begin and i - first < _MOST_LINES and _holds_parts(lines[first - 1]):
            first -= 1
        while end < len(lines) and end - i < _MOST_LINES and _holds_parts(lines[end]):
            end += 1
        for top in range(first, i + 1):
            for bottom in range(end, i, -1):
                header = _header(lines, top, bottom) if 1 < bottom - top <= _MOST_LINES else None
                if header is not None:
                    return header
    return None


def _header(lines: Sequence[Line], first: int, end: int) -> StackedHeader | None:
    ways = []
    for measure in (width, len):
        headings = stacked_headings(lines[first:end], measure)
        columns = columns_of(headings)
        if len(columns) >= _LEAST and columns[0] is Column.NUMBER and carries(headings, columns):
            ways.append(headings)
    return StackedHeader(first, end, tuple(ways)) if ways else None


def columns_of(headings: Sequence[Heading]) -> tuple[Column, ...]:
    """Give what the columns below headings hold; nothing where one is too long for a heading that tells nothing."""
    columns: list[Column] = []
    for heading in headings:
        column = Column.STEPS if is_period(heading.text) else meaning(heading.text)
        if column is None and len(heading.text) > _LONGEST_OTHER:
            return ()
        columns.append(column or Column.OTHER)
    return tuple(columns)


def carries(headings: Sequence[Heading], columns: Sequence[Column]) -> bool:
    """Tell whether a header names a column of tasks and one of who carries them."""
    named = any(is_heading(heading.text) for heading in headings)
    return Column.TASK in columns and (named or not ROLES.keys().isdisjoint(columns))


def segments_below(lines: Sequence[Line], header: Sequence[Line]) -> list[Segment]:
    """Give the lines below a header, parted where a later page repeats it; the titles of groups of rows are left out."""
    printed = [unspaced(line.text) for line in header]
    texts = [unspaced(line.text) for line in lines]
    segments: list[tuple[Sequence[Line], list[Line]]] = [(header, [])]
    i = 0
    while i < len(lines):
        if texts[i : i + len(printed)] == printed:
            segments.append((lines[i : i + len(printed)], []))
            i += len(printed)
            continue
        if "  " in lines[i].text or not _TITLE.fullmatch(texts[i]):
            segments[-1][1].append(lines[i])
        i += 1
    return [Segment(head, below) for head, below in segments if below]


def _holds_parts(line: Line) -> bool:
    return all(_PART.fullmatch(part) for part in line.text.split())
