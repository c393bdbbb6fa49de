"""The units of a coordinating body below a heading that only announces them.

2.1.3 成员单位
县水利局、县应急管理局、县气象局、县消防救援大队。        one list, or a unit on each line
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import MemberRole
from kg.passes.members.coordinating_context import Bodies
from kg.passes.members.coordinating_names import in_heading, is_bare
from kg.passes.members.roster_entries import Entry
from kg.passes.members.said_agents import agents_of
from kg.passes.names.agents import names_in_prose
from kg.structure.model import Instrument

_ANNOUNCES = re.compile(
    "(?P<body>[^，。；：:、]{0,30}?)的?(?:成员|组成)(?:单位|部门)(?:组成|构成|名单)?[：:]?"
)
_WORD = re.compile("(?:成员|组成)(?:单位|部门)")
_LEAD_IN = re.compile("(?:[^，。；：:、]{0,20}?(?:成员|组成)(?:单位|部门))?(?:主要)?(?:包括|有|由|为)[：:]?")
_TAIL = re.compile("(?:等(?:部门|单位|部门和单位|部门、单位|相关单位)?)?(?:组成|构成)?$")
_TELLS = re.compile("负责|承担|牵头|[：:]")  # duties or roles, no list
_KINDS = ("机构", "机制")  # 2.1 应急指挥机构: a kind of bodies
_AT_THE_SPOT = ("现场指挥部", "前方指挥部", "工作组")
_LEAST = 3  # units
_MAX_HEADING = 40
_MAX_LIST = 900
_MAX_LINE = 40


def units_below(instrument: Instrument, bodies: Bodies) -> Iterator[Entry]:
    """Read the lists of units below the headings of an instrument that announce them."""
    text = instrument.text
    if _WORD.search(text) is None:
        return
    paragraphs = instrument.paragraphs
    for index in range(instrument.header.opening_end, len(paragraphs) - 1):
        heading = paragraphs[index]
        if heading.is_row or heading.label is None or heading.end - heading.body > _MAX_HEADING:
            continue
        announced = _ANNOUNCES.fullmatch(text, heading.body, heading.end)
        if announced is None:
            continue
        named = in_heading(announced.group("body"))
        body = bodies.resolved(named, index) if named else bodies.in_full(announced.group("body"))
        body = body or _around(instrument, bodies, index)
        if body is not None:
            yield from _list(instrument, index + 1, body)


def _around(instrument: Instrument, bodies: Bodies, index: int) -> str | None:
    """Give the body that the parts around a heading are about: those it stands in, those before it, the prose."""
    sections = instrument.sections
    section = instrument.paragraphs[index].section
    ancestors = list(instrument.ancestors(section))
    parent = sections[section].parent if section >= 0 else -1
    before = (n for n in range(section - 1, -1, -1) if sections[n].parent == parent)
    for number in (*ancestors, *before):
        heading = sections[number].heading
        if heading == index:
            continue
        name = in_heading(instrument.paragraph_text(heading))
        if name is not None and not name.endswith(_KINDS):
            return bodies.resolved(name, heading) if is_bare(name) else name
    first = instrument.paragraphs[sections[parent].heading] if parent >= 0 else instrument.paragraphs[0]
    said = bodies.said(first.start, instrument.paragraphs[index].start)
    told = [m.text for m in said if not is_bare(m.text) and not m.text.endswith(_AT_THE_SPOT)]
    return told[-1] if told else bodies.above(index)


def _list(instrument: Instrument, index: int, body: str) -> Iterator[Entry]:
    text = instrument.text
    first = instrument.paragraphs[index]
    if first.is_row or first.label is not None or first.end - first.body > _MAX_LIST:
        return
    stop = text.find("。", first.body, first.end)
    end = stop if stop >= 0 else first.end
    if _TELLS.search(text, first.body, end):
        return
    lead_in = _LEAD_IN.match(text, first.body, end)
    start = lead_in.end() if lead_in else first.body
    if text.find("由", start, end) >= 0:
        return  # 联席会议由甲部、乙部组成: a sentence
    tail = _TAIL.search(text, start, end)
    end = tail.start() if tail else end
    if text.find("、", start, end) >= 0:
        found = list(agents_of(instrument, body, MemberRole.MEMBER, start, end, units=True))
        if len(found) >= _LEAST:
            yield from found
        return
    found = []
    for at in range(index, len(instrument.paragraphs)):  # a unit on each line
        line = instrument.paragraphs[at]
        if line.is_row or line.section != first.section or line.end - line.body > _MAX_LINE:
            break
        end = line.end - text.endswith(("。", "；", "，", "、"), line.body, line.end)
        if names_in_prose(text, line.body, end) is None:
            break
        found += agents_of(instrument, body, MemberRole.MEMBER, line.body, end, units=True)
    if len(found) >= _LEAST:
        yield from found
