"""Members of a list that are not persons by name: bodies, classes of bodies, unnamed posts; and names glued to posts."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.facts import Agent, AgentKind
from kg.language.data import load
from kg.passes.members.roster_entries import Listed, compacted
from kg.passes.names.agents import Mention, split_names
from kg.passes.names.kinds import is_body, is_concrete_body, is_function, is_group, is_person, kind_of
from kg.passes.names.person_names import is_name, named_post
from kg.passes.names.posts import split_posts, title_of

_WORDS = load("rosters")["words"]
_CJK = r"[\u4e00-\u9fff]"
_HOW_MANY = re.compile("[1-9一两二三四五]名(?=[\u4e00-\u9fff]{3})")
_PERSONS_OF = re.compile(
    rf"(?:的|各)?(?:{'|'.join(sorted(_WORDS['persons_of'], key=len, reverse=True))})(?:组成|为成员|担任)?$"
)
# 甲局主要负责人或分管负责人: either of them stands for the body
_OR_ANOTHER = re.compile(
    "(?<=负责人|责同志|要领导|管领导)(?:或者?|或其)(?:主要|分管|相关|有关|其他)?(?:负责人|负责同志|领导)(?=组成$|为成员$|$)"
)
_COUNTED = re.compile(r"[等共]\d{1,3}[多余]?个(?:成员)?(?:部门|单位|部委)(?:[和、及](?:单位|部门))?$")
_SENT = re.compile("(?:派员|派人|选派人员|派出人员)$")  # 成员由各成员单位派员组成
_LIST_TAILS = tuple(sorted(_WORDS["list_tails"], key=len, reverse=True))
# 市委、市政府分管领导: officials of both, one item
_LEADERS_OF_BOTH = re.compile(
    "[\u4e00-\u9fff]{0,8}[省市县区州旗盟镇乡]党?委[、和][\u4e00-\u9fff]{0,9}政府(?:的)?(?:有关|相关|分管|主要|主管|联系)*(?:领导|负责)同?志?"
)
_OF_FUNCTIONS = re.compile("等(?:有关|相关)?部门")
# 水文、气象等方面的专家: fields, no bodies
_EXPERTS = re.compile(
    "(?<!部门)(?<!单位)(?<!部门的)(?<!单位的)(?:专家|学者|技术人员|技术骨干|专业人员|专业人才|教授|工程师){1,2}$"
)
_TAIL_INSIDE = re.compile(
    "等(?:有关|相关|成员)?(?:部门|单位)(?:(?:主要|分管|有关|相关)?(?:负责同志|负责人|领导))?(?:以及|及|和|与)"
)
_AS_WELL = re.compile("[（(]兼任?[）)]$")  # 县水利局局长（兼）
# 各乡（镇）党委书记、乡（镇）长, 乡镇长（主任）: heads of towns behind others of theirs
_HEAD_OF_TOWNS = re.compile(
    "[省市县区州旗盟乡镇]{1,3}(?:[（(][省市县区州旗盟乡镇街道场、]{1,8}[）)])?长(?:[（(](?:办事处)?主任[）)])?"
)
_CLASS = re.compile("(?:有关|相关|成员)(?:部门|单位)")
_UNIT = re.compile(r"(?!.*[的了])[\u4e00-\u9fff（）()]{4,20}")
_SURE = 3  # units of a list that are known by their form, from which an odd one among them is a unit too
_MOSTLY = 0.7  # share of them
_ATTRIBUTES = ("分管", "主管", "协管", "负责", "协助", "联系", "主持")
_AND = re.compile("以及|及|和|与")
_WITH = re.compile("以及|[和及与]")
_DUTIES = tuple(_WORDS["duties"])


def agents_in(text: str, start: int, end: int, *, units: bool = False) -> list[Listed]:
    """Read a list of unnamed posts and bodies; gives nothing when an item is neither.

    ``units`` says that a label names units here: then one item of several may end as no body known to us does.
    """
    found: list[Listed] = []
    compact, offsets = compacted(text, start, end)
    compact = _SENT.sub("", compact.rstrip("。；;"))
    if "或" in compact and (another := _OR_ANOTHER.search(compact)) is not None:
        compact = compact[: another.start()]
    if not compact or (compact.startswith(_DUTIES) and not title_of(compact)):
        return []
    stop = _without_tail(compact)
    mentions = _behind_tails(split_names(compact, 0, stop))
    mentions = _with_attributes(compact, _with_both(compact, mentions))
    if experts_of_fields(compact, mentions):
        return []
    mentions = [part for mention in mentions for part in _of_two(compact, mention)]
    departments = _OF_FUNCTIONS.match(compact, stop) is not None  # 教育、体育等相关部门负责同志
    heads = [bool(_PERSONS_OF.search(m.agent.name)) for m in mentions]
    known = sum(1 for mention in mentions if _kind(mention.agent.name) is not None)
    lenient = units and known >= _SURE and known >= _MOSTLY * len(mentions)
    # 甲局、乙局主要负责人和丙镇、丁镇分管负责人: the heads of two bodies each time
    shared = [
        head and n > 0 and not heads[n - 1] and not title_of(mentions[n - 1].agent.name)
        for n, head in enumerate(heads)
    ]
    for n, mention in enumerate(mentions):
        count = _HOW_MANY.match(mention.agent.name)
        begin = count.end() if count else 0  # 1名乙办副主任
        name, finish = mention.agent.name[begin:], mention.end
        if (as_well := _AS_WELL.search(name)) is not None:
            finish -= len(name) - as_well.start()
            name = name[: as_well.start()]
        stripped = _PERSONS_OF.sub("", name)
        if stripped.endswith(("单位", "部门", "等")):  # 丙局等单位主要负责同志和各镇镇长
            stripped = stripped[: _without_tail(stripped)]
        if shared[n] and (is_body(stripped) or is_group(stripped)):
            finish -= len(name) - len(stripped)
            name = stripped
        kind = _kind(name)
        if kind is None and lenient and _UNIT.fullmatch(name) and not name.startswith(_DUTIES):
            kind = AgentKind.ORG
        if kind is None and departments and is_function(name):
            kind = AgentKind.ORG
        if kind is None:
            return []
        found.append(Listed(Agent(name, kind), offsets[mention.start + begin], offsets[finish - 1] + 1))
    return found


def line_by_line(text: str, begin: int) -> list[Listed]:
    """Read holders and bodies of which each line names its own (…主要负责人 / 各乡镇长), or nothing where one names none."""
    found: list[Listed] = []
    while begin < len(text):
        stop = text.find("\n", begin)
        end = len(text) if stop < 0 else stop
        line = agents_in(text, begin, end)
        if not line:
            return []
        found += line
        begin = end + 1
    return found


def _behind_tails(mentions: list[Mention]) -> list[Mention]:
    """Part 甲支队等有关单位和县人民政府: the last of a list, and who stands behind its tail."""
    result: list[Mention] = []
    for mention in mentions:
        name = mention.agent.name
        tail = _TAIL_INSIDE.search(name) if "等" in name else None
        first, last = (name[: tail.start()], name[tail.end() :]) if tail else ("", "")
        if tail and is_body(first) and (_kind(last) or is_body(_PERSONS_OF.sub("", last))):
            at = mention.start + tail.end()
            result.append(Mention(Agent(first, kind_of(first)), mention.start, mention.start + tail.start()))
            result.append(Mention(Agent(last, AgentKind.ORG), at, mention.end))
        else:
            result.append(mention)
    return result


def _of_two(compact: str, mention: Mention) -> list[Mention]:
    """Part 甲局和乙公司主要负责人: the heads of two bodies."""
    heads = _PERSONS_OF.search(mention.agent.name)
    if heads is None or "、" in mention.agent.name or is_group(mention.agent.name):
        return [mention]
    parts = split_names(compact, mention.start, mention.end - len(heads.group()))
    if len(parts) < 2 or not all(is_body(part.agent.name) for part in parts):
        return [mention]
    last = replace(parts[-1].agent, name=compact[parts[-1].start : mention.end])
    return [*parts[:-1], Mention(last, parts[-1].start, mention.end)]


def _with_both(compact: str, mentions: list[Mention]) -> list[Mention]:
    """Join 县委 and 县政府主要领导: officials of a party committee and its government."""
    for n in range(len(mentions) - 1):
        first, second = mentions[n], mentions[n + 1]
        if second.agent.name.endswith(("领导", "同志")) and _LEADERS_OF_BOTH.fullmatch(
            compact, first.start, second.end
        ):
            both = Mention(Agent(compact[first.start : second.end], AgentKind.POST), first.start, second.end)
            return [*mentions[:n], both, *mentions[n + 2 :]]
    return mentions


def experts_of_fields(text: str, named: list[Mention]) -> bool:
    """Tell whether a list names the fields of experts, and no bodies that send them (水文、气象等方面的专家)."""
    if _EXPERTS.search(text) is None:
        return False
    return not any(is_concrete_body(n.agent.name) or title_of(n.agent.name) for n in named)


def posts_first(text: str, start: int, end: int) -> list[Listed]:
    """Read a list of persons with their posts in front: 甲局局长张三、市委常委、副市长李四; nothing where an item is none.

    A line that names its persons is read for itself, as lists set one person a line are; others go on below.
    """
    found: list[Listed] = []
    begin = start
    while begin < end:
        stop = text.find("\n", begin, end)
        while stop >= 0 and not (line := _posts_first(text, begin, stop)):
            stop = text.find("\n", stop + 1, end)
        if stop < 0:
            line = _posts_first(text, begin, end)
            if not line and text[begin:end].strip():
                return _posts_first(text, start, end)  # a name is broken over the lines
            stop = end
        found += line
        begin = stop + 1
    return found


def _posts_first(text: str, start: int, end: int) -> list[Listed]:
    compact, offsets = compacted(text, start, end)
    compact = compact.rstrip("。；;")
    found: list[Listed] = []
    begin: int | None = None
    for mention in split_names(compact, 0, len(compact)):
        name = mention.agent.name.removesuffix("同志")
        first = mention.start if begin is None else begin
        person = named_post(name)
        if person is None:
            begin = first  # 市委常委、副市长李四
            continue
        behind = mention.start + len(name)
        stop = offsets[behind - 1] + 1
        posts = split_posts(compact[first : behind - len(person)])
        held = tuple(replace(post, start=offsets[first], end=stop) for post in posts)
        found.append(Listed(Agent(person, AgentKind.PERSON), offsets[first], stop, held))
        begin = None
    return found if begin is None else []


def _with_attributes(compact: str, mentions: list[Mention]) -> list[Mention]:
    """Join 分管应急管理、地震工作的 / 副主任: an attribute with a list inside; and leave out 以及 before an item."""
    result: list[Mention] = []
    begin: Mention | None = None
    for mention in mentions:
        name = mention.agent.name
        lead = _AND.match(name)
        if lead is not None and len(name) - lead.end() > 1:
            name = name[lead.end() :]
            mention = Mention(Agent(name, mention.agent.kind), mention.start + lead.end(), mention.end)
        if begin is None and (mark := _post_and_body(name)):
            post = Mention(
                Agent(name[: mark.start()], AgentKind.POST), mention.start, mention.start + mark.start()
            )
            result.append(post)
            name = name[mark.end() :]
            mention = Mention(Agent(name, mention.agent.kind), mention.start + mark.end(), mention.end)
        if begin is None and name.startswith(_ATTRIBUTES) and not title_of(name):
            begin = mention
        elif begin is not None and title_of(name):
            result.append(
                Mention(Agent(compact[begin.start : mention.end], AgentKind.POST), begin.start, mention.end)
            )
            begin = None
        elif begin is None:
            result.append(mention)
    return result if begin is None else mentions


def _post_and_body(name: str) -> re.Match[str] | None:
    """Give the 和 that parts a post from a body or function: 市政府副秘书长和公安局、…负责同志."""
    for mark in _WITH.finditer(name):
        other = _PERSONS_OF.sub("", name[mark.end() :])
        if title_of(name[: mark.start()]) and (is_body(other) or is_function(other)):
            return mark
    return None


def post_behind(name: str) -> tuple[str, str] | None:
    """Give the person and the title printed behind the name: 张三副局长 -> 张三, 副局长."""
    if title_of(name) == name:
        return None  # 常务副市长
    for width in (2, 3):
        person, title = name[:width], name[width:]
        if title and title_of(title) == title and is_person(person) and not title_of(person):
            return person, title
    return None


def _kind(name: str) -> AgentKind | None:
    if (
        not 2 <= len(name) <= 45
        or any(mark in name for mark in "：:。")
        or (name.startswith(_DUTIES) and not is_body(name) and not title_of(name))
    ):
        return None
    if is_group(name) and not title_of(name):
        return AgentKind.GROUP
    if is_name(name) and not title_of(name):
        return None if "·" in name and named_post(name) else AgentKind.PERSON
    if title_of(name) or name.endswith(("同志", "领导")):
        return AgentKind.GROUP if name.startswith("各") or _CLASS.search(name) else AgentKind.POST
    if is_body(name):
        return kind_of(name)
    return AgentKind.POST if name.endswith(("长", "）", ")")) and _HEAD_OF_TOWNS.fullmatch(name) else None


def names_heads(text: str) -> bool:
    """Tell whether bodies stand for who heads them: 市某支队、市某公司主要负责人."""
    return _PERSONS_OF.search("".join(text.split()).rstrip("。；;")) is not None


def _without_tail(compact: str) -> int:
    """Give where a list of bodies ends before 等部门负责同志."""
    match = _PERSONS_OF.search(compact)
    core = compact[: match.start()] if match else compact
    for tail in _LIST_TAILS:
        if core.endswith(tail):
            return len(core) - len(tail)
    counted = _COUNTED.search(core)
    if counted is not None:
        return counted.start()
    return len(compact)
