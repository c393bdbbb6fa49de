"""Tables with tabs whose rows tell what units or work groups have to do, and who leads and joins the groups.

序号	成员单位	工作职责                     组别	牵头单位	成员单位	主要职责
1	市甲局	负责监测。                   抢险组	市甲局	市乙局、市丙队	组织抢险。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.facts import Agent, AgentKind, MemberRole
from kg.passes.members import group_headings as headings
from kg.passes.names.agents import Mention, names_in_prose
from kg.structure.model import Cell, Instrument, Table

_UNIT = re.compile("(?:成员|组成)?(?:单位|部门)(?:名称)?|内设机构|科室|股室|处室")
_DUTIES = re.compile("(?:主要|工作|应急|具体)?职责(?:任务|分工)?")
_GROUP_NAME = re.compile("[\u4e00-\u9fff（）()]{2,20}(?:组|专班)")
_MIN_DUTY = 5
_BODIES = (MemberRole.LEAD_ORG, MemberRole.MEMBER_ORG)


class TabbedDuty(NamedTuple):
    """A row: whose duties it tells, the cells of names with the part they give in a group, and the cell of duties."""

    owners: tuple[Mention, ...]
    members: tuple[tuple[MemberRole, Cell], ...]
    duties: Cell


class _Columns(NamedTuple):
    owner: int
    duties: int
    members: tuple[tuple[MemberRole, int], ...]
    groups: bool


@lru_cache(maxsize=1)  # the passes for members and for duties ask one after the other
def tabbed_duties(instrument: Instrument) -> tuple[TabbedDuty, ...]:
    """Read the rows of such tables."""
    return tuple(row for table in instrument.tables for row in _rows(instrument, table))


def _rows(instrument: Instrument, table: Table) -> Iterator[TabbedDuty]:
    columns: _Columns | None = None
    for cells in table.rows:
        if (header := _columns(cells)) is not None:
            columns = header  # of the next table, where several follow each other
            continue
        if columns is None:
            continue
        reach = max(columns.owner, columns.duties, *(n for _, n in columns.members), 0)
        if len(cells) <= reach or len(cells[columns.duties].text) < _MIN_DUTY:
            continue
        owner = cells[columns.owner]
        owners = _owners(instrument, owner, groups=columns.groups)
        if owners:
            members = tuple((part, cells[n]) for part, n in columns.members if cells[n].text)
            yield TabbedDuty(tuple(owners), members, cells[columns.duties])


def tells_groups(row: Sequence[Cell]) -> bool:
    """Tell whether a row is the header of a table of work groups and their members, not of tasks."""
    columns = _columns(row)
    return columns is not None and columns.groups and any(part in _BODIES for part, _ in columns.members)


def _columns(row: Sequence[Cell]) -> _Columns | None:
    """Tell the columns by a header row; one that names units beside who leads them is a table of tasks."""
    heads = [cell.text for cell in row]
    duties = _index(heads, _DUTIES)
    group, lead, joins = (
        _index(heads, kind) for kind in (headings.GROUP, headings.LEAD_ORG, headings.MEMBER_ORG)
    )
    if duties < 0:
        return None
    if 0 <= group < duties:
        chair = _index(heads, headings.CHAIR)
        parts = (
            (MemberRole.CHAIR, chair),
            (MemberRole.LEAD_ORG, lead),
            (MemberRole.MEMBER_ORG, joins),
        )
        return _Columns(group, duties, tuple((part, n) for part, n in parts if n >= 0), groups=True)
    unit = _index(heads, _UNIT)
    return _Columns(unit, duties, (), groups=False) if 0 <= unit < duties and lead < 0 else None


def _index(heads: Sequence[str], kind: re.Pattern[str]) -> int:
    return next((n for n, head in enumerate(heads) if kind.fullmatch(head)), -1)


def _owners(instrument: Instrument, cell: Cell, *, groups: bool) -> list[Mention] | None:
    if not groups:
        return names_in_prose(instrument.text, cell.start, cell.end)
    if _GROUP_NAME.fullmatch(cell.text) is None:
        return None
    return [Mention(Agent(cell.text, AgentKind.ORG), cell.start, cell.end)]
