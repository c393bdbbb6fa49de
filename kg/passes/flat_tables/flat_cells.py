"""Cells of a flattened table, told apart by what they hold: a row's number, persons, bodies, a dated step, a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from kg.language.data import load
from kg.passes.flat_tables.flat_cuts import is_step
from kg.passes.flat_tables.flat_dates import is_bare_date, is_date
from kg.passes.flat_tables.flat_lines import FlatTable, Fragment, split_number
from kg.passes.flat_tables.flat_names import names_bodies
from kg.passes.names.kinds import is_person
from kg.passes.rows.table_headers import Column

_STOP = frozenset("。！？")
_GOES_ON = frozenset("、，；")
_BROKEN_DATE = re.compile(r"20\d\d年(?:\d{1,2})?")
_LIST_ITEM = re.compile(r"\d{1,2}[.、．](?!\d)")
_SEPARATED = re.compile("[、，,]$")
_SPLIT_PERSONS = re.compile(r"[、，,\s]+")
# endings that end a name for good; 社会 and 事业 may break before 保障局, 发展中心
_WHOLE = (
    "局",
    "街道",
    "镇",
    "乡",
    "中心",
    "办公室",
    "办",
    "委员会",
    "管委会",
    "政府",
    "集团",
    "公司",
    "指挥部",
    "办事处",
)
_OPEN_ENDED = frozenset(load("tables")["dates"]["open_ended"])
_LEVELS = tuple(load("bodies")["level_prefixes"])
_MIN_STEPS = 72  # half-width columns from which a column of steps wraps its lines, at the least
_USUAL_STEPS = 80
_MAX_JOINED = 4
_MAX_LOOK = 20  # lines of bare numbers that are looked at for the next row's
_MAX_NAME = 80
_MAX_BESIDE = 5  # cells that may stand beside a step before its text goes on
_MIN_REPEATED = 3


class Kind(StrEnum):
    """The kinds of cells."""

    NUMBER = "number"
    PERSON = "person"
    BODY = "body"
    STEP = "step"
    TEXT = "text"


@dataclass(slots=True)
class CellRun:
    """A cell: fragments of one kind; ``width`` is that of its widest line, in half-width columns.

    The fragments follow one on the other, but for those of a step where other cells stand ``beside`` it.
    """

    kind: Kind
    fragments: list[Fragment] = field(default_factory=list)
    width: int = 0
    beside: bool = False

    def add(self, *fragments: Fragment) -> CellRun:
        """Take in more fragments and give the cell."""
        self.fragments += fragments
        for fragment in fragments:
            if fragment.width > self.width:
                self.width = fragment.width
        return self

    @property
    def tail(self) -> str:
        """Its last character."""
        return self.fragments[-1].text[-1]

    @property
    def start(self) -> int:
        """Where the cell begins in the instrument's text."""
        return self.fragments[0].start

    @property
    def end(self) -> int:
        """Where its last fragment ends."""
        return self.fragments[-1].end

    @property
    def text(self) -> str:
        """Its fragments joined."""
        return "".join(fragment.text for fragment in self.fragments)


def cells_of(table: FlatTable) -> list[CellRun]:
    """Group the fragments of a table into cells."""
    return _Grouper(table).cells()


class _Grouper:
    def __init__(self, table: FlatTable) -> None:
        self._fragments = table.fragments
        self._has_deadlines = Column.DEADLINE in table.columns
        self._only_deadlines = self._has_deadlines and Column.STEPS not in table.columns
        self._has_persons = Column.OVERSEER in table.columns
        self._has_numbers = Column.NUMBER in table.columns
        repeated = Counter(f.text for f in table.fragments if is_person(f.text))
        self._persons = {name for name, count in repeated.items() if count >= _MIN_REPEATED}
        dated = [f for f in table.fragments if is_step(f.text)]
        if self._has_deadlines:  # 2023年6 / 月底前
            dated += [
                f
                for f, below in pairwise(table.fragments)
                if _BROKEN_DATE.fullmatch(f.text) and is_step(f.text + below.text) and not is_step(f.text)
            ]
        self._dated = {f.start for f in dated}
        steps = sorted(f.width for f in dated)
        self._step_width = max(_MIN_STEPS, steps[len(steps) * 9 // 10]) if steps else _USUAL_STEPS
        items = sorted(
            below.width
            for above, below in pairwise(table.fragments)
            if above.text.isdecimal() and below.start not in self._dated
        )
        item_width = items[(len(items) * 19 - 1) // 20] if items else 0
        self._text_width = max(0.55 * self._step_width, item_width + 2)
        self._named: dict[str, bool] = {}
        self._last_number = 0
        self._number_lines = [
            i for i, f in enumerate(table.fragments) if f.text.isdecimal() and len(f.text) <= 4
        ]
        self._cells: list[CellRun] = []

    def cells(self) -> list[CellRun]:
        at = 0
        while at < len(self._fragments):
            at += self._take(at)
        return self._cells

    def _take(self, at: int) -> int:
        """Take the fragments of one cell, or one fragment of the open cell; give how many."""
        fragment = self._fragments[at]
        last = self._cells[-1] if self._cells else None
        if fragment.closes and last is not None:
            last.add(fragment)
            return 1
        if self._is_number(fragment):
            self._last_number = int(fragment.text)
            return self._new(Kind.NUMBER, at, 1)
        if fragment.number is not None and self._is_lost_number(fragment, at):
            self._last_number = fragment.number
            number, rest = split_number(fragment)
            self._cells.append(CellRun(Kind.NUMBER).add(number))
            self._cells.append(CellRun(Kind.TEXT, beside=rest.beside).add(rest))
            return 1
        if fragment.text[0] in "，、" and last is not None and last.kind is Kind.TEXT:
            self._split_off(last)
            last = self._cells[-1]
        if self._is_step(fragment):
            return self._new(Kind.STEP, at, 1)
        if self._has_persons and self._is_person_cell(at):
            return self._new(Kind.PERSON, at, 1)
        joined = self._bodies(at)
        if joined:
            return self._new(Kind.BODY, at, joined)
        if fragment.beside and not self._wide(fragment):
            self._cells.append(CellRun(Kind.TEXT, beside=True).add(fragment))
            return 1
        if fragment.behind and (step := self._open_step()) is not None:
            step.add(fragment)
            return 1
        wraps = last is not None and last.beside and last.tail not in _STOP and not fragment.closes
        if last is not None and ((wraps and fragment.width <= last.width) or self._goes_on(last, fragment)):
            last.add(fragment)
            return 1
        return self._new(Kind.TEXT, at, 1)

    def _open_step(self) -> CellRun | None:
        """Give the last step, where its text goes on behind cells that stand beside it."""
        for cell in self._cells[: -_MAX_BESIDE - 1 : -1]:
            if cell.kind is Kind.STEP:
                return None if cell.tail in _STOP else cell
        return None

    def _new(self, kind: Kind, at: int, count: int) -> int:
        last = self._cells[-1] if self._cells else None
        if kind in (Kind.PERSON,) and last is not None and last.kind is kind:
            last.add(*self._fragments[at : at + count])
        else:
            self._cells.append(CellRun(kind).add(*self._fragments[at : at + count]))
        return count

    def _is_step(self, fragment: Fragment) -> bool:
        """Tell whether a fragment opens a dated step, or says instead of a deadline that there is none (长期坚持)."""
        return fragment.start in self._dated or (
            self._has_deadlines and fragment.text.rstrip("。") in _OPEN_ENDED
        )

    def _is_number(self, fragment: Fragment) -> bool:
        if not self._has_numbers or not fragment.text.isdecimal() or len(fragment.text) > 4:
            return False
        return self._last_number < int(fragment.text) <= self._last_number + 3

    def _is_lost_number(self, fragment: Fragment, at: int) -> bool:
        """Tell whether the number in front of a text is the one that is missing between the rows' own lines."""
        if not self._has_numbers or fragment.number != self._last_number + 1 or fragment.start in self._dated:
            return False
        k = bisect_right(self._number_lines, at)
        for line in self._number_lines[k : k + _MAX_LOOK]:
            number = int(self._fragments[line].text)
            if self._last_number < number <= self._last_number + 3:
                return number == fragment.number + 1
        return False

    def _split_off(self, cell: CellRun) -> None:
        """A line that goes on after a comma is narrow, the text above is wide but for its last line: a new cell."""
        if len(cell.fragments) > 1 and self._wide(cell.fragments[0]) and not self._wide(cell.fragments[-1]):
            self._cells.append(CellRun(Kind.TEXT).add(cell.fragments.pop()))

    def _wide(self, fragment: Fragment) -> bool:
        return fragment.width > self._text_width

    def _is_person_cell(self, at: int) -> bool:
        fragment = self._fragments[at]
        if len(fragment.text) > 16:
            return False
        names = _SPLIT_PERSONS.split(fragment.text)
        if not all(is_person(name) for name in names):
            return False
        if all(name in self._persons for name in names):
            return True
        last = self._cells[-1] if self._cells else None
        if last is None or last.kind in (Kind.PERSON, Kind.NUMBER) or fragment.apart:
            return True
        return last.kind in (Kind.TEXT, Kind.STEP) and last.tail in _STOP

    def _bodies(self, at: int) -> int:
        """Give how many fragments from ``at`` on make up a cell of bodies' names (0: none)."""
        first = self._fragments[at]
        last = self._cells[-1] if self._cells else None
        if last is not None and last.kind is Kind.TEXT and not first.apart:
            before = last.fragments[-1]
            full = before.width >= 0.85 * last.width
            lone = len(last.fragments) == 1 and first.text.startswith(_LEVELS)
            if before.text[-1] not in _STOP and full and not lone:
                return 0
        if (
            last is not None
            and last.kind is Kind.STEP
            and not first.apart
            and last.fragments[-1].text[-1] not in _STOP
        ):
            full = last.fragments[-1].width >= 0.9 * self._step_width
            if full:
                return 0
        best = self._named_from(at)
        return 0 if best and self._goes_on_behind(at + best) else best

    def _named_from(self, at: int) -> int:
        """Give how many fragments from ``at`` on name bodies when they are joined (0: none)."""
        best = 0
        joined = ""
        for count in range(1, _MAX_JOINED + 1):
            if at + count > len(self._fragments):
                break
            fragment = self._fragments[at + count - 1]
            if count > 1 and not self._joins(joined, fragment):
                break
            joined += fragment.text
            if len(joined) > _MAX_NAME:
                break
            if self._names_bodies(joined):
                best = count
        return best

    def _goes_on_behind(self, at: int) -> bool:
        """Tell whether a narrow text goes on where a body's name seemed to end (争创法治政府 / 建设示范区)."""
        if at >= len(self._fragments) or self._fragments[at - 1].text.startswith(_LEVELS):
            return False
        fragment = self._fragments[at]
        if fragment.apart or fragment.closes or fragment.text.isdecimal() or self._is_step(fragment):
            return False
        return not self._wide(fragment) and fragment.text not in self._persons and not self._named_from(at)

    def _joins(self, joined: str, fragment: Fragment) -> bool:
        """Tell whether a fragment may go on with a body's name that breaks at the end of a line."""
        if fragment.closes or self._is_step(fragment) or fragment.text.isdecimal():
            return False
        if _SEPARATED.search(joined) or fragment.text[0] in "、，,":
            return True
        if fragment.apart or fragment.text in self._persons:
            return False
        branch = fragment.text.endswith("分局") and not fragment.text.startswith(_LEVELS)
        if branch and joined.endswith("局"):
            return True
        if fragment.text.startswith(_LEVELS) and self._names_bodies(fragment.text):
            return False
        return not (self._names_bodies(joined) and joined.endswith(_WHOLE))

    def _goes_on(self, cell: CellRun, fragment: Fragment) -> bool:
        """Tell whether a text goes on with the open cell."""
        last = cell.fragments[-1]
        if last.closes:
            last = next((f for f in reversed(cell.fragments) if not f.closes), last)
        wide = self._wide(fragment)
        if cell.kind is Kind.STEP and self._only_deadlines and is_date(cell.text):
            return is_bare_date(cell.text + fragment.text)
        if cell.kind is Kind.STEP:
            full = last.width >= 0.88 * self._step_width
            stops = cell.tail in _STOP
            closed = cell.fragments[-1].closes and stops
            if not (fragment.apart and stops) and (wide or (full and not closed)):
                return True
            return not stops and not fragment.apart
        if cell.kind is not Kind.TEXT:
            return False
        if wide != (cell.width > self._text_width):
            return wide is False and not fragment.apart and last.width >= 0.88 * self._step_width
        unfinished = cell.tail not in _STOP
        if fragment.text[0] in _GOES_ON and unfinished:
            return True
        if fragment.apart:
            return False
        if _LIST_ITEM.match(fragment.text) and _LIST_ITEM.match(cell.fragments[0].text):
            return True
        if last.width < 0.5 * fragment.width:
            return False
        return unfinished or wide or (last.width >= 0.85 * cell.width and len(cell.fragments) > 1)

    def _names_bodies(self, text: str) -> bool:
        """Tell whether a text is a list of names of bodies (kept: the same names come again and again)."""
        known = self._named.get(text)
        if known is None:
            known = self._named[text] = names_bodies(text)
        return known
