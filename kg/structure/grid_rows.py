"""Tables drawn with lines of dashes between their rows (+------+------+), as converters of documents write them.

    +------+----------+----------+
    | 序号 | 任务     | 责任单位 |
    +======+==========+==========+
    | 1    | 建设育苗 | 县甲局   |
    |      | 中心     |          |
    +------+----------+----------+

The cells of a row go on side by side: the frame is left out, so that the lines are read as those of a page that kept
its layout, with a blank line between two rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.structure.lines import width
from kg.structure.model import Line

_BORDER = re.compile(r"\+(?:[-=:]{2,200}\+){2,40}")
_STROKES = re.compile("[|｜]")
_LEAST_BORDERS = 3  # above the header, below it, and at the end


def without_frames(lines: Sequence[Line]) -> list[Line]:
    """Leave the frames of such tables out; spans of lines stay those of the source."""
    borders = [
        line.text[0] == "+" and line.text[-1] == "+" and _BORDER.fullmatch(line.text) is not None
        for line in lines
    ]
    if sum(borders) < _LEAST_BORDERS:
        return list(lines)
    result: list[Line] = []
    framed = begins = False  # inside a frame, at the first line of a row
    for i, line in enumerate(lines):
        if borders[i]:
            framed = begins = True
        elif framed and line.text[0] in "|｜":
            result.extend(_cells(line, begins=begins))
            begins = False
        else:
            framed = False
            result.append(line)
    return result


def _cells(line: Line, *, begins: bool) -> list[Line]:
    """Give a line without the strokes between its cells; nothing where they are all empty."""
    plain = _STROKES.sub(" ", line.text)
    text = plain.strip(" ")
    if not text:
        return []
    shift = len(plain) - len(plain.lstrip(" "))
    start = line.start + shift
    return [Line(start, start + len(text), text, width(text), int(begins), line.indent + shift)]
