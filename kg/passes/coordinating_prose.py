"""Sentences about coordinating bodies: 由甲任组长, 总指挥由…担任, 办公室设在…, 乙同志兼任办公室主任."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Agent, AgentKind, Gap, MemberRole
from kg.language.data import load
from kg.passes.agents import Mention, is_body, is_group, is_person, split_names
from kg.passes.coordinating_names import HEADS, body_above, is_coordinating, mentions, resolved, trimmed
from kg.passes.posts import split_posts
from kg.passes.roster_lines import Entry, agents_in, named_post
from kg.structure.model import Instrument, Paragraph

NAME = "coordinating_bodies"

_LABELS: dict[str, str] = {
    word: role
    for role, words in load("rosters")["labels"].items()
    if not role.startswith(("office", "lead"))
    for word in words
}
_ROLES = "|".join(sorted(_LABELS, key=lambda word: (-len(word), word)))
_OFFICE_RANK = "(?P<rank>常务副|执行副|第一副|副)?"
# 总指挥由…担任, 办公室主任由…兼任, 成员由…组成
_ROLE_BY = re.compile(
    rf"(?:(?P<office>办公室|办公室的)?{_OFFICE_RANK}主任|(?P<role>{_ROLES}))(?:分别|均)?由"
    r"(?P<agents>(?:(?!由)[^。；;\n]){2,500}?)(?P<verb>担任|兼任|组成|兼职|兼(?=[，。；,;]))"
)
# 由甲任组长, 甲、乙为成员, 甲同志兼任办公室主任
_AS_ROLE = re.compile(
    rf"(?P<verb>担任|兼任|(?<![责主信委胜就离现历连常担兼])任|(?<![作成分认行因])为)"
    rf"(?P<body>[\u4e00-\u9fff]{{0,30}}?(?:{HEADS}))?"
    rf"(?:(?P<office>办公室){_OFFICE_RANK}主任|(?P<role>{_ROLES}))(?=[，。；、,;的\n（(]|$)"
)
# 办公室设在区应急管理局
_OFFICE_AT = re.compile(r"办公室[，,]?(?:设在|设于|设立在|设立于|挂靠在|挂靠)(?P<at>[^，。；,;\n]{2,60})")
_OFFICE_IN = re.compile(
    r"在(?P<at>[\u4e00-\u9fff（）]{2,30}?)(?:下设|设立|设)(?:领导小组|指挥部|专班|委员会)?办公室"
)
_SET = re.compile("(?:下设|设立|设|的)+$")
_WORDS = re.compile("[任由设为]")
_FOUNDED = ("成立", "设立", "组建", "建立", "调整")
_STOPS = "。；;\n：:"
_SOFT = "，,"
_LEADING = re.compile(r"^(?:分别|同时|并|均|另|再|由)*由?")
# 由甲任组长、乙任副组长的某领导小组
_OF_BODY = re.compile(rf"(?:{_ROLES})的(?P<body>[\u4e00-\u9fff“”]{{0,30}}?(?:{HEADS}))")


def said_members(instrument: Instrument) -> tuple[list[Entry], list[Gap]]:
    """Read the sentences of an instrument that say who has which part in a coordinating body."""
    entries: list[Entry] = []
    gaps: list[Gap] = []
    text = instrument.text
    if "办公室" not in text and not any(word in text for word in ("组长", "指挥", "成员", "主任")):
        return [], []
    for index, paragraph in enumerate(instrument.paragraphs):
        if index < instrument.header.opening_end:
            continue
        if not _WORDS.search(text, paragraph.start, paragraph.end):
            continue
        found = [
            *_offices(instrument, index, paragraph),
            *_by(instrument, index, paragraph, gaps),
            *_as(instrument, index, paragraph, gaps),
        ]
        entries.extend(sorted(found, key=lambda entry: entry.evidence.start))
    return entries, gaps


def _offices(instrument: Instrument, index: int, paragraph: Paragraph) -> Iterator[Entry]:
    text = instrument.text
    for pattern in (_OFFICE_AT, _OFFICE_IN):
        for match in pattern.finditer(text, paragraph.start, paragraph.end):
            body = _office_owner(instrument, index, paragraph, match.start())
            if body is None:
                continue
            start, end = match.span("at")
            for mention in split_names(text, start, end):
                name = mention.agent.name.removesuffix("内")
                if is_body(name) or mention.agent.kind is AgentKind.GROUP:
                    yield Entry(
                        body,
                        MemberRole.OFFICE_AT,
                        mention.agent,
                        instrument.evidence(match.start(), mention.end),
                    )


def _office_owner(instrument: Instrument, index: int, paragraph: Paragraph, at: int) -> str | None:
    """Whose office: the name printed before 办公室, else the last body named in the paragraph, else the part's."""
    text = instrument.text
    begin = max((text.rfind(c, paragraph.start, at) for c in "，。；、,;\n：:"), default=-1)
    begin = max(begin + 1, paragraph.start, at - 46)
    name = trimmed(_SET.sub("", text[begin:at]))
    if name and is_coordinating(name):
        return resolved(name, instrument, index)
    if name:
        return None
    return _context(instrument, index, paragraph, at)


def _context(instrument: Instrument, index: int, paragraph: Paragraph, at: int) -> str | None:
    """The body a passage is about: the subject of the nearest sentence that names one, else that of the part."""
    text = instrument.text
    end = at
    while end > paragraph.start:
        begin = max(paragraph.start, max(text.rfind(c, paragraph.start, end) for c in "。；;") + 1)
        said = [m for m in mentions(text, begin, end) if not is_group(m.text)]
        if said:
            set_up = next((m for m in said if text.endswith(_FOUNDED, begin, m.start)), said[0])
            return resolved(set_up.text, instrument, index)
        end = begin - 1
    return body_above(instrument, index)


def _by(instrument: Instrument, index: int, paragraph: Paragraph, gaps: list[Gap]) -> Iterator[Entry]:
    text = instrument.text
    for match in _ROLE_BY.finditer(text, paragraph.start, paragraph.end):
        if match.group("role") and match.start() > paragraph.start and _inside_word(text, match.start()):
            continue
        body, role = _part(instrument, index, paragraph, match)
        if body is None or role is None:
            continue
        start, end = match.span("agents")
        found = list(_agents(instrument, body, role, start, end))
        if not found:
            gaps.append(_gap(instrument, match.start(), match.end()))
        yield from found


def _inside_word(text: str, at: int) -> bool:
    """村委会主任由…, 党支部成员由…: the title belongs to another body."""
    before = text[at - 1]
    return before not in "，。；：、,;:\n（(副" and not is_coordinating(text[max(0, at - 20) : at])


def _as(instrument: Instrument, index: int, paragraph: Paragraph, gaps: list[Gap]) -> Iterator[Entry]:
    text = instrument.text
    floor = paragraph.start
    for match in _AS_ROLE.finditer(text, paragraph.start, paragraph.end):
        begin = max(floor, match.start() - 300, paragraph.start)
        cut = max(text.rfind(c, begin, match.start()) for c in _STOPS)
        begin = max(begin, cut + 1)
        start = _agents_begin(text, begin, match.start())
        start += len(_LEADING.match(text[start : match.start()]).group())  # type: ignore[union-attr]
        while start < match.start() and text[start] in "、，,":
            start += 1
        floor = match.end()
        body, role = _part(instrument, index, paragraph, match)
        if role is None or start >= match.start():
            continue
        named = (
            _OF_BODY.search(text, match.start("role"), _sentence_end(text, match.end(), paragraph.end))
            if match.group("role")
            else None
        )
        if named is not None:
            body = resolved(trimmed(named.group("body")), instrument, index)
        if match.group("body"):
            body = resolved(trimmed(match.group("body")), instrument, index)
        if body is None:
            continue
        found = list(_agents(instrument, body, role, start, match.start()))
        if not found and match.group("verb") != "为":
            gaps.append(_gap(instrument, start, match.end()))
        yield from found


def _sentence_end(text: str, start: int, end: int) -> int:
    stops = [p for p in (text.find(c, start, end) for c in "。；;") if p >= 0]
    return min(stops, default=end)


def _agents_begin(text: str, begin: int, end: int) -> int:
    """Where the agents before 任 begin: behind the last 由, else behind the last comma."""
    by = text.rfind("由", begin, end)
    comma = max(text.rfind(c, begin, end) for c in _SOFT)
    if by > comma and text[by - 1 : by] != "自":
        return by + 1
    return max(begin, comma + 1)


def _part(
    instrument: Instrument, index: int, paragraph: Paragraph, match: re.Match[str]
) -> tuple[str | None, MemberRole | None]:
    """Give the body and the part that a match speaks of; deputies of an office are vice chairs of that office."""
    office, rank, role = match.group("office"), match.group("rank"), match.group("role")
    if office is None and role is None:
        role = f"{rank or ''}主任"
    if office is not None:
        owner = _office_owner(instrument, index, paragraph, match.start("office"))
        if owner is None:
            owner = _context(instrument, index, paragraph, match.start())
        if owner is None:
            return None, None
        return (f"{owner}办公室", MemberRole.VICE_CHAIR) if rank else (owner, MemberRole.OFFICE_HEAD)
    named = _LABELS.get(str(role))
    if named is None:
        return None, None
    at = match.start()
    text = instrument.text
    clause = max((text.rfind(c, paragraph.start, at) for c in "，。；、,;\n：:"), default=-1) + 1
    before = trimmed(text[max(clause, paragraph.start) : at])
    if role in ("主任", "常务副主任", "副主任") and _speaks_of_office(text, paragraph.start, at):
        owner = _context(instrument, index, paragraph, at)
        if owner is None:
            return None, None
        return (
            (owner, MemberRole.OFFICE_HEAD) if role == "主任" else (f"{owner}办公室", MemberRole.VICE_CHAIR)
        )
    if before and is_coordinating(before) and match.re is _ROLE_BY:
        return resolved(before, instrument, index), MemberRole(named)
    return _context(instrument, index, paragraph, at), MemberRole(named)


def _speaks_of_office(text: str, start: int, at: int) -> bool:
    """副主任由… behind 办公室主任由…: the office's deputies."""
    return "办公室" in text[max(start, at - 200) : at]


def _agents(instrument: Instrument, body: str, role: MemberRole, start: int, end: int) -> Iterator[Entry]:
    """Read the agents of a sentence; gives nothing when one of them is no agent.

    Posts before a named one are that person's too: 市委常委、副市长张三.
    """
    pending: list[Mention] = []
    named: list[Entry] = []
    text = instrument.text
    for mention in split_names(text, start, end):
        name = mention.agent.name.removesuffix("同志")
        person = named_post(name)
        if person is not None:
            first = pending[0].start if pending else mention.start
            posts = split_posts("、".join([*(m.agent.name for m in pending), name[: -len(person)]]))
            evidence = instrument.evidence(first, mention.end)
            held = tuple((post, evidence) for post in posts)
            named.append(Entry(body, role, Agent(person, AgentKind.PERSON), evidence, held))
            pending = []
        elif is_person(name):
            evidence = instrument.evidence(mention.start, mention.start + len(name))
            named.append(Entry(body, role, Agent(name, AgentKind.PERSON), evidence))
        else:
            pending.append(mention)
    if named and not pending:
        yield from named
        return
    for listed in agents_in(text, start, end):
        yield Entry(body, role, listed.agent, instrument.evidence(listed.start, listed.end))


def _gap(instrument: Instrument, start: int, end: int) -> Gap:
    return Gap(instrument.evidence(start, end), "sentence about members not understood", NAME)
