"""Tables that stand on one line, header and all: 序号 任务 责任单位 1 建设冷库 县甲局 2 建设水厂 县乙局.

Where every row has a piece for each heading, each is made a line of its own with tabs between its cells; where one has
more or fewer, nothing tells which is missing, and the line stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.structure.lines import width
from kg.structure.model import Line

_PIECE = re.compile(r"\S+")
_HEADING = re.compile("[\u4e00-\u9fff（）()/]{2,12}")
_FIRST = ("序号", "编号")
_MARKS = ".、．"
_LEAST_HEADINGS, _MOST_HEADINGS = 3, 12
_LEAST_ROWS = 2


def with_one_line_tables(lines: Sequence[Line]) -> list[Line]:
    """Put the rows of each such table in the place of its line."""
    result: list[Line] = []
    for line in lines:
        rows = _rows(line) if line.text.startswith(_FIRST) and "\t" not in line.text else []
        result += rows or [line]
    return result


def _rows(line: Line) -> list[Line]:
    pieces = [match.span() for match in _PIECE.finditer(line.text)]
    texts = [line.text[begin:end] for begin, end in pieces]
    count = next((n for n, text in enumerate(texts) if text.rstrip(_MARKS) == "1"), 0)
    if not _LEAST_HEADINGS <= count <= _MOST_HEADINGS or not all(map(_HEADING.fullmatch, texts[:count])):
        return []
    numbers = [text.rstrip(_MARKS) for text in texts[count::count]]
    if (
        len(texts) % count
        or len(numbers) < _LEAST_ROWS
        or numbers != [str(n + 1) for n in range(len(numbers))]
    ):
        return []
    return [_row(line, pieces[at : at + count], first=not at) for at in range(0, len(pieces), count)]


def _row(line: Line, pieces: Sequence[tuple[int, int]], *, first: bool) -> Line:
    begin, end = pieces[0][0], pieces[-1][1]
    text = line.text[begin:end]
    for gap, _ in reversed(pieces[1:]):
        text = text[: gap - begin - 1] + "\t" + text[gap - begin :]
    return Line(
        line.start + begin,
        line.start + end,
        text,
        width(text),
        line.blank_before if first else 0,
        line.indent if first else 0,
    )
