"""Tables of units and their duties that text extraction flattened: which lines name whom, and which tell what he has to do.

成员单位              单位 职责
主要职责              负责编制预案，组织演
甲局            or    甲局 练，统筹救援力量，负
1.负责编制预案。      责日常工作。
2.组织演练。          乙局 协助做好宣传。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.facts import Agent
from kg.passes.flat_tables.flat_names import begins_name
from kg.passes.members.group_tables import group_tables, lines_outside_rows
from kg.passes.names.agents import names_in_prose
from kg.structure.model import Instrument, Line

_NUMBER = re.compile("序号|编号")
_UNITS = re.compile("(?:成员|责任|有关|相关|组成|指挥部|参与|各)*(?:单位|部门|机构)(?:名称)?")
_DUTIES = re.compile(
    "(?:主要|工作|应急|具体)?(?:职责|任务)(?:任务|分工)?|[\u4e00-\u9fff]{2,6}职责(?:任务|分工)?"
)
# a heading in front of that of the units: the table says more of them than their duties
_COLUMN = re.compile("(?:工作|应急)?(?:组别?|小组|专班)(?:名称)?|[\u4e00-\u9fff]{2,4}(?:单位|部门|领导)")
_MAX_HEADING = 24
_LABEL = re.compile(r"(?:[（(](\d{1,2})[）)]|(\d{1,2})[.．、](?!\d))\s*")
_ROW_NUMBER = re.compile(r"(\d{1,3})[.、．]?(?:\s+|$)")
_ENDS = ("。", "；", ";", "．")
_TEXT_MARKS = re.compile("[。；;：:]")
# what stands above the next part of a document
_OVER = re.compile(
    r"附\s?[件表录]|注[:：]|备注|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节条]|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}(?:\.\d{1,2})+\s|20\d\d年\d{1,2}月\d{1,2}日|[\u4e00-\u9fff（）()]{4,40}(?:职责|分工|名单|组成|流程图?|标准|表)$"
)
_NAME_LINES, _MAX_NAME, _LONGEST_LINE = 4, 40, 24
_MAX_PART = 12  # characters of a part of a name in front of a space
_AHEAD = 12  # lines of one unit's duties that are looked through for the next unit
_LEAST_ROWS, _LEAST_BESIDE = 2, 2


class GridDuty(NamedTuple):
    """Whose duties they are, and the lines of each of them, the parts that tell them alone."""

    owners: tuple[Agent, ...]
    entries: tuple[tuple[tuple[int, int], ...], ...]
    start: int
    end: int


class DutyGrid(NamedTuple):
    """The rows of a table, and the span of the source it takes up; no rows where they could not be told apart."""

    rows: tuple[GridDuty, ...]
    start: int
    end: int


@lru_cache(maxsize=1)  # the passes for lists and for sentences ask one after the other
def duty_grids(instrument: Instrument) -> tuple[DutyGrid, ...]:
    """Find the flattened tables of duties of an instrument; one with fewer than two rows is none."""
    if "职责" not in instrument.text:
        return ()
    lines = lines_outside_rows(instrument)
    found: list[DutyGrid] = []
    groups = group_tables(instrument)
    at = 0
    while at < len(lines):
        body = _body(lines, at)
        in_group = any(table.start <= lines[at].start < table.end for table in groups)
        if body is None or in_group or (at and _COLUMN.fullmatch(lines[at - 1].text)):
            at += 1
            continue
        header = frozenset("".join(line.text.split()) for line in lines[at:body])
        rest = [line for line in lines[body:] if "".join(line.text.split()) not in header]
        grid = _beside(rest) or _below(rest)
        if grid is None:
            at = body
            continue
        found.append(grid)
        at = next((n for n in range(body, len(lines)) if lines[n].start >= grid.end), len(lines))
    return tuple(found)


def _body(lines: Sequence[Line], at: int) -> int | None:
    """Give the line behind a header that begins at a line: 序号, 单位, 职责, on lines of their own or on one."""
    parts: list[str] = []
    for n in range(at, min(at + 3, len(lines))):
        if len(lines[n].text) > _MAX_HEADING:
            return None
        parts += lines[n].text.split()
        named = parts[bool(_NUMBER.fullmatch(parts[0])) :]
        if len(named) == 2 and _UNITS.fullmatch(named[0]) and _DUTIES.fullmatch(named[1]):
            return n + 1
        if len(named) > 1 or (named and not _UNITS.fullmatch(named[0])):
            return None
    return None


def _named(parts: Sequence[str]) -> tuple[Agent, ...]:
    """Give the bodies that lines name together, nothing where they say anything else."""
    joined = parts[0]
    for above, below in pairwise(parts):
        joined += "、" + below if begins_name(above, below) else below
    if not 2 <= len(joined) <= _MAX_NAME or _TEXT_MARKS.search(joined):
        return ()
    names = names_in_prose(joined, 0, len(joined))
    return tuple(mention.agent for mention in names or ())


def _below(lines: Sequence[Line]) -> DutyGrid | None:
    """Read a table printed cell by cell."""
    begins = list(_begins(lines))
    if len(begins) < _LEAST_ROWS or begins[0][0] > 0:
        return None
    rows: list[GridDuty] = []
    for n, (first, owners, duties) in enumerate(begins):
        last = n + 1 == len(begins)
        end = _last_end(lines, duties) if last else begins[n + 1][0]
        if end > duties:
            told = [(line.start, line.end, line.text) for line in lines[duties:end]]
            rows.append(GridDuty(owners, _entries(told), lines[first].start, lines[end - 1].end))
    if len(rows) < _LEAST_ROWS:
        return None
    return DutyGrid(tuple(rows), rows[0].start, rows[-1].end)


def _begins(lines: Sequence[Line]) -> Iterator[tuple[int, tuple[Agent, ...], int]]:
    """Give the first line of each row, whom it names, and the first line of what he has to do."""
    numbered = bool(lines) and _ROW_NUMBER.match(lines[0].text) is not None
    number = 0
    since = 0  # lines looked through since the last row's duties began
    at = 0
    while at < len(lines) and since <= _AHEAD:
        text = lines[at].text
        skip, name_at = "", at
        if numbered:
            match = _ROW_NUMBER.match(text)
            if match is None or int(match.group(1)) != number + 1:
                at, since = at + 1, since + 1
                continue
            skip = match.group()
            name_at = at + (len(skip) == len(text))
        elif at and not lines[at - 1].text.endswith(_ENDS):
            at, since = at + 1, since + 1
            continue
        elif at and _OVER.match(text):
            return
        owners, behind = _name_at(lines, name_at, len(skip) if name_at == at else 0)
        if owners and behind < len(lines):
            yield at, owners, behind
            number, since, at = number + 1, 0, behind + 1
        else:
            at, since = at + 1, since + 1


def _name_at(lines: Sequence[Line], at: int, skip: int) -> tuple[tuple[Agent, ...], int]:
    """Give whom the lines from one on name, and the line behind them: as many of them as go on with a name."""
    parts: list[str] = []
    best: tuple[tuple[Agent, ...], int] = ((), at)
    for n in range(at, min(at + _NAME_LINES, len(lines))):
        text = lines[n].text[skip:] if n == at else lines[n].text
        if len(text) > _LONGEST_LINE or _LABEL.match(text):
            break
        parts.append("".join(text.split()))
        if owners := _named(parts):
            best = owners, n + 1
    return best


def _last_end(lines: Sequence[Line], begin: int) -> int:
    """Give the line behind the last row: another part of the document, or a sentence more below its last one."""
    end = begin + 1
    while end < len(lines):
        text = lines[end].text
        counted = _LABEL.match(text) is not None and _LABEL.match(lines[begin].text) is not None
        if _OVER.match(text) or (lines[end - 1].text.endswith("。") and not counted):
            break
        end += 1
    return end


def _entries(told: Sequence[tuple[int, int, str]]) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Part lines where their labels count duties (1.… 2.…)."""
    entries: list[list[tuple[int, int]]] = []
    counted = 0
    for start, end, text in told:
        label = _LABEL.match(text)
        if label is not None and int(label.group(1) or label.group(2)) == counted + 1:
            counted += 1
            entries.append([(start + label.end(), end)])
        elif entries:
            entries[-1].append((start, end))
        else:
            entries.append([(start, end)])
    return tuple(map(tuple, entries))


def _beside(lines: Sequence[Line]) -> DutyGrid | None:
    """Read a table whose units stand in front of their duties on the same lines, at their top or in their middle."""
    cells = list(_cells(lines))
    named = [n for n, (owners, _) in enumerate(cells) if owners]
    if len(named) < _LEAST_ROWS or sum(bool(cells[n][1]) for n in named) < _LEAST_BESIDE:
        return None
    counted = _counted(lines, cells)
    named = counted or named
    spans = [(n, n + 1) for n in counted] or _spans(cells, named)
    if spans is None:
        return DutyGrid((), lines[0].start, lines[len(cells) - 1].end)
    rows = [
        GridDuty(
            cells[n][0],
            _entries(
                [(line.start + skip, line.end, line.text[skip:]) for line, skip in _told(lines, cells, *span)]
            ),
            lines[span[0]].start,
            lines[span[1] - 1].end,
        )
        for n, span in zip(named, spans, strict=True)
    ]
    return DutyGrid(tuple(rows), rows[0].start, rows[-1].end)


def _counted(lines: Sequence[Line], cells: Sequence[tuple[tuple[Agent, ...], str]]) -> list[int]:
    """Give the lines of a table with a row on each, with a unit and what it has to do; counted from one, or none is."""
    rows: list[int] = []
    numbered = _ROW_NUMBER.match(lines[0].text) is not None
    for n, (owners, duty) in enumerate(cells):
        number = _ROW_NUMBER.match(lines[n].text)
        if not owners or not duty or (int(number.group(1)) if number else 0) != (n + 1) * numbered:
            break
        rows.append(n)
    whole = len(rows) == len(cells) or _OVER.match(lines[len(rows)].text) is not None
    return rows if whole and len(rows) >= _LEAST_ROWS else []


def _told(
    lines: Sequence[Line], cells: Sequence[tuple[tuple[Agent, ...], str]], begin: int, end: int
) -> Iterator[tuple[Line, int]]:
    """Give the lines that tell duties, with the characters in front of what they tell."""
    for n in range(begin, end):
        duty = cells[n][1]
        if duty:
            yield lines[n], len(lines[n].text) - len(duty)


def _cells(lines: Sequence[Line]) -> Iterator[tuple[tuple[Agent, ...], str]]:
    """Give of each line of a table whom it names, if it does, and what it tells of duties."""
    n = 0
    while n < len(lines) and not (n and lines[n - 1].text.endswith("。") and _OVER.match(lines[n].text)):
        parts: list[str] = []
        duties: list[str] = []
        best: tuple[tuple[Agent, ...], int] = ((), 0)
        for line in lines[n : n + _NAME_LINES]:
            number = _ROW_NUMBER.match(line.text)
            text = line.text[number.end() :] if number else line.text
            part, _, duty = text.partition(" ")
            if not part or len(part) > _MAX_PART or _TEXT_MARKS.search(part):
                break
            if parts and (number or begins_name(parts[-1], part)):
                break  # the next unit
            parts.append(part)
            duties.append(duty.strip())
            if owners := _named(parts):
                best = owners, len(parts)
        owners, count = best
        if not owners:
            yield (), "" if _ROW_NUMBER.fullmatch(lines[n].text) else lines[n].text
            n += 1
            continue
        middle = (count - 1) // 2  # of a name over lines
        for k in range(count):
            yield owners if k == middle else (), duties[k]
        n += count


def _spans(
    cells: Sequence[tuple[tuple[Agent, ...], str]], named: Sequence[int]
) -> list[tuple[int, int]] | None:
    """Give the lines of each row, or None where that is not certain: rows end where a sentence does."""
    ends = [_is_end(cells, n) for n in range(len(cells))]
    if not ends[-1]:
        return None
    if named[0] == 0 and all(ends[n - 1] for n in named[1:]):
        return list(pairwise([*named, len(cells)]))
    best: dict[int, list[tuple[int, tuple[int, ...]]]] = {0: [(0, ())]}
    for k, at in enumerate(named):
        last = k + 1 == len(named)
        layer: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
        for end in [len(cells)] if last else range(at + 1, named[k + 1] + 1):
            if ends[end - 1]:
                ways = [
                    (cost + abs((at - begin) - (end - 1 - at)), (*kept, end))
                    for begin, found in best.items()
                    if begin <= at
                    for cost, kept in found
                ]
                if ways:
                    layer[end] = sorted(ways)[:2]
        best = layer
    ways = best.get(len(cells), [])
    if not ways or (len(ways) > 1 and ways[1][0] == ways[0][0]) or ways[0][0] > len(named):
        return None
    return list(pairwise([0, *ways[0][1]]))


def _is_end(cells: Sequence[tuple[tuple[Agent, ...], str]], n: int) -> bool:
    """Tell whether a sentence ends with a line, or with the one above it where it tells no duty."""
    while n >= 0 and not cells[n][1]:
        n -= 1
    following = cells[n + 1][1] if n + 1 < len(cells) else ""
    label = _LABEL.match(following)
    return (
        n >= 0
        and cells[n][1].endswith(_ENDS)
        and (label is None or (label.group(1) or label.group(2)) == "1")
    )
