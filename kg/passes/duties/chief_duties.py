"""Duties of posts, where a system of chiefs (河长制, 林长制, 路长制) or a part about duties tells them.

县长为一级田长，对全县耕地保护工作负总责。      总河长、副总河长负责领导全县河长制工作。
（一）县长                                  a post as a heading, its duties in a list below
1.对全县森林防火工作负总责；
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Agent, AgentKind, DutyFact
from kg.language.data import load
from kg.passes.duties.duty_owners import DUTY_VERB
from kg.passes.names.agents import Mention
from kg.passes.names.posts import title_of
from kg.passes.words.sentences import opening_end, sentences
from kg.structure.model import Instrument

_DATA = load("roles")["chiefs"]


def _any(words: list[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_ONE = f"(?:各级)?(?:{_any(_DATA['ranks'])}|[一二三四]级){{0,3}}(?:{_any(_DATA['objects'])})长"
_CHIEF = re.compile(_ONE)
_ANSWERS = (
    "(?:对[^，。；]{2,60}负|(?:具体|主要|全面)?负责(?!人|同志|制)|承担|履行|贯彻|统筹|组织|协助(?!单位|部门))"
)
_LABEL = re.compile("(?:主要|工作)?(?:职责|任务)(?:是|为)?[：:]")
# 总河长、副总河长负责…, 三级田长为村委会主任，对…负总责
_OF_CHIEFS = re.compile(
    f"(?P<names>{_ONE}(?:(?:、|和|及){_ONE}){{0,6}})(?:分别|[为是由][^，。；]{{2,40}}[，,])?(?={_ANSWERS})"
)
# 县长为一级田长，对…负总责
_AS_CHIEF = re.compile(f"(?P<post>[\u4e00-\u9fff（）()]{{2,24}}?)(?:担任|[为是任]){_ONE}[，,](?={_ANSWERS})")
_HEADING = re.compile("(?P<post>[\u4e00-\u9fff（）()、]{2,16}?)(?:(?:的)?(?:主要|工作)?(?:职责|任务))?")
_ITEM = re.compile(f"对[^。；]{{2,60}}负|{DUTY_VERB.pattern}|主持|全面|带头")
_MIN_DUTY = 5
_MAX_HEADING = 20
_MAX_ITEMS = 40


def chief_duties(name: str, instrument: Instrument) -> Iterator[DutyFact]:
    """Give the duties that sentences tell of chiefs, as facts of the pass ``name``."""
    text = instrument.text
    if "长制" not in text or _CHIEF.search(text) is None:
        return
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[index]
        if paragraph.is_row or text.find("长", paragraph.body, paragraph.end) < 0:
            continue
        for start, end in sentences(text, paragraph):
            begin = opening_end(text, start, end)
            label = _LABEL.match(text, begin, end)
            begin = label.end() if label else begin
            told = _OF_CHIEFS.match(text, begin, end) or _AS_CHIEF.match(text, begin, end)
            if told is None or end - told.end() < _MIN_DUTY:
                continue
            said = told.groupdict()
            posts = _CHIEF.findall(said["names"]) if said.get("names") else [said["post"]]
            for post in posts:
                kind = AgentKind.GROUP if post.startswith("各") else AgentKind.POST
                yield DutyFact(
                    instrument.evidence(begin, end), name, Agent(post, kind), text[told.end() : end]
                )


def posts_with_items(instrument: Instrument) -> dict[int, list[Mention]]:
    """Give the paragraphs that list the duties of a post, which stands alone in the heading above them."""
    text, paragraphs = instrument.text, instrument.paragraphs
    found: dict[int, list[Mention]] = {}
    for index in range(instrument.header.opening_end, len(paragraphs) - 1):
        heading, first = paragraphs[index], paragraphs[index + 1]
        if heading.label is None or first.label is None or heading.label.kind is first.label.kind:
            continue
        if heading.end - heading.body > _MAX_HEADING or first.is_row:
            continue
        named = _HEADING.fullmatch(text, heading.body, heading.end)
        if named is None or not _is_post(named.group("post")) or not _ITEM.match(text, first.body):
            continue
        owner = Mention(Agent(named.group("post"), AgentKind.POST), heading.body, named.end("post"))
        for at in range(index + 1, min(len(paragraphs), index + _MAX_ITEMS)):
            item = paragraphs[at]
            if item.label is None or item.label.kind is not first.label.kind or item.is_row:
                break
            if item.end - item.body >= _MIN_DUTY:
                found[at] = [owner]
    return found


def _is_post(name: str) -> bool:
    """Tell a post by its title alone, or a chief; a title with more in front is another pass's."""
    return _CHIEF.fullmatch(name) is not None or (title_of(name) or "") == name
