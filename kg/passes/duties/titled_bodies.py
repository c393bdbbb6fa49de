"""Bodies whose duties a whole document tells, by its title: 甲厅主要职责内设机构和人员编制规定, 乙局工作职责."""

from __future__ import annotations

import re

from kg.passes.names.agents import Mention, names_in_prose
from kg.passes.names.kinds import is_concrete_body
from kg.structure.model import Instrument

_ORGANISATION = re.compile("(?:主要职责|职能配置|职责配置|机构职能)[、和]?(?:内设机构|机构设置|职能配置)")
_ISSUES = re.compile("印发|关于|[《〈]")
_DUTIES = re.compile(
    "(?:的)?(?:主要|工作|部门|机构|基本){0,2}(?:职责|职能)(?:任务)?(?:简介|介绍|概况|一览)?$"
)


def organised(instrument: Instrument) -> list[Mention] | None:
    """Give the department whose duties and offices a document lays down, or tells of and no more."""
    title = instrument.header.title
    laid_down = _ORGANISATION.search(title)
    if laid_down is None:
        return titled(instrument)
    begin = max((m.end() for m in _ISSUES.finditer(title, 0, laid_down.start())), default=0)
    return _named(instrument, begin, laid_down.start())


def titled(instrument: Instrument) -> list[Mention] | None:
    """Give the body that a title names in front of nothing but a word for its duties: 甲局工作职责."""
    title = instrument.header.title
    duties = _DUTIES.search(title)
    names = _named(instrument, 0, duties.start()) if duties else None
    return names if names and all(is_concrete_body(name.agent.name) for name in names) else None


def _named(instrument: Instrument, begin: int, end: int) -> list[Mention] | None:
    names = names_in_prose(instrument.header.title, begin, end)
    if names is None:
        return None
    at = max(instrument.text.find(names[0].agent.name), 0)
    return [Mention(name.agent, at, at + len(name.agent.name)) for name in names]
