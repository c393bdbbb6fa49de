"""Headings of flattened tables that narrow columns break over lines, and numbers printed between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.language.data import load
from kg.passes.flat_tables.flat_headers import BREAKABLE, MAX_HEADER, headings_of
from kg.passes.flat_tables.row_titles import unspaced
from kg.passes.rows.table_headers import meaning
from kg.structure.model import Line

_NUMBER_HEADINGS = frozenset(load("tables")["columns"]["number"])
_MAX_PART = 4  # characters of a part of a heading that is broken over lines
_UNIT = re.compile(  # below what it measures: 总投资 / （亿元）
    "[（(](?:单位[:：]?)?[万亿千百]?(?:元|人次?|亩|吨|平方米|平方公里|㎡|米|公里|千米|个|家|户|名|辆|套|%|％)[）)]"
)
_CLOSES = re.compile("[\u4e00-\u9fff%％]{1,4}[）)]")
_OF_YEAR = re.compile(r"20\d\d年度?(?:计划|预计|目标)?")
_PLANNED = re.compile(
    "(?:计划|完成|预计|年度|目标)?投资(?:额|计划)?(?:[（(]|$|\\s)|(?:建设)?(?:目标|任务|内容)(?:$|\\s)|计划$"
)


def number_last(lines: list[Line]) -> tuple[list[Line], frozenset[int]]:
    """Put the number of the first row behind the header where it was printed behind the heading of its column.

    Programs that read a page in blocks print 序号 / 1 / 工作任务 / 责任单位 / … so. Where several numbers stand there
    the rows were printed column by column; the starts of the headings behind these come with the lines.
    """
    torn: set[int] = set()
    moved = list(lines)
    for i, line in enumerate(lines):
        if line.text != "1" or i == 0 or unspaced(lines[i - 1].text) not in _NUMBER_HEADINGS:
            continue
        end = i + 1
        while end < len(lines) and lines[end].text == str(end - i + 1):
            end += 1
        body = end
        while body < len(lines) and body - end < MAX_HEADER and headings_of(lines[body]):
            body += 1
        if body - end < 2:
            continue
        if end == i + 1:
            moved[i:body] = [*lines[end:body], line]
        else:
            torn.add(lines[end].start)
    return moved, frozenset(torn)


def _goes_on(above: str, text: str) -> bool:
    """Tell whether a line surely goes on with a heading: its unit, the rest of a bracket, what is planned for a year."""
    if above.endswith(("（", "(")):  # 总投资（ / 万元）
        return _CLOSES.match(text) is not None and meaning(above.split()[-1][:-1]) is not None
    if text[0] in "（(":
        return _UNIT.fullmatch(text) is not None and "（" not in above and meaning(above) is not None
    # 2024年计划 / 投资（万元） 责任单位
    return above[:2] == "20" and _OF_YEAR.fullmatch(above) is not None and _PLANNED.match(text) is not None


def join_headings(lines: Sequence[Line]) -> tuple[list[Line], dict[int, tuple[Line, Line]]]:
    """Join headings that a narrow column breaks (责任 / 单位); give all lines, and by their start what was joined."""
    joined: list[Line] = []
    broken: dict[int, tuple[Line, Line]] = {}
    above: Line | None = None
    row: Line | None = None  # of headings, the last of which may go on
    for line in lines:
        if joined and _goes_on(joined[-1].text, line.text):
            broken[joined[-1].start] = (joined[-1], line)
            joined[-1] = joined[-1]._replace(end=line.end, text=joined[-1].text + line.text)
            above = row = None
        elif len(line.text) > _MAX_PART:
            joined.append(line)
            above = None
            row = line if " " in line.text else None
        elif row is not None and row.text.split()[-1] + line.text in BREAKABLE:
            # 序号 任务 牵头单位 完成时 / 限
            broken[row.start] = (row, line)
            joined[-1] = row._replace(end=line.end, text=row.text + line.text)
            row = None
        elif (
            above is not None
            and above.text + line.text in BREAKABLE
            and not (headings_of(above) and headings_of(line))
        ):
            broken[above.start] = (above, line)
            joined[-1] = above._replace(end=line.end, text=above.text + line.text)
            row = None
            above = joined[-1] if len(joined[-1].text) <= _MAX_PART else None
        else:
            joined.append(line)
            above, row = line, None
    return joined, broken
