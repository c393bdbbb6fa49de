"""Lists of agents as printed: where each name begins and ends, and where a run of text is nothing but names.

What kind of agent a name denotes is told in :mod:`kg.passes.names.kinds`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.facts import Agent, AgentKind
from kg.language.data import load
from kg.passes.names.kinds import (
    CLOSE,
    FUNCTIONS,
    MAX_NAME,
    NAMES_KEPT,
    OPEN,
    balanced,
    is_body,
    is_function,
    is_group,
    is_name_in_prose,
    is_post,
    kind_of,
)
from kg.passes.names.shared_names import CLASS_ITEMS, LEVEL_ITEMS, LEVEL_LISTS, is_part, shares

_BODIES = load("bodies")
# 等部门, 等国务院相关部门, 等有关部门和单位, 等督察整改责任单位: a list's vague end
_VAGUE_END = re.compile(
    "(?<![高平同中初优特])等(?:(?:(?![及和与、](?:各|所在|属地|[省市县区州旗]直))[^、，（）()等]){0,14}(?:部门|单位|机构|企业|地方|方面|地区|科室|处室|股室|司局|部委|委办局|院校|行业协会|社会组织|行业组织)(?:（[部门单位]{2}）|\\([部门单位]{2}\\)|[和、及](?:部门|单位|机构|企业))?)?$"
)
_SHARED_HEADS = ("部门", "公司", "企业")  # 电信、移动、联通公司
_SEPARATORS = frozenset("、，,；;/｜|\n\t ")
# an item of a list with nothing in it that could part it further, be left out or be read as something else
MARKS = "*＊★☆※▲△◆●■"
"""Marks beside a name that a note explains (带★的为牵头单位); no part of it."""
_PLAIN_ITEM = re.compile(
    rf"[^、，,；;/｜|\n\t （(〔\[<〈《【）)〕\]>〉》】和与及或等：:。.…\u3000{re.escape(MARKS)}]+"
)
_MARK = re.compile(r"[、，,；;/｜|\n\t （(〔\[<〈《【）)〕\]>〉》】]")
LAST_CHARACTERS = frozenset(
    {word[-1] for key in ("endings", "group_names", "functions", "class_items") for word in _BODIES[key]}
    | set("等面区）)>〉]〕：:")
)
"""The last characters of all that can be a list of bodies: nothing else needs a closer look."""
# brackets behind a name that are no part of it: how it is called below, where its office is, who leads it
_DEFINITION = re.compile(
    r"[（(](?:(?:以?下(?:统?简?称)|简称|统称|设在|以?下同)[^（）()]{0,40}"
    r"|(?:含|包括)[^（）()]{2,24}[，,]以?下同"
    r"|(?:牵头|责任|组长|成员)(?:单位|部门|领导)?[：:][^（）()]{2,60}|由?[^（）()，。]{2,40}牵头|(?<=[组班]（)由?[^（）()。]{2,100}(?:牵头|参加|参与|配合|组成))[）)]$"
)
_JOINED_FUNCTION = re.compile(
    "|".join(sorted((word for word in FUNCTIONS if "和" in word[1:-1]), key=len, reverse=True))
)
_CONJUNCTION = re.compile("以及|和|与|及|或")
_EDGES = frozenset(" 　:：。.…\n\t" + MARKS)
_MAX_JOINED = 2 * MAX_NAME + 2  # two names and a conjunction


# a body by whose it is: 其所属的甲机构, 其委托的乙站
_OWNED = re.compile("其(?:所属|下属|直属|委托|授权|设立|指定)的?(?=[\u4e00-\u9fff]{4})")
_FIELD = re.compile("[\u4e00-\u9fff]{2,8}")  # 民营经济: what a department deals with


class Mention(NamedTuple):
    """A printed name with its span in the instrument's text (a tuple: it is made more often than anything else)."""

    agent: Agent
    start: int
    end: int


def names_in_prose(text: str, start: int, end: int) -> list[Mention] | None:
    """Split ``text[start:end]`` as :func:`split_names` if it is nothing but names of bodies, else give None.

    A list of functions that ends in 部门 (网信、公安、交通运输等部门) names a department each.
    """
    if start >= end or (text[end - 1] == "所" and text.startswith("在", end)):
        return None  # 企业所在街道
    if text[end - 1] not in LAST_CHARACTERS:
        return names_in_prose(text, start, end - 1) if text[end - 1] in MARKS else None
    if text.startswith("其", start) and not text.startswith(("其他", "其它"), start):
        owned = _OWNED.match(text, start, end)
        start = owned.end() if owned else start + 1
    plain = _PLAIN_ITEM.match(text, start, end)
    if plain is not None:
        name = plain.group()
        if plain.end() == end:
            return [Mention(Agent(name, kind_of(name)), start, end)] if is_name_in_prose(name) else None
        if text[plain.end()] in _SEPARATORS and _begins_no_list(name):
            return None
    departments = _departments(text, start, end)
    if departments is not None:
        return departments
    mentions = split_names(text, start, end)
    if not mentions or not all(is_name_in_prose(m.agent.name) for m in mentions):
        return None
    return mentions


def _begins_no_list(name: str) -> bool:
    """Tell whether no list of names begins with an item: neither a name, nor a part that is joined with the next."""
    return not (
        is_name_in_prose(name)
        or is_function(name)
        or name in LEVEL_ITEMS
        or name in LEVEL_LISTS
        or name.endswith(("部门", "单位"))
    )


def _departments(text: str, start: int, end: int) -> list[Mention] | None:
    listed = _without_tail(text[start:end])
    if text[end - 1] == "门" and len(listed) < end - start and is_function(listed):
        return [Mention(Agent(listed, AgentKind.ORG), start, start + len(listed))]  # 县公安等部门
    if "、" not in listed or (
        len(listed) == end - start and not any(head in listed for head in (*_SHARED_HEADS, "单位"))
    ):
        return None
    items = split_names(text, start, start + len(listed))
    if len(items) < 2:
        return None
    rest = [item for item in items if not is_function(item.agent.name)]
    shared = any(r.agent.name.endswith(_SHARED_HEADS) and is_function(r.agent.name[:-2]) for r in rest)
    known = len(items) - len(rest)
    strange = [item for item in rest if not is_name_in_prose(item.agent.name)]
    # a field that is no department everywhere (发展改革、民营经济、商务等部门) stands between others
    between = items[0] not in strange and items[-1] not in strange and len(strange) * 2 < known
    field = between and text.startswith("等", start + len(listed)) and text[end - 1] == "门"
    if known + shared < 2 or (
        strange and not (field and all(_FIELD.fullmatch(i.agent.name) for i in strange))
    ):
        return None
    return [
        Mention(
            Agent(i.agent.name, AgentKind.GROUP if is_group(i.agent.name) else AgentKind.ORG), i.start, i.end
        )
        for i in items
    ]


def split_names(text: str, start: int, end: int) -> list[Mention]:
    """Split a list of names ``text[start:end]`` at its separators, vague tails left out.

    Separators inside brackets do not count; 和, 与, 及 separate only where a body's name stands on both sides.
    """
    mentions: list[Mention] = []
    depth = 0
    begin = start
    for mark in _MARK.finditer(text, start, end):
        char = mark.group()
        if char in OPEN:
            depth += 1
        elif char in CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            _add(mentions, text, begin, mark.start())
            begin = mark.end()
    _add(mentions, text, begin, end)
    if len(mentions) > 1 and any(is_part(mention.agent.name) for mention in mentions):
        return _joined(text, mentions)
    return mentions


_APART = frozenset("，；;")  # one list ends and the next begins


def _joined(text: str, mentions: list[Mention]) -> list[Mention]:
    """Join items that are no names of their own: 市、区财政部门; 区政府有关部门、单位; 各县党委、政府."""
    result: list[Mention] = []
    for mention in mentions:
        before = result[-1] if result else None
        name = mention.agent.name
        if (
            before is not None
            and len(before.agent.name) < MAX_NAME
            and text[before.end] not in _APART
            and shares(before.agent.name, name)
        ):
            whole = text[before.start : mention.end]
            result[-1] = Mention(Agent(whole, kind_of(whole)), before.start, mention.end)
        else:
            result.append(mention)
    return result


def _add(mentions: list[Mention], text: str, start: int, end: int) -> None:
    if end - start > _MAX_JOINED:
        _read(mentions, text, start, end)
        return
    for agent, a, b in _names_of(text[start:end]):
        mentions.append(Mention(agent, start + a, start + b))  # mostly one


@lru_cache(maxsize=NAMES_KEPT)
def _names_of(item: str) -> tuple[tuple[Agent, int, int], ...]:
    """Give the names in one item of a list, with their offsets in it."""
    if _PLAIN_ITEM.fullmatch(item):
        return ((Agent(item, kind_of(item)), 0, len(item)),)
    found: list[Mention] = []
    _read(found, item, 0, len(item))
    return tuple((mention.agent, mention.start, mention.end) for mention in found)


def _read(mentions: list[Mention], text: str, start: int, end: int) -> None:
    start, end = _trim(text, start, end)
    if start >= end:
        return
    if end - start > _MAX_JOINED:
        mentions.append(Mention(Agent(text[start:end], AgentKind.ORG), start, end))
        return
    inside: list[tuple[int, int]] | None = None
    for match in _CONJUNCTION.finditer(text, start + 2, end - 1):
        if inside is None:
            inside = [found.span() for found in _JOINED_FUNCTION.finditer(text, start, end)]
        if any(a < match.start() < b for a, b in inside):
            continue  # 各省级工业和信息化主管部门
        left, right = text[start : match.start()], text[match.end() : end]
        if not balanced(left):
            continue
        posts = is_post(left) and is_post(right)  # 省政府副秘书长和省水利厅厅长
        if posts or (_names_body(left) and _names_body(right) and not _inside_name(left, right)):
            _read(mentions, text, start, match.start())
            _read(mentions, text, match.end(), end)
            return
    name = text[start:end]
    mentions.append(Mention(Agent(name, kind_of(name)), start, end))


def _names_body(name: str) -> bool:
    name = _without_tail(name)
    return is_body(name) or is_group(name)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    start += 2 * text.startswith("以及", start, end)  # 甲部，以及各省、自治区、直辖市人民政府
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    kept = _without_tail(text[start:end])
    definition = _DEFINITION.search(kept) if kept.endswith(("）", ")")) else None
    return start, start + (definition.start() if definition else len(kept))


def _without_tail(name: str) -> str:
    return _VAGUE_END.sub("", name) if "等" in name else name


def _inside_name(left: str, right: str) -> bool:
    """发展和改革局, 市场监督与管理部门和单位: the conjunction belongs to one name."""
    if left.endswith(("党委", "党工委")) and right.startswith(("政府", "人民政府", "管委会", "办事处")):
        return left.startswith("各")  # 各县党委和政府
    return right in CLASS_ITEMS or (
        left[-2:] in ("部门", "单位") and right.startswith(("单位", "部门", "机构"))
    )
