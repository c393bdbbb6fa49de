"""Tasks asked of named bodies, as the minutes of a meeting print them: 请甲局加快…，请乙局配合做好…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.facts import Agent, AgentKind, Role
from kg.passes.names.agents import Mention, names_in_prose
from kg.passes.names.kinds import is_concrete_body, is_group, is_person, is_post, person_in
from kg.passes.responsibility.clause_words import LIST_END

ASKED = re.compile("请(?![示求假教愿柬客])|责成|委托|授权")
"""What stands in front of those who are asked."""

_DECIDED = re.compile(
    "会议(?:研究)?(?:(?:决定|明确|要求|议定|确定|同意)[，,：:]?(?=由)|(?:决定|明确|议定|确定)[，,：:])"
)
_INSIDE = re.compile("[，,](?:责成|委托)")
_NEXT = re.compile("[，,](?=请(?![示求假教愿柬客])|责成)")
_VERB = re.compile(
    "(?:负责|牵头|加快|尽快|抓紧|做好|完成|按照?|于|在|会同|配合|协助|制定|研究|组织(?=实施|开展)|落实|推进|协调(?=解决|推进)|督促|提出|对|承担|实施|办理|开展)"
)
_GOES_ON = re.compile(
    f"(?P<names>[^，。；]{{2,80}}?{LIST_END})(?:具体|共同|分别)?负责(?:落实|实施)?，(?=[^，。；]{{4}})"
)
_LEADS = re.compile("会同|牵头")
_HELPS = re.compile("(?:配合|协助)(?:做好|抓好|开展|完成)?")
_ONE_BODY = ("办事处", "街道", "镇", "乡", "公司", "集团")
_MAX_NAMES = 80
_MIN_TASK = 4


class Asked(NamedTuple):
    """Who is asked for what: the names, the role it gives them, and the span of the task."""

    names: list[Mention]
    role: Role
    task: tuple[int, int]


def asked_of(text: str, start: int, end: int) -> tuple[list[Asked], int]:
    """Read the tasks that a sentence asks of one body each, or of several named ones; classes are addressed in general.

    Gives what is asked, and where the rest of the sentence begins (behind the word that asks, if nothing was read).
    """
    first = ASKED.match(text, start, end) or _INSIDE.search(text, start, end)
    if first is None:
        return [], start
    found: list[Asked] = []
    at = first.end()
    while True:
        following = _NEXT.search(text, at, end)
        stop = following.start() if following else end
        found.extend(_one(text, at, stop))
        if following is None:
            return found, first.end()
        asks = ASKED.match(text, following.end(), end)
        at = asks.end() if asks else following.end()


def behind_decided(text: str, start: int, end: int) -> int:
    """会议决定，由甲局负责…, 会议明确，物业由甲局负责…: what a meeting decided begins behind the words that say so."""
    decided = _DECIDED.match(text, start, end)
    return decided.end() if decided else start


def official_named(text: str, start: int, end: int) -> Mention | None:
    """Give the official that ``text[start:end]`` names: an office holder, or a person with or without a post."""
    name = text[start:end]
    if (person := person_in(name)) is not None:
        return Mention(Agent(name[slice(*person)], AgentKind.PERSON), start + person[0], start + person[1])
    if is_person(name):
        return Mention(Agent(name, AgentKind.PERSON), start, end)
    return Mention(Agent(name, AgentKind.POST), start, end) if is_post(name) else None


def charged_bodies(text: str, start: int, end: int) -> tuple[list[Mention], int] | None:
    """Read 甲局、乙局负责，及时汇总…: the bodies, and where what they do begins."""
    charge = _GOES_ON.match(text, start, end)
    if charge is None:
        return None
    names = names_in_prose(text, *charge.span("names"))
    return (names, charge.end()) if names and end - charge.end() >= _MIN_TASK else None


def _one(text: str, start: int, end: int) -> Iterator[Asked]:
    for verb in _VERB.finditer(text, start + 2, min(end, start + _MAX_NAMES)):
        names = names_in_prose(text, start, verb.start())
        if names is None:
            continue
        if end - verb.start() < _MIN_TASK or not all(_is_one(name.agent.name) for name in names):
            return
        if _LEADS.match(text, verb.start()):
            return
        helps = _HELPS.match(text, verb.start(), end)
        if helps is None:
            yield Asked(names, Role.RESPONSIBLE, (verb.start(), end))
        elif end - helps.end() >= _MIN_TASK - 2:
            begin = helps.end() if end - helps.end() >= _MIN_TASK else verb.start()
            yield Asked(names, Role.SUPPORT, (begin, end))
        return


def _is_one(name: str) -> bool:
    return is_concrete_body(name) or (name.endswith(_ONE_BODY) and not is_group(name))
