"""Persons with their posts in lists of members; one reader for all passes.

The printed layout is read (spaces between a name and a post, 张  三), so offsets here are those of a paragraph's
printed lines; :class:`~kg.passes.members.roster_entries.Printed` maps them to the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.facts import Agent, AgentKind
from kg.passes.members.glued_names import glued_person, posts_in
from kg.passes.members.roster_entries import Listed, compacted
from kg.passes.names.kinds import is_body, is_group, is_person, kind_of
from kg.passes.names.person_names import POST_BEGINNINGS, is_name, named_post
from kg.passes.names.posts import Post, title_of

_CJK = r"[\u4e00-\u9fff]"
_GAP = r"[ \u3000\t]"
# a title of two characters that is set wide: 镇  长
_HEADED = "[省市县区州盟旗镇乡局处科部院校站所厂司厅组股庭行]"
_WIDE_TITLE = rf"(?:{_HEADED}{_GAP}{{1,6}}长|主{_GAP}{{1,6}}任|书{_GAP}{{1,6}}记)(?!{_CJK})"
# 王  三 / 王三 / 欧阳某某 / 阿某某·某某, then white space, a bracket, a separator or the end
_NAME = re.compile(
    rf"(?P<name>{_CJK}{{1,10}}·[\u4e00-\u9fff·]{{1,12}}|{_CJK}(?:{_GAP}{{1,6}}(?!{_WIDE_TITLE}){_CJK}){{1,2}}|{_CJK}{{2,4}})"
    rf"(?:同志)?(?P<about>{_GAP}{{0,4}}[（(](?:女|男|{_CJK}{{1,4}}族)[^（）()]{{0,10}}[）)])?(?=[\s（(、，,；;。]|$|(?<=[）)]){_CJK})"
)
_AS_WELL = re.compile(r"\s{0,4}[（(]兼任?[）)]")
_OF_NAME = r"[\u4e00-\u9fff·]"
_LINE = re.compile(rf"{_CJK}(?:{_GAP}{{0,8}}{_OF_NAME}){{2,120}}(?={_GAP}{{0,8}}(?:\n|$))")
_PIECE = re.compile(rf"{_OF_NAME}+")
_LONE = re.compile(f"{_CJK}{{2,3}}")
_SET_WIDE = re.compile(rf"(?:{_GAP}{{1,2}}{_CJK}){{3,12}}")
_SEPARATORS = " \u3000\t\n、，,；;。"
_BRACKET = re.compile(r"\s{0,4}[（(](?P<inside>(?:[^（）()]|[（(][^（）()]{0,30}[）)]){2,80})[）)]")
# 张三，县水务局局长: on a line of its own, or up to the next semicolon
_BEHIND_COMMA = re.compile(
    rf"[，,](?P<posts>{_CJK}(?:{_CJK}|[、（）()]){{1,60}}(?<=[\u4e00-\u9fff）]))(?=[；;。\n]|$)"
)
# 包·巴特尔: among persons with posts; elsewhere a dot stands in the names of projects and firms too
_NEXT = re.compile(rf"[\s、，,；;]{{1,30}}+(?={_CJK})")
_MAX_POST = 200  # printed characters that a person's posts may take
_STOP = re.compile("[；;。]")
ORDER_REMARK = re.compile(
    "[（(](?:以下|排名|以上|按|以)[^（）()]{0,12}(?:排序|先后|为序|排列|顺序)[^（）()]{0,4}[）)]"
    "|[（(]?(?:续上?表|接上[表页])[）)]?(?=\\s|$)"
)
"""（以下按单位排序）, （排名不分先后）, （续表）: a remark between the members of a list."""


def names_only(text: str, found: Sequence[Listed]) -> bool:
    """Tell whether a line holds nothing but names of persons set in columns: 王小明  刘  洋  张立群."""
    return (
        len(found) > 1
        and all(is_person(one.agent.name) and not one.posts for one in found)
        and not text[found[-1].end :].strip()
    )


def persons_in(text: str, start: int, end: int, *, listed: bool) -> Iterator[Listed]:
    """Read persons with posts from printed text, until something else comes.

    ``listed`` says that a label names a list of members here: then a name needs no surname known to us, and no post.
    """
    at = start
    while True:
        while at < end and text[at] in _SEPARATORS:
            at += 1
        if listed and (remark := ORDER_REMARK.match(text, at, end)) is not None:
            at = remark.end()
            continue
        names = _names_alone(text, at, end) if listed else []
        if names:
            yield from names
            at = names[-1].end
            continue
        match = _NAME.match(text, at, end)
        if match is None:
            glued = glued_person(text, at, end) if listed else None
            if glued is None:
                return
            yield glued
            at = glued.posts[-1].end
            continue
        name = "".join(match.group("name").split())
        if "·" in name and named_post(name):
            return
        known = is_name(name) and not title_of(name)
        if not known and (name[0] in POST_BEGINNINGS or kind_of(name) is AgentKind.GROUP):
            return
        behind = match.end()
        wide = None if known else _SET_WIDE.match(text, behind, end)
        if wide is not None and not title_of("".join(wide.group().split())):
            return  # 灾 害 发 生 地 县 政 府 …: a line that was set wide, no name
        as_well = _AS_WELL.match(text, behind, end)
        behind = as_well.end() if as_well else behind
        bracket = _BRACKET.match(text, behind, end)
        posts: tuple[Post, ...] = ()
        stop = behind
        if bracket is not None:
            posts = posts_in(text, *bracket.span("inside"))
            stop = bracket.end()
        elif behind < end and (text[behind] in " \u3000\t\n" or text[behind - 1] in "）)"):
            stop = _entry_end(text, behind, end)
            posts = posts_in(text, behind, stop)
        elif known and listed and (said := _BEHIND_COMMA.match(text, behind, end)) is not None:
            posts = posts_in(text, *said.span("posts"))
            if posts and posts[-1].end == said.end("posts") and posts[-1].title is not None:
                stop = said.end()
            else:
                posts = ()
        if not posts:
            # 张三（县委党校讲师）: who it is stands in the bracket, though no post we know
            whole = behind if bracket is None or _ends_name(text, behind, end) else bracket.end()
            if known and listed and not _ends_name(text, whole, end):
                whole = _strange_post(text, behind, end)
            if not (known and listed and _ends_name(text, whole, end)):
                return
            stop = whole
        elif not known and not listed:
            return
        yield Listed(Agent(name, AgentKind.PERSON), match.start("name"), match.end("name"), posts)
        at = stop


def _names_alone(text: str, start: int, end: int) -> list[Listed]:
    """Read the rest of a line that is nothing but names parted by spaces, those of two characters set wide: 贾  敏  何  伟."""
    line = _LINE.match(text, start, end)
    pieces = list(_PIECE.finditer(text, start, line.end())) if line else []
    found: list[Listed] = []
    n = 0
    while n < len(pieces):
        first = last = pieces[n]
        if len(first.group()) == 1 and n + 1 < len(pieces) and len(pieces[n + 1].group()) == 1:
            n += 1
            last = pieces[n]
        name = first.group() + (last.group() if last is not first else "")
        if not (is_person(name) or "·" in name) or title_of(name):
            return []
        found.append(Listed(Agent(name, AgentKind.PERSON), first.start(), last.end()))
        n += 1
    return found if len(found) > 1 else []


def lone_name(text: str, start: int, end: int) -> list[Listed]:
    """Read 组长：张三, where nothing but a name stands behind a label, though its surname is not known to us."""
    compact, offsets = compacted(text, start, end)
    name = compact.rstrip("。；;")
    if (
        not _LONE.fullmatch(name)
        or is_body(name)
        or is_group(name)
        or title_of(name)
        or name[0] in POST_BEGINNINGS
    ):
        return []
    return [Listed(Agent(name, AgentKind.PERSON), offsets[0], offsets[len(name) - 1] + 1)]


def _ends_name(text: str, at: int, end: int) -> bool:
    return at >= end or text[at] in "、，,；;。\n"


def person_between(text: str, begin: int, below: str) -> list[Listed]:
    """Read the person of a line whose post ends as none we know, where the line below names one whose post we know."""
    while begin < len(text) and text[begin].isspace():
        begin += 1
    named = _NAME.match(text, begin)
    if named is None or not _WITH_POST.match(text, named.end()) or "\n" in text[begin:].rstrip():
        return []
    name = "".join(named.group("name").split())
    following = next(persons_in(below, 0, len(below), listed=True), None) if is_name(name) else None
    if following is None or not following.posts or title_of(name):
        return []
    return [Listed(Agent(name, AgentKind.PERSON), *named.span("name"))]


# what stands behind a name on its line
_WITH_POST = re.compile(rf"{_GAP}{{1,12}}(?:{_CJK}|[、（）()]){{4,40}}(?=\n|$)")
# who it is, on the rest of the line, and a person on the next
_REST_OF_LINE = re.compile(
    rf"{_GAP}{{1,12}}(?={_CJK})[^\n。；：，]{{4,36}}(?=\n{_GAP}{{0,40}}(?P<next>{_CJK}))"
)


def _strange_post(text: str, behind: int, end: int) -> int:
    """Give where a post ends that ends as none we know, between the lines of a list that name a person each.

    Such a line leaves its own post unread; the persons below it are members all the same.
    """
    rest = _REST_OF_LINE.match(text, behind, end)
    following = _NAME.match(text, rest.start("next"), end) if rest else None
    if rest is None or following is None:
        return behind
    name = "".join(following.group("name").split())
    return rest.end() if is_name(name) and not title_of(name) else behind


def _entry_end(text: str, start: int, end: int) -> int:
    """Give where the post behind a name ends: before the next person, at a full stop or at the end."""
    stop = _STOP.search(text, start, end)
    limit = min(stop.start() if stop else end, start + _MAX_POST)
    begin = start
    while begin < limit and text[begin].isspace():
        begin += 1
    for cut in _NEXT.finditer(text, begin, limit):
        # 丙局局长 / 各市市长: a line of unnamed holders
        if text.startswith("各", cut.end()) and "\n" in cut.group():
            return cut.start()
        match = _NAME.match(text, cut.end(), limit)
        if match is None:
            continue
        name = "".join(match.group("name").split())
        if not is_name(name) or title_of(name):  # 区 is a surname too, 区长 is no name
            continue
        if title_of("".join(text[begin : cut.start()].split())):
            return cut.start()
        if "\n" in cut.group() and _WITH_POST.match(text, match.end(), limit):
            return cut.start()  # a post that ends as none we know
    return limit
