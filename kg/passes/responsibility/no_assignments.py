"""Sentences and words with the look of an assignment that give nobody a task: definitions, wording of other documents."""

from __future__ import annotations

import re

SOMEBODY = frozenset(("两部门", "三部门", "两单位", "相关部门", "有关部门", "相关单位", "有关单位")) | {
    part + kind
    for part in ("牵头", "主办", "责任", "承办", "配合", "协办", "主管", "成员", "实施")
    for kind in ("部门", "单位")
}
"""Words for whoever it is: 由相关部门承担, 由牵头部门提出."""

# 本办法所称专项资金，是指由甲局负责管理的…资金: what a word means
_DEFINES = re.compile("本[\u4e00-\u9fff]{2,8}(?:所称|所指)[^。；]{2,80}是?指")
# 将第七条中的“由甲局审核”修改为“由乙局批准”: the wording of another document
_REWORDS = re.compile("(?:修改|改)为[：:]?“|”(?:修改|改)为|(?:增加|删去)[^，。；“]{0,16}“[^”]{0,80}由")
# 第十四条修改为：“…”, 增加一条作为第二十九条，即：“…”
_WORDING = re.compile("第[一二三四五六七八九十百零〇0-9]{1,6}[条款项][^“”。]{0,40}“")
# （一）县甲局牵头任务（2项）: a heading, the tasks stand below it
_HEADS_TASKS = re.compile(
    "[^，。；：]{2,40}(?:牵头|负责|承担)(?:的)?(?:重点|主要|年度|工作|目标|具体)*(?:任务|事项)(?:清单)?(?:[（(][^（）()]{1,8}[）)])?[：:]?"
)


def wording(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give where a paragraph quotes how provisions of another document are to read, or None."""
    if text.find("“", start, end) < 0 or (opened := _WORDING.search(text, start, end)) is None:
        return None
    closed = text.rfind("”", opened.end(), end)
    return opened.end(), closed if closed >= 0 else end


def assigns_nothing(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence says what a word means or how another document is to read, or heads tasks."""
    if _DEFINES.match(text, start, end) or _HEADS_TASKS.fullmatch(text, start, end):
        return True
    return text.find("“", start, end) >= 0 and _REWORDS.search(text, start, end) is not None
