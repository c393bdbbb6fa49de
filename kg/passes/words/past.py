"""What has been done: sentences that say in which year before that of the document something was done."""

from __future__ import annotations

import re

from kg.structure.model import Instrument

_DONE_IN = re.compile(
    r"(?:于|在)?(?P<year>(?:19|20)\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?[，,]?(?:联合|共同|牵头|组织|正式|全面)?"
    r"(?:出台|印发|发布|制定|启动|召开|成立|建立|开展|实施|完成|建成|下达|安排)(?!的)"
)
# 8月28日上午，甲局会同乙局组织召开会议: news, unless somebody is charged with it
_THAT_DAY = re.compile("\\d日(?:上午|下午|晚上|晚)[，,]")
_CHARGES = re.compile("由|牵头|负责(?!人|同志)|将|拟")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


def done_before(instrument: Instrument, start: int, end: int) -> bool:
    """Tell whether a sentence says what was done in a year before the document's, or tells news of one day."""
    if _THAT_DAY.search(instrument.text, start, end) and not _CHARGES.search(instrument.text, start, end):
        return True
    text, signed = instrument.text, instrument.header.date
    if signed is None or text.find("年", start, end) < 0:
        return False
    done = _DONE_IN.search(text, start, end)
    if done is None or done.group("year") >= signed[:4]:
        return False
    return all(year < signed[:4] for year in _YEAR.findall(text, start, end))
