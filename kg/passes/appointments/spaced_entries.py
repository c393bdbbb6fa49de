"""Entries of a list under 任命： or 免去： that say name and post with nothing but a space or a comma between them.

杨  某    州水务局局长        李某某  市政府副秘书长（试用期一年）        张某、王某，市教育局副局长
"""

from __future__ import annotations

import re

from kg.facts import PostEvent
from kg.passes.appointments.appointment_sentences import Clause, Named
from kg.passes.names.kinds import is_person
from kg.passes.names.posts import split_posts
from kg.structure.model import Instrument

_ABOUT = re.compile(
    r"(?:[（(](?:女|男|[\u4e00-\u9fff]{1,4}族)[^（）()]{0,12}[）)])?(?:同志)?(?:[（(][^（）()]{1,12}[）)])?$"
)
_SECOND = re.compile("[\u4e00-\u9fff](?:[（(][^（）()]{1,12}[）)])?(?:同志)?")  # 胡  敏（女）
_RARE = re.compile("(?![省市县区州局委厅])[\u4e00-\u9fff]{2,3}(?<![局委办厅部会院校长任])")
_LONGEST = 120  # characters of an entry
# 任命张  静同志为…: a sentence, whose name is set apart
_VERBS = ("任命", "免去", "聘任", "聘请", "解聘", "提名")
_STOPS = "。；;"
_COMMA = re.compile("[，,]")


def spaced_entry(instrument: Instrument, start: int, end: int, listed: PostEvent) -> Clause | None:
    """Read ``instrument.text[start:end]``, an entry whose name ends where the source has a space; None for others."""
    if end - start > _LONGEST:
        return None
    pieces = instrument.evidence(start, end).quote.split()
    if len(pieces) < 2 or pieces[0].startswith(_VERBS):
        return None
    apart = len(pieces[0]) == 1 and _SECOND.fullmatch(pieces[1])
    words = [pieces[0] + pieces[1], *pieces[2:]] if apart else pieces
    about = _ABOUT.search(words[0])
    name = words[0][: about.start()] if about else words[0]
    # a family name that no list has (自某某) stands only in front of a post with its body
    known = is_person(name)
    if len(words) < 2 or not (known or _RARE.fullmatch(name)):
        return None
    text = instrument.text
    begin, stop = start + len(words[0]), end
    while stop > begin and text[stop - 1] in _STOPS:
        stop -= 1
    tail = "职务" if text.endswith("职务", begin, stop) else ""
    stop -= len(tail)
    posts = split_posts(text[begin:stop])
    if not posts or not (known or all(post.org for post in posts)):
        return None
    return Clause(listed, Named.OWN, ((start, start + len(name)),), start, (begin, stop), end, bool(tail))


def comma_entry(text: str, start: int, end: int, listed: PostEvent) -> Clause | None:
    """Read ``text[start:end]``, an entry whose names end at a comma behind which nothing but posts with their body stand."""
    comma = _COMMA.search(text, start + 2, end) if end - start <= _LONGEST else None
    if comma is None:
        return None
    names: list[tuple[int, int]] = []
    at = start
    for printed in text[start : comma.start()].split("、"):
        about = _ABOUT.search(printed)
        name = printed[: about.start()] if about else printed
        if not is_person(name):
            return None
        names.append((at, at + len(name)))
        at += len(printed) + 1
    stop = comma.end() + len(text[comma.end() : end].rstrip(_STOPS))
    tail = text.endswith("职务", comma.end(), stop)
    stop -= 2 * tail
    posts = split_posts(text[comma.end() : stop])
    if not posts or not posts[0].org or any(post.title is None for post in posts):
        return None
    return Clause(listed, Named.OWN, tuple(names), start, (comma.end(), stop), end, tail)
