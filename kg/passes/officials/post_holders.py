"""Persons printed beside their posts outside lists of members.

县委副书记、县长李某某      the posts right in front of the name: in sentences, behind 包保领导：, in cells
李某某（县委副书记）        the posts in brackets behind it
李某某 / 县委副书记         name and posts in cells or lines of their own, one behind the other
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.language.data import alternation, load, words
from kg.passes.names.kinds import is_body, is_person
from kg.passes.names.person_names import is_name, named_post
from kg.passes.names.posts import Post, split_posts, title_of
from kg.passes.names.spaced_posts import posts_behind_names, printed_gaps
from kg.passes.officials.holder_tables import holder_tables
from kg.passes.officials.leader_duties import divides_work
from kg.structure.model import Instrument

_DATA = load("posts")
_LEVELS = tuple(load("bodies")["level_prefixes"])
_OF_PLACES = tuple(_DATA["of_places"])
_HEADS = alternation("posts", "holders")
_MAY_HOLD = re.compile(_HEADS)
# a post ends where a name may begin; what is behind the name tells that it ends there
_BEFORE_NAME = re.compile(rf"(?:{_HEADS})(?=[\u4e00-\u9fff]{{2}})")
_BEHIND_NAME = re.compile(rf"$|[，。；;、,：:（(）)\n\t\s]|同志|等|{alternation('posts', 'acts')}")
_STOPS = "，。；;：:\n\t（(“”由"
_LEADING = re.compile(rf"(?:{alternation('posts', 'leading')})+")
_NO_NAMES = "由兼任等"
_ACTS = frozenset(words("posts", "acts"))
_FORMER = ("原", "时任", "前", "已故")
_IN_BRACKETS = re.compile(r"(?:同志)?[（(](?P<posts>[^（）()\n]{2,60})[）)]")
_BEFORE = frozenset("：:、，,；;\n\t")
_CELL = re.compile(r"[^\t\n]+")
_LABEL = re.compile("[\u4e00-\u9fff]{0,8}(?:领导|责任人|负责人|联系人|包保人)[:：]")
# what stands above lines that name a person and posts each: 出席：, 增补以下同志为…成员：
_LISTS = re.compile(
    "(?:出席|参加|参会|与会|列席|请假|缺席|记录)(?:会议)?(?:人员|人|领导|单位)?[:：]$|(?:以下|下列)(?:同志|人员)[^，。；]{0,40}[:：]$|名单(?:如下)?[:：]$"
)
_GAP = re.compile("[ \u3000\xa0]")
_MAX_POSTS = 60
_MAX_CELL = 240  # characters of a paragraph that may be a name, or somebody's posts
_CHAIRS = ("主任", "主席")
_PARTS = ("，", ",", "、", "；", "和", "及")
_LONGEST = 4  # characters of a name


@dataclass(frozen=True, slots=True)
class Holder:
    """A person and one post, with the span of the instrument's text in which both stand."""

    person: str
    post: Post
    start: int
    end: int


def holders(instrument: Instrument) -> Iterator[Holder]:
    """Find persons beside their posts, each with each post once.

    Notices of appointment, and of how leaders divide their work, are not read here.
    """
    title = instrument.header.title
    if any(word in title for word in words("appointments", "personnel_titles")) or divides_work(title):
        return
    seen: set[tuple[str, str]] = set()
    for holder in sorted(_found(instrument), key=lambda found: found.start):
        key = (holder.person, holder.post.post)
        if key not in seen:
            seen.add(key)
            yield holder


def _found(instrument: Instrument) -> Iterator[Holder]:
    text = instrument.text
    listing = False
    for paragraph in instrument.paragraphs[instrument.header.opening_end :]:
        if _LISTS.search(text, paragraph.body, paragraph.end):
            listing = True
            continue
        if listing and not paragraph.is_row:
            entry = list(_entry(instrument, paragraph.start, paragraph.end))
            listing = bool(entry)
            yield from entry
        if not _MAY_HOLD.search(text, paragraph.body, paragraph.end):
            continue
        yield from _glued(instrument, paragraph.body, paragraph.end)
        yield from _bracketed(instrument, paragraph.body, paragraph.end)
        yield from _behind_gap(instrument, paragraph.body, paragraph.end)
    told = [Holder(*held) for held in holder_tables(instrument)]
    yield from told
    read = {instrument.paragraph_at(holder.start) for holder in told}
    yield from (h for h in _side_by_side(instrument) if instrument.paragraph_at(h.start) not in read)


def _glued(instrument: Instrument, start: int, end: int) -> Iterator[Holder]:
    """Read the posts right in front of a name, or of names that share them (副主任甲、乙)."""
    text, floor = instrument.text, start
    held: Holder | None = None  # whose post was read last: in the body of it his deputies are, too
    for title in _BEFORE_NAME.finditer(text, start, end):
        at = title.end()
        name = _name(instrument, at, end) if at > floor else None
        if name is None or _begins_line(instrument, at):
            continue
        begin = max(floor, at - _MAX_POSTS, *(text.rfind(stop, start, title.start()) + 1 for stop in _STOPS))
        printed = text[begin:at].lstrip("、")
        lead = _LEADING.match(printed)
        printed = printed[lead.end() :] if lead else printed
        printed = _without_others(printed)
        first = at - len(printed)
        if _is_apart(instrument, at) and _holds_gap(instrument, first, at):
            continue  # 甲水库 张三 副县长 李四: columns that gaps part, and whose post is whose
        if first == start and at + len(name) == end and title_of(printed) == printed:
            continue  # 省长 张三: who signed
        above, held = held, None
        while name is not None:
            floor = at + len(name)
            found = list(_posts(name, printed, first, floor))
            if (
                not found
                and above is not None
                and (deputy := _deputy(text, above, name, printed, first, floor))
            ):
                found = [deputy]
            yield from found
            held = found[-1] if found else held
            at = floor + 1
            name = _name(instrument, at, end) if text.startswith("、", floor) else None


def _deputy(text: str, held: Holder, name: str, printed: str, first: int, end: int) -> Holder | None:
    """Read a post whose body the one in front of it names: 县人大常委会主任甲，副主任乙、丙，秘书长丁."""
    above = held.post.title or ""
    shares = printed == f"副{above.removeprefix('副')}" or (printed == "秘书长" and above.endswith(_CHAIRS))
    if held.post.org is None or not shares or text[held.end : first] not in _PARTS:
        return None
    return Holder(name, replace(held.post, post=printed, title=printed, note=None), first, end)


def _without_others(printed: str) -> str:
    """Leave out who stands in front with a post of their own: 甲局首席专家张三、乙局局长."""
    *before, last = printed.split("、")
    for n in range(len(before) - 1, -1, -1):
        if named_post(before[n]) is not None:
            return "、".join([*before[n + 1 :], last])
    return printed


def _name(instrument: Instrument, at: int, end: int) -> str | None:
    text = instrument.text
    for width in (3, 2, _LONGEST):
        if at + width > end:
            continue
        name = text[at : at + width]
        if name[-1] in _NO_NAMES or name[0] in _NO_NAMES or text[at + width - 1 :][:2] in _ACTS:
            continue
        if not is_person(name) or title_of(name):
            continue
        gap = _between(instrument, at + width - 1) if width > 2 else ""
        if gap and "\n" not in gap and not _is_apart(instrument, at + 1):
            continue  # 周斌　责任部门：
        behind = at + width
        if name[-1] == "总" and text.startswith("负责", behind):
            continue  # 县长李明总负责
        if _BEHIND_NAME.match(text, behind) or (behind < end and _is_apart(instrument, behind)):
            return name
    return None


def _begins_line(instrument: Instrument, at: int) -> bool:
    """Tell whether a name begins a printed line: the posts above it may be somebody else's."""
    return "\n" in _between(instrument, at)


def _is_apart(instrument: Instrument, at: int) -> bool:
    """Tell whether white space is printed in front of a character."""
    return bool(_between(instrument, at))


def _holds_gap(instrument: Instrument, start: int, end: int) -> bool:
    """Tell whether spaces are printed inside ``text[start:end]``."""
    offsets = instrument.text_map
    printed = instrument.source.text[offsets.to_source(start) : offsets.to_source(end - 1)]
    return _GAP.search(printed) is not None


def _between(instrument: Instrument, at: int) -> str:
    offsets = instrument.text_map
    return instrument.source.text[offsets.to_source(at - 1) + 1 : offsets.to_source(at)]


def _bracketed(instrument: Instrument, start: int, end: int) -> Iterator[Holder]:
    """Read the posts in brackets behind a name."""
    text = instrument.text
    for match in _IN_BRACKETS.finditer(text, start, end):
        for width in (3, 2, _LONGEST):
            at = match.start() - width
            name = text[at : match.start()]
            opens = at == start or (at > start and (text[at - 1] in _BEFORE or _is_apart(instrument, at)))
            opens = opens or text.endswith("领导", start, at)  # 包联领导张三（副县长）
            if opens and is_person(name) and not title_of(name):
                yield from _posts(name, match.group("posts"), at, match.end())
                break


def _behind_gap(instrument: Instrument, start: int, end: int) -> Iterator[Holder]:
    """Read the posts that a gap parts from a name behind a label: 责任领导：张三　县委常委、副县长."""
    text = instrument.text
    label = _LABEL.match(text, start, end)
    if label is None:
        return
    gaps = printed_gaps(instrument, label.end(), end)
    for begin, at, stop in posts_behind_names(text, label.end(), gaps, end) if gaps else ():
        yield from _posts(text[begin:at], text[at:stop], begin, stop)


def _entry(instrument: Instrument, start: int, end: int) -> Iterator[Holder]:
    """Read a line of a list of persons that is nothing but a name, a gap and posts (张三　县财政局局长)."""
    text = instrument.text
    gaps = printed_gaps(instrument, start, end)
    for begin, at, stop in posts_behind_names(text, start, gaps, end) if gaps else ():
        if begin == start and not text[stop:end].strip("。；;，,"):
            yield from _posts(text[begin:at], text[at:stop], begin, stop)


def _side_by_side(instrument: Instrument) -> Iterator[Holder]:
    """Read names and posts in cells, or in lines of their own, one behind the other."""
    text = instrument.text
    above: re.Match[str] | None = None
    for paragraph in instrument.paragraphs[instrument.header.opening_end :]:
        if paragraph.end - paragraph.start > _MAX_CELL and not paragraph.is_row:
            above = None
            continue
        for cell in _CELL.finditer(text, paragraph.start, paragraph.end):
            if above is not None:
                yield from _posts(above.group(), cell.group(), above.start(), cell.end())
            name = cell.group()
            known = is_name(name) if "·" in name else len(name) <= _LONGEST and is_person(name)
            named = known and not title_of(name)
            above = cell if named else None


def _posts(name: str, printed: str, start: int, end: int) -> Iterator[Holder]:
    """Give a holder for each post, or nothing where one is none."""
    if printed.startswith(_FORMER):
        return
    posts = split_posts(printed)
    if posts and all(map(_is_post, posts)):
        yield from (Holder(name, post, start, end) for post in posts)


def _is_post(post: Post) -> bool:
    """Tell a post in a body, or of the head of a place, from a mere title."""
    if post.title is None or post.title.endswith("领导"):
        return False  # 包村领导: the heading of a column
    if post.org is None:
        return post.title.endswith(_OF_PLACES)
    if post.org.endswith(_LEVELS) and post.title.endswith(_OF_PLACES):
        return True  # 乙区区长
    return post.org.startswith(_LEVELS) or is_body(post.org) or post.org.endswith(("委", "党工委", "政府"))
