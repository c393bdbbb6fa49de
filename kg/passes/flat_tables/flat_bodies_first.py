"""Flattened tables whose first column names who answers for the tasks beside it: 责任部门, 责任事项, 完成时限.

    县甲局 / 检查企业 / 11月底前 / 开展演练 / 12月底前 / 县乙局 / 排查隐患 / 10月底前

A deadline ends each row; where no body stands in front of a task, the cell of the one above goes on beside it.
"""

from __future__ import annotations

from kg.passes.flat_tables.flat_dates import is_bare_date
from kg.passes.flat_tables.flat_fits import BODIES, is_deadline
from kg.passes.flat_tables.flat_lines import FlatTable, Fragment
from kg.passes.flat_tables.flat_names import names_bodies
from kg.passes.rows.table_headers import Column

_MOST_LINES = 4  # of a cell of names

Cells = tuple[tuple[Fragment, ...], ...]


def names_bodies_first(table: FlatTable) -> bool:
    """Tell whether the column of bodies is the first, so that no number or task begins a row."""
    return table.columns[0] in BODIES


def rows_of_bodies(table: FlatTable) -> list[Cells] | None:
    """Cut such a table with a column of tasks and one of deadlines into rows, or give None where that is not certain."""
    if table.columns[1:] != (Column.TASK, Column.DEADLINE):
        return None
    rows: list[Cells] = []
    bodies: tuple[Fragment, ...] = ()
    at = 0
    fragments = table.fragments
    while at < len(fragments):
        count = _named(fragments[at : at + _MOST_LINES])
        bodies = fragments[at : at + count] or bodies
        task = at + count
        end = next((n for n in range(task + 1, len(fragments)) if _deadline(fragments, n)), 0)
        if not bodies or not end or any(names_bodies(f.text) for f in fragments[task:end]):
            return None
        behind = end + _deadline(fragments, end)
        rows.append((bodies, fragments[task:end], fragments[end:behind]))
        at = behind
    return rows if len(rows) > 1 else None


def _named(fragments: tuple[Fragment, ...]) -> int:
    """Give how many fragments name bodies when they are joined (0: none)."""
    best = 0
    for count in range(1, len(fragments) + 1):
        if names_bodies("".join(fragment.text for fragment in fragments[:count])):
            best = count
    return best


def _deadline(fragments: tuple[Fragment, ...], at: int) -> int:
    """Give how many fragments from ``at`` on make a deadline (0: none)."""
    if is_deadline(fragments[at].text):
        count = 1
    elif at + 1 < len(fragments) and is_bare_date(fragments[at].text + fragments[at + 1].text):
        return 2
    else:
        return 0
    while at + count < len(fragments) and is_bare_date(
        "".join(f.text for f in fragments[at : at + count + 1])
    ):
        count += 1
    return count
