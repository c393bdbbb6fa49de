"""Parts of a row of a flattened table: tasks, each with its deadline, beside a number and names that they share.

The cells of number and names are merged there, so the text shows them once, beside the first of the parts:

    5 / 建设养老楼 / 县民政局 / 5月底前 / 建设老年大学 / 12月底前
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.passes.flat_fits import BODIES, is_date
from kg.passes.flat_lines import Fragment
from kg.passes.table_headers import Column

_LEAST = 6  # characters of a task: less is what is left of a broken date


def flat_parts(
    rows: Sequence[Sequence[Fragment]], columns: Sequence[Column]
) -> tuple[list[list[Fragment]], frozenset[int]]:
    """Cut rows whose last column is that of deadlines behind each deadline that another task follows.

    Returns:
        The rows, each with its number first, and the indexes of those that are a later part of the row before them.
    """
    found: list[list[Fragment]] = []
    later: set[int] = set()
    whole = columns[-1] is not Column.DEADLINE or Column.OVERSEER in columns or Column.STEPS in columns
    for row in rows:
        begin = 1
        for at in [] if whole else _ends(row):
            found.append([row[0], *row[begin:at]])
            later.update({len(found)})
            begin = at
        found.append([row[0], *row[begin:]])
    return found, frozenset(later)


def _ends(row: Sequence[Fragment]) -> list[int]:
    """Give where parts of a row end: behind a date, in front of a text that another date follows."""
    dated = [n for n, fragment in enumerate(row) if n and is_date(fragment.text)]
    return [
        n + 1
        for n in dated[:-1]
        if n + 1 not in dated
        and len(row[n + 1].text) >= _LEAST
        and not is_date(row[n].text + row[n + 1].text)
    ]


def with_names_above(
    cells: Sequence[tuple[Fragment, ...]], above: Sequence[tuple[Fragment, ...]], columns: Sequence[Column]
) -> tuple[tuple[Fragment, ...], ...]:
    """Give a later part the names that stand beside the first one, where it has none of its own."""
    if any(cell for column, cell in zip(columns, cells, strict=True) if column in BODIES):
        return tuple(cells)
    return tuple(
        other if column in BODIES else cell for column, cell, other in zip(columns, cells, above, strict=True)
    )
