"""Rows of tables whose cells are parted by strokes (序号 | 任务 | 责任单位 |), as pages of the web are often saved.

Such rows are given tabs in place of their strokes, so that they are read as rows that kept theirs; a row of dashes
below the header (| --- | --- |) is left out. Pages that put every cell on a line of its own, with a stroke below it
or at its end, leave the strokes out: such a table is read as one whose cells came out one a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.structure.lines import width
from kg.structure.model import Line

_STROKES = re.compile("[|｜]")
_EDGES = "|｜"
_DASHES = re.compile(r"[|｜\s:：—-]+")
_LONE = re.compile(r"[|｜\s]+")
_LEAST_LONE = 3  # lines that are nothing but strokes, or end with one, in a table printed cell by cell
_CAPTION = re.compile(
    r"[^|｜]{2,200}(?:[|｜]\s{0,3}){2,40}"
)  # over a table, in one cell over all its columns
_LINE_END = re.compile(r"<br\s{0,2}/?>", re.IGNORECASE)  # inside a cell, as Markdown has it
_LEAST = 2  # strokes between the cells of a row, and rows that follow one another


def with_cells(lines: Sequence[Line]) -> list[Line]:
    """Put a tab in place of each stroke between the cells of rows that follow one another; spans stay as they are."""
    lines = _without_lone(lines)
    strokes = [_strokes(line) for line in lines]
    if not any(strokes):
        return list(lines)
    for i in range(1, len(lines) - 1):
        # two headings below one of those above: the rows below have a cell more
        if strokes[i] != 1 or strokes[i - 1] < _LEAST or lines[i].text[-1] not in _EDGES:
            continue
        next_row = i + 1 + _is_one_cell(lines[i + 1])
        if next_row < len(lines) and strokes[next_row] > strokes[i - 1]:
            strokes[i] = _LEAST
    result: list[Line] = []
    for i, line in enumerate(lines):
        above = strokes[i - 1] if i else 0
        below = strokes[i + 1] if i + 1 < len(lines) else 0
        if strokes[i] >= _LEAST and not above and not below:
            # 一、产业项目（4个） |: one cell over all columns, before or behind which the rows go on
            above = strokes[i - 2] if i > 1 and _is_one_cell(lines[i - 1]) else 0
            below = strokes[i + 2] if i + 2 < len(lines) and _is_one_cell(lines[i + 1]) else 0
        if strokes[i] < _LEAST or max(above, below) < _LEAST:
            result.append(line)
        elif not above and _CAPTION.fullmatch(line.text):  # 任务分解表 | ||||
            strokes[i] = 0
            result.append(_caption(line))
        elif not _DASHES.fullmatch(line.text):
            result.append(_row(line))
    return result


def _without_lone(lines: Sequence[Line]) -> list[Line]:
    """Leave out the strokes between cells on lines of their own: those alone on a line, and the one at a cell's end."""
    lone = [
        line.text[-1] in _EDGES and line.text[0] in _EDGES and _LONE.fullmatch(line.text) is not None
        for line in lines
    ]
    single = [
        not lone[i] and line.text[-1] in _EDGES and len(_STROKES.findall(line.text)) == 1
        for i, line in enumerate(lines)
    ]
    if sum(lone) + sum(single) < _LEAST_LONE:
        return list(lines)
    marked = [a or b for a, b in zip(lone, single, strict=True)]
    result: list[Line] = []
    for i, line in enumerate(lines):
        if single[i] and any(marked[max(i - 1, 0) : i] + marked[i + 1 : i + 2]):
            text = line.text[:-1].rstrip(" \u3000\xa0")
            result.append(line._replace(end=line.start + len(text), text=text, width=width(text)))
        elif not lone[i]:
            result.append(line)
    return result


def _caption(line: Line) -> Line:
    """Leave out the strokes behind the caption of a table."""
    text = line.text.rstrip("|｜ \u3000\xa0")
    return line._replace(end=line.start + len(text), text=text, width=width(text))


def _is_one_cell(line: Line) -> bool:
    """Tell whether a line is a row of one cell: a stroke at its end and no other."""
    return line.text[-1] in _EDGES and len(_STROKES.findall(line.text)) == 1


def _strokes(line: Line) -> int:
    """Count the strokes between cells: none where the line has tabs."""
    if ("|" not in line.text and "｜" not in line.text) or "\t" in line.text:
        return 0
    begin, end = _inside(line.text)
    return len(_STROKES.findall(line.text, begin, end))


def _inside(text: str) -> tuple[int, int]:
    """Give what stands between the strokes at both edges of a row, if it has them."""
    begin, end = int(text[0] in _EDGES), len(text) - (text[-1] in _EDGES)
    while end > begin and text[end - 1] in " \u3000\xa0":
        end -= 1
    return begin, end


def _row(line: Line) -> Line:
    begin, end = _inside(line.text)
    text = _STROKES.sub("\t", line.text[begin:end])
    text = _LINE_END.sub(lambda mark: " " * len(mark.group()), text)
    return line._replace(start=line.start + begin, end=line.start + end, text=text, width=width(text))
