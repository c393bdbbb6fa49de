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
from typing import NamedTuple

from kg.language.data import load
from kg.passes.agents import is_concrete_body, is_person
from kg.passes.aligned_columns import Row, aligned_rows, is_aligned
from kg.passes.flat_cuts import cells_on_line, is_mixed
from kg.passes.table_headers import ROLES, Column, is_period, meanings
from kg.structure.lines import width
from kg.structure.model import Instrument, LabelKind, Line

_ROLE_HEADINGS = frozenset(
    word for role in ("overseer", "lead", "responsible", "support") for word in load("roles")["labels"][role]
)
_ROLE_HEADING = re.compile("|".join(sorted(map(re.escape, _ROLE_HEADINGS))))
_BREAKABLE = _ROLE_HEADINGS | {
    word for kind in ("overseer", "deadline", "number") for word in load("tables")["columns"][kind]
}
_MAX_PART = 4  # characters of a part of a heading that is broken over lines
_MAX_HEADING_LINE = 60  # half-width columns
_COMMON = 7  # a gap is common where at least every seventh line has it
_MAX_HEADER = 10  # lines over which a header spreads
_FEWEST_PERIODS = 2  # one alone may be the first cell of a row
_OTHER_HEADING = re.compile("[\u4e00-\u9fff]{2,6}")
_MAX_OTHER = 6
_SIGNED = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_PIECE = re.compile(r"\S+")
_LEADING_NUMBER = re.compile(r"(\d{1,3})\s+(?=[\u4e00-\u9fff])")
# a row over all columns that says what the rows below are about: 二、强化要素保障（2项）
_GROUP_TITLE = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^。；，：]{2,30}?(?P<count>[（(]共?\d{1,3}[项条个件][）)])?"
)
_NUMBERS_TITLES = frozenset("一二三四五六七八九十（(")
_END_OF_TABLE = re.compile(r"附件?\s?\d{0,2}\s?[:：]?$|[（(].{0,30}(?:公开|印发)[^（()）]{0,12}[）)]$")


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


@dataclass(frozen=True, slots=True)
class FlatTable:
    """The columns of a flattened table with their headings, in order, and the fragments of its cells.

    ``header`` is where its header begins in the instrument's text. ``rows`` are the fragments of each column of each
    row where the columns were printed side by side, or None. ``mixed`` says that many lines hold several cells one
    space apart: every piece between spaces is then a fragment.
    """

    columns: tuple[Column, ...]
    fragments: tuple[Fragment, ...]
    headings: tuple[str, ...] = ()
    header: int = 0
    rows: tuple[tuple[tuple[Fragment, ...], ...], ...] | None = None
    mixed: bool = False


@lru_cache(maxsize=1)  # several passes ask for those of one instrument, one after the other
def flat_tables(instrument: Instrument) -> tuple[FlatTable, ...]:
    """Find the flattened tables of an instrument (its header says who carries what, and no tabs were kept)."""
    return tuple(_flat_tables(instrument))


def _flat_tables(instrument: Instrument) -> Iterator[FlatTable]:
    if not _ROLE_HEADING.search(instrument.text):
        return
    lines, broken = _join_headings(_lines(instrument))
    begin = 0
    while begin < len(lines):
        header = _find_header(lines, begin)
        if header is None:
            return
        first, body, columns, headings = header
        end = _end(lines, body)
        texts = frozenset(
            text for line in lines[first:body] for text in (_compact(line.text), *line.text.split())
        )
        rows = _without_headers(lines[body:end], texts)
        rows = [part for line in rows for part in broken.get(line.start, (line,))]
        if rows:
            head = lines[body - 1]
            own = tuple(
                column for part in head.text.split() for column in (meanings(part) or (Column.OTHER,))
            )
            if is_aligned(head, rows, len(own)):
                numbered = own[0] is Column.NUMBER
                aligned = aligned_rows(head, rows, len(own), numbered=numbered)
                if aligned or any("  " in line.text for line in rows):  # else positions say nothing
                    yield _aligned(instrument, rows, aligned, own, tuple(head.text.split()), head)
                    begin = max(end, body + 1)
                    continue
            mixed = is_mixed([line.text for line in rows], Column.OVERSEER in columns)
            yield FlatTable(
                columns,
                tuple(_pieces(instrument, rows) if mixed else _fragments(instrument, rows)),
                headings,
                header=_Compact(instrument).offset(lines[first].start),
                mixed=mixed,
            )
        begin = max(end, body + 1)


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


def _join_headings(lines: Sequence[Line]) -> tuple[list[Line], dict[int, tuple[Line, Line]]]:
    """Join headings that a narrow column breaks (责任 / 单位); give all lines, and by their start what was joined."""
    joined: list[Line] = []
    broken: dict[int, tuple[Line, Line]] = {}
    above: Line | None = None
    for line in lines:
        if len(line.text) > _MAX_PART:
            joined.append(line)
            above = None
        elif (
            above is not None
            and above.text + line.text in _BREAKABLE
            and not (_headings(above) and _headings(line))
        ):
            broken[above.start] = (above, line)
            joined[-1] = above._replace(end=line.end, text=above.text + line.text)
            above = joined[-1] if len(joined[-1].text) <= _MAX_PART else None
        else:
            joined.append(line)
            above = line
    return joined, broken


def heading_spans(instrument: Instrument) -> list[tuple[int, int]]:
    """Give the spans of flattened tables with their headers, in which a bare heading assigns nothing."""
    return [(table.header, table.fragments[-1].end) for table in flat_tables(instrument)]


def is_heading(text: str) -> bool:
    """Tell whether a text is the heading of a column of agents and nothing else."""
    return _compact(text) in _ROLE_HEADINGS


def _lines(instrument: Instrument) -> list[Line]:
    return [
        line
        for paragraph in instrument.paragraphs[instrument.header.opening_end :]
        if not paragraph.is_row and (paragraph.label is None or paragraph.label.kind is not LabelKind.ANNEX)
        for line in paragraph.lines
    ]


def _compact(text: str) -> str:
    return "".join(text.split())


def _is_too_wide(line: Line) -> bool:
    """Tell whether a line is too wide for headings, the gaps between columns printed side by side left out."""
    return line.width > _MAX_HEADING_LINE and (
        "  " not in line.text or 2 * len(_compact(line.text)) > _MAX_HEADING_LINE
    )


def _headings(line: Line) -> list[Column]:
    """Give the columns that a line of nothing but headings names, else an empty list."""
    if _is_too_wide(line) or line.text[-1] in "。；：":
        return []
    columns: list[Column] = []
    for part in line.text.split():
        found = meanings(part)
        if not found:
            return []
        columns.extend(found)
    return columns


def _names_periods(line: Line) -> bool:
    """Tell whether a line holds nothing but headings that name a stretch of time (第一季度)."""
    return not _is_too_wide(line) and all(map(is_period, line.text.split()))


def _names_roles(line: Line) -> bool:
    return not _ROLE_HEADINGS.isdisjoint(line.text.replace("/", " ").replace("／", " ").split())


def _is_other_heading(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a short line may be a heading of a column of its own, for headings stand above and below it."""
    text = lines[i].text
    plain = len(text) <= _MAX_OTHER and _OTHER_HEADING.fullmatch(text) is not None
    return (
        plain and 0 < i < len(lines) - 1 and bool(_headings(lines[i - 1])) and bool(_headings(lines[i + 1]))
    )


def _find_header(
    lines: Sequence[Line], begin: int
) -> tuple[int, int, tuple[Column, ...], tuple[str, ...]] | None:
    """Give the first line of the next header, the line after it, and its columns with their headings."""
    for i in range(begin, len(lines)):
        if _is_too_wide(lines[i]) or not _names_roles(lines[i]) or not _headings(lines[i]):
            continue
        first = i
        while (
            first > begin
            and i - first < _MAX_HEADER
            and (_headings(lines[first - 1]) or _is_other_heading(lines, first - 1))
        ):
            first -= 1
        end = i + 1
        while end < len(lines) and end - first < _MAX_HEADER and _headings(lines[end]):
            end += 1
        periods = 0
        while end + periods < len(lines) and _names_periods(lines[end + periods]):
            periods += len(lines[end + periods].text.split())
        if periods >= _FEWEST_PERIODS:
            while end < len(lines) and (_names_periods(lines[end]) or _headings(lines[end])):
                end += 1
        named = [
            (column, part)
            for line in lines[first:end]
            for part in line.text.split()
            for column in (meanings(part) or ((Column.STEPS if is_period(part) else Column.OTHER),))
        ]
        columns = tuple(column for column, _ in named)
        kinds = set(columns)
        if (
            Column.TASK in kinds
            and kinds & set(ROLES)
            and kinds & {Column.NUMBER, Column.STEPS, Column.DEADLINE}
        ):
            return first, end, columns, tuple(part for _, part in named)
    return None


def _end(lines: Sequence[Line], body: int) -> int:
    for i in range(body, len(lines)):
        if _END_OF_TABLE.fullmatch(lines[i].text):
            return i
        signed = i > body and _SIGNED.fullmatch(_compact(lines[i].text)) is not None
        if signed and lines[i - 1].blank_before > 0 and is_concrete_body(_compact(lines[i - 1].text)):
            return i - 1
    return len(lines)


def _without_headers(lines: Sequence[Line], header: frozenset[str]) -> list[Line]:
    """Leave out the headers that later pages repeat, whole or in part."""
    drop: set[int] = set()
    for i, line in enumerate(lines):
        if not _is_too_wide(line) and _names_roles(line) and _headings(line):
            drop.add(i)
            for step in (-1, 1):
                j = i + step
                # what stands beyond a line that was dropped was looked at from there
                while 0 <= j < len(lines) and j not in drop and _compact(lines[j].text) in header:
                    drop.add(j)
                    j += step
    for i, line in enumerate(lines):
        if line.text.lstrip()[:1] not in _NUMBERS_TITLES:
            continue
        number_follows = i + 1 < len(lines) and lines[i + 1].text.isdecimal()
        title = _GROUP_TITLE.fullmatch(_compact(line.text))
        if title is not None and (number_follows or title.group("count")):
            drop.add(i)
    return [line for i, line in enumerate(lines) if i not in drop]


def _fragments(instrument: Instrument, lines: Sequence[Line]) -> Iterator[Fragment]:
    compact = _Compact(instrument)
    usual = _usual_gap(lines)
    repeated = Counter(line.text for line in lines if is_person(line.text))
    persons = frozenset(name for name, count in repeated.items() if count > 1)
    for line in lines:
        apart = line.blank_before > usual
        # a page that kept its layout: its lines are indented, and cells stand side by side
        laid_out = instrument.source.text[line.start - 1 : line.start] == " "
        for begin, end, closes in cells_on_line(line.text, persons, laid_out):
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
            )
            apart = not closes


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
