"""Fields that name bodies with their persons: 责任单位及责任人：甲局 张三，乙局（李四）; 牵头领导及单位：王五 丙局."""

from __future__ import annotations

import re

from kg.facts import Agent, AgentKind, Role
from kg.passes.names.agents import Mention, split_names
from kg.passes.names.kinds import is_body, is_group, is_person, kind_of, person_in
from kg.passes.names.posts import title_of
from kg.passes.responsibility.clauses import Assignment

_BRACKET = re.compile(
    "(?P<name>[^（()）]{2,40}(?:[（(][^（()）]+[）)])?)[（(](?P<inside>[^（()）]{2,40})[）)]$"
)
_PARTY = re.compile("(?<=[局委办院会中心])党[委组]$")  # 甲局党委书记
_COLON = re.compile("[:：]")
_SIZES = (3, 2, 4)
_LEVELS = frozenset("县市区省州盟旗镇乡国")  # what a body's name begins with behind a person's
_MIN_BODY = 5  # characters of a body with a person


def joint_assignments(
    text: str, label: re.Match[str], end: int, role: Role
) -> tuple[list[Assignment], list[tuple[int, int]]]:
    """Read the value of a field whose label asks for bodies and for persons, up to ``end``.

    Returns:
        The bodies with the role of the label and the persons as those who oversee, and the pieces that name neither.
    """
    found: list[Assignment] = []
    unread: list[tuple[int, int]] = []
    persons_first = role is Role.OVERSEER  # 牵头领导及单位
    if persons_first:
        role = Role.LEAD if label["label"].startswith("牵头") else Role.RESPONSIBLE
    for item in split_names(text, label.end(), end):
        printed = text[item.start : item.end]
        pieces, left = _person_first(printed, item.start) if persons_first else ([], 0)
        if not pieces:
            pieces, left = _pieces(printed, item.start)
        if left:
            unread.append((item.end - left, item.end))
        for name, begin in pieces:
            person = is_person(name)
            agent = Agent(name, AgentKind.PERSON if person else kind_of(name))
            carried = Role.OVERSEER if person else role
            found.append(Assignment(carried, Mention(agent, begin, begin + len(name))))
    return found, unread


def _person_first(item: str, start: int) -> tuple[list[tuple[str, int]], int]:
    """Give the names of 张三 县住建局, as :func:`_pieces` does: the person stands in front of the body."""
    for size in _SIZES:
        person, rest = item[:size], item[size:]
        if is_person(person) and rest[:1] in _LEVELS and len(rest) > 1:
            behind, left = _pieces(rest, start + size)
            return [(person, start), *behind], left
    return [], 0


def _pieces(item: str, start: int) -> tuple[list[tuple[str, int]], int]:
    """Give the names in one item of the list, each with where it begins, and how many characters behind them are none.

    县水利局 陈刚 县住建局 王红: a body with its persons ends where the level of the next begins.
    """
    found: list[tuple[str, int]] = []
    at: int | None = 0
    while at is not None:
        item, start = item[at:], start + at
        at = None
        for end in range(_MIN_BODY, len(item) - _MIN_BODY):
            if item[end] in _LEVELS and len(one := _piece(item[:end], start)) > 1:
                found, at = [*found, *one], end
                break
    last = _piece(item, start)
    return [*found, *last], 0 if last else len(item)


def _piece(item: str, start: int) -> list[tuple[str, int]]:
    """Give the names of one body with its persons, or of one person."""
    if is_person(item) or ((is_body(item) or is_group(item)) and item[-1] not in "）)"):
        return [(item, start)]
    bracket = _BRACKET.match(item)
    if bracket is not None:
        name, inside = bracket["name"], bracket["inside"]
        persons = split_names(inside, 0, len(inside))
        if is_body(name) or is_group(name):
            if is_body(inside):
                return [(item, start)]  # 甲办（乙局）
            begin = start + bracket.start("inside")
            spans = [
                (p, (0, len(p.agent.name)) if is_person(p.agent.name) else person_in(p.agent.name))
                for p in persons
            ]
            named = [(p.agent.name[at[0] : at[1]], begin + p.start + at[0]) for p, at in spans if at]
            return [(name, start), *named]
        return [(name, start)] if is_person(name) else []
    for size in _SIZES:
        body, person = item[:-size], item[-size:]
        if not is_person(person):
            continue
        at = start + len(body)
        body = _COLON.sub("", body)
        if is_body(body) or is_group(body):
            return [(body, start), (person, at)]
        title = title_of(body)
        if title is not None and is_body(org := _PARTY.sub("", body.removesuffix(title))):
            return [(org, start), (person, at)]  # 甲局副局长张三
    if (span := person_in(item)) is not None:
        return [(item[span[0] : span[1]], start + span[0])]  # 副县长张三
    title = title_of(item)
    if title is not None and is_body(org := _PARTY.sub("", item.removesuffix(title))):
        return [(org, start)]  # 甲局党委书记、局长张三
    return []
