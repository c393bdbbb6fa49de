"""Persons printed without a space before their posts: 张三市财政局局长, and one behind the other: 张三副县长李四县教育局局长."""

from __future__ import annotations

import re
from functools import cache

from kg.facts import Agent, AgentKind
from kg.language.data import load
from kg.language.divisions import divisions, divisions_by_name
from kg.passes.members.roster_entries import Listed, compacted
from kg.passes.names.kinds import is_body
from kg.passes.names.person_names import POST_BEGINNINGS, is_name
from kg.passes.names.posts import Post, split_posts, title_of

_CJK = r"[\u4e00-\u9fff]"
_GAP = r"[ \u3000\t]"
_NO_POST = ("市场", "中心", "总队", "总站", "党组", "党委", "镇街", "中队")
_POST_WORDS = (
    "街道",
    "社区",
    "党工委",
    "纪工委",
    "派出所",
    "司法所",
    "人武部",
    "武装部",
    "办公室",
    "办事处",
    "管委会",
    "开发区",
)
_AS_WELL = re.compile("[，,、]兼任?$")  # 县水利局局长，兼
_SET_WIDE = re.compile(rf"{_CJK}{_GAP}{{1,6}}{_CJK}(?={_CJK}{{2}})")
_OF_PROVINCE = re.compile("省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区")
_FUNCTIONS = frozenset(load("bodies")["functions"])
_OF_PLACES = ("卫生院",)  # 甲乙卫生院负责人: named after its place, the 乙 of which ends no name
_MAX_MINISTRY = 16
_MAX_PLACE = 11  # characters of most names of divisions
_STOP = re.compile("[；;。]")
_LEAST = 4  # characters of a name and a post
_MAX_ENTRY = 80


def glued_person(text: str, start: int, end: int) -> Listed | None:
    """Read 张三市财政局局长, printed without a space: the name ends where a post can begin."""
    line = text.find("\n", start, end)
    end = line if line >= 0 else end
    full_stop = _STOP.search(text, start, end)
    end = full_stop.start() if full_stop else end
    if end - start < _LEAST or text[start] in POST_BEGINNINGS:
        return None
    wide = _SET_WIDE.match(text, start, end)
    if wide is not None and end - start <= _MAX_ENTRY:  # 李 四副市长
        name, posts = "".join(wide.group().split()), posts_in(text, wide.end(), end)
        if is_name(name) and posts and posts[0].title is not None:
            return Listed(Agent(name, AgentKind.PERSON), start, wide.end(), posts)
        return None
    names = {w: text[start : start + w] for w in (2, 3, 4)}
    widths = [w for w, name in names.items() if is_name(name) and not title_of(name)]
    for begins in (_begins_post, _begins_place, _begins_ministry):
        for width in widths:
            if not begins(text, start + width, end):
                continue
            stop = _next_person(text, start + width, end)
            if stop - start > _MAX_ENTRY:
                return None
            posts = posts_in(text, start + width, stop)
            if posts and posts[0].title is not None:
                return Listed(Agent(names[width], AgentKind.PERSON), start, start + width, posts)
    return None


def _next_person(text: str, at: int, end: int) -> int:
    """Give where the next person begins behind a whole post: 副县长｜李四县教育局局长; ``end`` where none does."""
    for begin in range(at + 2, min(end - _LEAST, at + _MAX_ENTRY)):
        if title_of(text[at:begin]) is None:
            continue
        for width in (2, 3):
            name = text[begin : begin + width]
            behind = begin + width
            if not is_name(name) or title_of(name):
                continue
            posts = any(b(text, behind, end) for b in (_begins_post, _begins_place, _begins_ministry))
            if posts and any(
                title_of(text[behind:to]) for to in range(behind + 2, min(end, behind + 40) + 1)
            ):
                return begin
    return end


def _begins_post(text: str, at: int, end: int) -> bool:
    if text.startswith(_POST_WORDS, at):
        return True
    return at < end and text[at] in POST_BEGINNINGS and not text.startswith(_NO_POST, at)


def _begins_place(text: str, at: int, end: int) -> bool:
    """Tell whether the name of a division stands here (南京市副市长), or that of a province (广东某公司董事长)."""
    reach = min(end, at + _MAX_PLACE)
    return any(text[at:stop] in divisions_by_name() for stop in range(at + 3, reach + 1)) or text.startswith(
        _provinces(), at
    )


def _begins_ministry(text: str, at: int, end: int) -> bool:
    """Tell whether the name of a body of the nation stands here (统计局副局长, 交通运输部副部长): they bear no level."""
    reach = min(end, at + _MAX_MINISTRY)
    return not text.startswith(_OF_PLACES, at) and any(
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


def posts_in(text: str, start: int, end: int) -> tuple[Post, ...]:
    """Read posts from printed text; their offsets count the printed text."""
    compact, offsets = compacted(text, start, end)
    compact = _AS_WELL.sub("", compact.rstrip("。；;、，,"))
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
