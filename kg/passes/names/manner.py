"""The words of manner between who does something and the verb: 甲局｜具体负责, 乙局｜按照职责分工做好…."""

from __future__ import annotations

import re

VAGUE_TAIL = ("部门，", "单位，")
"""What a list of functions ends with in front of its verb: 教育、财政等部门，按照职责…"""

_MANNER = re.compile(
    "(?:是|具体|主要|统一|在[^，。；]{2,20}(?:领导|指导)下[，,]?|共同|分别|优先|积极|切实|认真|主动|全力|全面|牵头|依法|立即|迅速|(?:按照?|根据|依[据照]?)(?:各自)?(?:的)?(?:工作|管理)?(?:职责|分工|权限){1,2}(?:和本(?:预案|办法|规定|条例)的?规定)?[，,]?|(?:按照?|根据|受)[\u4e00-\u9fff、]{2,24}(?:授权|委托)[，,]?|在(?:各自)?(?:的)?(?:法定)?职责(?:权限)?范围内[，,]?|(?:依照|按照)(?:本(?:办法|规定|条例|细则|决定)|(?:国家|省|市|有关|相关){0,2}(?:法律法规|法律、法规|规定))(?:的?规定)?"
    "(?:[和及](?:有关|相关|国家|其他|法律|法规|行政|、){1,5}规定)?[，,]?){0,8}$"
)
ENDS = frozenset("权托内是体要一下同别先极实真动力面头法即速责工限定，,")
"""What words of manner end with."""

_MAX_MANNER = 36


def before_manner(text: str, start: int, at: int) -> int:
    """Give where the words of manner in front of a verb at ``at`` begin (具体, 按照职责分工)."""
    if text[at - 1] not in ENDS:
        return at
    start = max(start, at - _MAX_MANNER)
    manner = _MANNER.search(text[start:at])
    before = start + manner.start() if manner else at
    # 教育、财政等部门，按照各自职责负责…
    return before - 1 if before < at and text.endswith(VAGUE_TAIL, start, before) else before
