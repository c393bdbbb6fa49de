"""Rows of tables that stand in a text as HTML (<table><tr><td>…), as programs that turn pages into Markdown write them.

Every row is made a line of its own with a tab between its cells, so that it is read as a row that kept its tabs. The
tags make room for these tabs, and for the marks of cells that a cell above (rowspan) or on the left (colspan) covers;
what stands between a table's rows is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.sources.lines import MERGED
from kg.structure.lines import width
from kg.structure.model import Line

_OPEN = re.compile(r"<table\b", re.IGNORECASE)
_CLOSE = re.compile(r"</table\s{0,4}>", re.IGNORECASE)
_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b(?P<attributes>[^<>]{0,400})>", re.IGNORECASE)
_CELL_END = re.compile(r"</?(?:td|th|tr|tbody|thead|table)\b", re.IGNORECASE)
_SPAN = re.compile(r"\b(?P<side>row|col)span\s{0,4}=\s{0,4}[\"'“”‘’]?(?P<count>\d{1,3})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,400}>")
_ENTITIES = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&amp;": "&", "&ensp;": " ", "&emsp;": " "}
_ENTITY = re.compile("|".join(_ENTITIES))
_BLANK = " \n\t\r\u3000\xa0"


def with_html_rows(lines: Sequence[Line]) -> list[Line]:
    """Put the rows of each table in the place of its lines; a table that is not closed stays as it is."""
    if not any("<" in line.text and _OPEN.search(line.text) for line in lines):
        return list(lines)
    result: list[Line] = []
    i = 0
    while i < len(lines):
        opening = _OPEN.search(lines[i].text)
        last = next((k for k in range(i, len(lines)) if _CLOSE.search(lines[k].text)), -1) if opening else -1
        rows = [*_rows(lines[i : last + 1])] if last >= 0 else []
        if not rows:
            result.append(lines[i])
            i += 1
            continue
        result += rows
        i = last + 1
    return result


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Give the rows that stand on the lines of a table."""
    printed = _joined(lines)
    begins = [match.start() for match in _ROW.finditer(printed)]
    covered: dict[int, int] = {}  # by column: the rows that a cell above still covers
    for begin, end in zip(begins, [*begins[1:], len(printed)], strict=True):
        text = _row(printed, begin, end, covered)
        stripped = text.strip(" ")
        if stripped.strip(f"\t{MERGED} "):
            start = lines[0].start + begin + len(text) - len(text.lstrip(" "))
            yield lines[0]._replace(
                start=start, end=start + len(stripped), text=stripped, width=width(stripped), blank_before=0
            )


def _joined(lines: Sequence[Line]) -> str:
    """Give the text from the first line to the last as long as it is in the source, blanks for what lies between."""
    pieces: list[str] = []
    at = lines[0].start
    for line in lines:
        pieces += [" " * (line.start - at), line.text]
        at = line.end
    return "".join(pieces)


def _row(printed: str, begin: int, end: int, covered: dict[int, int]) -> str:
    """Give a row with blanks in place of its tags, and tabs and marks of covered cells among them."""
    row = [" "] * (end - begin)
    column = 0
    room = begin  # where what stands in front of the next cell may be written
    for n, cell in enumerate(_CELL.finditer(printed, begin, end)):
        marks = "\t" if n else ""
        while covered.get(column):
            covered[column] -= 1
            column += 1
            marks += MERGED + "\t"
        spans = {m.group("side").lower(): int(m.group("count")) for m in _SPAN.finditer(cell["attributes"])}
        wide = max(spans.get("col", 1), 1)
        for k in range(wide):
            covered[column + k] = max(spans.get("row", 1), 1) - 1
        column += wide
        _write(row, marks, room - begin, cell.end() - begin)
        close = _CELL_END.search(printed, cell.end(), end)
        stop = close.start() if close else end
        text = _TAG.sub(lambda tag: " " * len(tag.group()), printed[cell.end() : stop])
        text = _ENTITY.sub(lambda name: _ENTITIES[name.group()].ljust(len(name.group())), text)
        row[cell.end() - begin : stop - begin] = [" " if c in _BLANK else c for c in text]
        room = stop
        if wide > 1:
            behind = ("\t" + MERGED) * (wide - 1)
            following = min(stop + len(behind), end)
            _write(row, behind, stop - begin, following - begin)
            room = following
    return "".join(row)


def _write(row: list[str], marks: str, begin: int, end: int) -> None:
    """Write tabs and marks over blanks, the tabs alone where there is no room for both."""
    if len(marks) > end - begin:
        marks = marks.replace(MERGED, "")[: max(end - begin, 0)]
    row[begin : begin + len(marks)] = marks
