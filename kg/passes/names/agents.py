"""Names of agents as printed: split lists of them, and tell bodies, persons, groups and posts apart.

What a name looks like comes from morphology (how names of bodies, posts and classes end and begin; surnames), all
of it language data. In a place where only agents can stand (a responsibility clause) position decides and the
morphology only sorts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.facts import Agent, AgentKind
from kg.language.data import by_first, by_last, load, words
from kg.passes.names.shared_names import (
    CLASS_ITEMS,
    LEVEL_ITEMS,
    LEVEL_LISTS,
    LEVELS_INSIDE,
    is_part,
    shares,
    without_joints,
)

_BODIES = load("bodies")
_ENDINGS = by_last(_BODIES["endings"])
_GROUP_BEGINNINGS = tuple(_BODIES["group_beginnings"])
_GROUP_MARK = re.compile("|".join(re.escape(mark) for mark in words("bodies", "group_marks")))
_FUNCTIONS = frozenset(_BODIES["functions"])
_LEVEL = re.compile("(?:国家|国务院|省|市|区|县|州|旗|盟)?")
_OFFICES = re.compile("(?:牵头|负责|配合|承担)(?:编制|责任)?(?:部门|单位|机构)")
# 等部门, 等国务院相关部门, 等有关部门和单位, 等督察整改责任单位: a list's vague end
_VAGUE_END = re.compile(
    "(?<![高平同中初优特])等(?:(?:(?![及和与、](?:各|所在|属地))[^、，（）()等]){0,14}(?:部门|单位|机构|企业|地方|方面|地区|科室|处室)(?:（[部门单位]{2}）|\\([部门单位]{2}\\)|[和、及](?:部门|单位|机构|企业))?)?$"
)
_CLASS_WITH_ATTRIBUTE = re.compile(
    "[\u4e00-\u9fff]{0,14}(?:有关|相关)(?:行业)?(?:主管)?(?:部门|单位|镇街|街道)(?:（单位）|\\(单位\\)|和单位|、单位)?"
    "|[\u4e00-\u9fff]{0,12}(?:政府|国务院)(?:负责|主管|管理|承担|履行)[\u4e00-\u9fff]{2,20}的(?:部门|机构)"  # by its task
)
_SHARED_HEADS = ("部门", "公司", "企业")  # 电信、移动、联通公司
_NO_NAMES = frozenset(_BODIES["no_names"])
_GROUP_NAMES = frozenset(_BODIES["group_names"])
_BEGINS_ANYWAY = re.compile("|".join(_BODIES["begins_anyway"]))
_GROUP_ENDINGS = tuple(_BODIES["group_endings"])
_NOT_ENDINGS = by_last(load("mentions")["not_endings"])
_ENDINGS_ANYWAY = tuple(load("mentions")["endings_anyway"])
_NOT_BEGINNINGS = by_first(_BODIES["not_beginnings"])
_NOT_INSIDE = re.compile("|".join(re.escape(word) for word in words("bodies", "not_inside")))
_STRONG_ENDINGS = by_last(_BODIES["strong_endings"])
# sections inside a body: 局人事股, 财务科, 委办公室
_SECTION = re.compile("[局委厅院署镇乡]?(?:机关)?[\u4e00-\u9fff]{2,6}(?<!控)(?<!参)(?<!持)(?<!个)(?:股|科)")
_MINISTRIES = ("部", "委", "署", "办")
_LEVEL_PREFIXES = tuple(_BODIES["level_prefixes"])
_POSTS = tuple(words("bodies", "posts"))
_TITLES = frozenset(_POSTS)
_SURNAMES = frozenset("".join(load("surnames")["single"].split()))
_COMPOUND_SURNAMES = frozenset(load("surnames")["compound"])
_NOT_PERSONS = frozenset(load("surnames")["not_persons"])
_OPEN = "（(〔[<〈《【"
_CLOSE = "）)〕]>〉》】"
_ANY_BRACKET = re.compile(r"[（(〔\[<〈《【）)〕\]>〉》】]")
_SEPARATORS = frozenset("、，,；;/｜|\n\t ")
# an item of a list with nothing in it that could part it further, be left out or be read as something else
_PLAIN_ITEM = re.compile(r"[^、，,；;/｜|\n\t （(〔\[<〈《【）)〕\]>〉》】和与及或等：:。.…\u3000]+")
_MARK = re.compile(r"[、，,；;/｜|\n\t （(〔\[<〈《【）)〕\]>〉》】]")
LAST_CHARACTERS = frozenset(
    {word[-1] for key in ("endings", "group_names", "functions", "class_items") for word in _BODIES[key]}
    | set("等面区）)>〉]〕：:")
)
"""The last characters of all that can be a list of bodies: nothing else needs a closer look."""
# brackets behind a name that are no part of it: how it is called below, where its office is, who leads it
_DEFINITION = re.compile(
    r"[（(](?:(?:以下(?:统?简?称)|[下简]称|统称|设在|以?下同)[^（）()]{0,40}"
    r"|(?:牵头|责任|组长|成员)(?:单位|部门|领导)?[：:][^（）()]{2,60}|由?[^（）()，。]{2,40}牵头|(?<=[组班]（)由?[^（）()。]{2,100}(?:牵头|参加|参与|配合|组成))[）)]$"
)
_LAST_BRACKET = re.compile(r"[（(<〈\[〔][^（）()<>〈〉\[\]〔〕]{1,60}[）)>〉\]〕]$")
_CHINESE = re.compile(r"[\u4e00-\u9fff·]+")
_MAX_PERSON = 8
_JOINED_FUNCTION = re.compile(
    "|".join(sorted((word for word in _FUNCTIONS if "和" in word[1:-1]), key=len, reverse=True))
)
_CONJUNCTION = re.compile("以及|和|与|及|或")
_CACHE = 1 << 13  # the same few thousand names come again and again; of other documents, others
_MAX_NAME = 60
_MAX_PROSE_NAME = 36
_MAX_JOINED = 2 * _MAX_NAME + 2  # two names and a conjunction
_PROSE = re.compile("[\u4e00-\u9fffA-Za-z（）()·“”]+")
_NOT_IN_PROSE = re.compile("的|了|要(?<!主要)(?!素)|应当")


class Mention(NamedTuple):
    """A printed name with its span in the instrument's text (a tuple: it is made more often than anything else)."""

    agent: Agent
    start: int
    end: int


def is_person(name: str) -> bool:
    """Tell whether a name is a person's: a surname and one or two characters (four with a compound surname)."""
    if not 2 <= len(name) <= _MAX_PERSON:
        return False
    of_body = name[-1] in _NOT_PERSONS or name[-2:] in _NOT_PERSONS
    if of_body:
        return "·" in name and bool(_CHINESE.fullmatch(name))
    if name[:2] in _COMPOUND_SURNAMES:
        return 3 <= len(name) <= 4 and bool(_CHINESE.fullmatch(name))
    return len(name) <= 3 and name[0] in _SURNAMES and bool(_CHINESE.fullmatch(name))


@lru_cache(maxsize=_CACHE)
def is_group(name: str) -> bool:
    """Tell whether a name denotes a class of bodies (各镇街, 有关部门) rather than one body."""
    if name in _GROUP_NAMES or name.startswith(_GROUP_BEGINNINGS):
        return True
    return _GROUP_MARK.search(name) is not None


def _is_bare_class(name: str) -> bool:
    """联络单位, 编制部门: a class by what it does; 财政部门, 供电单位, 区统计部门 are bodies by their function."""
    if not name.endswith(("部门", "单位", "机构")) or name.startswith(_LEVEL_PREFIXES):
        return False
    return not is_function(name[:-2])


def is_post(name: str) -> bool:
    """Tell whether a name denotes an unnamed office holder (区财政局局长)."""
    return name.endswith(_POSTS) and ("由" not in name or "自由" in name)  # 秋播由分管副县长（总负责）


@lru_cache(maxsize=_CACHE)
def person_in(name: str) -> tuple[int, int] | None:
    """Find the person in a name printed with a post (张某某副市长, 副市长张某某, 张某某（甲局局长）).

    Returns:
        Where the person's name stands in ``name``, or None if it is not of that kind.
    """
    bare = _without_bracket(name)
    if len(bare) < len(name):
        return (0, len(bare)) if is_person(bare) and is_post(name[len(bare) + 1 : -1]) else None
    for size in (4, 3, 2):
        first, last = name[:size], name[-size:]
        title = name[size:].removeprefix("常务").removeprefix("副")
        if title in _TITLES and first[-1] != "副" and is_person(first):
            return 0, size  # 何某副市长: the name is 何某
        if is_person(last) and len(name) > size and name[:-size].endswith(_POSTS):
            return len(name) - size, len(name)
    return None


@lru_cache(maxsize=_CACHE)
def is_body(name: str) -> bool:
    """Tell whether a name ends as names of bodies end, a bracketed second name aside."""
    return (
        2 <= len(name) <= _MAX_NAME
        and name not in _NO_NAMES
        and (not name.endswith(_NOT_ENDINGS.get(name[-1], ())) or name.endswith(_ENDINGS_ANYWAY))
        and (bare := _without_bracket(name)).endswith(_ENDINGS.get(bare[-1:], ()))
    )


def _without_bracket(name: str) -> str:
    """Leave out a bracketed second name at the end."""
    return _LAST_BRACKET.sub("", name) if name and name[-1] in _CLOSE else name


@lru_cache(maxsize=_CACHE)
def is_name_in_prose(name: str) -> bool:
    """Tell whether a run of prose is the name of a body or a class of bodies and nothing more."""
    if not 2 <= len(name) <= _MAX_PROSE_NAME or name[0] in _OPEN:
        return False
    if name.count("“") != name.count("”") or name.find("”") < name.find("“"):
        return False  # begins inside a quotation
    if "会同" in name and "社会同" not in name:
        return False
    plain = name
    if _ANY_BRACKET.search(name):
        if not _balanced(name):
            return False
        plain = LEVELS_INSIDE.sub("", _without_bracket(name) if "、" in name else name)
    if "、" in plain:
        plain = without_joints(plain)
    if name.startswith(_NOT_BEGINNINGS.get(name[0], ())) and not _BEGINS_ANYWAY.match(name):
        return False
    if name[0] == "各" and (name[1:] in _GROUP_NAMES or name.endswith(_GROUP_ENDINGS)) and "的" not in name:
        return True
    if ("关" in name or "的" in name) and _CLASS_WITH_ATTRIBUTE.fullmatch(name):
        return True
    if not (is_body(name) or name in _GROUP_NAMES or plain in _GROUP_NAMES):
        return False
    return (
        _PROSE.fullmatch(plain) is not None
        and _NOT_IN_PROSE.search(plain) is None
        and _NOT_INSIDE.search(_OFFICES.sub("", name)) is None
    )


@lru_cache(maxsize=_CACHE)
def is_concrete_body(name: str) -> bool:
    """Tell whether a name found in running text denotes one body: by its ending, or by a level word in front."""
    if is_group(name):
        return False
    bare = _without_bracket(name)
    if bare.endswith(_STRONG_ENDINGS.get(bare[-1:], ())) or (
        bare.startswith(_LEVEL_PREFIXES) and is_body(bare)
    ):
        return True
    if _SECTION.fullmatch(bare) or (bare.endswith("司") and not bare.endswith("公司")):
        return True  # 部内司局
    return bare.endswith(_MINISTRIES) and bare[:-1] in _FUNCTIONS  # 教育部, 财政部


def is_function(name: str) -> bool:
    """Tell whether a name is a function that stands for its department (公安、区交通运输等部门)."""
    bare = name if name in _FUNCTIONS else _LEVEL.sub("", name, count=1)
    return bare in _FUNCTIONS or ("和" in bare and all(part in _FUNCTIONS for part in bare.split("和")))


def names_in_prose(text: str, start: int, end: int) -> list[Mention] | None:
    """Split ``text[start:end]`` as :func:`split_names` if it is nothing but names of bodies, else give None.

    A list of functions that ends in 部门 (网信、公安、交通运输等部门) names a department each.
    """
    if start >= end or text[end - 1] not in LAST_CHARACTERS:
        return None
    if text.startswith("其", start) and not text.startswith(("其他", "其它"), start):
        start += 1
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
    if "、" not in listed or (
        len(listed) == end - start and not any(head in listed for head in (*_SHARED_HEADS, "单位"))
    ):
        return None
    items = split_names(text, start, start + len(listed))
    if len(items) < 2:
        return None
    rest = [item for item in items if not is_function(item.agent.name)]
    shared = any(r.agent.name.endswith(_SHARED_HEADS) and is_function(r.agent.name[:-2]) for r in rest)
    if len(items) - len(rest) + shared < 2 or not all(is_name_in_prose(item.agent.name) for item in rest):
        return None
    return [
        Mention(
            Agent(i.agent.name, AgentKind.GROUP if is_group(i.agent.name) else AgentKind.ORG), i.start, i.end
        )
        for i in items
    ]


@lru_cache(maxsize=_CACHE)
def kind_of(name: str) -> AgentKind:
    """Sort a name that is known to denote an agent."""
    if is_group(name) or _is_bare_class(name):
        return AgentKind.GROUP
    if is_person(name):
        return AgentKind.PERSON
    if is_post(name):
        return AgentKind.POST
    return AgentKind.ORG


def split_names(text: str, start: int, end: int) -> list[Mention]:
    """Split a list of names ``text[start:end]`` at its separators, vague tails left out.

    Separators inside brackets do not count; 和, 与, 及 separate only where a body's name stands on both sides.
    """
    mentions: list[Mention] = []
    depth = 0
    begin = start
    for mark in _MARK.finditer(text, start, end):
        char = mark.group()
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            _add(mentions, text, begin, mark.start())
            begin = mark.end()
    _add(mentions, text, begin, end)
    if len(mentions) > 1 and any(is_part(mention.agent.name) for mention in mentions):
        return _joined(text, mentions)
    return mentions


def _joined(text: str, mentions: list[Mention]) -> list[Mention]:
    """Join items that are no names of their own: 市、区财政部门; 区政府有关部门、单位; 各县党委、政府."""
    result: list[Mention] = []
    for mention in mentions:
        before = result[-1] if result else None
        name = mention.agent.name
        if before is not None and len(before.agent.name) < _MAX_NAME and shares(before.agent.name, name):
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


@lru_cache(maxsize=_CACHE)
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
        if not _balanced(left):
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
    while start < end and text[start] in " 　:：。.…\n\t":
        start += 1
    while end > start and text[end - 1] in " 　。.…:：\n\t":
        end -= 1
    kept = _without_tail(text[start:end])
    definition = _DEFINITION.search(kept) if kept.endswith(("）", ")")) else None
    return start, start + (definition.start() if definition else len(kept))


def _without_tail(name: str) -> str:
    return _VAGUE_END.sub("", name) if "等" in name else name


def _balanced(name: str) -> bool:
    return not _ANY_BRACKET.search(name) or sum(name.count(c) for c in _OPEN) == sum(
        name.count(c) for c in _CLOSE
    )


def _inside_name(left: str, right: str) -> bool:
    """发展和改革局, 市场监督与管理部门和单位: the conjunction belongs to one name."""
    if left.endswith(("党委", "党工委")) and right.startswith(("政府", "人民政府", "管委会", "办事处")):
        return left.startswith("各")  # 各县党委和政府
    return right in CLASS_ITEMS or (
        left[-2:] in ("部门", "单位") and right.startswith(("单位", "部门", "机构"))
    )
