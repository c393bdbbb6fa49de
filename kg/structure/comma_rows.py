"""Rows of a table saved with commas between its cells (序号,任务,"甲局,乙局",2024年6月), header first.

Such rows are given tabs in place of these commas, and blanks in place of the quotation marks around a cell, so that
they are read as rows that kept their tabs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.structure.lines import width
from kg.structure.model import Line

_HEADING = re.compile("[\u4e00-\u9fff（）()/、\\d]{1,16}")
_WORD = re.compile("序号|编号|单位|部门|任务|事项|项目|措施|时限|时间|责任|领导|姓名|职务|名称|指标")
_QUOTES = '"“”＂'
_COMMAS = ",，"  # commas and quotation marks are folded in a text with marks at half width
_LEAST_CELLS = 4
_LEAST_ROWS = 2  # below the header


def with_comma_cells(lines: Sequence[Line]) -> list[Line]:
    """Put a tab in place of each comma between the cells of such rows; spans stay as they are."""
    result = list(lines)
    i = 0
    while i < len(lines):
        headings = _headings(lines[i].text)
        if len(headings) < _LEAST_CELLS:
            i += 1
            continue
        end = i + 1
        while end < len(lines) and len(_cells(lines[end].text)) == len(headings):
            end += 1
        if end - i > _LEAST_ROWS:
            result[i:end] = [_row(line) for line in lines[i:end]]
        i = end
    return result


def _headings(text: str) -> list[str]:
    """Give the headings on a line that is nothing else; most of them say what their columns hold."""
    if sum(map(text.count, _COMMAS)) < _LEAST_CELLS - 1:
        return []
    found = [text[begin:end].strip(_QUOTES) for begin, end in _cells(text)]
    known = sum(_WORD.search(heading) is not None for heading in found)
    return found if 2 * known > len(found) and all(map(_HEADING.fullmatch, found)) else []


def _cells(text: str) -> list[tuple[int, int]]:
    """Give the spans between commas outside quotation marks."""
    spans: list[tuple[int, int]] = []
    begin, quoted = 0, False
    for at, character in enumerate(text):
        if character in _QUOTES and (quoted or at == begin):
            quoted = not quoted
        elif character in _COMMAS and not quoted:
            spans.append((begin, at))
            begin = at + 1
    return [] if quoted else [*spans, (begin, len(text))]


def _row(line: Line) -> Line:
    parts: list[str] = []
    for begin, end in _cells(line.text):
        cell = line.text[begin:end]
        if len(cell) > 1 and cell[0] in _QUOTES and cell[-1] in _QUOTES:
            cell = f" {cell[1:-1]} "
        parts.append(cell)
    text = "\t".join(parts)
    return line._replace(text=text, width=width(text))
