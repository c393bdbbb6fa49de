"""Officials who answer for a task by name: 该项工作由甲同志牵头负责，乙局、丙局做好具体工作; 副县长甲牵头抓好项目建设."""

from __future__ import annotations

import re

from kg.facts import AgentKind, Role, RoleFact, Task
from kg.passes.names.agents import Mention, names_in_prose, split_names
from kg.passes.officials.leader_duties import divides_work
from kg.passes.responsibility.asked import official_named
from kg.structure.model import Instrument

_CHARGED = re.compile(
    "(?P<names>[^，。；：由]{2,40}?)(?:等)?同志(?:共同|具体|全面|总|牵头|分别)*(?:负责|抓总)(?:落实|推进|组织实施)?(?=[，,]|\\Z)"
)
_BODIES = re.compile(
    "[，,](?P<names>[^，。；：]{2,80}?)(?:具体)?(?:负责|做好|抓好)(?:具体|相关|有关|组织)?(?:工作|落实|实施)\\Z"
)
_IT = re.compile(
    "(?:会议[^，]{2,4}，)?(?:该|此|本|上述|以上|[这两三四几]{1,3})(?:项|个|些)?(?:工作|任务|事项|项目|问题)?"
)
# 副县长甲牵头抓好…; 县委常委、副县长甲负责…工作: with the post, which tells a name from a word
_WITH_POST = re.compile(
    "(?:\\A|[，,；由])(?P<who>[^，。；：由]{2,24}?[^，。；：由、](?:同志)?)"
    "(?:总|全面|具体|亲自|分别)?(?:牵头(?!单位|部门|人|领导|的)|主抓(?!的)|负责(?!人|同志|制|的))(?:负责|抓好?|总)?"
)
# 副县长甲牵头，每月召开…: what the same person does, no other's part
_GOES_ON = re.compile(
    "每[年季月周旬日]|定期|尽快|抓紧|统筹|组织|开展|推[进动]|加[快强]|做好|完成|建立|制定|研究|协调|落实|对|按|及时|全面|积极|带[领队]|成立|召开"
)
_MIN_TASK = 4


def charged_officials(name: str, instrument: Instrument, start: int, end: int) -> list[RoleFact]:
    """Give the facts of the pass ``name`` for the sentence ``start:end``: who answers for it by name.

    What it is stands in front, or is what the section's heading names (该项工作).
    """
    text = instrument.text
    at = (
        start
        if text.find("由", start, end) < 0
        else text.rfind("由", start, text.find("同志", start, end)) + 1
    )
    charged = _CHARGED.match(text, at, end) if at > 0 or at == start else None
    if charged is None:
        return []
    officials = [
        official
        for item in split_names(text, *charged.span("names"))
        if (official := official_named(text, item.start, item.end)) is not None
    ]
    task = _task(instrument, start, max(start, at - 1))
    if not officials or task is None:
        return []
    behind = _BODIES.match(text, charged.end(), end)
    bodies: list[Mention] = (names_in_prose(text, *behind.span("names")) or []) if behind else []
    evidence = instrument.evidence(start, end)
    return [
        *(RoleFact(evidence, name, Role.OVERSEER, official.agent, task) for official in officials),
        *(RoleFact(evidence, name, Role.RESPONSIBLE, body.agent, task) for body in bodies),
    ]


def leading_officials(name: str, instrument: Instrument, start: int, end: int) -> list[RoleFact]:
    """Give the facts of the pass ``name`` for officials who, by their post and name, lead what ``start:end`` says next.

    Each is told with what stands between the words that charge them and the next comma.
    """
    text = instrument.text
    found: list[RoleFact] = []
    if divides_work(instrument.header.title):
        return found  # standing duties
    for charged in _WITH_POST.finditer(text[start:end]):
        who = start + charged.start("who")
        last = start + charged.end("who")
        last -= 2 if text.endswith("同志", who, last) else 0
        named = [official_named(text, item.start, item.end) for item in split_names(text, who, last)]
        officials = [one for one in named if one is not None and one.agent.kind is AgentKind.PERSON]
        if not officials or last - who <= sum(one.end - one.start + 1 for one in officials):
            continue  # no post beside a name
        begin = start + charged.end()
        stop = text.find("，", begin, end)
        stop = end if stop < 0 else stop
        if stop == begin and _GOES_ON.match(text, begin + 1, end):
            begin, stop = begin + 1, end
        if stop - begin >= _MIN_TASK:
            task = Task(text[begin:stop], instrument.evidence(begin, stop))
            evidence = instrument.evidence(start, end)
            found.extend(RoleFact(evidence, name, Role.OVERSEER, one.agent, task) for one in officials)
    return found


def _task(instrument: Instrument, start: int, end: int) -> Task | None:
    text = instrument.text
    if end - start >= _MIN_TASK and not _IT.fullmatch(text, start, end):
        return Task(text[start:end], instrument.evidence(start, end))
    section = instrument.paragraphs[instrument.paragraph_at(start)].section
    if section < 0:
        return None
    heading = instrument.paragraphs[instrument.sections[section].heading]
    if heading.end - heading.body < _MIN_TASK or heading.start <= start < heading.end:
        return None
    return Task(text[heading.body : heading.end], instrument.evidence(heading.body, heading.end))
