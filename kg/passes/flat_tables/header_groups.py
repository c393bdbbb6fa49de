"""Headings that stand over several others (责任分工 over 牵头单位 and 配合单位), printed in front of all of these.

序号 工作任务 责任分工 完成时限 / 牵头单位 配合单位
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.language.data import load
from kg.passes.rows.table_headers import ROLES, Column, meaning
from kg.structure.model import Line

_OF_ROLES = re.compile(load("tables")["header"]["group_of_roles"])
_OF_DATES = re.compile(load("tables")["header"]["group_of_dates"])
_NAME_OF_PERSON = re.compile(load("tables")["header"]["name_of_person"])
_OF_PERSON = re.compile(load("tables")["header"]["of_person"])
_OF_PLANS = re.compile(load("tables")["header"]["group_of_plans"])
_OF_PLAN = re.compile(load("tables")["header"]["of_plan"])
_OVER_ROLES = re.compile("(?:工作|任务|责任|职责|部门)+分工")
_LONGEST = 8  # characters of a heading below another
_WORDS = re.compile("[\u4e00-\u9fff（）()/]+")
_FEWEST, _MOST = 2, 20  # headings

Named = tuple[Column, str]
"""What a column holds, and its heading."""


def ungrouped(named: Sequence[Named]) -> list[Named]:
    """Put the headings at the end of a header in the place of those they stand below; the same where there are none."""
    for split in range(1, len(named) - _FEWEST + 1 if len(named) <= _MOST else 0):
        below = _below(named, split)
        if below is not None:
            return [heading for n in range(split) for heading in (below.get(n) or [named[n]])]
    return list(named)


def is_out_of_order(columns: Sequence[Column], headings: Sequence[str]) -> bool:
    """Tell whether a heading over those of several roles was not printed directly in front of these."""
    roles = sum(1 for column in columns if column in (Column.LEAD, Column.SUPPORT))
    return roles > 0 and any(_OVER_ROLES.fullmatch(heading) for heading in headings)


def stands_below(line: Line, headings: Sequence[str]) -> bool:
    """Tell whether a line holds nothing but headings that share a word with one above (总投资 年度投资, below 投资)."""
    parts = line.text.split()
    return (
        _FEWEST <= len(parts) <= _MOST
        and len(headings) <= _MOST
        and all(
            len(part) <= _LONGEST and _WORDS.fullmatch(part) and any(_shares(part, over) for over in headings)
            for part in parts
        )
    )


def is_of_person(heading: str) -> bool:
    """Tell whether a heading below that of a leader says what else is told of him: his post, how to reach him."""
    return _OF_PERSON.fullmatch(heading) is not None


def _below(named: Sequence[Named], split: int) -> dict[int, list[Named]] | None:
    """Give the headings below each group, if all from ``split`` on stand below groups in front of it, in their order."""
    groups: dict[int, list[Named]] = {}
    at = 0
    for column, heading in named[split:]:
        over = range(at, split)
        here = next((n for n in over if _plans(named[n][1], heading)), None)
        if here is None:
            here = next((n for n in over if _holds(named[n][1], column, heading)), None)
        if here is None:
            return None
        at = here
        groups.setdefault(here, []).append(_under(named[here], column, heading))
    return groups if groups and all(len(below) >= _FEWEST for below in groups.values()) else None


def _under(group: Named, column: Column, heading: str) -> Named:
    """Give what a heading below a group says: the name of a leader (县级河长 / 姓名) and his post, a project's year."""
    if _NAME_OF_PERSON.fullmatch(heading):
        return group[0], group[1] + heading
    if _OF_PERSON.fullmatch(heading) or _OF_PLANS.fullmatch(group[1]):
        return Column.OTHER, heading
    return column, heading


def _plans(group: str, heading: str) -> bool:
    """Tell whether a heading says what a project is to spend or reach in the year that the one above it names."""
    return _OF_PLAN.fullmatch(heading) is not None and _OF_PLANS.fullmatch(group) is not None


def _holds(group: str, column: Column, heading: str) -> bool:
    if _NAME_OF_PERSON.fullmatch(heading) or _OF_PERSON.fullmatch(heading):
        return meaning(group) in ROLES
    if column in ROLES:
        # 责任单位 | 责任人 | 配合单位: no person stands below a heading of bodies
        bodies = group.endswith(("单位", "部门", "主体")) and column is Column.OVERSEER
        return not bodies and _OF_ROLES.fullmatch(group) is not None
    if column in (Column.DEADLINE, Column.STEPS):
        return _OF_DATES.fullmatch(group) is not None
    return column is Column.OTHER and meaning(group) in (None, Column.OTHER) and _shares(heading, group)


def _shares(heading: str, group: str) -> bool:
    return heading != group and any(heading[k : k + 2] in group for k in range(len(heading) - 1))
