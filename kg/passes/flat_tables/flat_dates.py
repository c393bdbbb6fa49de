"""Tell the dates in the cells of flattened tables from texts."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.language.data import load
from kg.passes.words.dates import find_dues, years_due

LEAD = 2
"""Characters in front of a deadline's date."""
ANY_YEAR = 2000
"""The year of dates that are only looked at, not read."""

_OPEN_ENDED = frozenset(load("tables")["dates"]["open_ended"])
_MAY_DATE = re.compile("[年月季度日底末前]")
_COMMA = re.compile("[，、,；]")
# 2025年启动，2027年完成: years with what is done in each
_YEARS_DO = re.compile(
    "(?:20\\d\\d年(?:底前|底|前)?(?:全面|基本|正式)?(?:启动|开工|完成|建成|实现|验收|印发|出台|推广|实施|投用)[，、,；]?){1,4}"
)
_MARKS = 2  # characters beside a bare date


@lru_cache(maxsize=16384)  # every way to cut a row asks for the same texts
def is_date(text: str) -> bool:
    """Tell whether a cell holds a date and little else, or says that there is none (长期坚持)."""
    if all(part in _OPEN_ENDED for part in _COMMA.split(text.rstrip("。"))):
        return True
    if _YEARS_DO.fullmatch(text):
        return True
    if years_due(text, 0, len(text)) is not None:
        return not text.isdecimal()  # 2025年, 2024—2026年
    dues = find_dues(text, 0, len(text), ANY_YEAR)
    return bool(dues) and dues[0].start <= LEAD and 2 * sum(due.end - due.start for due in dues) >= len(text)


def is_bare_date(text: str) -> bool:
    """Tell whether a text is dates and nothing else but a mark or two."""
    if not _MAY_DATE.search(text):
        return False
    dues = find_dues(text, 0, len(text), ANY_YEAR)
    return bool(dues) and sum(due.end - due.start for due in dues) + _MARKS >= len(text)
