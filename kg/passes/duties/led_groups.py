"""What a group has to do, said at once behind who leads it: 由甲局牵头，会同乙局、丙局等部门做好…."""

from __future__ import annotations

import re

from kg.passes.duties.duty_parts import DUTY_VERB

_DOES = f"(?!(?:主要|具体|工作)?(?:职责|任务))(?=(?:主要|具体)?负责|{DUTY_VERB.pattern}|对|向|为(?!成员)|强化|通过)"
_WITH = "(?:会同|联合|协同)[^。；]{2,300}?(?:(?:部门|单位|机构)[，,]?|[，,])"
LED_BY = re.compile(
    "[^。，：:]{2,80}(?:牵头[，,][^。]{2,400}(?:组成|参加|参与|配合|构成)[^。]{0,8}。|[为任](?:组长|牵头|召集)(?:单位|部门)[，,]"
    "[^。]{2,400}[为是](?:成员|参加|组成)(?:单位|部门)。(?!(?:主要|工作|具体)?(?:职责|任务)))"
)
"""The sentence that says who leads a group and who is in it: 甲局牵头，乙局参加。 / 甲局为组长单位，乙局为成员单位。"""
_JOINED = "[^。；]{2,300}?(?:组成|参加|参与|配合|构成)[，,]"
_LED_TO_DO = re.compile(f"由?[^，。：:；]{{2,80}}?牵头(?:负责)?[，,]?(?:{_WITH}|{_JOINED})?{_DOES}")
_WHO = re.compile("[^。；]{2,300}?(?:组成|参加|参与|配合|构成)(?:[。；]|$)")


def led_to_do(text: str, start: int, end: int) -> int | None:
    """Give where the text says what a group does, behind who leads it and with whom; None where it says no more."""
    if text.find("牵头", start, end) < 0:
        return None
    told = _LED_TO_DO.match(text, start, end)
    if told is None or _WHO.match(text, told.end(), end):
        return None
    return told.end()
