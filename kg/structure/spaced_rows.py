"""Rows of tables whose cells are parted by gaps only, where each row is one printed line.

They are told by a header that names indicators, years, persons, documents or scores. Such rows are given the tabs that were
lost, one in each wide gap, so that they are read as rows that kept theirs. A table with a row of another number of
pieces in it is left alone: there a cell goes on in the next line, which the positions of the columns tell better.
One space parts cells only where the header has more headings or all of them are known, and every row as many pieces; or
where the rows are counted besides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.language.data import load
from kg.structure.model import Line

_WIDE = re.compile(r"[ \u3000\xa0]{2,}")
_SINGLE = re.compile("[ \u3000\xa0]")
_HEADS = re.compile("|".join(load("tables")["header"]["words"]))
# of indicators, persons, documents and scores; the columns of a table of tasks are told apart by their positions
_KINDS = re.compile(load("tables")["header"]["not_of_tasks"])
# … unless their rows bear no number, without which nothing tells where one begins
_TASKS = re.compile("(?!序号|编号|序)[\u4e00-\u9fff].*(?:责任|牵头|实施|主办)(?:单位|部门)")
_CARRIES = re.compile("(?:责任|牵头|实施|主办)(?:单位|部门)")
_TITLE = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、）)][^\s。；：]{2,40}")  # 一、续建项目
_COUNTS = frozenset(("序号", "编号", "序", "年度", "年份"))
_YEAR = re.compile("20[0-9]{2}年?")
_CARRIED = re.compile("责|牵头|实施|主办|协|配合|领导|部门|单位|[|｜]")  # of tasks with those who carry them
# what the readers of such tables know a column by; one they do not know (建设性质) leaves the number of cells to go by
_COLUMN = re.compile(
    "|".join(re.escape(word) for group in load("tables")["columns"].values() for word in group)
)
_PROSE = re.compile("[，。；：:]")
_LEAST_COLUMNS = 4
_FEWEST = 3  # where every heading is a word of headers
_LEAST_ROWS = 2
_LEAST_HEADS = 3  # pieces of a header that hold a word of headers
_MAX_HEAD = 14


def with_tabs(lines: Sequence[Line]) -> list[Line]:
    """Put a tab in place of the first space of each wide gap between the cells of such rows; spans stay as they are."""
    result = list(lines)
    at = 0
    while at < len(lines):
        columns = _columns(lines[at])
        if not columns:
            end = _end_of_single(lines, at)
            result[at:end] = [
                line if _TITLE.fullmatch(line.text) else line._replace(text=_SINGLE.sub("\t", line.text))
                for line in lines[at:end]
            ]
            at = max(end, at + 1)
            continue
        gap = _common_gap(lines[at].text)
        end = at + 1
        while end < len(lines) and _cells(lines[end].text, gap) == columns:
            end += 1
        if end - at > _LEAST_ROWS and not _goes_on(lines, end, columns, gap):
            result[at:end] = [line._replace(text=_tabbed(line.text, gap)) for line in lines[at:end]]
        at = end
    return result


def _columns(line: Line) -> int:
    """Give the number of columns of a line that heads a table, or 0 for any other line."""
    if "  " not in line.text and "\u3000\u3000" not in line.text:
        return 0
    pieces = _WIDE.split(line.text)
    if len(pieces) < _FEWEST or "\t" in line.text or _PROSE.search(line.text):
        return 0
    if any(len(piece) > _MAX_HEAD for piece in pieces):
        return 0
    heads = sum(1 for piece in pieces if _HEADS.search(piece))
    if len(pieces) < _LEAST_COLUMNS and heads < len(pieces):
        return 0
    told = _KINDS.search(line.text) or _TASKS.match(line.text)
    return len(pieces) if heads >= _LEAST_HEADS and told else 0


def _end_of_single(lines: Sequence[Line], at: int) -> int:
    """Give the end of rows whose cells one space parts, below a header at a line; the line itself where there are none."""
    text = lines[at].text
    if " " not in text or "  " in text or "\t" in text or _PROSE.search(text):
        return at
    heads = text.split(" ")
    if (
        heads[0] in _COUNTS
        and (not _CARRIED.search(text) or not all(map(_COLUMN.search, heads)))
        and (counted := _end_of_counted(lines, at, heads)) > at
    ):
        return counted
    tasks = _TASKS.match(text) is not None
    if not tasks and not _KINDS.search(text):
        return at
    told = sum(1 for head in heads if _HEADS.search(head))
    fewest = _LEAST_COLUMNS if tasks else _FEWEST if told == len(heads) else _LEAST_COLUMNS + 1
    if len(heads) < fewest or told < len(heads) - 1 or any(len(head) > _MAX_HEAD for head in heads):
        return at
    end = _end_of_rows(lines, at, len(heads))
    if "指标" in text and end + 1 < len(lines) and len(lines[end + 1].text.split()) == len(heads):
        return at  # the name of an indicator broken over two lines: rows go on below it
    return end if _is_whole(lines, at, end) else at


def _end_of_counted(lines: Sequence[Line], at: int, heads: Sequence[str]) -> int:
    """Give the end of rows with one piece below each heading, counted from one without a gap; ``at`` where one has not.

    Years may stand in the place of numbers.
    """
    told = sum(1 for head in heads if _HEADS.search(head)) + any(map(_CARRIES.fullmatch, heads))
    if len(heads) < _LEAST_COLUMNS or told < _LEAST_HEADS:
        return at
    if any(len(head) > _MAX_HEAD for head in heads):
        return at
    end = _end_of_rows(lines, at, len(heads))
    rows = [line.text.split(" ", 1)[0] for line in lines[at + 1 : end] if not _TITLE.fullmatch(line.text)]
    counted = rows == [str(n + 1) for n in range(len(rows))] or all(map(_YEAR.fullmatch, rows))
    return end if counted and _is_whole(lines, at, end) else at


def _is_whole(lines: Sequence[Line], at: int, end: int) -> bool:
    """Tell whether there are rows enough, and no line below them that may hold the rest of their cells."""
    return end - at > _LEAST_ROWS and (end >= len(lines) or len(lines[end].text.split()) <= 1)


def _end_of_rows(lines: Sequence[Line], at: int, columns: int) -> int:
    """Give the end of lines with so many pieces below a header, over those that say what the rows below are about."""
    end = at + 1
    while end < len(lines):
        titles = _TITLE.fullmatch(lines[end].text) is not None and end + 1 < len(lines)
        row = lines[end + titles].text
        if len(row.split()) != columns or "  " in row:
            break
        end += 1 + titles
    return end


def _goes_on(lines: Sequence[Line], at: int, columns: int, gap: int) -> bool:
    """Tell whether the line below the last row holds parts of its cells, or one part with another row below it."""
    if at >= len(lines) or _columns(lines[at]):
        return False
    if _WIDE.search(lines[at].text) is not None:
        return True
    short = len(lines[at].text) <= _MAX_HEAD and not _PROSE.search(lines[at].text)
    if not short or at + 1 >= len(lines):
        return False
    below = _cells(lines[at + 1].text, gap)
    return below == columns or (gap == 0 and below >= _LEAST_COLUMNS)


def _common_gap(header: str) -> int:
    """Give the width of the gaps of a header where all are equally wide, else 0: a gap twice as wide is an empty cell."""
    widths = {len(gap) for gap in _WIDE.findall(header)}
    return widths.pop() if len(widths) == 1 else 0


def _tabs(gap: str, common: int) -> int:
    return len(gap) // common if common and len(gap) % common == 0 else 1


def _cells(text: str, common: int) -> int:
    return 1 + sum(_tabs(gap, common) for gap in _WIDE.findall(text))


def _tabbed(text: str, common: int) -> str:
    def tabs(gap: re.Match[str]) -> str:
        count = _tabs(gap.group(), common)
        return "\t" * count + gap.group()[count:]

    return _WIDE.sub(tabs, text)
