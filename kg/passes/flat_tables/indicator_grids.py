"""Indicator tables whose cells follow one another, one or more a line, whole or broken: cut into the columns of their header.

What a column holds is known from its heading: a number, a unit, values, a kind (预期性), bodies. So where a name ends
is told by the unit and values behind it, and where a row ends by the number, the category or the name of the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.language.data import alternation, words
from kg.passes.flat_tables.flat_names import begins_name, names_bodies
from kg.passes.flat_tables.indicator_heads import Head, find_heads
from kg.passes.flat_tables.line_pieces import Piece, pieces_of
from kg.structure.model import Cell, Instrument

_PER = "|".join(re.escape(unit) for unit in words("units", "per"))
_UNITS = (
    _PER
    + "|"
    + "|".join(alternation("units", key) for key in ("ratios", "measures", "classifiers", "times", "ages"))
)
_DASH = "[—－–―/-]{1,4}"
_SCALE = "(?:万亿|[万亿千百])?"
_UNIT = re.compile(
    rf"{_SCALE}(?:{_UNITS})(?:标准煤|当量)?(?:/{_SCALE}[\u4e00-\u9fff]{{1,6}})?|\d?/10万|[万亿]|{_DASH}"
)
_BOUND = "(?:以上|以下|以内|左右)"
_OPENS = r"[\[〔［【（(]"
_CLOSES = r"[\]〕］】）)]"
_NUMBER = r"\d[\d,]{0,11}(?:\.\d{1,4})?"
_VALUE = re.compile(
    rf"{_DASH}"
    r"|(?:比20\d\d年)?(?:年均|累计|力争|争取)?(?:增长|下降|提高|降低|减少|达到?|不低于|不少于|不高于|不超过|控制在|保持在|稳定在|超过|突破|高于|低于|近|约)?"
    rf"{_OPENS}?[><≥≤＞＜]?=?{_OPENS}?{_NUMBER}(?:[-—－–~～至]{_NUMBER})?(?:[%％‰]|个?百分点|/10万|{_SCALE}(?:{_UNITS})?)?{_CLOSES}?{_BOUND}?"
    rf"(?:[（(](?:[五三]年)?(?:累计|新增)[）)])?"
)
# what is to be reached, told without a number
_TOLD = re.compile(
    r"(?:完成|达到|达|实现|控制在)[\u4e00-\u9fff]{1,10}(?:目标|任务|要求|指标|标准|水平|范围|数)(?:以?内)?"
    r"|(?:基本|年均)?(?:增速|增幅)?(?:略?高于|低于|不高于|不低于|与|同)[\u4e00-\u9fffA-Z]{2,16}"
    r"|(?:基本|实现|基本实现)?全覆盖|(?:基本)?消除|(?:逐[年步]|稳步|持续|保持|进一步|明显|稳中有?)[\u4e00-\u9fff]{2,6}"
)
_IN_BRACKETS = re.compile(rf"[（(]{_NUMBER}[）)]")
_JOINED_BOUND = re.compile(rf"{_BOUND}|{_CLOSES}{_BOUND}?")
_KIND = re.compile(alternation("targets", "indicator_kinds"))
_COUNT = re.compile(r"(\d{1,3})[.、．]?")
_CATEGORY = re.compile(
    "(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])?[\u4e00-\u9fff、]{1,12}(?:[（(]\\d{1,2}[项个][）)])?"
)
_NUMBERED = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_END = re.compile(
    r"备?注\s?[:：]|说明[:：]|数据来源[:：]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节条]|附件|——|专栏|表\d"
)
_CHINESE = re.compile("[\u4e00-\u9fff].*[\u4e00-\u9fff]")
_HEADING = re.compile(r"(?<!\S)[\u4e00-\u9fff（）()]{0,8}指标(?:名称|名|[（(]\S{1,12})?(?!\S)")
_PROSE = re.compile("[。；]|(?<!其中)：")
_GOES_ON = ("市委", "县委", "区委", "省委", "州委", "旗委", "党委")  # … / 宣传部
_MAX_NAME = 8  # pieces of a broken name
_MAX_REST = 10  # pieces of the bodies of a row and the category of the next
_MAX_VALUE = 4  # pieces of a broken value
_COUNTED = ("岁", "年", "个", "项", "种", "类", "级")  # 3 岁以下婴幼儿托位数
_NARROW = 0.7  # of the widest name: a line of a broken name is not narrower
_HALF = 0.5  # … where no column is known to hold groups of rows
_TOO_NARROW = 0.6  # … by far
_LEAST_ROWS = 2
_READ_FOR_UNREAD = 4  # rows read for each that could not be


@dataclass(frozen=True, slots=True)
class IndicatorGrid:
    """A table: its header and its rows cut into cells, the spans that fit into no row, and all of it in the text."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    unread: tuple[tuple[int, int], ...]
    start: int
    end: int
    name: int
    bodies: int = -1  # the column of who answers

    def covers(self, start: int, end: int) -> bool:
        """Tell whether a span of the instrument's text overlaps the table."""
        return start < self.end and self.start < end


@lru_cache(maxsize=1)  # asked for by the passes for tasks, targets and roles
def indicator_grids(instrument: Instrument) -> tuple[IndicatorGrid, ...]:
    """Find the tables of indicators whose columns could be told apart."""
    if "指标" not in instrument.text or not _has_heading(instrument):
        return ()
    pieces = pieces_of(instrument)
    found = []
    at = 0
    while at < len(pieces):
        heads = find_heads(pieces, at) if pieces[at].opens else []
        read = [_Reader(instrument, pieces, head).read() for head in heads]
        best = max(read, key=lambda one: len(one[0].rows) - len(one[0].unread) if one[0] else 0, default=None)
        if best is not None and best[0] is not None:
            found.append(best[0])
            at = best[1]
        else:
            at += 1
    return tuple(found)


def _has_heading(instrument: Instrument) -> bool:
    """Tell whether a word for indicators stands by itself on a line, as in the header of every such table."""
    for paragraph in instrument.paragraphs:
        if not paragraph.is_row:
            for line in paragraph.lines:
                if "指标" in line.text and _HEADING.search(line.text):
                    return True
    return False


@dataclass(frozen=True, slots=True)
class _Row:
    cells: dict[int, tuple[int, int]]  # by column: the pieces of its cell
    end: int


class _Reader:
    """Reads the rows below a header."""

    def __init__(self, instrument: Instrument, pieces: Sequence[Piece], head: Head) -> None:
        self._instrument = instrument
        self._pieces = pieces
        self._head = head
        self._kinds = head.kinds
        self._name = head.kinds.index("name")
        self._number = head.kinds.index("number") if "number" in head.kinds else -1
        self._category = "category" in head.kinds
        self._width = 0
        self._full = False  # the last name ended with a line as wide as its column

    def read(self) -> tuple[IndicatorGrid | None, int]:
        rows: list[_Row] = []
        unread: list[tuple[int, int]] = []
        at = self._head.end
        expected = 1
        last = at
        self._width = self._widest(at)
        while at < len(self._pieces):
            begin = self._begin(at, expected)
            row = self._row(*begin) if begin is not None else None
            if row is not None and begin is not None:
                expected = begin[1] + 1
                rows.append(row)
                self._full = self._pieces[row.cells[self._name][1] - 1].width >= self._width - 2
                at = last = row.end
                continue
            if self._ends(at):
                break
            later = self._next(at, expected)
            if later is None:
                rest = self._values_from(at)
                if rest > at:
                    unread.append((at, rest))
                    last = rest
                break
            if not any(c.isdigit() for piece in self._pieces[at : later[0]] for c in piece.text):
                return None, last  # the rest of a cell that stands beside those of the row above
            unread.append((at, later[0]))
            at, expected = later
        if len(rows) < _LEAST_ROWS or len(rows) < _READ_FOR_UNREAD * len(unread):
            return None, last
        return self._grid(rows, unread, last), last

    def _grid(self, rows: list[_Row], unread: list[tuple[int, int]], end: int) -> IndicatorGrid:
        cut = tuple(
            tuple(
                self._cell(*row.cells[n]) if n in row.cells else self._empty(row)
                for n in range(len(self._kinds))
            )
            for row in rows
        )
        first = self._pieces[self._head.start]
        return IndicatorGrid(
            tuple(self._cell(*span) for span in self._head.cells),
            cut,
            tuple((self._span(a, b)) for a, b in unread),
            first.start,
            self._pieces[end - 1].end,
            self._name,
            self._kinds.index("bodies") if "bodies" in self._kinds else -1,
        )

    def _span(self, first: int, behind: int) -> tuple[int, int]:
        return self._pieces[first].start, self._pieces[behind - 1].end

    def _cell(self, first: int, behind: int) -> Cell:
        return Cell(*self._span(first, behind), "".join(p.text for p in self._pieces[first:behind]))

    def _empty(self, row: _Row) -> Cell:
        at = self._pieces[row.end - 1].end
        return Cell(at, at, "")

    def _widest(self, at: int) -> int:
        """Give the width of the widest piece among those of the table that hold words."""
        near = self._pieces[at : at + 200]
        until = next((n for n, p in enumerate(near) if _PROSE.search(p.text)), len(near))
        return max((p.width for p in near[:until] if _CHINESE.search(p.text)), default=0)

    def _ends(self, at: int) -> bool:
        piece = self._pieces[at]
        return _PROSE.search(piece.text) is not None or (piece.opens and _END.match(piece.text) is not None)

    def _next(self, at: int, expected: int) -> tuple[int, int] | None:
        """Find where rows go on behind one that could not be read."""
        for n in range(at + 1, min(at + 2 * _MAX_NAME, len(self._pieces))):
            if self._ends(n):
                return None
            if self._number < 0:
                if self._pieces[n].opens and not self._is_value(n) and self._row(n, 0) is not None:
                    return n, expected
            elif self._count(n) == expected + 1 and self._row(n, expected + 1) is not None:
                return n, expected + 1
        return None

    def _is_value(self, at: int) -> bool:
        """Tell whether a piece is a value or what is said of one: no part of a name."""
        text = self._pieces[at].text
        if _TOLD.fullmatch(text) or _KIND.fullmatch(text):
            return True
        below = self._pieces[at + 1].text if at + 1 < len(self._pieces) else ""
        return _is_value(text) and not below.startswith(_COUNTED)

    def _values_from(self, at: int) -> int:
        """Give the index behind the last value among the pieces that follow."""
        last = at
        for n in range(at, min(at + 3 * _MAX_NAME, len(self._pieces))):
            if self._ends(n):
                break
            if self._pieces[n].text[0].isdigit() and n > at:
                last = n + 1
        return last

    def _count(self, at: int) -> int | None:
        match = _COUNT.fullmatch(self._pieces[at].text) if at < len(self._pieces) else None
        return int(match.group(1)) if match else None

    def _begin(self, at: int, expected: int) -> tuple[int, int] | None:
        """Find where the next row begins, past a category and the header on a new page, and its number."""
        again = find_heads(self._pieces, at) if self._pieces[at].opens else []
        at = next((head.end for head in again if head.kinds == self._kinds), at)
        if self._number < 0:
            return (at, expected) if at < len(self._pieces) else None
        for n in range(at, min(at + _MAX_REST, len(self._pieces))):
            if self._count(n) in (expected, 1):
                return n, self._count(n) or 1
            if not self._is_category(n):
                return None
        return None

    def _is_category(self, at: int) -> bool:
        """Tell whether a piece may name a group of rows: it stands on a line of its own or in front of a row's number.

        Where cells are printed side by side, the rest of a broken name stands so, too: the table must have a column of
        groups, or the name above must have ended before its line was full.
        """
        text = self._pieces[at].text
        if not _CATEGORY.fullmatch(text) or (at and not self._pieces[at].opens):
            return False
        return self._category or not self._full or _NUMBERED.match(text) is not None

    def _row(self, at: int, expected: int) -> _Row | None:
        cells: dict[int, tuple[int, int]] = {}
        if self._number >= 0:
            cells[self._number] = (at, at + 1)
            at += 1
        at = self._past_category(at)
        for behind in range(at + 1, min(at + _MAX_NAME, len(self._pieces))):
            last = self._pieces[behind - 1]
            if _PROSE.search(last.text) or self._is_value(behind - 1):
                return None
            on_its_own = behind > at + 1 and last.opens and last.text[0] not in "（("
            if on_its_own and self._pieces[behind - 2].width < _TOO_NARROW * self._width:
                return None  # what is too narrow to be a line of a name that goes on
            rest = self._rest(behind, expected)
            if rest is None or not _CHINESE.search("".join(p.text for p in self._pieces[at:behind])):
                continue
            cells[self._name] = (at, behind)
            cells.update(rest.cells)
            return _Row(cells, rest.end)
        return None

    def _past_category(self, at: int) -> int:
        """Skip what stands in front of the name and is too narrow to be a line of it."""
        if self._number > 0 and not self._category:
            return at
        if self._category and self._number > self._kinds.index("category"):
            return at
        skipped = 0
        while skipped < 3 and at + 1 < len(self._pieces):
            piece = self._pieces[at]
            share = _NARROW if self._category else _HALF
            narrow = _CATEGORY.fullmatch(piece.text) and (
                piece.width < share * self._width or _NUMBERED.match(piece.text) is not None
            )
            below = self._pieces[at + 1]
            if not narrow or not (skipped == 0 or piece.opens) or (below.opens and below.text[0] in "（("):
                break
            if self._rest(at + 1, 0) is not None:
                break
            at += 1
            skipped += 1
        return at

    def _rest(self, at: int, expected: int) -> _Row | None:
        """Read the cells behind a name."""
        cells: dict[int, tuple[int, int]] = {}
        for column in range(self._name + 1, len(self._kinds)):
            kind = self._kinds[column]
            behind: int | None = at
            if kind == "unit":
                behind = self._joined(at, _UNIT, 2)
            elif kind == "value":
                behind = self._value(at)
            elif kind == "kind":
                behind = self._joined(at, _KIND, 2) or at
            elif kind == "bodies":
                behind = self._bodies(at)
            if behind is None:
                return None
            if behind > at:
                cells[column] = (at, behind)
            at = behind
        if self._number >= 0 and expected and not self._goes_on(at, expected + 1):
            return None
        return _Row(cells, at)

    def _goes_on(self, at: int, number: int) -> bool:
        """Tell whether a row or the end of the table follows, past a category."""
        if at >= len(self._pieces) or self._ends(at):
            return True
        for n in range(at, min(at + 4, len(self._pieces))):
            if self._count(n) in (number, 1):
                return True
            if not _CATEGORY.fullmatch(self._pieces[n].text):
                break
        return not any(c.isdigit() for c in self._pieces[at].text)

    def _joined(self, at: int, pattern: re.Pattern[str], most: int) -> int | None:
        for behind in range(at + 1, min(at + most, len(self._pieces)) + 1):
            if pattern.fullmatch("".join(p.text for p in self._pieces[at:behind])):
                return behind
        return None

    def _value(self, at: int) -> int | None:
        """Give the index behind a value: a number with what bounds it on the next line, or words broken over lines."""
        text = ""
        for behind in range(at + 1, min(at + _MAX_VALUE, len(self._pieces)) + 1):
            piece = self._pieces[behind - 1].text
            if text and text[-1].isdigit() and piece[0].isdigit():
                return None
            text += piece
            if _is_value(text):
                more = behind < len(self._pieces) and _JOINED_BOUND.fullmatch(self._pieces[behind].text)
                return behind + 1 if more else behind
            if _TOLD.fullmatch(text):
                return behind
        return None

    def _bodies(self, at: int) -> int:
        """Give the index behind the bodies of a row: with a name behind them, they end as soon as a list is whole."""
        best = at
        text = ""
        for behind in range(at + 1, min(at + _MAX_REST, len(self._pieces)) + 1):
            piece = self._pieces[behind - 1].text
            if _COUNT.fullmatch(piece) or _PROSE.search(piece):
                break
            whole = best == behind - 1 > at and self._number < 0
            if whole and not (piece[0] in "、，" or text.endswith(_GOES_ON) or begins_name(text, piece)):
                break
            text += piece
            if names_bodies(text):
                best = behind
        return best


def _is_value(text: str) -> bool:
    """Tell whether a text is a number, with what bounds it, and no unit in brackets (（1/10万）)."""
    return _VALUE.fullmatch(text) is not None and (
        text[0] not in "（(" or _IN_BRACKETS.match(text) is not None
    )
