"""Rows of a table whose printed lines run across its columns, one space between the cells: neither gaps nor places left.

    序号 工作任务 责任单位 完成时限
    1 制定养老服务设施专项规划，明确用地标 市甲局、市乙局和 2023年6月
    准和配建要求。 丙局

Lines with a piece for each column tell how wide each is. On the others a piece belongs to a column in which the line
above breaks off at the edge: of all ways to share the pieces out the cheapest is taken, if no other comes near it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from kg.language.data import load
from kg.passes.flat_tables.aligned_columns import GAP, Piece, Row, split_cells
from kg.passes.flat_tables.flat_dates import is_date
from kg.passes.flat_tables.flat_names import names_bodies, names_persons
from kg.passes.flat_tables.row_parting import REST_OF_NAME, part_rows
from kg.passes.rows.table_headers import ROLES, Column
from kg.structure.lines import width
from kg.structure.model import Line

_MOST_COLUMNS = 9
_LEAST_FULL = 2  # lines with a piece for each column
_SLACK = 2  # half-width columns by which a piece may be wider than those of the full lines
_NEARLY = 3  # … by which a line that breaks off may fall short of its column
_OPEN = ("、", "，", ",", "（", "(")
_CLOSED = ("。", "；", "）", ")", ";")
_MARKS = ".、．"
_LEVELS = tuple(load("bodies")["level_prefixes"])
_REST_OF_DATE = re.compile("(?:月|月底|底|末|日|年底|年)?(?:之?前|以前)?")
_JOINTS = "和及与、"
_SENTENCE = re.compile("[，。；]")
_STRANGE = 4.0  # what a piece of another kind than its column costs
_CUT_OFF, _HANGS = 2.0, 5.0  # a cell that ends at its edge, or with a comma
_SHORT = 3.0  # a cell that goes on though its line has room left
_NEXT = 0.5  # the first line of the next row below the last one of this
_OF_NAMES = 2.0  # a part of a sentence in a column without sentences
_LIKELY = 1.0  # what a name or a date costs among texts
_CERTAIN = 1.0  # by which any other way must cost more

Places = tuple[int, ...]
"""The column of each piece of a line."""


def interleaved_rows(columns: Sequence[Column], lines: Sequence[Line]) -> list[Row]:
    """Cut lines into rows and columns; nothing where that cannot be done without doubt."""
    if Column.NUMBER not in columns or not 3 <= len(columns) <= _MOST_COLUMNS:
        return []
    lines = _without_page_numbers(lines)
    pieces = [[_piece(found) for found in split_cells(line, GAP)] for line in lines]
    full = [row for row in pieces if len(row) == len(columns)]
    if len(full) < _LEAST_FULL or any(len(row) > len(columns) for row in pieces):
        return []
    widths = [max(row[n].right for row in full) for n in range(len(columns))]
    said = [any(_SENTENCE.search(_text(row[n])) for row in full) for n in range(len(columns))]
    ways = [_ways(row, columns, widths, said) for row in pieces]
    kinds = [
        Column.OTHER if column is Column.TASK and not told else column
        for column, told in zip(columns, said, strict=True)
    ]
    places = _cheapest(pieces, ways, kinds, widths) if all(ways) else []
    if not places:
        return []
    cells = [
        [[row[at.index(n)]] if n in at else [] for n in range(len(columns))]
        for row, at in zip(pieces, places, strict=True)
    ]
    rows = part_rows(cells, columns, lines) or []
    return [] if any(_is_torn(row, columns) for row in rows) else rows


def _is_torn(row: Row, columns: Sequence[Column]) -> bool:
    """Tell whether a cell of names begins with the rest of one."""
    return any(
        REST_OF_NAME.match(_text(cell[0]))
        for cell, column in zip(row, columns, strict=True)
        if cell and column in ROLES
    )


def _without_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """Leave out numbers alone on their lines where the rows count without them."""
    first = [line.text.split()[0].rstrip(_MARKS) for line in lines if " " in line.text]
    numbers = [int(text) for text in first if text.isdecimal()]
    if numbers != list(range(1, len(numbers) + 1)):
        return list(lines)
    return [line for line in lines if not line.text.isdecimal()]


def _piece(found: Piece) -> Piece:
    """Give a piece without its place: only how wide it is is known."""
    return Piece(found.line, found.start, found.end, 0, width(found.line.text[found.start : found.end]))


def _text(piece: Piece) -> str:
    return piece.line.text[piece.start : piece.end]


def _ways(
    row: Sequence[Piece], columns: Sequence[Column], widths: Sequence[int], said: Sequence[bool]
) -> dict[Places, float]:
    """Give the columns in which the pieces of a line may stand, with what each way costs.

    ``said`` tells which columns hold sentences on the full lines.
    """
    found: dict[Places, float] = {}
    for places in combinations(range(len(columns)), len(row)):
        if any(piece.right > widths[n] + _SLACK for piece, n in zip(row, places, strict=True)):
            continue
        cost = sum(
            _strange(_text(piece), columns[n])
            + (0.0 if said[n] or columns[n] in ROLES else _says(_text(piece)))
            for piece, n in zip(row, places, strict=True)
        )
        if len(row) == len(columns) or cost < _STRANGE * len(row):
            found[places] = cost
    return found


def _says(text: str) -> float:
    """Give what it costs that a part of a sentence stands in a column of names of projects."""
    return _OF_NAMES if _SENTENCE.search(text) else 0.0


def _strange(text: str, column: Column) -> float:
    """Give what it costs to find a piece in a column."""
    if column is Column.NUMBER:
        return 0.0 if text.rstrip(_MARKS).isdecimal() else 4 * _STRANGE
    if column is Column.DEADLINE:
        return 0.0 if any(c.isdigit() or c in "年月日底前期常" for c in text) else _STRANGE
    if _REST_OF_DATE.fullmatch(text):
        return _STRANGE
    if column in ROLES:
        return _STRANGE if any(c.isdigit() or c in "。；：“”" for c in text) else 0.0
    return _LIKELY if names_bodies(text) or is_date(text) or names_persons(text) else 0.0


def _cheapest(
    pieces: Sequence[Sequence[Piece]],
    ways: Sequence[dict[Places, float]],
    columns: Sequence[Column],
    widths: Sequence[int],
) -> list[Places]:
    """Give the cheapest way to share the pieces of all lines out; nothing where another one comes near it."""
    ahead: list[dict[Places, float]] = [dict(ways[0])]
    for i in range(1, len(pieces)):
        ahead.append(
            {
                places: cost
                + min(
                    before + _between(pieces[i - 1 : i + 1], (above, places), columns, widths)
                    for above, before in ahead[-1].items()
                )
                for places, cost in ways[i].items()
            }
        )
    behind: list[dict[Places, float]] = [dict.fromkeys(ways[-1], 0.0)]
    for i in range(len(pieces) - 2, -1, -1):
        following = behind[0]
        behind.insert(
            0,
            {
                places: min(
                    ways[i + 1][below] + cost + _between(pieces[i : i + 2], (places, below), columns, widths)
                    for below, cost in following.items()
                )
                for places in ways[i]
            },
        )
    result: list[Places] = []
    for i in range(len(pieces)):
        totals = sorted((ahead[i][places] + behind[i][places], places) for places in ways[i])
        if len(totals) > 1 and totals[1][0] - totals[0][0] < _CERTAIN:
            return []
        result.append(totals[0][1])
    return result


def _between(
    rows: Sequence[Sequence[Piece]],
    places: tuple[Places, Places],
    columns: Sequence[Column],
    widths: Sequence[int],
) -> float:
    """Give what it costs that two lines stand one below the other."""
    cost = 0.0
    below = dict(zip(places[1], rows[1], strict=True))
    for piece, n in zip(rows[0], places[0], strict=True):
        text = _text(piece)
        ends = _ends(text, columns[n])
        at_edge = piece.right >= widths[n] - _NEARLY and not ends
        if n in below:
            role = columns[n] in ROLES
            if at_edge:  # 县甲局、县 / 县乙局: no rest of the name above it
                torn = role and not text.endswith(_OPEN) and _is_whole(_text(below[n]))
                cost += _SHORT if torn else 0.0
            else:  # the rest of a name ends its cell, and all cells end in front of the next row's number
                counts = columns[places[1][0]] is Column.NUMBER
                cost += _NEXT if ends or role or counts else _SHORT
        elif text.endswith(_OPEN):
            cost += _HANGS
        elif at_edge:
            # the name of a project may end anywhere
            cost += _NEXT if columns[n] is Column.OTHER else _CUT_OFF
    return cost


def _is_whole(text: str) -> bool:
    return text.startswith(_LEVELS) and names_bodies(text)


def _ends(text: str, column: Column) -> bool:
    """Tell whether a line may be the last of its cell: a sentence, a name, a date or a number."""
    if text.endswith(_CLOSED) or column is Column.NUMBER:
        return True
    if column is Column.DEADLINE:
        return is_date(text)
    names = text.lstrip(_JOINTS)
    return column in ROLES and names != "" and (names_bodies(names) or names_persons(names))
