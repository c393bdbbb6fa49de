"""Deadlines, and what is said of all, behind the names of a clause without brackets: 甲局牵头，乙局配合，6月底前完成."""

from __future__ import annotations

import re

from kg.language.data import by_last

_DUE_BEHIND = re.compile(
    "[，,](?:(?:于|在|力争|确保)?[0-9年内]{0,9}[0-9〇一二三四五六七八九十]{1,3}月?[0-9]{0,2}[日底末]?前?[^，。；、]{0,3}(?:完成|出台|落实|到位|实施)"
    "|(?:并)?(?:长期|持续|常态化?|全年|年内)(?:推进|坚持|开展|实施|落实|推动|完成)"
    # 甲局具体负责，有关部门各司其职: what is said of all
    "|[^，。；]{2,16}各(?:司其职|尽其责|尽其职)(?:、[^，。；]{2,6})?)$"
)
DUE_STEP = re.compile(
    "(?:牵头|负责|配合|参与|参加|协助)[，,](?:并?于|在|力争|确保)?(?:20[0-9]{2}年)?(?:[0-9]{1,2}月[0-9]{0,2}[日底末]?|年底)前"
    "(?!完成[，。；]|落实|到位)[^，。；]{4,30}[，,]"
)
"""Steps with deadlines behind names with a verb: the tasks, not the end of a clause."""

DUE_ENDS = by_last(
    [
        "完成",
        "出台",
        "落实",
        "到位",
        "实施",
        "推进",
        "坚持",
        "开展",
        "推动",
        "各司其职",
        "各尽其责",
        "各尽其职",
        "密切协作",
        "密切配合",
        "协同配合",
        "通力协作",
    ]
)
"""What a clause with a deadline behind it ends with, by its last character."""

_DUE_BESIDE = re.compile(
    r"(?<=[\u4e00-\u9fff）)])[ \u3000]*(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日|[上中下]旬|[底末])?|年[底末])(?:之?前|以前)?\Z"
)
_DATE_ENDS = frozenset("月日旬底末前年")
_MAX_DUE = 40  # characters of a deadline behind a clause


def before_due(text: str, start: int, end: int) -> int:
    """Give where the clause ends that has a deadline behind it in ``text[start:end]``, else ``end``."""
    begin = max(start, end - _MAX_DUE)
    due = _DUE_BEHIND.search(text[begin:end])
    return begin + due.start() if due else end


def before_due_beside(text: str, start: int, end: int) -> int:
    """Give where names end beside their deadline, no mark between them (（甲局、乙局 6月底前）), else ``end``."""
    if text[end - 1] not in _DATE_ENDS:
        return end
    due = _DUE_BESIDE.search(text, max(start, end - _MAX_DUE), end)
    return due.start() if due else end
