"""Headers printed one heading a line, from 序号 down to the number of the first row, whatever the headings in between say.

    序号 / 项目名称 / 总投资 / 年度计划投资 / 责任领导 / 责任单位 / 1

Where headings stand that tell nothing of tasks (总投资, 2022年实际), only the place between 序号 and 1 tells that they are
headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.passes.flat_tables.flat_headers import Header, is_heading
from kg.passes.flat_tables.row_titles import unspaced
from kg.passes.rows.table_headers import Column, is_period, lists_documents, meaning
from kg.structure.model import Line

_HEADING = re.compile(r"[\u4e00-\u9fff\d（）()/%％]{2,14}")
_MOST = 14  # headings
_LEAST = 4


def find_block_header(lines: Sequence[Line], begin: int, before: int) -> Header | None:
    """Give the next such header that begins no later than the line ``before``."""
    for i in range(begin, min(before + 1, len(lines))):
        if "号" not in lines[i].text or meaning(unspaced(lines[i].text)) is not Column.NUMBER:
            continue
        end = i + 1
        while end < len(lines) and end - i <= _MOST and _HEADING.fullmatch(unspaced(lines[end].text)):
            if lines[end].text.isdecimal():
                break
            end += 1
        if end - i < _LEAST or end >= len(lines) or lines[end].text.rstrip(".、．") != "1":
            continue
        headings = tuple(unspaced(line.text) for line in lines[i:end])
        columns = tuple(
            Column.STEPS if is_period(heading) else meaning(heading) or Column.OTHER for heading in headings
        )
        if Column.TASK in columns and any(map(is_heading, headings)) and not lists_documents(headings):
            return i, end, columns, headings
    return None
