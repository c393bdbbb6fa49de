"""Tables on how leaders divide their work: 姓名 | 职务 | 分管工作, one leader a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.passes.names.person_names import is_name
from kg.structure.model import Cell, Instrument, Table

_NAMES = frozenset(
    ("姓名", "领导", "领导姓名", "领导同志", "县领导", "市领导", "区领导", "镇领导", "分管领导")
)
_POSTS = frozenset(("职务", "职位", "现任职务", "行政职务", "党政职务", "所任职务"))
_DUTIES = re.compile(
    "(?:工作|业务|职责|具体|任务)?分工(?:情况|内容)?|(?:分管|负责|主管)(?:的?(?:工作|业务|事项|内容|领域|职责))?|(?:主要|工作|岗位)?职责"
)


class LeaderRow(NamedTuple):
    """One leader of a table: the cells of name, of posts (none where the table has no such column) and of duties."""

    name: Cell
    posts: Cell | None
    duties: tuple[Cell, ...]


def leader_tables(instrument: Instrument) -> Iterator[Table]:
    """Give the tables that hold leaders and what they answer for."""
    return (table for table in instrument.tables if any(_rows(table)))


def leader_rows(instrument: Instrument) -> Iterator[LeaderRow]:
    """Give the rows of all tables of leaders and what they answer for."""
    for table in instrument.tables:
        yield from _rows(table)


def _rows(table: Table) -> Iterator[LeaderRow]:
    heads = [cell.compact for cell in table.rows[0]]
    name = next((n for n, head in enumerate(heads) if head in _NAMES), None)
    posts = next((n for n, head in enumerate(heads) if head in _POSTS), None)
    duties = [n for n, head in enumerate(heads) if _DUTIES.fullmatch(head)]
    if name is None or not duties:
        return
    for row in table.rows[1:]:
        if len(row) != len(heads) or not is_name(row[name].compact):
            continue
        yield LeaderRow(
            row[name],
            row[posts] if posts is not None and row[posts].text.strip() else None,
            tuple(row[n] for n in duties if row[n].text.strip()),
        )
