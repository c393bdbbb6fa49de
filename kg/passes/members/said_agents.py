"""The agents of a sentence about a coordinating body: persons with their posts in front or behind, bodies, posts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.evidence import Evidence
from kg.facts import Agent, AgentKind, MemberRole
from kg.passes.members.roster_agents import agents_in, post_behind
from kg.passes.members.roster_entries import Entry
from kg.passes.names.agents import Mention, split_names
from kg.passes.names.kinds import is_body, is_person
from kg.passes.names.person_names import named_post
from kg.passes.names.posts import Post, split_posts
from kg.structure.model import Instrument

_BOTH = re.compile("以及|和|及|与")
_OF_HEADS = re.compile("(?:主要|分管|有关|相关)?(?:负责人|负责同志|领导)$")
_CLAUSE = re.compile("[，,](?P<agents>(?:(?!(?<!主)任)[^，。；：;,\n为是由]){4,40})(?=[，。；;,\n]|$)")
_HEAD_BESIDE = re.compile(
    "[（(]由?(?P<agents>[^（）()，,。]{2,40}?)(?:兼任|担任|任|兼)(?:办公室)?主任[，,]?[^（）()任]{0,20}[）)]$"
)
_WITH_BRACKET = re.compile("(?P<name>[\u4e00-\u9fff·]{2,8})(?:同志)?[（(](?P<posts>[^（）()]{2,40})[）)]")
_IN_ALL = re.compile(r"等[\d一二三四五六七八九十]{1,3}(?:人|[名位]?同志)$")  # 甲、乙等5人
_LEAD_IN = ("以", "由")
_COMRADE = re.compile("(?!(?:有关|相关|负责|领导|主要|分管))[\u4e00-\u9fff]{2,4}")


def agents_of(
    instrument: Instrument, body: str, role: MemberRole, start: int, end: int, *, units: bool = False
) -> Iterator[Entry]:
    """Read the agents of a sentence; gives nothing when one of them is no agent.

    Posts before a named one are that person's too: 市委常委、副市长张三.
    """
    pending: list[Mention] = []
    named: list[Entry] = []
    text = instrument.text
    start += text.startswith(_LEAD_IN, start)  # 以县长为组长
    if text[end - 1] in "人志" and (counted := _IN_ALL.search(text[start:end])) is not None:
        end = start + counted.start()
    for mention in _holders(text, start, end):
        name = mention.agent.name.removesuffix("同志")
        person = named_post(name)
        bracket = _WITH_BRACKET.fullmatch(name) if person is None and not pending else None
        posts = split_posts(bracket.group("posts")) if bracket and is_person(bracket.group("name")) else []
        if bracket is not None and posts:  # 张三（甲局局长）
            evidence = instrument.evidence(mention.start, mention.start + len(name))
            held = tuple((post, evidence) for post in posts)
            named.append(Entry(body, role, Agent(bracket.group("name"), AgentKind.PERSON), evidence, held))
        elif person is not None:
            first = pending[0].start if pending else mention.start
            posts = split_posts("、".join([*(m.agent.name for m in pending), name[: -len(person)]]))
            evidence = instrument.evidence(first, mention.end)
            held = tuple((post, evidence) for post in posts)
            named.append(Entry(body, role, Agent(person, AgentKind.PERSON), evidence, held))
            pending = []
        elif (titled := post_behind(name)) is not None:  # 张三副局长
            person, title = titled
            evidence = instrument.evidence(mention.start, mention.start + len(name))
            post = Post(title, None, title, None, len(person), len(name))
            named.append(Entry(body, role, Agent(person, AgentKind.PERSON), evidence, ((post, evidence),)))
        elif is_person(name) or (mention.agent.name.endswith("同志") and _COMRADE.fullmatch(name)):
            evidence = instrument.evidence(mention.start, mention.start + len(name))
            shared = _deputies(named[-1], evidence) if named and not pending else ()
            named.append(Entry(body, role, Agent(name, AgentKind.PERSON), evidence, shared))
        else:
            pending.append(mention)
    rest = agents_in(text, pending[0].start, end, units=units) if named and pending else []
    if named and (rest or not pending):  # 副秘书长张三、甲局、乙局负责同志
        yield from named
        for listed in rest:
            yield Entry(body, role, listed.agent, instrument.evidence(listed.start, listed.end))
        return
    for listed in agents_in(text, start, end, units=units):
        yield Entry(body, role, listed.agent, instrument.evidence(listed.start, listed.end))


def persons_behind(instrument: Instrument, before: Sequence[Entry], start: int, end: int) -> Iterator[Entry]:
    """Give who else has the part of a person, named with his posts in a clause of his own.

    副组长为县委常委甲某，县政府党组成员乙某，县政府办主任丙某
    """
    if not before or before[-1].agent.kind is not AgentKind.PERSON:
        return
    while (clause := _CLAUSE.match(instrument.text, start, end)) is not None:
        found = list(agents_of(instrument, before[-1].body, before[-1].role, *clause.span("agents")))
        if not found or any(entry.agent.kind is not AgentKind.PERSON or not entry.posts for entry in found):
            return
        yield from found
        start = clause.end()


def head_beside(instrument: Instrument, body: str, start: int, end: int) -> Iterator[Entry]:
    """Give who heads an office, told in brackets behind its seat: 办公室设在甲局（张三任主任）."""
    told = _HEAD_BESIDE.search(instrument.text, start, end)
    if told is not None:
        yield from agents_of(instrument, body, MemberRole.OFFICE_HEAD, *told.span("agents"))


def _holders(text: str, start: int, end: int) -> Iterator[Mention]:
    """Split names; 甲局副局长张三和乙市副市长李四 are two persons."""
    for mention in split_names(text, start, end):
        name = mention.agent.name
        for mark in _BOTH.finditer(name):
            left, right = name[: mark.start()], name[mark.end() :]
            if named_post(left.removesuffix("同志")) and (
                is_body(right) or is_body(_OF_HEADS.sub("", right))
            ):
                yield Mention(Agent(left, AgentKind.PERSON), mention.start, mention.start + len(left))
                yield Mention(Agent(right, AgentKind.ORG), mention.end - len(right), mention.end)
                break
            both = named_post(left.removesuffix("同志")) and named_post(right.removesuffix("同志"))
            # 张三和李四为成员
            if both or (is_person(left) and is_person(right) and not is_person(name)):
                yield Mention(Agent(left, AgentKind.PERSON), mention.start, mention.start + len(left))
                yield Mention(Agent(right, AgentKind.PERSON), mention.end - len(right), mention.end)
                break
        else:
            yield mention


def _deputies(before: Entry, evidence: Evidence) -> tuple[tuple[Post, Evidence], ...]:
    """由甲部副部长张三、李四担任: of deputies there are several; the one named alone holds the post before too."""
    if len(before.posts) != 1 or not (before.posts[0][0].title or "").startswith("副"):
        return ()
    return ((before.posts[0][0], evidence),)
