"""Sentences of appointment and dismissal: what they say of whom, before posts are taken apart.

任命甲为…, 甲同志任…, 免去其…职务, 乙不再担任…, 接受丙辞去…职务, 丁同志原任…职务自然免除. A sentence may hold several clauses;
where a clause names nobody (免去…职务 behind 甲任…), the person named before is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from kg.facts import PostEvent
from kg.language.data import alternation
from kg.passes.names.kinds import is_person
from kg.passes.names.posts import split_posts

_NO_CHAR = "同志|推荐|委派|接受|兼任|挂职|挂任|免去|任命|聘任|聘用|续聘|解聘|补选|提出|请求|申请|下列|以下|批准|正式|试用"
_CHAR = rf"(?!{_NO_CHAR})[\u4e00-\u9fff]"
PERSON = rf"{_CHAR}(?:[\u4e00-\u9fff]{{0,8}}(?:·(?:{_CHAR}){{1,8}}){{1,2}}|(?:{_CHAR}){{1,3}})"
"""The name of a person, as far as its form goes."""
_ABOUT = r"(?:[（(][^（）()]{1,12}[）)])?"
_ONE = rf"{PERSON}{_ABOUT}(?:同志{_ABOUT})?"
# 甲、乙和丙, 甲和乙: a list of 和 could be cut in as many ways as it is long, for 和 stands in names, too
_PERSONS = rf"{PERSON}{_ABOUT}(?:、{_ONE}){{0,12}}?(?:[和及]{_ONE})?"
_POSTS = r"[^；。\n]{2,200}"
# of a post and what brackets behind it say, a comma in them included: 主任（副处级，试用期一年）
_PRINTED = r"(?>[（(][^（）()；。\n]{1,40}[）)]|[^；。\n])"
_BECOMES = rf"(?:{alternation('appointments', 'becomes')})(?![命免期的])"
_APPOINTING = alternation("appointments", "appointing")
_DISMISSING = alternation("appointments", "dismissing")
_LEAVES = alternation("appointments", "leaves")
_HELD = (
    "(?<![原所兼担]任)(?:" + alternation("appointments", "held") + ")"
)  # 甲原任的: the verb is no part of the name
_ENDS = alternation("appointments", "ends")
_TAIL = r"(?:等|的(?=职))?(?P<tail>职务|职级|(?=[；。，,\n]|$))"

# 任命县委副书记甲同志为…: a post that is held stands in front of the name
_HELD_POST = r"(?:(?:(?!为)[\u4e00-\u9fff]){1,16}?(?:书记|常委|部长|主任|局长|委员|[省市县区州镇乡]长))?"
_APPOINT = re.compile(
    rf"(?:{_APPOINTING})[:：]?{_HELD_POST}(?P<persons>{_PERSONS})(?:同志|等同志)?(?:{_BECOMES})(?P<posts>{_POSTS})"
)
# 任命下列人员为某法院审判员：甲、乙: the post stands in front of the names
_APPOINT_ALL = re.compile(
    rf"(?:{_APPOINTING})(?:下列|以下)(?:同志|人员)(?:{_BECOMES})(?P<posts>[^；。：:\n]{{2,80}})[:：]"
    rf"(?:(?P<persons>{PERSON}{_ABOUT}(?:、{_ONE}){{0,60}}(?:[和及]{_ONE})?)(?=[；。\n]|$)|\n?$)"
)
_NAMES = re.compile(rf"{PERSON}{_ABOUT}(?:[、，,]{_ONE}){{0,60}}(?:[和及]{_ONE})?[；。]?")
_DISMISS = re.compile(
    rf"(?<!被)(?:{_DISMISSING})[:：]?(?:(?P<persons>{_PERSONS})(?:同志)?(?:{_HELD})|(?P<same>其)(?:{_HELD})?"
    rf"|(?P<bare>{_PERSONS})同志(?:{_HELD})?)(?P<posts>{_POSTS}?){_TAIL}"
)
# 免去甲局局长职务 behind a clause that names the person
_DISMISS_SAME = re.compile(rf"(?<!被)(?:{_DISMISSING})(?P<posts>{_POSTS}?)[等的]?(?P<tail>职务|职级)")
# 免去甲的某局局长职务、乙的某局局长职务: the verb goes on behind 职务
_NEXT_DISMISSED = re.compile(
    rf"[、，,](?:和|及)?(?P<persons>{_PERSONS})(?:同志)?的(?P<posts>{_POSTS}?)[等的]?(?P<tail>职务|职级)"
)
_TAKES = re.compile(
    rf"(?P<persons>{PERSON}){_ABOUT}(?P<comrade>同志){_ABOUT}(?:{_BECOMES})(?P<posts>{_PRINTED}{{2,120}}?)(?P<tail>职务|职级)?(?=[；。，,\n]|$)"
)
_TAKES_ALONE = re.compile(
    rf"(?P<persons>{PERSON}){_ABOUT}[，,]?(?:任|担任|兼任|出任|挂职任|挂职担任|挂任|(?<!的)代理(?=[\u4e00-\u9fff]{{2,20}}职务))(?![命免期的])(?P<posts>{_PRINTED}{{2,120}}?)(?P<tail>职务|职级)?(?=[；。，,\n]|$)"
)
# 甲同志试用期满，正式任某局局长
# 县委常委甲兼任某工委书记: with the post he holds in front of the name, where an entry begins with it
_HOLDER_TAKES = re.compile(
    rf"[\u4e00-\u9fff]{{1,16}}?(?:书记|常委|部长|主任|局长|委员|[省市县区州镇乡]长)(?P<persons>{PERSON})(?:同志)?(?:任|担任|兼任)(?![命免期务的])"
    rf"(?P<posts>{_PRINTED}{{2,120}}?)(?P<tail>职务|职级)?(?=[；。，,\n]|$)"
)
_CONFIRMED = re.compile(
    rf"(?P<persons>{PERSON}){_ABOUT}(?:同志)?(?:任职)?试用期(?:已)?满[^，。；\n]{{0,12}}[，,](?:经?考核合格[，,])?(?:准予|予以|同意|按期|正式|转正|[，,]){{0,4}}"
    rf"(?:{_BECOMES})(?P<posts>{_PRINTED}{{2,120}}?)(?P<tail>职务|职级)?(?=[；。，,\n]|$)"
)
# 甲同志的某局局长职务试用期满，正式任职
_CONFIRMED_HELD = re.compile(
    rf"(?P<persons>{PERSON}){_ABOUT}(?:同志的?|的)(?P<posts>[^；。，,\n]{{3,60}}?)(?P<tail>职务)?(?:任职)?试用期(?:已)?满"
    r"[，,][^；。\n]{0,24}?(?:正式任职|转正)"
)
_TAKES_TOO = re.compile(
    rf"(?<=[，,])(?:并|同时)?(?:兼任|担任|任)(?![命免期])(?P<posts>{_PRINTED}{{2,120}}?)(?P<tail>职务|职级)?(?=[；。，,\n]|$)"
)
_LEAVES_POST = re.compile(
    rf"(?:(?P<persons>{PERSON}){_ABOUT}(?:同志)?(?:因[^，。；、\n]{{2,16}}?)?)?(?<!提出)(?<!请求)(?<!申请)(?:{_LEAVES})(?P<posts>{_PRINTED}{{2,120}}?)(?P<tail>职务|职级)?(?:的?请求)?(?=[；。，,\n]|$)"
)
_LEAVING = re.compile(_LEAVES)
_ENDS_POST = re.compile(
    rf"(?P<persons>{PERSON}){_ABOUT}(?:同志)?(?:{_HELD})(?P<posts>[^；。，,\n]{{2,120}}?)(?P<tail>职务|职级)"
    rf"(?:[因随][^；。，,\n职]{{2,16}}?)?(?:{_ENDS})"  # …职务因退休自然免除
)
_LISTED_APPOINT = re.compile(rf"(?P<persons>{_PERSONS})(?:同志)?(?:{_BECOMES}|兼)(?P<posts>{_POSTS})")
_LISTED_DISMISS = re.compile(
    rf"(?P<persons>{_PERSONS})(?:(?:同志)?(?:{_HELD}|{_LEAVES})|同志)(?P<posts>{_POSTS}?){_TAIL}"
)
# under 免去：, without 的: 甲兼任某局局长职务
_LISTED_HELD = re.compile(
    rf"(?P<persons>{PERSON}{_ABOUT})(?:同志)?(?:兼任|现任)(?P<posts>[^；。，,\n]{{2,60}})(?P<tail>职务)(?=[；。，,\n]|$)"
)
_LISTED_GLUED = re.compile(
    r"(?P<glued>[\u4e00-\u9fff（）()、]{5,60}?)(?:等)?(?P<tail>职务|职级)(?=[；。，,\n（(]|$)"
)
# 任命甲为某局局长，乙为某局局长: the verb goes on
_NEXT_APPOINTED = re.compile(rf"[，,](?P<persons>{_PERSONS})(?:同志)?(?:{_BECOMES})(?P<posts>{_POSTS})")
_NEXT_CLAUSE = re.compile(
    rf"[，,](?=[正副][国省部厅局地市处县科乡]长?级|(?:决定)?(?:免去|任命)|同时|并|不再|兼任|担任|解聘|会议|大会|聘期|任期|{_PERSONS}(?:同志)?(?:为|任)[\u4e00-\u9fff])"
)
# …，甲中心主任职务: further posts of the same person
_FURTHER = re.compile(
    r"[，,](?P<posts>(?:(?!同志|任命|免去|不再|试用|聘期|任期|(?<!主)任(?!务)|[兼担]任|为)[^；。，,\n（()）]|[（(][^；。\n（()）]{1,30}[）)]){4,60}?)"
    r"(?:职务|职级)?(?=[，,；;。\n]|$)"
)
_NAME = re.compile(PERSON)
_BEFORE_NAME = re.compile(rf"(?:^|[，,：:、；;。．.）)]|决定|批准|同意|研究|推荐|由|接受|{_APPOINTING})$")
_SAID = re.compile(
    rf"同志(?:{_BECOMES}|{_LEAVES}|{_HELD})|(?:接受|同意){PERSON}(?:同志)?(?:因[^，。；、\n]{{2,16}}?|的)?辞去"
)
ENDED_LIST = re.compile(
    rf"(?:下列|以下)(?:同志|人员)[^：:。；]{{0,12}}职务(?:{_ENDS})[^：:。；]{{0,24}}[:：]$"
)
"""What opens a list of those who hold no longer the posts printed: 以下同志原任职务自然免除，不再另行发文：."""
TAKES = re.compile(rf"{PERSON}{_ABOUT}(?:同志)?(?:任|担任|兼任)(?![命免期务的])")
"""What an entry begins with that says which post somebody takes."""
VERB = re.compile(f"{_APPOINTING}|{_DISMISSING}")
"""A verb of appointment or dismissal."""


class Named(Enum):
    """How a clause names its person."""

    OWN = auto()
    BEFORE = auto()  # by 其, or not at all
    GLUED = auto()  # in front of the post, without a mark


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: the spans of its names and of its posts, and where it ends.

    ``spoken`` is false for clauses without 同志 or a verb of appointment, which only count in documents about persons.
    """

    event: PostEvent
    named: Named
    names: tuple[tuple[int, int], ...]
    start: int
    posts: tuple[int, int]
    end: int
    with_tail: bool
    spoken: bool = True


def says_posts(text: str, start: int, end: int) -> bool:
    """Tell whether a span speaks of somebody who takes or leaves a post."""
    return bool(VERB.search(text, start, end) or _SAID.search(text, start, end))


def listed_entry(text: str, at: int, end: int, listed: PostEvent) -> Clause | None:
    """Read an entry of a list under 任命： or 免去：, which begins at ``at``."""
    held = _LISTED_HELD.match(text, at, end) if listed is PostEvent.DISMISSED else None
    if held is not None:
        return _clause(text, held, listed)
    rises = listed is PostEvent.DISMISSED and text.find("晋升", at, end) >= 0  # to a rank: no post is left
    if rises or (listed is PostEvent.DISMISSED and TAKES.match(text, at, end)):
        return None  # an appointment behind the list: its own verb says so
    pattern = _LISTED_DISMISS if listed is PostEvent.DISMISSED else _LISTED_APPOINT
    match = pattern.match(text, at, end)
    if match is not None and (clause := _clause(text, match, listed)) is not None:
        return clause
    if listed is not PostEvent.DISMISSED:
        return None
    glued = _LISTED_GLUED.match(text, at, end)
    if glued is None:
        return None
    return Clause(listed, Named.GLUED, (), at, glued.span("glued"), glued.end(), True)


def with_further_posts(text: str, stop: int, end: int) -> int:
    """Give where the posts end that go on behind a comma: 任甲局党组书记、局长，乙中心主任."""
    while (more := _FURTHER.match(text, stop, end)) is not None:
        posts = split_posts(more.group("posts"))
        if not posts or any(post.title is None or not post.org for post in posts):
            return stop
        stop = more.end("posts")
    return stop


def post_of_list(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give the span of the post that the names listed below take: 任命下列人员为某法院审判员：."""
    head = _APPOINT_ALL.search(text, start, end)
    return None if head is None or head.group("persons") else head.span("posts")


def listed_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the spans of the names of a paragraph that is nothing but names, else nothing."""
    return list(_names(text, start, end)) if _NAMES.fullmatch(text, start, end) else []


def clauses(text: str, start: int, end: int) -> list[Clause]:
    """Read the clauses of ``text[start:end]``, in order; of two that overlap the one that begins first counts."""
    found = sorted(
        _all_clauses(text, start, end), key=lambda clause: (clause.start, not clause.spoken, clause.end)
    )
    kept: list[Clause] = []
    for clause in found:
        if not kept or clause.start >= kept[-1].posts[1] or clause.start >= kept[-1].end:
            kept.append(clause)
    return kept


def _all_clauses(text: str, start: int, end: int) -> Iterator[Clause]:
    appointed, dismissed = PostEvent.APPOINTED, PostEvent.DISMISSED
    opens = _APPOINT.search(text, start, end)
    while opens is not None:
        clause, at = _clause(text, opens, appointed), opens.end()
        while clause is not None:
            yield clause
            at = clause.posts[1]  # 任命甲为某局局长，任命乙为…: the next begins where this one is cut off
            goes_on = _NEXT_APPOINTED.match(text, at, end)
            clause = _clause(text, goes_on, appointed) if goes_on else None
            if clause is not None and not all(is_person(text[a:b]) for a, b in clause.names):
                break
        opens = _APPOINT.search(text, at, end)
    for match in _DISMISS.finditer(text, start, end):
        following: re.Match[str] | None = match
        while following is not None:
            yield from _some(_clause(text, following, dismissed))
            following = _NEXT_DISMISSED.match(text, following.end(), end)
    for match in _APPOINT_ALL.finditer(text, start, end):
        if match.group("persons"):
            yield from _some(_clause(text, match, appointed))
    comrade = text.find("同志", start, end) >= 0
    leaves = _LEAVING.search(text, start, end) is not None
    ends = text.find("职务", start, end) >= 0
    confirmed = text.find("试用期", start, end) >= 0
    # each begins with a person's name, which may stand anywhere: looked for only where its own word stands
    for may_match, pattern, event in (
        (comrade, _TAKES, appointed),
        (leaves, _LEAVES_POST, dismissed),
        (ends, _ENDS_POST, dismissed),
        (confirmed, _CONFIRMED, appointed),
        (confirmed, _CONFIRMED_HELD, appointed),
    ):
        for match in pattern.finditer(text, start, end) if may_match else ():
            yield from _some(_clause(text, match, event, tight=True))
    takes = text.find("任", start, end) >= 0 or text.find("代理", start, end) >= 0
    for match in _TAKES_ALONE.finditer(text, start, end) if takes else ():
        if match.start() == start or text[match.start() - 1] in "，,：:、定":
            clause = _clause(text, match, appointed, tight=True, spoken=False)
            if clause is not None and (clause.start == start or text[clause.start - 1] in "，,：:由定"):
                yield clause  # 甲、乙任某局副局长
    holder = _HOLDER_TAKES.match(text, start, end) if takes else None
    if holder is not None and is_person(holder.group("persons")):
        yield from _some(_clause(text, holder, appointed, spoken=False))
    for match in _TAKES_TOO.finditer(text, start, end):
        yield from _some(_clause(text, match, appointed, spoken=False))
    for match in _DISMISS_SAME.finditer(text, start, end):
        yield from _some(_clause(text, match, dismissed))


def _some(clause: Clause | None) -> Iterator[Clause]:
    if clause is not None:
        yield clause


def _clause(
    text: str, match: re.Match[str], event: PostEvent, *, tight: bool = False, spoken: bool = True
) -> Clause | None:
    """Make a clause of a match; ``tight`` names must stand where a name can begin."""
    groups = match.groupdict()
    start = match.start()
    names: tuple[tuple[int, int], ...] = ()
    if groups.get("persons"):
        span = match.span("persons")
        if tight:
            at = _name_start(text, *span)
            if at is None:
                return None
            span, start = (at, span[1]), at
        names = tuple(_names(text, *span))
        if tight:
            names = (*_listed_before(text, start), *names)
            start = names[0][0] if names else start
    elif groups.get("bare"):
        names = tuple(_names(text, *match.span("bare")))
    named = Named.OWN if names else Named.BEFORE
    begin, stop = match.span("posts")
    cut = _NEXT_CLAUSE.search(text, begin, stop)
    if cut is not None:
        return Clause(event, named, names, start, (begin, cut.start()), cut.start(), False, spoken)
    return Clause(
        event, named, names, start, (begin, stop), match.end(), groups.get("tail") == "职务", spoken
    )


def _name_start(text: str, start: int, end: int) -> int | None:
    """Give where the name that ends at ``end`` begins: it may have swallowed words (由, 批准 …) before it."""
    begins = [
        at for at in range(start, end - 1) if _BEFORE_NAME.search(text[max(0, at - 4) : at].split("\n")[-1])
    ]
    known = [at for at in begins if is_person(text[at:end])]
    if known:
        return known[-1]
    return start if start in begins else None


def _listed_before(text: str, at: int) -> list[tuple[int, int]]:
    """Give the names that stand in a list in front of the last one at ``at`` (甲、乙同志任某局副局长)."""
    names: list[tuple[int, int]] = []
    while at > 2 and text[at - 1] == "、":
        name = next(
            (
                (start, at - 1)
                for start in range(at - 4, at - 2)
                if start >= 0
                and is_person(text[start : at - 1])
                and _BEFORE_NAME.search(text[max(0, start - 4) : start].split("\n")[-1])
            ),
            None,
        )
        if name is None:
            break
        names.insert(0, name)
        at = name[0]
    return names


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A name begins the list or stands behind 、; the words in brackets behind a name are no names."""
    depth = 0
    for piece in re.finditer(r"[（(]|[）)]|[^（）()、]+", text[start:end]):
        if piece.group() in "（(":
            depth += 1
        elif piece.group() in "）)":
            depth -= 1
        elif depth == 0:
            yield from _joined(text, start + piece.start(), start + piece.end())


def _joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split 张三和李四 into two names where both sides are names."""
    if text.endswith("同志", start, end):
        end -= 2
    for mark in re.finditer("和|及", text[start:end]):
        left, right = text[start : start + mark.start()], text[start + mark.end() : end]
        if is_person(left.removesuffix("同志")) and is_person(right):
            yield start, start + len(left.removesuffix("同志"))
            yield end - len(right), end
            return
    match = _NAME.fullmatch(text, start, end)
    if match is not None:
        yield start, end
