"""Tables that part what is to be done among places: a column for each thing that is measured, a row for each place.

The row of the total sets the targets; what each place does is its share of them. Where the whole has a row, the places may
be bodies of any kind (单位: the county, its forestry bureau, a forest farm). The table may be one of tabs, of lines
with spaces between the cells, or of one cell a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.language.data import alternation, load
from kg.passes.rows.table_headers import Column, meaning
from kg.structure.model import Instrument, Line, Table

_TARGETS = load("targets")
_TOTALS = frozenset(_TARGETS["table_totals"])
_FACTS = tuple(_TARGETS["table_facts"])
_HEADING = re.compile(_TARGETS["place_heading"])
_WHOLE = re.compile(_TARGETS["whole_heading"])
_BODIES = frozenset(_TARGETS["body_heading"])
_BEGINS = re.compile(
    rf"(?:序号|编号)?\s?(?:{_TARGETS['place_heading']}|{alternation('targets', 'body_heading')})(?:\s|$)"
)
_TASKS = re.compile("任务|指标|目标|计划|分解|分配")
_YEAR = re.compile(r"20\d\d(?=年)")
_NUMBER = re.compile(r"[><≥≤＞＜]?=?\d[\d,]*(?:\.\d+)?")
_EMPTY = re.compile(r"[-—－–―/]{1,4}")
_PLACE = re.compile("[\u4e00-\u9fff（）()、]{2,14}")
_UNIT = re.compile(r"[（(]?(?:(?:计量)?单位|面积|金额|数量)[:：]\s?(?P<unit>[\u4e00-\u9fff%]{1,6})[）)]?")
_SUBJECT = re.compile(
    r"(?:附[件表]\d{0,2}[:：]?)?(?:[\u4e00-\u9fff（）()]{1,12}?(?=20\d\d年))?(?:20\d\d年度?)?"
    r"(?P<what>[\u4e00-\u9fff“”]{2,16}?)(?:目标|任务|计划|指标|工作|数量?)*(?:分解|分配|安排|下达)?(?:明细|一览|统计)?表"
)
_NOT_MEASURED = frozenset(
    (Column.OVERSEER, Column.LEAD, Column.RESPONSIBLE, Column.SUPPORT, Column.DEADLINE, Column.STEPS)
)
_REMARKS = frozenset(("备注", "序号", "编号"))
_ABOVE = 3  # lines over a header among which its caption is
_MOST_COLUMNS = 12
_LONGEST_HEAD = 16
_LEAST_PLACES = 2


class PlaceCell(NamedTuple):
    """A cell: what it says, and where in the source."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """A table of places: headings of what is measured, with the values of the whole where a row tells them.

    ``unit`` is what its caption says of all its values, ``subject`` what they measure and ``year`` by when (None where it
    tells no year). ``rows`` is the span of its rows in the source, ``told`` whether they say more of a place than values
    (who answers, by when).
    """

    headings: tuple[str, ...]
    total: tuple[PlaceCell, ...]
    values: tuple[PlaceCell, ...]
    unit: str
    subject: str
    year: str | None
    rows: tuple[int, int]
    told: bool


def place_tables(instrument: Instrument) -> Iterator[PlaceTable]:
    """Find the tables of places of an instrument."""
    text = instrument.text
    if not _TASKS.search(text) or not (_HEADING.search(text) or "合计" in text):
        return
    lines = [line for paragraph in instrument.paragraphs if not paragraph.is_row for line in paragraph.lines]
    at = 0
    while at < len(lines):
        found = _on_lines(lines, at, instrument.header.title) if _BEGINS.match(lines[at].text) else None
        if found is None:
            at += 1
        else:
            table, at = found
            yield table


def of_tabs(instrument: Instrument, table: Table) -> PlaceTable | None:
    """Read a table of tabs as one of places, or give None."""
    header, *rows = table.rows
    heads = ["".join(cell.text.split()) for cell in header]
    cells = [[PlaceCell("".join(cell.text.split()), cell.start, cell.end) for cell in row] for row in rows]
    first = table.paragraphs[0]
    above = [
        instrument.text[p.start : p.end].replace("\n", "")
        for p in instrument.paragraphs[max(0, first - _ABOVE) : first]
    ]
    return _table(heads, cells, above, instrument.header.title)


def _on_lines(lines: Sequence[Line], at: int, title: str) -> tuple[PlaceTable, int] | None:
    """Read a table whose header begins at a line; the index of the line behind it comes with it."""
    heads = lines[at].text.split()
    if 1 < len(heads) <= _MOST_COLUMNS:
        rows, end = _spaced(lines, at + 1, heads)
        above = [line.text for line in lines[max(0, at - _ABOVE) : at]]
    else:
        start = at - 1 if at and lines[at - 1].text in _REMARKS else at
        heads, rows, end = _stacked(lines, start)
        above = [line.text for line in lines[max(0, start - _ABOVE) : start]]
    table = _table(heads, rows, above, title) if rows else None
    return (table, end) if table is not None else None


def _spaced(lines: Sequence[Line], at: int, heads: Sequence[str]) -> tuple[list[list[PlaceCell]], int]:
    """Give the rows that stand one a line, cells apart by spaces."""
    rows = []
    while at < len(lines):
        line = lines[at]
        if line.text.split() != list(heads):  # the header again, on the next page
            cells = [
                PlaceCell(found.group(), line.start + found.start(), line.start + found.end())
                for found in re.finditer(r"\S+", line.text)
            ]
            if not _is_row(cells, heads):
                break
            rows.append(cells)
        at += 1
    return rows, at


def _stacked(lines: Sequence[Line], at: int) -> tuple[list[str], list[list[PlaceCell]], int]:
    """Give headings and rows that stand one cell a line; as many lines make a row as head it."""
    heads: list[str] = []
    below = at
    while below < len(lines) and len(heads) <= _MOST_COLUMNS:
        text = "".join(lines[below].text.split())
        numbered = heads[:1] != [] and heads[0] in _REMARKS and text == "1"
        value = heads[:1] != [] and heads[0] not in _REMARKS and below + 1 < len(lines)
        value = value and _NUMBER.fullmatch(lines[below + 1].text.strip()) is not None
        if numbered or (len(heads) > 1 and value):
            break
        if len(text) > _LONGEST_HEAD or _NUMBER.fullmatch(text):
            return [], [], at
        heads.append(text)
        below += 1
    rows, end = _rows_of(lines, below, heads, len(heads))
    if heads[-1:] == ["备注"]:  # with no remark on any row
        bare, last = _rows_of(lines, below, heads, len(heads) - 1)
        rows, end = (bare, last) if last > end or not rows else (rows, end)
    return heads, rows, end


def _rows_of(
    lines: Sequence[Line], at: int, heads: Sequence[str], width: int
) -> tuple[list[list[PlaceCell]], int]:
    """Give the rows of so many lines each that follow one another, and the index behind them."""
    rows: list[list[PlaceCell]] = []
    while width > 1 and at < len(lines):
        cells: list[PlaceCell] = []
        for line in lines[at : at + width]:
            cell = PlaceCell("".join(line.text.split()), line.start, line.end)
            if len(cells) > 1 and cells[0].text in _TOTALS and not _is_value(cell.text):
                break  # nothing stands in the row of the total below who answers
            if cells and cells[0].text in _TOTALS and len(cells) > sum(map(_is_measured, heads)):
                break  # nor in front of it where the rows are numbered
            cells.append(cell)
        if not _is_row(cells, heads):
            break
        rows.append(cells)
        at += len(cells)
    return rows, at


def _is_value(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None or _EMPTY.fullmatch(text) is not None


def _is_row(cells: Sequence[PlaceCell], heads: Sequence[str]) -> bool:
    """Tell whether cells are the name of a place, perhaps behind a number, and as many values as are measured."""
    named = cells[1:] if len(cells) > 1 and heads[0] in _REMARKS and cells[0].text.isdecimal() else cells
    if not named or _PLACE.fullmatch(named[0].text) is None or len(cells) > len(heads):
        return False
    values = sum(_is_value(cell.text) for cell in named[1:])
    return values == sum(map(_is_measured, heads))


def _is_measured(head: str) -> bool:
    """Tell whether numbers stand below a heading: not that of the places, of who answers or when."""
    if head in _REMARKS or head in _BODIES or _HEADING.fullmatch(head) is not None:
        return False
    column = meaning(head)  # 联系电话 is no number of anything, 总投资（万元） is
    return column not in _NOT_MEASURED and (column is not Column.OTHER or head[-1] in "）)")


def _table(
    heads: Sequence[str], rows: Sequence[Sequence[PlaceCell]], above: Sequence[str], title: str
) -> PlaceTable | None:
    if not _TASKS.search("".join(above)):
        return None
    named = heads[1:2] if heads[0] in _REMARKS else heads[:1]
    if not any(_HEADING.fullmatch(head) for head in heads[:2]) and _BODIES.isdisjoint(named):
        return None
    good = [row for row in rows if _is_row([cell for cell in row if cell.text], heads)]
    measured = tuple(head for head in heads if _is_measured(head))
    if len(good) < _LEAST_PLACES or len(good) < len(rows) or not measured:
        return None
    units = [found.group("unit") for text in above if (found := _UNIT.fullmatch("".join(text.split())))]
    captions = [found.group("what") for text in above if (found := _SUBJECT.fullmatch("".join(text.split())))]
    years = [year for text in above if "表" in text or _TASKS.search(text) for year in _YEAR.findall(text)]
    total = next((row for row in (good[0], good[-1]) if _is_total(row, title)), None)
    if total is None and not any(_HEADING.fullmatch(head) for head in heads[:2]):
        return None  # bodies of any kind
    told = len(measured) + 1 < sum(head not in _REMARKS for head in heads)
    return PlaceTable(
        measured,
        tuple(total[:1]) if total else (),
        tuple(cell for cell in total[1:] if _is_value(cell.text)) if total else (),
        units[-1] if units else "",
        captions[-1] if captions else "",
        years[-1] if years else None,
        (good[0][0].start, good[-1][-1].end),
        told,
    )


def _is_total(row: Sequence[PlaceCell], title: str) -> bool:
    """Tell whether a row holds the values of the whole: it says so, or is that of the place the document is about."""
    return any(
        cell.text in _TOTALS or (_PLACE.fullmatch(cell.text) and cell.text in title) for cell in row[:2]
    )


def indicators(table: PlaceTable) -> Iterator[tuple[str, PlaceCell]]:
    """Give what is measured with the value of the whole; 任务数 is that of what the caption names."""
    if not table.total:
        return
    for head, cell in zip(table.headings, table.values, strict=True):
        if _EMPTY.fullmatch(cell.text) or any(fact in head for fact in _FACTS):
            continue
        whole = _WHOLE.match(head)
        yield (table.subject + head[whole.end() :] if whole and table.subject else head), cell
