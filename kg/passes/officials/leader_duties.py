"""Pass ``leader_duties``: what each leader answers for, in notices on how leaders divide their work.

陈某某　县委副书记、县长        a line of its own; the duties stand below
主持县政府全面工作。
分管县审计局。                  one duty for each paragraph
李某某同志：负责教育工作。      the duty behind the name
副县长王某某负责公安工作。      … or behind post and name

The title tells such a notice (…领导同志工作分工的通知); nothing else is read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts import Agent, AgentKind, DutyFact, Fact, PersonFact, PostEvent
from kg.passes.component import Findings, register
from kg.passes.names.kinds import is_person
from kg.passes.names.person_names import POST_BEGINNINGS, is_name, named_post
from kg.passes.names.posts import split_posts, title_of
from kg.passes.officials.leader_tables import LeaderRow, leader_rows, leader_tables
from kg.structure.model import Instrument, Paragraph

NAME = "leader_duties"

_DIVIDES = re.compile(
    "(?:领导(?!小组|组)|同志|班子|成员|人员|[省市县区州旗镇乡]长|主任|书记).{0,12}分工|分工.{0,12}(?:领导|同志|班子)"
)
# 调整…领导小组组成人员及职责分工: of a group's units
_TASKS = re.compile(
    "任务分工|重点.{0,6}分工|部门分工|责任分工|成员单位|(?:领导小组|指挥部|联席会议|专班|委员会)(?:办公室)?(?:组成|领导)?(?:成员|人员)"
)
_VERB = re.compile(
    "(?:增加|新增|临时|暂时|继续)(?=分管|联系|协管|协助|负责|代管|主持)|主持|负责|协调|分管|代管(?!的)|协管|主管|协助|联系(?!人(?!民|大|保|社)|电话|方式)|领导(?=[省市县区州旗全])|统筹|牵头|承担|挂钩|联络|兼管|受[^，。]{2,16}委托|完成(?=[^，。]{0,12}交办)"
)
_CLOSING = re.compile(
    "本通知|以上|上述|原《?|附件?[：:]|特此|此前|今后|其他|各[^，。]{0,8}(?:要|应)|[^，。；]{2,20}同志不再|根据|按照|为了?|实行|建立|[^，。]{0,12}(?:AB角|互补)"
)
_OCCASION = re.compile("(?:根据|按照|因|经)[^，,。；]{2,30}[，,]")
# 副主任甲同志分管…，副主任乙同志分管…
_NEXT_HEAD = re.compile(
    "[，,；;](?=[\u4e00-\u9fff、]{0,16}?[\u4e00-\u9fff]{2,4}同志(?:主持|负责|分管|协助|协管|主管|联系))"
)
# （女，无党派）, （挂职）: of the person, no post
_REMARKED = "[（(](?:女|男|[\u4e00-\u9fff]{1,4}族|无党派|挂职|民[盟建进革]|农工党|致公党|九三学社|台盟)[^（）()]{0,16}[）)]"
_ATTRIBUTES = re.compile(f"(?P<name>[\u4e00-\u9fff·]{{2,12}})(?:同志)?{_REMARKED}(?:同志)?")
_REMARK = re.compile(f"{_REMARKED}$")
_GOES_ON = "，,；;\n"
_COLON = re.compile("[：:]")
_NOT_LAST = "副常代党"  # 舒某副市长: no name ends in the word in front of a title
# 兼市公安局局长，负责…: a post told in front of the duties
_AS_WELL = re.compile("兼(?:任)?(?P<posts>[\u4e00-\u9fff、（）]{3,40}?)[，。](?=\\Z|[负分联主协])")
_ADVERB = re.compile("(?:则|还|也|同时|除了?)$")  # 张某某副市长则｜负责农业
_MARKS = "：:，,。；;、 \t"
_MAX_HEAD = 60  # characters of a person's name and posts
_MIN_DUTY = 4


@dataclass(frozen=True, slots=True)
class _Head:
    """A person with the posts printed beside the name; ``at`` is where the name or the post begins that comes first."""

    person: str
    posts: str
    start: int  # of the posts, in the instrument's text
    at: int


def find_leader_duties(instrument: Instrument) -> Findings:
    """Find the duties and the posts of the persons whom a notice on the division of work names."""
    if not divides_work(instrument.header.title):
        return Findings()
    facts: list[Fact] = [fact for row in leader_rows(instrument) for fact in _of_row(instrument, row)]
    read = {n for table in leader_tables(instrument) for n in table.paragraphs}
    agent: Agent | None = None
    named: str | None = None  # a person whose posts may stand on the next line
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[index]
        if paragraph.is_row and (index in read or not _names_leader(instrument, paragraph)):
            agent = None
            continue
        begin = at = paragraph.body
        if named is not None and (below := _posts_below(instrument, named, paragraph)):
            facts.extend(below)
            named = None
            continue
        named = None
        while at < paragraph.end:  # lines that belong to two persons may stand in one paragraph
            end = _sentence_end(instrument.text, at, paragraph.end)
            head, behind = _opening(instrument.text, at, end)
            closing = head is None and _CLOSING.match(instrument.text, at, end) is not None
            if head is not None or closing:
                facts.extend(_duty(instrument, agent, begin, at))
                agent = None
            if head is not None:
                agent = Agent(head.person, AgentKind.PERSON)
                facts.extend(_posts(instrument, head))
                begin = behind
                named = head.person if not head.posts and end == paragraph.end else None
            elif agent is not None and (held := _AS_WELL.match(instrument.text, at, end)) is not None:
                printed = held.group("posts")
                facts.extend(_posts(instrument, _Head(agent.name, printed, held.start("posts"), at)))
            at = end
        facts.extend(_duty(instrument, agent, begin, paragraph.end))
    return Findings(tuple(facts))


def _names_leader(instrument: Instrument, paragraph: Paragraph) -> bool:
    """Tell whether a tab parts nothing but a leader's name and posts: no row of a table."""
    head, behind = _opening(instrument.text, paragraph.body, paragraph.end)
    return head is not None and bool(head.posts) and behind == paragraph.end


def _of_row(instrument: Instrument, row: LeaderRow) -> Iterator[Fact]:
    """Read one leader of a table: the posts, and each cell of duties."""
    person = row.name.compact
    if row.posts is not None:
        printed = instrument.text[row.posts.start : row.posts.end]
        yield from _posts(instrument, _Head(person, printed, row.posts.start, row.posts.start))
    for cell in row.duties:
        text = instrument.text[cell.start : cell.end]
        if len(text) >= _MIN_DUTY:
            agent = Agent(person, AgentKind.PERSON)
            yield DutyFact(instrument.evidence(cell.start, cell.end), NAME, agent, "".join(text.split()))


def _posts_below(instrument: Instrument, person: str, paragraph: Paragraph) -> list[PersonFact]:
    """Read a line of nothing but posts below a line of nothing but a name."""
    printed = instrument.text[paragraph.body : paragraph.end]
    if len(printed) > _MAX_HEAD or _VERB.match(printed) or not title_of(printed):
        return []
    if _head(instrument.text, paragraph.body, paragraph.end) is not None:
        return []  # the next person
    return list(_posts(instrument, _Head(person, printed, paragraph.body, paragraph.body)))


def divides_work(title: str) -> bool:
    """Tell whether a title is that of a notice on how leaders divide their work."""
    return "分工" in title and _DIVIDES.search(title) is not None and not _TASKS.search(title)


def _sentence_end(text: str, start: int, end: int) -> int:
    stop = text.find("。", start, end)
    end = end if stop < 0 else stop + 1
    following = _NEXT_HEAD.search(text, start, end)
    return following.end() if following else end


def _duty(instrument: Instrument, agent: Agent | None, begin: int, end: int) -> Iterator[DutyFact]:
    text = instrument.text
    while end > begin and text[end - 1] in _GOES_ON:
        end -= 1
    if agent is None or end - begin < _MIN_DUTY or not _VERB.search(text, begin, min(end, begin + _MAX_HEAD)):
        return
    yield DutyFact(instrument.evidence(begin, end), NAME, agent, text[begin:end].replace("\n", ""))


def _opening(text: str, start: int, end: int) -> tuple[_Head | None, int]:
    """Read the person that ``text[start:end]`` opens with, and give where the duties behind begin."""
    verb = _VERB.search(text, start, min(end, start + _MAX_HEAD))
    stop = verb.start() if verb else end
    colon = _COLON.search(text, start, min(stop, start + _MAX_HEAD))
    if colon is not None and (head := _head(text, start, colon.start())) is not None:
        return head, colon.end()  # 副市长某某：在党校学习
    if stop - start > _MAX_HEAD:
        return None, start
    return _head(text, start, stop), stop


def _head(text: str, start: int, end: int) -> _Head | None:
    """Read 张某某（县长）, 张某某同志, 县长张某某, 张某某县委副书记、县长; what brought the notice about may stand before."""
    occasion = _OCCASION.match(text, start, end)
    start = occasion.end() if occasion else start
    if (cited := text.rfind("》", start, end)) > 0:  # …《关于…分工的通知》显示，市长张某某
        start = max(cited, text.rfind("，", cited, end)) + 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    while start < end and text[start] in _MARKS:
        start += 1
    printed = text[start:end].replace("\n", "")
    if len(printed) != end - start or end - start < 2:
        return None
    attributes = _ATTRIBUTES.match(printed)  # 何某（女）　副县长
    if attributes is not None and is_person(attributes.group("name")):
        posts = printed[attributes.end() :].strip(_MARKS)
        return (
            _Head(attributes.group("name"), posts, text.index(posts, start + attributes.end()), start)
            if split_posts(posts)
            else None
        )
    whole = _ADVERB.sub("", _REMARK.sub("", printed)).removesuffix("同志")
    if is_person(whole) or (
        "·" in whole and is_name(whole) and not named_post(whole) and not title_of(whole)
    ):
        return _Head(whole, "", start, start)
    for name, posts, at in _cut(whole):
        bare = posts.strip(_MARKS + "（）()")
        if (
            (is_person(name) or is_name(name))
            and name[-1] not in _NOT_LAST
            and title_of(bare)
            and split_posts(bare)
        ):
            return _Head(name, bare, text.index(bare, start + at), start)
    return None


def _cut(printed: str) -> Iterator[tuple[str, str, int]]:
    """Give the ways to cut a name from its posts: name, posts, and where to look for the posts."""
    if "·" in printed:  # 副县长某某·某某, 某某·某某　副县长
        if (person := named_post(printed)) is not None:
            yield person, printed[: -len(person)], 0
        for at in range(printed.index("·") + 2, len(printed) - 1):  # the name ends where a post begins
            if printed[at] in POST_BEGINNINGS and title_of(printed[at:]):
                yield printed[:at], printed[at:], at
                break
        return
    for width in (3, 2, 4):
        yield printed[:width], printed[width:].removeprefix("同志"), width
    for width in (3, 2, 4):
        yield printed[-width:], printed[:-width], 0


def _posts(instrument: Instrument, head: _Head) -> Iterator[PersonFact]:
    for post in split_posts(head.posts):
        evidence = instrument.evidence(head.start + post.start, head.start + post.end)
        yield PersonFact(
            evidence, NAME, head.person, post.post, post.org, post.title, PostEvent.HOLDS, None, post.note
        )


register(NAME, find_leader_duties)
