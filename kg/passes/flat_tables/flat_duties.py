"""Tables of units and their duties that text extraction flattened: a name on a line of its own, its duty below.

单位名称
主要职责
甲局
负责编制预案，组织演
练。
乙局
协助做好宣传。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.passes.names.agents import Mention, names_in_prose
from kg.structure.model import Instrument

_UNITS = re.compile("(?:成员|责任|有关|相关|组成)?(?:单位|部门)(?:名称)?")
_DUTIES = re.compile("(?:主要|工作|应急|具体)?(?:职责|任务)(?:任务|分工)?")
_NUMBER = re.compile(r"序号|\d{1,3}")
_WHOLE = ("。", "；", ";", "：", ":", "，", "、")
_MIN_ENTRIES = 2
_MAX_NAME = 40


class FlatDuty(NamedTuple):
    """Whose duty it is, and the indexes of its first and its last paragraph."""

    owners: list[Mention]
    first: int
    last: int


def flat_duties(instrument: Instrument) -> list[FlatDuty]:
    """Find the rows of such tables; a table with fewer than two is none."""
    if "职责" not in instrument.text:
        return []
    found: list[FlatDuty] = []
    for index in range(instrument.header.opening_end, len(instrument.paragraphs) - 1):
        if _is(instrument, index, _UNITS) and _is(instrument, index + 1, _DUTIES):
            rows = list(_rows(instrument, index + 2))
            found.extend(rows if len(rows) >= _MIN_ENTRIES else [])
    return found


def _rows(instrument: Instrument, at: int) -> Iterator[FlatDuty]:
    owners: list[Mention] | None = None
    first = -1
    while at < len(instrument.paragraphs):
        paragraph = instrument.paragraphs[at]
        if paragraph.label is not None or paragraph.is_row:
            break
        heading = any(_is(instrument, at, kind) for kind in (_NUMBER, _UNITS, _DUTIES))
        names = None if heading else _name(instrument, at)
        if heading or names:
            if owners and first >= 0:
                yield FlatDuty(owners, first, at - 1)
            owners, first = names or (None if first >= 0 else owners), -1
        elif owners is None:
            return  # text behind the table
        elif first < 0:
            first = at
        elif _ends(instrument, at - 1):
            break  # a sentence more is none of the cell's
        at += 1
    if owners and first >= 0:
        yield FlatDuty(owners, first, at - 1)


def _is(instrument: Instrument, index: int, kind: re.Pattern[str]) -> bool:
    paragraph = instrument.paragraphs[index]
    return kind.fullmatch(instrument.text, paragraph.start, paragraph.end) is not None


def _name(instrument: Instrument, index: int) -> list[Mention] | None:
    paragraph = instrument.paragraphs[index]
    if paragraph.end - paragraph.start > _MAX_NAME:
        return None
    if instrument.text.endswith(_WHOLE, paragraph.start, paragraph.end):
        return None
    return names_in_prose(instrument.text, paragraph.start, paragraph.end)


def _ends(instrument: Instrument, index: int) -> bool:
    paragraph = instrument.paragraphs[index]
    return instrument.text.endswith("。", paragraph.start, paragraph.end)
