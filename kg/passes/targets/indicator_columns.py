"""Which columns of a tabbed table of indicators hold their names, units, bases and targets, by its header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.language.data import load, words
from kg.passes.rows.table_headers import is_header
from kg.structure.model import Cell, Instrument, Table

_TARGETS = load("targets")
_NAMES = words("targets", "table_names")
_UNIT_HEADS = frozenset(_TARGETS["table_units"])
_TARGET_HEADS = tuple(_TARGETS["table_targets"])
_TOTALS = frozenset(_TARGETS["table_totals"])
_PLACE = re.compile("[\u4e00-\u9fff]{1,8}(?:区|县|市|镇|乡|旗|街道)")
_DONE = re.compile("完成|进度|同比|增速|实绩|排名|得分")
_HEADER_ROWS = 3  # of a table, among which the header of one of indicators is
_LEAST_PLACES = 2  # columns of a table that parts its values among places
_HEAD_YEAR = re.compile(r"(20\d\d)年?")
_INDICATOR = re.compile("[\u4e00-\u9fff]{0,6}指标(?:名称)?")
# a list of projects, with what each costs and is made of: no indicators
_OF_PROJECTS = re.compile("总投资|计划投资|年度投资|形象进度|建设(?:规模|内容|地点|性质|单位)")
_GROWTH = re.compile("年均|累计|增速|增长|五年")


@dataclass(frozen=True, slots=True)
class IndicatorColumns:
    """Which column of a table holds what; ``targets`` are (column, year or None).

    ``growth`` is the column of yearly growth or of the change over all years, which states the target where the
    column of the last year is empty, or -1.
    """

    name: int
    unit: int
    base: int
    targets: tuple[tuple[int, str | None], ...]
    growth: int = -1


ESTIMATED = re.compile("年度?预计(?!目标|达到|实现)")
"""The heading of a column that tells what a year is thought to come to (2024年预计), beside that of what is set."""


def signed_in(instrument: Instrument) -> str:
    """Give the year in which an instrument was signed, or 0000."""
    return (instrument.header.date or "0000")[:4]


def indicator_columns(header: tuple[Cell, ...], signed: str) -> IndicatorColumns | None:
    """Read a row as the header of a table of indicators in a document of the year ``signed``, or give None."""
    heads = ["".join(cell.text.split()) for cell in header]
    name = next((i for i, head in enumerate(heads) if head in _NAMES or _INDICATOR.fullmatch(head)), -1)
    if name >= 0 and heads[name].startswith("一级"):  # 一级指标 | 二级指标: groups, and what they hold
        name = max(
            i for i, head in enumerate(heads) if i == name or re.fullmatch("[二三]级指标(?:名称)?", head)
        )
    if name < 0 and (by_places := _by_places(heads)) is not None:
        return by_places
    if name < 0 or (heads[name].endswith("名称") and any(_OF_PROJECTS.search(head) for head in heads)):
        return None
    known = [(i, match.group(1)) for i, head in enumerate(heads) if (match := _HEAD_YEAR.search(head))]
    dated = [(i, year) for i, year in known if "完成" not in heads[i]]
    to_come = [
        (i, year) for i, year in dated if year >= signed and not re.search("基期|现状|基数|实际", heads[i])
    ]
    if len(dated) > 1 and to_come and to_come[0][0] == dated[0][0] and not "2000" < signed < to_come[0][1]:
        to_come = to_come[1:]  # the first of several years is where things stand, unless it is still to come
    to_come = [(i, year) for i, year in to_come if not ESTIMATED.search(heads[i])] or to_come
    targets: list[tuple[int, str | None]] = list(to_come)
    if not targets:
        targets = [(i, None) for i, head in enumerate(heads) if i != name and head.endswith(_TARGET_HEADS)]
    if not targets:
        return None
    unit = next((i for i, head in enumerate(heads) if head in _UNIT_HEADS), -1)
    base = next((i for i, _ in reversed(known) if i < targets[0][0]), -1)
    growth = next((i for i, head in enumerate(heads) if i > targets[-1][0] and _GROWTH.search(head)), -1)
    return IndicatorColumns(name, unit, base, tuple(targets), growth)


def _by_places(heads: list[str]) -> IndicatorColumns | None:
    """Read a header with a column for the whole and one for each of its places: 考核内容 | 单位 | 全市 | 甲区 | 乙县."""
    total = next((i for i, head in enumerate(heads) if head in _TOTALS), -1)
    places = [i for i, head in enumerate(heads) if _PLACE.fullmatch(head) and head not in _TOTALS]
    if total < 0 or len(places) < _LEAST_PLACES or any(_DONE.search(head) for head in heads):
        return None
    unit = next((i for i, head in enumerate(heads) if head in _UNIT_HEADS), -1)
    first = min(total, places[0])
    name = next((i for i in range(first - 1, -1, -1) if i != unit and heads[i]), -1)
    return IndicatorColumns(name, unit, -1, ((total, None),)) if name >= 0 else None


def indicator_rows(table: Table, signed: str) -> Iterator[tuple[tuple[Cell, ...], IndicatorColumns | None]]:
    """Give the rows of a table: those below a header of indicators with its columns, all others with None.

    A header of tasks among them begins another table, printed right below.
    """
    columns: IndicatorColumns | None = None
    for at, row in enumerate(table.rows):
        header = is_header([cell.text for cell in row]) is not None
        if (at < _HEADER_ROWS and columns is None) or header:
            found = indicator_columns(row, signed)
            if found is not None or header:
                columns = found
                yield row, None
                continue
        yield row, columns
