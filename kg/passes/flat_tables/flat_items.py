"""Items of a flattened task table, put together from its cells.

The grammar is that of :mod:`kg.passes.flat_tables.flat_tables`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from kg.passes.flat_tables.flat_cells import CellRun, Kind
from kg.passes.flat_tables.flat_columns import is_torn
from kg.passes.flat_tables.flat_lines import FlatTable
from kg.passes.rows.table_headers import Column
from kg.passes.words.dates import find_dues

_BODY_COLUMNS = frozenset({Column.LEAD, Column.RESPONSIBLE, Column.SUPPORT})
_ENOUGH = 8  # items from which the width of their column is known
_USUAL_ITEM = 44  # half-width columns no column of items is wider than, where it is not known
_NEXT_STEP = 4  # cells at most from a text beside a step to that step
_OPENING = 6  # characters of a part's name by which its item is known


@dataclass(slots=True)
class RowCells:
    """The cells of one row of an item."""

    part: list[CellRun] = field(default_factory=list)
    persons: list[CellRun] = field(default_factory=list)  # leaders printed at this row
    bodies: list[CellRun] = field(default_factory=list)
    steps: list[CellRun] = field(default_factory=list)
    floating: bool = False  # began with steps: its names are still to come


@dataclass(slots=True)
class Item:
    """An item: its number and text, and its rows."""

    number: CellRun | None = None
    text: list[CellRun] = field(default_factory=list)
    rows: list[RowCells] = field(default_factory=list)

    def open_row(self) -> RowCells:
        """Give the last row, or a first one."""
        if not self.rows:
            self.rows.append(RowCells())
        return self.rows[-1]

    @property
    def fresh(self) -> bool:
        """Nothing but the number, the text and leaders yet."""
        return not any(row.part or row.bodies or row.steps for row in self.rows)


def follows_grammar(table: FlatTable) -> bool:
    """Tell whether the rows of a table may be items of the grammar: a text first, and several cells that tell them.

    Cells printed side by side, torn rows and what could not be cut below nothing but headings of tasks, their bodies
    and their deadlines are out of order.
    """
    if table.mixed or is_torn(table):
        return False
    first = next((column for column in table.columns if column is not Column.NUMBER), None)
    plain = table.columns.count(Column.TASK) == 1 and {Column.OVERSEER, Column.STEPS}.isdisjoint(
        table.columns
    )
    counted = not {Column.NUMBER, Column.OVERSEER, Column.STEPS}.isdisjoint(table.columns)
    return first in (Column.TASK, Column.OTHER) and counted and not plain


def assemble(text: str, cells: list[CellRun], columns: tuple[Column, ...], anchor: int) -> list[Item]:
    """Put the cells of a table together to items, in source order.

    Args:
        text: The instrument's text that the cells are spans of.
        cells: The cells in the order in which they were printed.
        columns: The columns of the table.
        anchor: The year of dates that print none (only their order matters here).
    """
    return _Assembler(text, cells, columns, anchor).items()


class _Assembler:
    """Puts cells together to items, in one walk from left to right."""

    def __init__(self, text: str, cells: list[CellRun], columns: tuple[Column, ...], anchor: int) -> None:
        self._text = text
        self._cells = cells
        self._anchor = anchor
        self._part_width = _column_width(cells, Kind.PERSON, Kind.BODY)
        self._item_width = max(_column_width(cells, Kind.NUMBER, Kind.PERSON), self._part_width)
        items = sum(1 for a, b in pairwise(cells) if a.kind is Kind.TEXT and b.kind is Kind.PERSON)
        self._widest_item = (
            self._item_width + 1 if items >= _ENOUGH else max(self._item_width + 1, _USUAL_ITEM)
        )
        self._items: list[Item] = []
        self._has_parts = columns.count(Column.TASK) > 1
        self._dues: dict[int, str | None] = {}
        self._columns = max(1, len(set(columns) & _BODY_COLUMNS))

    def items(self) -> list[Item]:
        for at, cell in enumerate(self._cells):
            if cell.kind is Kind.NUMBER:
                self._number(cell, at)
            elif cell.kind is Kind.PERSON:
                self._person(cell)
            elif cell.kind is Kind.BODY:
                self._body(cell, at)
            elif cell.kind is Kind.STEP:
                self._step(cell, at)
            else:
                self._text_cell(cell, at)
        self._move_rows()
        return [item for item in self._items if item.rows or item.text]

    def _move_rows(self) -> None:
        """Rows printed before their item's number and text (a page ends in between) go to the item they belong to.

        They are known by their part's name, which the text of the next item takes up, and by having no body.
        """
        for above, below in pairwise(self._items):
            here = "".join(cell.text for cell in above.text)
            there = "".join(cell.text for cell in below.text)
            moved: list[RowCells] = []
            while above.rows and not above.rows[-1].bodies and above.rows[-1].part:
                opening = above.rows[-1].part[0].text[:_OPENING]
                if len(opening) < _OPENING or opening in here or opening not in there:
                    break
                moved.insert(0, above.rows.pop())
            below.rows[:0] = moved

    def _item(self) -> Item:
        if not self._items:
            self._items.append(Item())
        return self._items[-1]

    def _new_item(self) -> Item:
        self._items.append(Item())
        return self._items[-1]

    def _kind(self, at: int) -> Kind | None:
        """Give the kind of a cell, numbers passed over."""
        while at < len(self._cells) and self._cells[at].kind is Kind.NUMBER:
            at += 1
        return self._cells[at].kind if at < len(self._cells) else None

    def _number(self, cell: CellRun, at: int) -> None:
        """A number opens an item, or comes late for the one that is open."""
        item = self._item()
        opens = self._kind(at + 1) is Kind.TEXT and self._kind(at + 2) is Kind.PERSON
        whole = bool(item.text) and item.text[-1].text.endswith("。")
        if opens and item.number is None and item.rows and not item.text and len(self._items) > 1:
            self._items.pop()  # what seemed to begin an item were more rows of the one above
            self._items[-1].rows.extend(item.rows)
            item = self._items[-1]
        if item.number is not None or (opens and whole) or (whole and item.fresh and not item.rows):
            item = self._new_item()
        item.number = cell

    def _person(self, cell: CellRun) -> None:
        item = self._item()
        row = item.rows[-1] if item.rows else None
        waits = row is not None and row.floating and not (row.persons or row.bodies)
        if row is not None and (waits or not (row.part or row.bodies or row.steps)):
            row.persons.append(cell)
        else:
            item.rows.append(RowCells(persons=[cell]))

    def _body(self, cell: CellRun, at: int) -> None:
        row = self._item().open_row()
        following = self._kind(at + 1)
        if row.bodies and not row.steps and self._cells[at - 1].kind is Kind.BODY:
            if (
                not row.part
                and self._has_parts
                and cell.fragments[0].apart
                and len(row.bodies) == self._columns
            ):
                row.part, row.bodies = (
                    row.bodies,
                    [cell],
                )  # the first names the part (a hospital to be opened)
            else:
                row.bodies.append(cell)
        elif row.steps and not (row.floating and not row.bodies):
            part = list(row.part)
            self._item().rows.append(RowCells(part=part, bodies=[cell]))
        else:
            row.bodies.append(cell)
            row.floating = row.floating and following is Kind.STEP

    def _step(self, cell: CellRun, at: int) -> None:
        item = self._item()
        row = item.open_row()
        back = bool(row.steps and row.bodies) and self._goes_back(row, cell)
        if back and not self._ends_row(row, cell, at):
            if item.number is not None and item.text:
                item = self._new_item()
            row = RowCells(floating=True)
            item.rows.append(row)
        row.steps.append(cell)

    def _goes_back(self, row: RowCells, cell: CellRun) -> bool:
        """Tell whether a step lies before the one above it: the first step of another row."""
        here, above = self._due(cell), self._due(row.steps[-1])
        return here is not None and above is not None and here <= above

    def _ends_row(self, row: RowCells, cell: CellRun, at: int) -> bool:
        """Tell whether a step due when the one above it is due is the last of its row: the next number follows."""
        number = at + 1 < len(self._cells) and self._cells[at + 1].kind is Kind.NUMBER
        return number and self._due(cell) == self._due(row.steps[-1])

    def _due(self, cell: CellRun) -> str | None:
        if cell.start not in self._dues:
            dues = find_dues(self._text, cell.start, min(cell.end, cell.start + 14), self._anchor)
            self._dues[cell.start] = dues[0].last[:7] if dues else None
        return self._dues[cell.start]

    def _text_cell(self, cell: CellRun, at: int) -> None:
        if cell.beside:
            self._beside(cell, at)
            return
        item = self._item()
        row = item.rows[-1] if item.rows else None
        before = self._cells[at - 1].kind if at else None
        following = self._kind(at + 1)
        if before is Kind.NUMBER and item.text and not item.text[-1].text.endswith("。"):
            item.text.append(cell)  # the item's text goes on behind its number
        elif before is Kind.NUMBER or (item.fresh and not item.text and not item.rows):
            item.text.append(cell)
        elif self._is_steps(cell, before, following) and row is not None:
            row.steps.append(cell)
        elif following is Kind.PERSON and not (row is not None and row.floating and row.persons):
            self._item_text(cell)
        elif row is not None and row.floating and not row.part:
            row.part.append(cell)
        elif self._is_item_width(cell) and not item.fresh:
            self._new_item().text.append(cell)
        elif row is not None and not (row.part or row.bodies or row.steps):
            row.part.append(cell)
        else:
            item.rows.append(RowCells(part=[cell]))

    def _beside(self, cell: CellRun, at: int) -> None:
        """Take a text beside the steps of a row: the item's or its part's.

        Of two on one line the first is the item's. One alone goes on with the text that is not at its end; where that
        does not tell, a wide one is the item's.
        """
        item = self._item()
        row = item.open_row()
        step = next((c for c in self._cells[at + 1 : at + _NEXT_STEP] if c.kind is Kind.STEP), None)
        begins = step is not None and bool(row.steps and row.bodies) and self._goes_back(row, step)
        second = cell.fragments[0].behind and self._cells[at - 1].beside
        following = self._cells[at + 1] if at + 1 < len(self._cells) else None
        first = following is not None and following.beside and following.fragments[0].behind
        open_item, open_part = _is_open(item.text), _is_open(row.part) and not begins
        alone = open_item if open_item != open_part else cell.width > self._part_width + 2
        if first or (alone and not second):
            if item.text and not open_item and (begins or self._cells[at - 1].kind is Kind.NUMBER):
                item = self._new_item()
            item.text.append(cell)
        elif begins:
            item.rows.append(RowCells(part=[cell], floating=True))
        else:
            row.part.append(cell)

    def _item_text(self, cell: CellRun) -> None:
        """A text in front of a leader is an item's."""
        item = self._item()
        if item.text or item.number is not None:
            if not item.text and item.fresh:
                item.text.append(cell)
                return
            item = self._new_item()
        item.text.append(cell)

    def _is_steps(self, cell: CellRun, before: Kind | None, following: Kind | None) -> bool:
        """Tell whether a text without a date in front is what a row's steps say: wide, or right behind a body."""
        if cell.width > self._widest_item:
            return True
        return before is Kind.BODY and following is not Kind.BODY

    def _is_item_width(self, cell: CellRun) -> bool:
        return len(cell.fragments) > 1 and self._part_width + 3 < cell.width <= self._item_width + 1


def _is_open(text: list[CellRun]) -> bool:
    """Tell whether a text beside steps goes on."""
    return bool(text) and text[-1].beside and text[-1].tail != "。"


def _column_width(cells: list[CellRun], before: Kind, after: Kind) -> int:
    """Give the width of a column of texts, as the texts between cells of the two kinds show it."""
    widths = sorted(
        cell.width
        for left, cell, right in zip(cells, cells[1:], cells[2:], strict=False)
        if cell.kind is Kind.TEXT and left.kind is before and right.kind is after
    )
    return widths[(len(widths) * 19 - 1) // 20] if widths else 28
