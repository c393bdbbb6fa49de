"""Persons with their posts in lists of members; one reader for all passes.

The printed layout is read (spaces between a name and a post, 张  三), so offsets here are those of a paragraph's
printed lines; :class:`~kg.passes.members.roster_entries.Printed` maps them to the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.facts import Agent, AgentKind
from kg.language.data import load
from kg.language.divisions import divisions, divisions_by_name
from kg.passes.members.roster_agents import is_name
from kg.passes.members.roster_entries import Listed, compacted
from kg.passes.names.kinds import is_body, is_group, is_person, kind_of
from kg.passes.names.posts import Post, split_posts, title_of

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
# how posts begin: 区…, 市…, 副…; a name without a space before its post ends there
_POST_BEGINNINGS = frozenset("区市县省州盟旗国中副常乡镇党团总")
_NO_POST = ("市场", "中心", "总队", "总站", "党组", "党委", "镇街", "中队")
_SET_WIDE = re.compile(rf"{_CJK}{_GAP}{{1,6}}{_CJK}(?={_CJK}{{2}})")
_OF_PROVINCE = re.compile("省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区")
_FUNCTIONS = frozenset(load("bodies")["functions"])
_MAX_MINISTRY = 16
_MAX_PLACE = 11  # characters of most names of divisions
_AS_WELL = re.compile(r"\s{0,4}[（(]兼任?[）)]")
_LINE = re.compile(rf"{_CJK}(?:{_GAP}{{0,8}}{_CJK}){{2,40}}(?={_GAP}{{0,8}}(?:\n|$))")
_PIECE = re.compile(rf"{_CJK}+")
_LONE = re.compile(f"{_CJK}{{2,3}}")
_SEPARATORS = " \u3000\t\n、，,；;。"
_BRACKET = re.compile(r"\s{0,4}[（(](?P<inside>(?:[^（）()]|[（(][^（）()]{0,30}[）)]){2,80})[）)]")
# 包·巴特尔: among persons with posts; elsewhere a dot stands in the names of projects and firms too
_NEXT = re.compile(rf"[\s、，,；;]{{1,30}}+(?={_CJK})")
_MAX_POST = 200  # printed characters that a person's posts may take
_STOP = re.compile("[；;。]")


def persons_in(text: str, start: int, end: int, *, listed: bool) -> Iterator[Listed]:
    """Read persons with posts from printed text, until something else comes.

    ``listed`` says that a label names a list of members here: then a name needs no surname known to us, and no post.
    """
    at = start
    while True:
        while at < end and text[at] in _SEPARATORS:
            at += 1
        names = _names_alone(text, at, end) if listed else []
        if names:
            yield from names
            at = names[-1].end
            continue
        match = _NAME.match(text, at, end)
        if match is None:
            glued = _glued(text, at, end) if listed else None
            if glued is None:
                return
            yield glued
            at = glued.posts[-1].end
            continue
        name = "".join(match.group("name").split())
        known = is_name(name) and not title_of(name)
        if not known and (name[0] in _POST_BEGINNINGS or kind_of(name) is AgentKind.GROUP):
            return
        behind = match.end()
        as_well = _AS_WELL.match(text, behind, end)
        behind = as_well.end() if as_well else behind
        bracket = _BRACKET.match(text, behind, end)
        posts: tuple[Post, ...] = ()
        stop = behind
        if bracket is not None:
            posts = _posts(text, *bracket.span("inside"))
            stop = bracket.end()
        elif behind < end and (text[behind] in " \u3000\t\n" or text[behind - 1] in "）)"):
            stop = _entry_end(text, behind, end)
            posts = _posts(text, behind, stop)
        if not posts:
            # 张三（县委党校讲师）: who it is stands in the bracket, though no post we know
            whole = behind if bracket is None or _ends_name(text, behind, end) else bracket.end()
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
        if not is_person(name) or title_of(name):
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
        or name[0] in _POST_BEGINNINGS
    ):
        return []
    return [Listed(Agent(name, AgentKind.PERSON), offsets[0], offsets[len(name) - 1] + 1)]


def _glued(text: str, start: int, end: int) -> Listed | None:
    """Read 张三市财政局局长, printed without a space: the name ends where a post can begin."""
    line = text.find("\n", start, end)
    end = line if line >= 0 else end
    stop = _STOP.search(text, start, end)
    end = stop.start() if stop else end
    if not 4 <= end - start <= 80 or text[start] in _POST_BEGINNINGS:
        return None
    wide = _SET_WIDE.match(text, start, end)
    if wide is not None:  # 李 四副市长
        name, posts = "".join(wide.group().split()), _posts(text, wide.end(), end)
        if is_name(name) and posts and posts[0].title is not None:
            return Listed(Agent(name, AgentKind.PERSON), start, wide.end(), posts)
        return None
    names = {w: text[start : start + w] for w in (2, 3, 4)}
    widths = [w for w, name in names.items() if is_name(name) and not title_of(name)]
    for begins in (_begins_post, _begins_place, _begins_ministry):
        for width in widths:
            if not begins(text, start + width, end):
                continue
            posts = _posts(text, start + width, end)
            if posts and posts[0].title is not None:
                return Listed(Agent(names[width], AgentKind.PERSON), start, start + width, posts)
    return None


def _begins_post(text: str, at: int, end: int) -> bool:
    return at < end and text[at] in _POST_BEGINNINGS and not text.startswith(_NO_POST, at)


def _begins_place(text: str, at: int, end: int) -> bool:
    """Tell whether the name of a division stands here (南京市副市长), or that of a province (广东某公司董事长)."""
    reach = min(end, at + _MAX_PLACE)
    return any(text[at:stop] in divisions_by_name() for stop in range(at + 3, reach + 1)) or text.startswith(
        _provinces(), at
    )


def _begins_ministry(text: str, at: int, end: int) -> bool:
    """Tell whether the name of a body of the nation stands here (统计局副局长, 交通运输部副部长): they bear no level."""
    reach = min(end, at + _MAX_MINISTRY)
    return any(
        text[stop - 1] in "部委局署行院办"
        and (text[at : stop - 1] in _FUNCTIONS or text[at:stop] in _ministries())
        for stop in range(at + 3, reach + 1)
    )


@cache
def _ministries() -> frozenset[str]:
    names = load("national_bodies")["names"]
    return frozenset(names) | {short for shorts in names.values() for short in shorts}


@cache
def _provinces() -> tuple[str, ...]:
    """The short names of the provinces."""
    return tuple(
        _OF_PROVINCE.sub("", division.name) for division in divisions().values() if not division.parent
    )


def _ends_name(text: str, at: int, end: int) -> bool:
    return at >= end or text[at] in "、，,；;。\n"


def _posts(text: str, start: int, end: int) -> tuple[Post, ...]:
    """Read posts from printed text; their offsets count the printed text."""
    compact, offsets = compacted(text, start, end)
    compact = compact.rstrip("。；;、，,")
    if len(compact) < 2:
        return ()
    posts = split_posts(compact)
    if not posts:
        if not is_body(compact):
            return ()
        return (Post(compact, compact, None, None, offsets[0], offsets[len(compact) - 1] + 1),)
    return tuple(
        Post(p.post, p.org, p.title, p.note, offsets[p.start], offsets[p.end - 1] + 1) for p in posts
    )


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
    return limit
