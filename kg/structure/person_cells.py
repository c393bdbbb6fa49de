"""Tables of persons whose cells stand on lines of their own, below headings that do so too.

    姓名 / 任命职务 / 免去职务 / 张三 / 县甲局局长 / — / 李四 / — / 县乙局副局长

As many lines as there are headings are a row, as long as a name stands below 姓名; each row becomes one line, with tabs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.language.data import load
from kg.structure.model import Line
from kg.structure.roster_cells import is_name_line, joined_line, unspaced

_COLUMNS = load("appointments")
_NAME = frozenset(_COLUMNS["columns_name"])
_NUMBER = frozenset(load("tables")["columns"]["number"])
_POSTS = frozenset(
    heading
    for kind in ("columns_appoint", "columns_dismiss", "columns_post", "columns_date")
    for heading in _COLUMNS[kind]
)
_OTHER = re.compile(
    "性别|民族|出生年月|单位|工作单位|所在单位|备注|[\u4e00-\u9fff]{0,6}职务|联系电话|学历|身份"
)
_PROSE = re.compile("[。；：:]")
_MOST_COLUMNS = 8
_WIDEST = 24  # columns of a heading set wide
_LEAST_ROWS = 2


def with_person_rows(lines: Sequence[Line]) -> list[Line]:
    """Make one line of the cells of each row of such tables, the header too."""
    result: list[Line] = []
    at = 0
    while at < len(lines):
        count, name = _header(lines, at)
        rows = _rows(lines, at + count, count, name) if count else 0
        if rows < _LEAST_ROWS:
            result.append(lines[at])
            at += 1
            continue
        end = at + count * (rows + 1)
        result.extend(joined_line(lines[begin : begin + count], count) for begin in range(at, end, count))
        at = end
    return result


def _header(lines: Sequence[Line], at: int) -> tuple[int, int]:
    """Give how many headings stand from a line on, one a line, and which of them is that of names; 0 where none do."""
    if lines[at].width > _WIDEST:
        return 0, 0
    first = unspaced(lines[at])
    if first not in _NAME and first not in _NUMBER:
        return 0, 0
    name, posts, count = -1, 0, 0
    for line in lines[at : at + _MOST_COLUMNS]:
        heading = unspaced(line)
        if heading in _NAME:
            name = count
        elif heading in _POSTS:
            posts += 1
        elif heading not in _NUMBER and not _OTHER.fullmatch(heading):
            break
        count += 1
    return (count, name) if name >= 0 and posts else (0, 0)


def _rows(lines: Sequence[Line], at: int, count: int, name: int) -> int:
    """Count the rows of so many lines in each of which a name stands where it should."""
    rows = 0
    while at + count <= len(lines):
        row = lines[at : at + count]
        if not is_name_line(row[name]) or any(_PROSE.search(line.text) or "\t" in line.text for line in row):
            break
        rows += 1
        at += count
    return rows
