"""Fragments of a flattened table: the printed lines below its header, cut where one line holds several cells.

Text pulled out of a PDF gives a table cell by cell, one fragment of a cell per line; where two cells were printed
side by side they may stand in one line, apart by spaces. The header (repeated on every page) is left out here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.passes.flat_tables.aligned_columns import WIDE_GAP, Piece, Row, aligned_rows, is_aligned
from kg.passes.flat_tables.block_headers import find_block_header
from kg.passes.flat_tables.centred_rows import centred_rows
from kg.passes.flat_tables.column_tables import find_column_table
from kg.passes.flat_tables.flat_cuts import cells_on_line, is_mixed, lines_side_by_side
from kg.passes.flat_tables.flat_headers import (
    Header,
    end_of_table,
    find_header,
    is_heading,
    may_hold_header,
    without_headers,
)
from kg.passes.flat_tables.header_groups import is_out_of_order
from kg.passes.flat_tables.heading_joins import join_headings, number_last
from kg.passes.flat_tables.indicator_grids import indicator_grids
from kg.passes.flat_tables.interleaved_rows import interleaved_rows
from kg.passes.flat_tables.river_rows import river_rows, stacked_headings
from kg.passes.flat_tables.row_titles import unspaced
from kg.passes.flat_tables.stacked_headers import carries, columns_of, find_stacked_header, segments_below
from kg.passes.members.group_tables import group_tables
from kg.passes.names.kinds import is_person
from kg.passes.rows.table_headers import Column, counts_tasks, is_period, meanings
from kg.structure.lines import width
from kg.structure.model import Instrument, LabelKind, Line

_MANY, _LEAST_BESIDE = (
    2,
    4,
)  # spaces of a line that holds several cells as its header does, headings of such a one
_COMMON = 7  # a gap is common where at least every seventh line has it
_DATED = re.compile(r"。\s?(?:20\d\d年|\d{1,2}月)")
_ON_ONE_LINE = re.compile("(?:序|编)\\s?号[\u4e00-\u9fff（）()/\\s]{6,80}1[.、．\\s]{0,2}[\u4e00-\u9fff]")
_PIECE = re.compile(r"\S+")
_SIGNED = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_LEADING_NUMBER = re.compile(r"(\d{1,3})\s+(?=[\u4e00-\u9fff])")


class Fragment(NamedTuple):
    """A fragment of a cell: ``instrument.text[start:end]``.

    ``width`` is that of its printed line, ``apart`` says that more blank lines stand above it than usual.
    """

    start: int
    end: int
    text: str
    width: int
    apart: bool
    closes: bool = False  # nothing but the punctuation that ends the fragment before it
    number: int | None = None  # a number with a space behind it in front of a text: perhaps that of the row
    opens: bool = True  # the first of its printed line
    beside: bool = False  # another cell stands beside it on its line, where a page kept its layout
    behind: bool = False  # it stands behind such a one


@dataclass(frozen=True, slots=True)
class FlatTable:
    """The columns of a flattened table with their headings, in order, and the fragments of its cells.

    ``header`` is where its header begins in the instrument's text. ``rows`` are the fragments of each column of each
    row where the columns were printed side by side, or None. ``mixed`` says that many lines hold several cells one
    space apart: every piece between spaces is then a fragment. ``torn`` says that headings which the header does not
    name stand among the rows.
    """

    columns: tuple[Column, ...]
    fragments: tuple[Fragment, ...]
    headings: tuple[str, ...] = ()
    header: int = 0
    rows: tuple[tuple[tuple[Fragment, ...], ...], ...] | None = None
    mixed: bool = False
    torn: bool = False


@lru_cache(maxsize=1)  # several passes ask for those of one instrument, one after the other
def flat_tables(instrument: Instrument) -> tuple[FlatTable, ...]:
    """Find the flattened tables of an instrument (its header says who carries what, and no tabs were kept)."""
    groups = [instrument.text_map.span_of(table.start, table.end) for table in group_tables(instrument)]
    groups += [(grid.start, grid.end) for grid in indicator_grids(instrument)]
    kept = (table for table in _flat_tables(instrument) if not counts_tasks(table.headings))
    spans = ((table, *span_of(table)) for table in kept)
    return tuple(table for table, a, z in spans if not any(start < z and a < end for start, end in groups))


def _flat_tables(instrument: Instrument) -> Iterator[FlatTable]:
    if not may_hold_header(instrument.text):
        return
    for lines in _parts(instrument):
        yield from _tables_of(instrument, lines)


def _tables_of(instrument: Instrument, printed: Sequence[Line]) -> Iterator[FlatTable]:
    yield from (_run_together(instrument, line) for line in printed if _holds_table(line.text))
    lines, broken = join_headings(printed)
    lines, by_column = number_last(lines)
    begin = 0
    while begin < len(lines):
        header = find_header(lines, begin)
        block = find_block_header(lines, begin, header[0] if header else len(lines))
        header = block if block is not None and (header is None or block[1] > header[1]) else header
        found = _by_place(instrument, lines, begin, header)
        if found is not None:
            table, begin = found
            yield table
            continue
        if header is None:
            return
        first, body, columns, headings = header
        end = end_of_table(lines, first, body)
        texts = frozenset(
            text for line in lines[first:body] for text in (unspaced(line.text), *line.text.split())
        )
        rows = without_headers(lines[body:end], texts)
        rows = [part for line in rows for part in broken.get(line.start, (line,))]
        if rows:
            head = lines[body - 1]
            own = tuple(
                column
                for part in head.text.split()
                for column in (meanings(part) or ((Column.STEPS if is_period(part) else Column.OTHER),))
            )
            numbered = own[0] is Column.NUMBER
            in_place = is_aligned(head, rows, len(own))
            aligned = aligned_rows(head, rows, len(own), numbered=numbered) if in_place else []
            # gaps all of one width part cells, but put none in its place
            wide = (
                {len(gap) for line in (head, *rows) for gap in WIDE_GAP.findall(line.text)}
                if in_place
                else set()
            )
            if aligned or len(wide) > 1:
                yield _aligned(instrument, rows, aligned, own, tuple(head.text.split()), head)
                begin = max(end, body + 1)
                continue
            beside = len(own) >= max(_LEAST_BESIDE, len(columns) - 1) and any(
                line.text.count(" ") >= _MANY for line in rows
            )
            kept = _side_by_side(instrument, rows)
            plain = [line.text for n, line in enumerate(rows) if n not in kept]
            mixed = bool(wide) or beside or is_mixed(plain, Column.OVERSEER in columns)
            named = tuple(head.text.split())
            across = interleaved_rows(own, rows) if mixed and len(own) == len(named) else []
            if mixed and not across and len(own) == len(named):
                own, named, below = _number_beside(lines, first, rows, own, named)
                across = centred_rows(own, below, _pages(lines[body:end], below))
            if across:
                yield _aligned(instrument, rows, across, own, named, head)
                begin = max(end, body + 1)
                continue
            yield FlatTable(
                columns,
                tuple(_pieces(instrument, rows) if mixed else _fragments(instrument, rows)),
                headings,
                header=_Compact(instrument).offset(lines[first].start),
                mixed=mixed,
                torn=is_out_of_order(columns, headings)
                or not by_column.isdisjoint(line.start for line in lines[first:body])
                or any(is_heading(t) and unspaced(t) not in texts for t in (r.text for r in lines[body:end])),
            )
        begin = max(end, body + 1)


def _number_beside(
    lines: Sequence[Line],
    first: int,
    rows: Sequence[Line],
    own: tuple[Column, ...],
    named: tuple[str, ...],
) -> tuple[tuple[Column, ...], tuple[str, ...], list[Line]]:
    """Give columns, headings and lines of a table whose first heading is broken above and below the others (序 / 号)."""
    below = list(rows)
    if first > 0 and rows and (lines[first - 1].text, rows[0].text) == ("序", "号"):
        own, named = (Column.NUMBER, *own), ("序号", *named)
        below = [line for line in rows if line.text not in ("序", "号")]
    return own, named, below


def _pages(printed: Sequence[Line], rows: Sequence[Line]) -> list[int]:
    """Give the lines of a table that stand first below a header that a page repeats."""
    kept = {line.start: n for n, line in enumerate(rows)}
    return [
        kept[below.start]
        for above, below in pairwise(printed)
        if above.start not in kept and kept.get(below.start, 0) > 0
    ]


def _holds_table(text: str) -> bool:
    """Tell whether a line holds a header and the rows below it, so that nothing tells the cells of these apart.

    Where cells are sentences that begin with a date, these are read as any others.
    """
    return (
        text[:1] in "序编"
        and _ON_ONE_LINE.match(text) is not None
        and _DATED.search(text) is None
        and may_hold_header(text)
    )


def _run_together(instrument: Instrument, line: Line) -> FlatTable:
    compact = _Compact(instrument)
    start, stop = compact.offset(line.start), compact.offset(line.end - 1) + 1
    whole = Fragment(start, stop, instrument.text[start:stop], line.width, apart=False)
    return FlatTable((Column.NUMBER, Column.TASK, Column.RESPONSIBLE), (whole,), header=start, torn=True)


def _by_place(
    instrument: Instrument, lines: Sequence[Line], begin: int, header: Header | None
) -> tuple[FlatTable, int] | None:
    """Give a table that only the places of its cells tell (its header broken over lines, or printed column by column).

    Its header begins no later than the next one that is read in another way; the line behind the table comes with it.
    """
    before = header[1] if header else len(lines)
    stacked = find_stacked_header(lines, begin, before)
    if stacked is not None and stacked.first <= before:
        end = end_of_table(lines, stacked.first, stacked.end)
        segments = segments_below(lines[stacked.end : end], lines[stacked.first : stacked.end])
        for headings in stacked.ways:
            columns = columns_of(headings)
            rows = river_rows(columns, segments)
            if rows or rows is None:
                names = tuple(heading.text for heading in headings)
                below = [line for segment in segments for line in segment.lines]
                return _aligned(instrument, below, rows or [], columns, names, lines[stacked.first]), end
    if header is not None and "  " in (head := lines[header[1] - 1]).text:
        end = end_of_table(lines, header[0], header[1])
        headings = stacked_headings([head])
        columns = columns_of(headings)
        segments = segments_below(lines[header[1] : end], [head])
        rows = river_rows(columns, segments) if carries(headings, columns) else []
        if rows or rows is None:
            names = tuple(heading.text for heading in headings)
            below = [line for segment in segments for line in segment.lines]
            return _aligned(instrument, below, rows or [], columns, names, head), max(end, header[1] + 1)
    upright = find_column_table(lines, begin, before)
    if upright is not None:
        cells = [tuple((Piece(line, 0, len(line.text), 0, 0),) for line in row) for row in upright.rows]
        body = lines[upright.first + 1 : upright.end]
        head = lines[upright.first]
        return _aligned(instrument, body, cells, upright.columns, upright.headings, head), upright.end
    return None


def _aligned(
    instrument: Instrument,
    lines: Sequence[Line],
    rows: Sequence[Row],
    columns: tuple[Column, ...],
    headings: tuple[str, ...],
    head: Line,
) -> FlatTable:
    compact = _Compact(instrument)

    def fragment(line: Line, begin: int, end: int) -> Fragment:
        start, stop = compact.offset(line.start + begin), compact.offset(line.start + end - 1) + 1
        text = instrument.text[start:stop].replace("\n", "")
        return Fragment(start, stop, text, width(line.text[begin:end]), apart=False)

    whole = tuple(fragment(line, 0, len(line.text)) for line in lines)
    cells = tuple(
        tuple(tuple(fragment(piece.line, piece.start, piece.end) for piece in cell) for cell in row)
        for row in rows
    )
    return FlatTable(columns, whole, headings, compact.offset(head.start), cells)


def flat_spans(instrument: Instrument) -> list[tuple[int, int]]:
    """Give the spans of the instrument's text that flattened tables take up: no running text."""
    return [span_of(table) for table in flat_tables(instrument)]


def span_of(table: FlatTable) -> tuple[int, int]:
    """Give the span of a table; its header, which may stand in one paragraph with the first row, is part of it."""
    return table.header, table.fragments[-1].end


def _parts(instrument: Instrument) -> list[list[Line]]:
    """Give the lines of an instrument, parted where an annex begins: no table goes on in another one."""
    parts: list[list[Line]] = [[]]
    for paragraph in instrument.paragraphs[instrument.header.opening_end :]:
        if paragraph.label is not None and paragraph.label.kind is LabelKind.ANNEX:
            parts.append([])
        elif not paragraph.is_row:
            parts[-1] += paragraph.lines
    signed = instrument.header.date
    last = parts[-1]
    if last and signed is not None and (date := _SIGNED.fullmatch(last[-1].text)) is not None:
        year, month, day = (int(number) for number in date.groups())
        if f"{year}-{month:02}-{day:02}" == signed:
            last.pop()  # the date of signature below the last row is no cell of it, nor is who signs above it
            if last and unspaced(last[-1].text) in instrument.header.issuers:
                last.pop()
    return parts


def _fragments(instrument: Instrument, lines: Sequence[Line]) -> Iterator[Fragment]:
    compact = _Compact(instrument)
    usual = _usual_gap(lines)
    repeated = Counter(line.text for line in lines if is_person(line.text))
    persons = frozenset(name for name, count in repeated.items() if count > 1)
    indented = _indented(instrument, lines)
    side_by_side = _side_by_side(instrument, lines)
    for n, line in enumerate(lines):
        apart = line.blank_before > usual
        wide = n in side_by_side
        cells = list(cells_on_line(line.text, persons, indented[n], wide=wide))
        for k, (begin, end, closes) in enumerate(cells):
            start = compact.offset(line.start + begin)
            stop = compact.offset(line.start + end - 1) + 1
            piece = line.text[begin:end]
            yield Fragment(
                start=start,
                end=stop,
                text=instrument.text[start:stop].replace("\n", ""),
                width=line.width if len(piece) == len(line.text) else width(piece),
                apart=apart,
                closes=closes,
                number=_leading_number(piece),
                beside=wide and k + 1 < len(cells),
                behind=wide and k > 0,
            )
            apart = not closes


def _indented(instrument: Instrument, lines: Sequence[Line]) -> list[bool]:
    """Tell of each line whether it is indented, as those of a page that kept its layout are."""
    return [instrument.source.text[line.start - 1 : line.start] in (" ", "\xa0") for line in lines]


def _side_by_side(instrument: Instrument, lines: Sequence[Line]) -> frozenset[int]:
    return lines_side_by_side([line.text for line in lines], _indented(instrument, lines))


def _pieces(instrument: Instrument, lines: Sequence[Line]) -> Iterator[Fragment]:
    """Cut lines at every space."""
    compact = _Compact(instrument)
    for line in lines:
        for match in _PIECE.finditer(line.text):
            start = compact.offset(line.start + match.start())
            stop = compact.offset(line.start + match.end() - 1) + 1
            yield Fragment(
                start=start,
                end=stop,
                text=instrument.text[start:stop].replace("\n", ""),
                width=width(match.group()),
                apart=False,
                opens=match.start() == 0,
            )


def _usual_gap(lines: Sequence[Line]) -> int:
    """Give the number of blank lines between the lines of one cell: the least that is common."""
    gaps = Counter(line.blank_before for line in lines)
    return min(gap for gap, count in gaps.items() if count * _COMMON >= len(lines))


def _leading_number(piece: str) -> int | None:
    match = _LEADING_NUMBER.match(piece)
    return int(match.group(1)) if match else None


def split_number(fragment: Fragment) -> tuple[Fragment, Fragment]:
    """Give the number in front of a fragment's text, and the text."""
    digits = len(str(fragment.number))
    cut = fragment.start + digits
    number = fragment._replace(end=cut, text=fragment.text[:digits], number=None)
    return number, fragment._replace(start=cut, text=fragment.text[digits:], apart=False, number=None)


class _Compact:
    """Maps source offsets to the compact text of an instrument."""

    def __init__(self, instrument: Instrument) -> None:
        self._map = instrument.text_map

    def offset(self, source: int) -> int:
        """Give the offset in the compact text of a character (no white space) of the source."""
        k = bisect_right(self._map.source, source) - 1
        return self._map.compact[k] + source - self._map.source[k]
