"""Take apart what is printed behind a person's name: 区妇联党组成员、四级调研员 -> two posts with body and title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.language.data import alternation, load, words
from kg.passes.names.kinds import is_body

_DATA = load("posts")
_RANK = alternation("posts", "ranks")
_INNER = alternation("posts", "inner")
_TITLE = re.compile(rf"(?:{_RANK}){{0,3}}(?:{alternation('posts', 'titles')})$")
_INNER_END = re.compile(rf"(?<!总)(?:{_INNER})$")
_NOTE = re.compile(r"[（(](?P<note>[^（）()]{1,40})[）)]$")
_SECOND = re.compile(r"[（(][^（）()]{0,40}$")
_QUALIFIED = re.compile(rf"(?P<note>(?:{alternation('posts', 'qualifiers')})[^，。；、]{{1,16}}?)的$")
_OF_PLACE = tuple(words("posts", "of_places"))
_OF_COURTS = tuple(words("posts", "of_courts"))
_COURT = re.compile(rf".*(?:{alternation('posts', 'courts')})")
_DIVISION = re.compile(
    "(?![省市县区])[\u4e00-\u9fff]{2,16}(?:庭|室|处|科|部|局)"
)  # of a court: 刑事审判第二庭
_PARTS = frozenset(_DATA["parts"])
_DEPARTMENTS = ("组织", "宣传", "统战", "武装", "社会工作")  # whose heads are called …部长, one 部 for two
_PARTY_GROUPS = frozenset(("党组", "党委", "党工委"))
_CONCURRENT = re.compile(r"(?<=[^（(])兼(?:任)?(?=[\u4e00-\u9fff]{2})|^兼(?:任)?")
_SEPARATORS = "、，,；;"
_OPEN, _CLOSE = "（(", "）)"


@dataclass(frozen=True, slots=True)
class Post:
    """A post as printed (notes in brackets left out) with its body and title; ``start:end`` spans the given text."""

    post: str
    org: str | None
    title: str | None
    note: str | None
    start: int
    end: int


def split_posts(text: str) -> list[Post]:
    """Split a compact string of posts; gives nothing when a part does not end as posts do.

    A post without a body of its own is in the body of the post before it, except that of a head of government
    after a party post (区委副书记、区长).
    """
    posts: list[Post] = []
    for start, end, joined in _pieces(text):
        post = _read(text, start, end, posts[-1].org if posts else None, joined)
        if post is None:
            return []
        posts.append(post)
    return posts


def title_of(text: str) -> str | None:
    """Give the title a post ends with, or None when it is no post."""
    match = _TITLE.search(text[-24:])
    return match.group() if match else None


def _pieces(text: str) -> list[tuple[int, int, bool]]:
    """Cut at separators outside brackets where the text before is a whole post; True marks a post after 兼."""
    cuts: list[tuple[int, int, bool]] = []
    depth, begin, joined = 0, 0, False
    concurrent = {m.start(): m.end() for m in _CONCURRENT.finditer(text)}
    at = 0
    while at < len(text):
        char = text[at]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and char in _SEPARATORS and _whole(text[begin:at]):
            cuts.append((begin, at, joined))
            begin, joined = at + 1, False
        elif depth == 0 and at in concurrent and (at == begin or _whole(text[begin:at])):
            if at > begin:
                cuts.append((begin, at, joined))
            begin, joined = concurrent[at], True
            at = begin
            continue
        at += 1
    if begin < len(text):
        cuts.append((begin, len(text), joined))
    return cuts


def _whole(piece: str) -> bool:
    return bool(_TITLE.search(_NOTE.sub("", piece)[-24:]))


def _read(text: str, start: int, end: int, previous: str | None, joined: bool) -> Post | None:
    piece = text[start:end]
    note = "兼" if joined else None
    bracket = _NOTE.search(piece)
    if bracket is not None and title_of(piece[: bracket.start()]):
        note, piece = bracket.group("note"), piece[: bracket.start()]
    title = title_of(piece)
    if title is None:
        return None
    org: str | None = piece[: -len(title)]
    qualified = _QUALIFIED.search(piece[: -len(title)])
    if qualified is not None:
        note = note or qualified.group("note")
        org = piece[: qualified.start()]
    if org and org.endswith("分") and title == "局长":
        org += "局"  # 甲分局长
    if org and title.endswith("部长") and org.endswith(_DEPARTMENTS):
        org += "部"  # 市委组织部长
    if not org:
        org = _inherited(title, previous)
    elif org in _PARTS and previous:
        title, org = org + title, previous
    elif previous and _DIVISION.fullmatch(org) and (court := _COURT.match(previous)) is not None:
        org = court.group() + org
    else:
        inner = _INNER_END.search(org)
        if inner is not None and is_body(org[: inner.start()]):
            title, org = inner.group() + title, org[: inner.start()]
    return Post(piece, org, title, note, start, start + len(piece))


def _inherited(title: str, previous: str | None) -> str | None:
    """The body of a post printed without one."""
    if previous is None or previous in _PARTY_GROUPS:
        return None  # 党组书记、局长: the bureau is not named
    if title in _OF_COURTS and (court := _COURT.match(previous)) is not None:
        return court.group()
    place = next((t for t in _OF_PLACE if title.endswith(t)), None)
    if place is None:
        return previous
    return previous if previous.endswith((place[0], "政府")) else None
