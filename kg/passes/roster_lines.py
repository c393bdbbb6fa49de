"""Read lists of members: labels (组长：), persons with posts, unnamed posts, bodies; one reader for all passes.

The printed layout is read (spaces between a name and a post, 张  三), so offsets here are those of a paragraph's
printed lines; :class:`Printed` maps them to the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from kg.evidence import Evidence
from kg.facts import Agent, AgentKind, MemberRole
from kg.language.data import load
from kg.language.divisions import divisions, divisions_by_name
from kg.passes.agents import Mention, is_body, is_group, is_person, kind_of, split_names
from kg.passes.posts import Post, split_posts, title_of
from kg.structure.model import Instrument, Paragraph

_DATA = load("rosters")
_WORDS = _DATA["words"]
_DUTIES = tuple(_WORDS["duties"])
_PERSONS_OF = re.compile(
    rf"(?:的|各)?(?:{'|'.join(sorted(_WORDS['persons_of'], key=len, reverse=True))})(?:组成|为成员|担任)?$"
)
_COUNTED = re.compile(r"等\d{1,3}[多余]?个(?:成员)?(?:部门|单位|部委)(?:[和、及](?:单位|部门))?$")
_LIST_TAILS = tuple(sorted(_WORDS["list_tails"], key=len, reverse=True))
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
_MAX_PLACE = 11  # characters of most names of divisions
_CLASS = re.compile("(?:有关|相关|成员)(?:部门|单位)")
_AS_WELL = re.compile(r"\s{0,4}[（(]兼任?[）)]")
_LINE = re.compile(rf"{_CJK}(?:{_GAP}{{0,8}}{_CJK}){{2,40}}(?={_GAP}{{0,8}}(?:\n|$))")
_PIECE = re.compile(rf"{_CJK}+")
_UNIT = re.compile(r"(?!.*[的了])[\u4e00-\u9fff（）()]{4,20}")
_SURE = 3  # units of a list that are known by their form, from which an odd one among them is a unit too
_MOSTLY = 0.7  # share of them
_LONE = re.compile(f"{_CJK}{{2,3}}")
_ATTRIBUTES = ("分管", "主管", "协管", "负责", "协助", "联系", "主持")
_AND = re.compile("以及|及|和|与")
_SEPARATORS = " \u3000\t\n、，,；;。"
_BRACKET = re.compile(r"\s{0,4}[（(](?P<inside>(?:[^（）()]|[（(][^（）()]{0,30}[）)]){2,80})[）)]")
# 包·巴特尔: among persons with posts; elsewhere a dot stands in the names of projects and firms too
_DOTTED = re.compile(rf"{_CJK}{{1,8}}(?:·{_CJK}{{1,8}}){{1,2}}")
_NEXT = re.compile(rf"[\s、，,；;]{{1,30}}+(?={_CJK})")
_MAX_POST = 200  # printed characters that a person's posts may take
_STOP = re.compile("[；;。]")


@dataclass(frozen=True, slots=True)
class Printed:
    """The printed lines of a paragraph, joined by line feeds, with their source offsets."""

    text: str
    starts: tuple[int, ...]  # where each line begins in ``text``
    sources: tuple[int, ...]  # … and in the source

    @classmethod
    def of(cls, paragraph: Paragraph) -> Printed:
        """Join the lines of a paragraph."""
        starts, sources, at = [], [], 0
        for line in paragraph.lines:
            starts.append(at)
            sources.append(line.start)
            at += len(line.text) + 1
        return cls("\n".join(line.text for line in paragraph.lines), tuple(starts), tuple(sources))

    def evidence(self, instrument: Instrument, start: int, end: int) -> Evidence:
        """Give the source evidence of ``text[start:end]``, white space at the ends left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return instrument.source.evidence(self._source(start), self._source(end - 1) + 1)

    def _source(self, at: int) -> int:
        line = bisect_right(self.starts, at) - 1
        return self.sources[line] + at - self.starts[line]


@dataclass(frozen=True, slots=True)
class Listed:
    """One member of a list: the agent with its span in the printed text, and a person's posts (offsets there too)."""

    agent: Agent
    start: int
    end: int
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A member with its part in the body and where it is printed."""

    body: str
    role: MemberRole
    agent: Agent
    evidence: Evidence
    posts: tuple[tuple[Post, Evidence], ...] = field(default=())


def compacted(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """Remove white space of ``text[start:end]``; gives the offsets of what is left."""
    kept = [i for i in range(start, end) if not text[i].isspace() and text[i] != "*"]
    return "".join(text[i] for i in kept), kept


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
        known = _is_name(name) and not title_of(name)
        if not known and (name[0] in _POST_BEGINNINGS or is_group(name)):
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
            if not (known and listed and _ends_name(text, behind, end)):
                return
            stop = behind
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
        if _is_name(name) and posts and posts[0].title is not None:
            return Listed(Agent(name, AgentKind.PERSON), start, wide.end(), posts)
        return None
    names = {w: text[start : start + w] for w in (2, 3, 4)}
    widths = [w for w, name in names.items() if _is_name(name) and not title_of(name)]
    for begins in (_begins_post, _begins_place):
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


@cache
def _provinces() -> tuple[str, ...]:
    """The short names of the provinces."""
    return tuple(
        _OF_PROVINCE.sub("", division.name) for division in divisions().values() if not division.parent
    )


def agents_in(text: str, start: int, end: int, *, units: bool = False) -> list[Listed]:
    """Read a list of unnamed posts and bodies; gives nothing when an item is neither.

    ``units`` says that a label names units here: then one item of several may end as no body known to us does.
    """
    found: list[Listed] = []
    compact, offsets = compacted(text, start, end)
    compact = compact.rstrip("。；;")
    if not compact or (compact.startswith(_DUTIES) and not title_of(compact)):
        return []
    mentions = _with_attributes(compact, split_names(compact, 0, _without_tail(compact)))
    heads = [bool(_PERSONS_OF.search(m.agent.name)) for m in mentions]
    known = sum(1 for mention in mentions if _kind(mention.agent.name) is not None)
    lenient = units and known >= _SURE and known >= _MOSTLY * len(mentions)
    shared = heads.index(True) if heads.count(True) == 1 else 0  # 甲局、乙局主要负责人: both bodies' heads
    for n, mention in enumerate(mentions):
        name, finish = mention.agent.name, mention.end
        stripped = _PERSONS_OF.sub("", name)
        if shared and n == shared and is_body(stripped):
            finish -= len(name) - len(stripped)
            name = stripped
        kind = _kind(name)
        if kind is None and lenient and _UNIT.fullmatch(name) and not name.startswith(_DUTIES):
            kind = AgentKind.ORG
        if kind is None:
            return []
        found.append(Listed(Agent(name, kind), offsets[mention.start], offsets[finish - 1] + 1))
    return found


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


def post_behind(name: str) -> tuple[str, str] | None:
    """Give the person and the title printed behind the name: 张三副局长 -> 张三, 副局长."""
    if title_of(name) == name:
        return None  # 常务副市长
    for width in (2, 3):
        person, title = name[:width], name[width:]
        if title and title_of(title) == title and is_person(person) and not title_of(person):
            return person, title
    return None


def named_post(name: str) -> str | None:
    """Give the person printed behind a post without a space: 市税务局副局长张三 -> 张三."""
    for width in (3, 2, 4):
        person, before = name[-width:], name[:-width]
        if len(before) >= 2 and is_person(person) and title_of(before) and not title_of(name):
            return person
    return None


def _kind(name: str) -> AgentKind | None:
    if not 2 <= len(name) <= 45 or (name.startswith(_DUTIES) and not is_body(name) and not title_of(name)):
        return None
    if is_group(name) and not title_of(name):
        return AgentKind.GROUP
    if _is_name(name) and not title_of(name):
        return AgentKind.PERSON
    if title_of(name) or name.endswith(("同志", "领导")):
        return AgentKind.GROUP if name.startswith("各") or _CLASS.search(name) else AgentKind.POST
    if is_body(name):
        return kind_of(name)
    return None


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
        if not _is_name(name) or title_of(name):  # 区 is a surname too, 区长 is no name
            continue
        if title_of("".join(text[begin : cut.start()].split())):
            return cut.start()
    return limit


def _is_name(name: str) -> bool:
    """Tell a person's name where only persons with their posts are listed."""
    return is_person(name) or _DOTTED.fullmatch(name) is not None
