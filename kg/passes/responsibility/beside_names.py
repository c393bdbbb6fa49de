"""What brackets beside the names of a clause say of them.

甲局（负责资金筹措）、乙局（分别负责市区部分）      for which part
甲局（责任人：张三）                               a field of its own
甲局（乙局配合），丙局（其中补偿由丁局负责）       who else
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.passes.names.kinds import is_concrete_body, is_group
from kg.passes.responsibility.clause_words import VERB_ROLES, label_at

_BRACKET = re.compile("[（(](?P<said>[^（()）]{3,80})[）)]")
_PART = re.compile(
    "(?:主要|具体|分别|各自|共同)?(?:负责|承担|做好|牵头做好|统筹协调)(?!人|同志|单位|部门|制(?!定|订|作))[^，；。]{2,}"
)
# 甲局（配合做好对象认定）
_HELPS = re.compile("(?:配合|协助|参与)(?:做好|抓好|开展|提供|筹措|落实|完成|实施|推进)[^，；。：:]{2,}")
_HELPED = re.compile("由?(?P<names>[^，；。：:]{2,40}?)(?:予以|积极|密切)?(?:配合|协助|协办|参与|协同)")
_WITH = re.compile("会同(?P<names>[^，；。：:]{2,40})")  # 甲局（会同乙局）
_OF_THEM = re.compile(
    "其中[，,]?[^，；。：:]{2,30}?由(?P<names>[^，；。：:]{2,40}?)(?:牵头|负责|落实|实施|承担)"
)
_OWN = re.compile(
    f"(?:具体|主要|共同|统筹|协同|总体|全面|联合|总){{1,2}}(?P<verb>{'|'.join(sorted(VERB_ROLES, key=len, reverse=True))})"
)
_WORD = re.compile("负责|牵头|会同|承担|做好|配合|协助|协办|参与|协同|协调|[：:]")


class Beside(NamedTuple):
    """A bracket beside a name.

    ``inside`` is what is to be parsed of it as a clause of its own (an empty span: nothing), ``role`` the bare word
    that stays where the bracket says what the name does: 甲局（具体负责）.
    """

    start: int
    end: int
    inside: tuple[int, int]
    role: str = ""


def brackets_beside(text: str, start: int, end: int) -> list[Beside]:
    """Give the brackets behind names in ``text[start:end]`` that are no part of the names."""
    if _WORD.search(text, start, end) is None:
        return []
    found: list[Beside] = []
    for bracket in _BRACKET.finditer(text, start + 2, end):
        begin, stop = bracket.span("said")
        if text[begin - 2] in "，,、；;。：:" or bracket["said"] in VERB_ROLES:
            continue  # behind no name; 甲局（牵头）
        own = _OWN.fullmatch(bracket["said"])
        if own is not None:
            found.append(Beside(bracket.start(), bracket.end(), (begin, begin), f"（{own['verb']}）"))
            continue
        if _HELPS.fullmatch(bracket["said"]):
            found.append(Beside(bracket.start(), bracket.end(), (begin, begin), "（配合）"))
            continue
        inside = _parsed(text, begin, stop)
        if inside is not None:
            found.append(Beside(bracket.start(), bracket.end(), inside))
    return found


def _parsed(text: str, start: int, end: int) -> tuple[int, int] | None:
    if label_at(text, start, end) is not None:
        return start, end
    if _PART.fullmatch(text, start, end):
        return start, start
    for kind in (_HELPED, _OF_THEM, _WITH):
        said = kind.fullmatch(text, start, end)
        if said is not None and all(map(_is_name, said["names"].split("、"))):
            return (start if kind is _WITH else said.start("names")), end
    return None


def _is_name(name: str) -> bool:
    return is_concrete_body(name) or is_group(name)
