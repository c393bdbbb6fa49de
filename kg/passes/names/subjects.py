"""The names that stand right before a verb of a sentence: who does what it says."""

from __future__ import annotations

import re

from kg.passes.names.agents import Mention, names_in_prose

_MANNER = re.compile(
    "(?:负责|共同|联合|具体|总|统一|分别|按照?职责分工|应当|应|要|须|会同|立即|及时|定期|，){0,12}$"
)
_MAX_MANNER = 24
_BOUNDARY = re.compile("[，,。；;：:、\n]|(?<=[一二三四五六七八九十])是")
# 由负责应对工作的区指挥部负责: what tells which body is meant is no part of its name
_ATTRIBUTE = re.compile(
    "(?:负责|履行|承担|参与|参加)[^，。；由的]{2,24}的(?:[^，。；由的]{2,12}(?:设立|成立|组建|指定|确定)的)?(?=[^，。；]{4})"
)
_CARRIED = re.compile(
    "由?(?P<names>[^，。；]{2,80}?)(?:积极|密切|共同|具体|分别|按照?职责分工)?(?:牵头(?:负责)?|负责|配合|协助|参与|协办|落实)[，,]"
)
_MAX_LIST = 400  # characters of a list of subjects
_MAX_NAMES = 80


def names_ending_at(text: str, start: int, at: int) -> list[Mention] | None:
    """Read the names that end right before ``at`` (adverbs aside) and begin at a boundary of the sentence."""
    reach = max(start, at - _MAX_MANNER)
    manner = _MANNER.search(text[reach:at])
    at = reach + manner.start() if manner else at
    return most_names(text, start, at, _BOUNDARY)


def most_names(text: str, start: int, at: int, boundary: re.Pattern[str]) -> list[Mention] | None:
    """Read the most names that end at ``at`` and begin at ``start`` or behind a ``boundary`` near it."""
    best: list[Mention] | None = None
    first = [start] if at - start <= _MAX_LIST else []
    for begin in [*first, *(m.end() for m in boundary.finditer(text, max(start, at - _MAX_NAMES), at))]:
        names = names_in_prose(text, begin, at)
        if names is not None and (best is None or len(names) > len(best)):
            best = names
    return best


def behind_attribute(text: str, start: int, end: int) -> int:
    """Give where the name begins behind what it is told apart by (参与抢险的｜救援队伍), or ``start``."""
    attribute = _ATTRIBUTE.match(text, start, end)
    return attribute.end() if attribute else start


def nothing_but_bodies(text: str, start: int, end: int) -> bool:
    """Tell whether nothing but bodies stands in front of a date: 甲局会同乙局等部门于 / 11月底前完成."""
    stop = end - (text[end - 1] in "于在应要须")
    joint = text.find("会同", start, stop)
    return names_in_prose(text, start, joint if joint > start else stop) is not None


def nothing_but_carriers(text: str, start: int, end: int) -> bool:
    """Tell whether clauses only say who carries a task: 甲局牵头，乙局、丙局配合，."""
    at = start
    while at < end:
        carried = _CARRIED.match(text, at, end)
        if carried is None or names_in_prose(text, *carried.span("names")) is None:
            return False
        at = carried.end()
    return end > start
