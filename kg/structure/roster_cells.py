"""Lists of members whose cells stand on lines of their own, as tables copied from pages come.

    组长 / 张三 / 县委常委、副县长 / 成员 / 李四 / 县财政局局长 / 王五 / 县水利局局长

The lines of each person are made one row, a tab in place of each line end, so that they are read as rows of a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.language.data import alternation, load
from kg.structure.lines import width
from kg.structure.model import Line

_DATA = load("surnames")
_SURNAMES = frozenset("".join(_DATA["single"].split()))
_COMPOUND = frozenset(_DATA["compound"])
_LABELS = frozenset(label for labels in load("rosters")["labels"].values() for label in labels)
_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
_POST = re.compile(rf"(?:{alternation('posts', 'titles')})(?:[（(][^（）()]{{1,12}}[）)])?$")
_PROSE = re.compile("[。；：:，]")
_MOST_LINES = 3  # over which the post of a person is broken
_LEAST_PERSONS = 2


@dataclass(frozen=True, slots=True)
class _Row:
    """The half-open range of the lines of a person, and of those the first cells: a label (perhaps) and a name."""

    first: int
    end: int
    cells: int


def with_roster_rows(lines: Sequence[Line]) -> list[Line]:
    """Make a row of the lines of each member of a list."""
    result: list[Line] = []
    at = 0
    while at < len(lines):
        rows = _rows(lines, at) if _label(lines[at]) else []
        if len(rows) < _LEAST_PERSONS:
            result.append(lines[at])
            at += 1
            continue
        result.extend(joined_line(lines[row.first : row.end], row.cells) for row in rows)
        at = rows[-1].end
    return result


def _rows(lines: Sequence[Line], at: int) -> list[_Row]:
    """Read persons from a label on, as far as they go."""
    rows: list[_Row] = []
    while at < len(lines):
        labelled = _label(lines[at])
        name = at + labelled
        if name + 1 >= len(lines) or not is_name_line(lines[name]) or _label(lines[name]):
            break
        end = _end_of_post(lines, name + 1)
        if end is None:
            break
        rows.append(_Row(at, end, labelled + 1))
        at = end
    return rows


def _end_of_post(lines: Sequence[Line], begin: int) -> int | None:
    """Give the line behind a post that begins at a line, or None where there is none."""
    joined = ""
    for i in range(begin, min(len(lines), begin + _MOST_LINES)):
        text = unspaced(lines[i])
        if (
            _PROSE.search(text)
            or "\t" in lines[i].text
            or (is_name_line(lines[i]) and joined == "" and not _POST.search(text))
        ):
            return None
        joined += text
        if _POST.search(joined):
            return i + 1
    return None


def joined_line(lines: Sequence[Line], cells: int) -> Line:
    """Make one line of several: tabs between the first so many, nothing between the lines of the last cell."""
    start, end = lines[0].start, lines[-1].end
    pieces: list[str] = []
    at = start
    for n, line in enumerate(lines):
        gap = line.start - at
        pieces.append(("\t" if n <= cells else " ") + " " * (gap - 1) if gap else "")
        pieces.append(line.text)
        at = line.end
    joined = "".join(pieces)
    return lines[0]._replace(start=start, end=end, text=joined, width=width(joined))


def unspaced(line: Line) -> str:
    """Give the text of a line without white space."""
    return "".join(line.text.split())


def _label(line: Line) -> bool:
    return line.width <= 24 and unspaced(line).rstrip("：:") in _LABELS


def is_name_line(line: Line) -> bool:
    """Tell whether a line is a person's name and nothing else."""
    name = unspaced(line)
    if not _NAME.fullmatch(name) or _POST.search(name):
        return False
    return name[:2] in _COMPOUND or (name[0] in _SURNAMES and len(name) <= 3)
