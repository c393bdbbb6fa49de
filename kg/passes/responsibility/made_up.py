"""What sentences with role words say of who makes up a body or a mechanism: 建立由甲局牵头的机制 assigns no task."""

from __future__ import annotations

import re

from kg.passes.members.coordinating_names import HEADS, is_coordinating, led_body
from kg.passes.names.subjects import names_ending_at
from kg.passes.words.sentences import Brackets

BY = re.compile(
    "由(?<!不再由)(?<!(?<![许认])可由)(?<![不非原已曾自缘事]由)(?<!(?<![管办治代护处审受清整修])理由)(?!于|此|来|低|高|各自|到|从)|移交(?:给|至|到|为|由)?|划转(?:给|至|到|为|由)?"
    "|划归(?:给|至|到|为|由)?|转交(?:给|至|到|为|由)?"
)
"""What stands before those whom a task is given to."""

MECHANISM = re.compile("[、，][^。；]{0,30}的[^。；]{0,8}(?:机制|格局|体系|局面|模式)")
"""What stands behind 牵头 where a mechanism is described: 牵头、多部门参与的工作机制."""

_FORMS = re.compile("(?:建立|健全|完善|构建|形成|实行|推行)(?:健全|完善|了|起)?$")
_MAX_FORMS = 8
_MECHANISM_BEHIND = re.compile("[^。；]{2,80}的[^，。；]{0,12}(?:机制|格局|体系|局面|模式|制度)")
_JOINED = re.compile("牵头[，,、][^。；]{2,120}(?:参加|参与|配合|协助|为(?:成员|组成)(?:单位|部门)?)")
_LED_WITH_DUTY = re.compile("[^，。；]{2,60}牵头[，,](?:主要|具体|统一)?(?:负责|承担)")
_LED_ONLY = re.compile("[^，。；]{2,60}牵头(?:负责|组成)?(?:组建(?:[，,]|$)[^。；]{0,40})?")
_TOGETHER = re.compile("(?:下设|设立|设置|分设|组建|成立)[^。；]{4,200}[，,]分别$")
_FOUNDED = re.compile(f"(?:成立|组建|设立|建立)[^，。；]{{0,40}}(?:{HEADS})[，,]$")
_FORMED = re.compile(
    "[^，。；]{2,80}牵头[，,][^。；]{2,160}?(?:参加|参与|配合|组成)[，,](?:共同)?(?:成立|组建|设立|建立)"
    f"[^，。；]{{2,40}}(?:{HEADS})"
)
_COMPOSED = re.compile(
    "组成(?![0-9一二三四五六七八九十]{1,2}个|若干|联合)|构成|担任(?<!承担任)|兼任|任组长|任主任|抽调"
)
_FORMS_GROUP = re.compile(
    "组成[^，。；0-9一二两三四五六七八九十]{2,24}(?:组|专班)(?:[，。；对负进开]|$)(?![^。；]{0,80}了)"
)
_WORK_BY = re.compile("[，,](?=[^，。；由]{2,16}工作由[^，。；]{2,40}(?:承担|负责|牵头))")
_WORK_FIRST = re.compile(
    "(?:[^，。；]{2,40}[，,])?(?P<work>[^，。；由]{0,24}工作由(?:[^，。；](?!组成|兼任|担任)){2,40}(?:承担|负责|牵头))(?=[，,](?:[^，。；]{0,12}由|[^，。；]{2,40}(?:兼任|担任|任)))"
)
_MAX_FOUNDED = 240
_MAX_CLAUSE = 200
_MAX_NAMES = 80


def sets_up(text: str, brackets: Brackets, start: int, end: int) -> bool:
    """Tell whether a sentence ``text[start:end]`` says who leads a body or a mechanism that it sets up."""
    return text.find("牵头", start, end) >= 0 and any(
        is_set_up(text, start, by, end)
        for by in BY.finditer(text, start, end)
        if not brackets.inside(by.start())
    )


def is_set_up(text: str, start: int, by: re.Match[str], end: int) -> bool:
    """建立由甲局牵头的机制, 督查组由甲局牵头，乙局参加: what is made up of whom, no task; 救治组由甲局牵头，负责救治, too."""
    end = min(end, by.end() + _MAX_CLAUSE)
    if _FORMED.match(text, by.end(), end):
        return True  # 由甲部牵头，乙部参加，成立某专班
    if led_body(text, by.end(), end):
        return True  # 由甲部牵头的某工作部际联席会议制度
    if by.start() > start and text[by.start() - 1] in "别，," and _founded(text, start, by, end):
        return True  # 下设甲组、乙组，分别由…牵头; 组建某专班，由甲局牵头，乙局参加
    if _FORMS.search(text[max(start, by.start() - _MAX_FORMS) : by.start()]):
        return _MECHANISM_BEHIND.match(text, by.end(), end) is not None
    answers = (
        text.find("负责，", by.end(), min(end, by.end() + _MAX_NAMES)) >= 0
        or _LED_WITH_DUTY.match(text, by.end(), end) is not None
        or _LED_ONLY.fullmatch(text, by.end(), end) is not None
    )
    if not answers and (text.find("牵头", by.end(), end) < 0 or not _JOINED.search(text, by.end(), end)):
        return False
    subject = names_ending_at(text, start, by.start())
    return subject is not None and all(is_coordinating(name.agent.name) for name in subject)


def _founded(text: str, start: int, by: re.Match[str], end: int) -> bool:
    before = text[max(start, by.start() - _MAX_FOUNDED) : by.start()]
    if _TOGETHER.search(before):
        return True
    return _FOUNDED.search(before) is not None and _JOINED.search(text, by.end(), end) is not None


def made_up_end(text: str, at: int, end: int) -> int:
    """Give where what is said of those who make it up ends, ``at`` where nothing is."""
    joined = _JOINED.search(text, at, end) or _MECHANISM_BEHIND.match(text, at, end)
    return joined.end() if joined else end


def beside_composition(text: str, start: int, end: int) -> tuple[int, int]:
    """成员由甲局、乙局组成，日常工作由丙局承担: who makes up a body is no task; give what stands beside that."""
    composed = start
    for part in _COMPOSED.finditer(text, start, end):
        if _FORMS_GROUP.match(text, part.start(), end):
            together = text.rfind("会同", start, part.start())
            if together > text.rfind("，", start, part.start()):
                continue  # 由甲局牵头，会同乙局、丙局组成考核组，负责…
        composed = part.end()
    if composed == start:
        return start, end
    if work := _WORK_BY.search(text, composed, end):
        return work.end(), end
    first = _WORK_FIRST.match(text, start, end)  # 日常工作由丙局承担，办公室主任由丁担任
    return (first.start("work"), first.end()) if first else (end, end)
