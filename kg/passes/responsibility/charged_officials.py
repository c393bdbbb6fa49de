"""Officials who answer for what a meeting speaks of: 该项工作由甲同志牵头负责，乙局、丙局做好具体工作."""

from __future__ import annotations

import re

from kg.facts import Role, RoleFact, Task
from kg.passes.names.agents import Mention, names_in_prose, split_names
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
