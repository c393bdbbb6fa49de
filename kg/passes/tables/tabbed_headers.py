"""Headers of tables that kept their tabs: one row, or a second one below headings that stand over several columns.

序号    任务    责任分工              完成时限
                牵头单位    配合单位
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.passes.flat_tables.header_groups import Named, is_of_person, ungrouped
from kg.passes.rows.table_headers import Column, is_header, is_period, meaning
from kg.passes.words.dates import find_dues
from kg.structure.model import Cell, Instrument

_TITLE = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}"
)
_LONGEST = 8  # characters of a heading below another that says nothing of tasks (年度投资)
_WORDS = re.compile("[\u4e00-\u9fff（）()/]+")


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table: what each holds, its heading, and the date a heading names (第一季度: 2023-03).

    ``printed`` are the texts of its last row, by which it is known when a later page repeats it.
    """

    columns: tuple[Column | None, ...]
    headings: tuple[str, ...]
    dues: tuple[str | None, ...]
    printed: tuple[str, ...]


def read_header(
    instrument: Instrument, cells: Sequence[Cell], anchor: int | None, above: Header | None, *, directly: bool
) -> Header | None:
    """Read a header row, or the second row of a header; None for any other row.

    Args:
        instrument: The instrument.
        cells: The cells of the row.
        anchor: The year of dates that print none.
        above: The header above the row.
        directly: No row of the table stands between that header and this row.
    """
    printed = tuple(cell.text for cell in cells)
    columns = is_header(list(printed))
    if columns is not None:
        return _header(instrument, cells, anchor, columns, printed, printed)
    if above is None:
        return None
    if printed == above.printed:
        return above  # again, on a later page
    if (
        directly
        and all(printed)
        and len(printed) < len(above.headings)
        and (whole := _put_below(printed, above))
    ):
        said = [find_dues(h, 0, len(h), anchor) if is_period(h) else [] for _, h in whole]
        return Header(
            tuple(column for column, _ in whole),
            tuple(heading for _, heading in whole),
            tuple(d[0].last if len(d) == 1 else None for d in said),
            printed,
        )
    named = [text for text in printed if text]
    periods = len(named) > 1 and all(map(is_period, named))
    if not periods and not (directly and _is_second(printed, above)):
        return None
    width = max(len(above.columns), len(cells))
    both: list[Column | None] = []
    headings: list[str] = []
    for n in range(width):
        over = above.columns[n] if n < len(above.columns) else None
        text = printed[n] if n < len(printed) else ""
        if not text:
            both.append(over)
            headings.append(above.headings[n] if n < len(above.headings) else "")
            continue
        group = next((c for c in above.columns[n::-1] if c is not None), Column.OTHER)
        told = Column.OTHER if is_of_person(text) else meaning(text) or group
        both.append(Column.STEPS if is_period(text) else told)
        headings.append(text)
    return _header(instrument, cells, anchor, tuple(both), tuple(headings), printed)


def _put_below(printed: Sequence[str], above: Header) -> list[Named]:
    """Put headings of which no empty cells tell where they stand below those that hold them; nothing where none do."""
    over = [(c or Column.OTHER, h) for c, h in zip(above.columns, above.headings, strict=False)]
    named = over + [(Column.STEPS if is_period(h) else meaning(h) or Column.OTHER, h) for h in printed]
    whole = ungrouped(named)
    # 形象进度, below the plan of a year, is told by its cells: a date with what is done by it, or none
    told = [(Column.DEADLINE if meaning(h) is Column.DEADLINE else c, h) for c, h in whole]
    return told if len(whole) < len(named) else []


def is_title(cells: Sequence[Cell], header: Header) -> bool:
    """Tell whether a row only names what the rows below it are about (一、市场准入): one cell over all columns."""
    filled = [cell.text for cell in cells if cell.text]
    return len(filled) == 1 and len(header.columns) > 2 and _TITLE.match(filled[0]) is not None


def _is_second(printed: Sequence[str], above: Header) -> bool:
    """Tell whether a row goes on with the headings above it: words only, the first column left out."""
    if not printed or printed[0] or not any(printed):
        return False
    known = sum(meaning(text) is not None or is_of_person(text) for text in printed if text)
    return all(
        not text or meaning(text) is not None or (len(text) <= _LONGEST and _WORDS.fullmatch(text))
        for text in printed
    ) and (known > 0 or not any(_holds_names(above, n) for n, text in enumerate(printed) if text))


def _holds_names(above: Header, n: int) -> bool:
    """Tell whether what stands below a heading may be a name, no heading."""
    over = next((column for column in above.columns[n::-1] if column is not None), None)
    return over in (Column.OVERSEER, Column.LEAD, Column.RESPONSIBLE, Column.SUPPORT, Column.TASK)


def _header(
    instrument: Instrument,
    cells: Sequence[Cell],
    anchor: int | None,
    columns: tuple[Column | None, ...],
    headings: tuple[str, ...],
    printed: tuple[str, ...],
) -> Header:
    dues: list[str | None] = []
    for n, column in enumerate(columns):
        cell = cells[n] if n < len(cells) else None
        dated = cell is not None and column is Column.STEPS and is_period(cell.text)
        found = find_dues(instrument.text, cell.start, cell.end, anchor) if cell is not None and dated else []
        dues.append(found[0].last if len(found) == 1 else None)
    return Header(columns, headings, tuple(dues), printed)
