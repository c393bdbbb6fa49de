"""Names of coordinating bodies (领导小组, 指挥部, 专班 …): what they look like in headings and in prose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.language.data import load
from kg.passes.names.kinds import is_group
from kg.passes.names.posts import title_of
from kg.structure.model import Instrument

_NAMES = load("rosters")["names"]


def _longest_first(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


HEADS = re.sub(r"委(?=\||$)", "委(?!员会)", _longest_first(_NAMES["heads"]))  # 减灾委 in 减灾委员会
"""How names of coordinating bodies end, as an alternation."""

_NAME_END = re.compile(rf"(?:{HEADS}|(?<=[\u4e00-\u9fff]{{2}})(?<!党)组)$")
_LAST_CHARACTERS = frozenset(head[-1] for head in _NAMES["heads"]) | {"组"}
_MENTION = re.compile(rf"(?:{HEADS})")
_LIST_ENDING = re.compile(rf"(?:{_longest_first(_NAMES['list_endings'])})$")
_LEAD = re.compile(rf"(?:{_longest_first([w for w in _NAMES['leads'] if len(w) > 1])})")
_SHORT_LEADS = frozenset(w for w in _NAMES["leads"] if len(w) == 1)
_OF_NAMES = frozenset(("加强", "完善", "健全", "贯彻", "建立健全"))  # which names hold behind their place
_PLACE = re.compile("[\u4e00-\u9fff]{1,10}[省市县区州旗盟镇乡]")
_SETS_UP_SOME = re.compile(r"下设|[\d一二两三四五六七八九十]{1,3}个")  # 指挥部下设办公室和4个专项组
_BARE = frozenset(_NAMES["bare"])
_AFTER_PREPOSITION = re.compile(
    rf"[以由向报经将给即为](?P<bare>{_longest_first(_NAMES['bare'])})$"
)  # 日常工作以指挥部名义
_BEHIND_VERBS = re.compile(  # 督促落实领导小组议定事项
    rf"(?:认真|切实|全面|全力|坚决|及时|按时|积极|严格|抓好|贯彻|督促|落实|研究|提出|承办|办理|提请|审定|审议|协助|完成|执行|汇报|报请|报送|反馈|通报|提交|筹备|组织|召集|主持|负责)+(?P<bare>{_longest_first(_NAMES['bare'])})"
)
_ORGAN_INSIDE = re.compile("人大常委会|人民代表大会常务委员会|政协")  # 甲区人大常委会法制工作委员会
_STANDING = tuple(_NAMES["standing"])
_PARENTS = tuple(_NAMES["parents"])
ABBREVIATED = re.compile(
    "[国省市县区州旗盟镇乡][\u4e00-\u9fff]{1,6}(?:指|(?<=防)总|(?<=[灾安防药保编改深法急])委)"
)
"""Short names of coordinating bodies: 县防指, 省减灾委, 市安委, 省防总."""

_CUT = re.compile(
    r"[，。；：:、,;《》\n\t]|[（(][\d一二三四五六七八九十]{1,3}[）)]|\d[.．]|(?<!自)由(?!此)|需要?(?!求)|负责|的|以下|下列|机构[为是]|我[\u4e00-\u9fff]将|(?<=[时即期速级接应要须并间])向|在(?=[国省市县区镇乡])|(?:[报提]请|提交|报送|上?报)(?=[国省市县区州旗])|办公室[为是]|(?<=政府)(?:以?及|和|与)|[\d一二两三四五六七八九十]{1,3}个"
)
# 设立专家组: who sets it up; 推进企业兼并重组 names no group
_NO_GROUP = re.compile("设立|下设|成立|组建|派出|建立|[重改编分解]组$")
_GROUP_HEAD = re.compile(
    r"(?P<name>[\u4e00-\u9fff、]{2,20}(?:组|专班|指挥部(?=[。：:，,]由)))(?:[（(][^（）()\n]{1,80}[）)])?(?:[:：。]|[，,](?=由|副?组长|成员|组员|牵头|(?:主要|具体)?负责)|(?=牵头(?:单位|部门)[为是：:])|(?:的?(?:组成|职责|组成及职责))?(?=\n|$))"
)
_LED = re.compile(
    rf"(?P<names>[^，。；：:\n《》]{{2,80}}?)(?:共同|联合)?牵头(?:负责|建立|组建|成立)?的(?P<body>[^，。；：:\n]{{0,40}}?(?:{HEADS}))(?:制度|机制)?(?=[，,。；;：:、\n]|$)"
)
# 县甲指挥部是全县甲事件的应急指挥机构
_PREDICATE = re.compile("(?:（[^（）]{2,30}）)?(?:作为|[是为])[^，。；：]{0,40}")
_IS_ONE = re.compile(
    rf"(?P<body>[^，。；：:、是为]{{2,30}}?(?:{HEADS}))(?:（[^（）]{{2,30}}）)?(?:作为|[是为])[^，。；：:]{{2,40}}机构$"
)
_MADE_UP = re.compile(
    "(?:参加|参与|组成|配合|协助|为成员)[。；;]?(?:$|(?<=[。；;])(?:主要|工作|具体)?(?:职责|任务)(?:是|为)?[:：])"
)
_LED_FIRST = re.compile("由?[^，。；：:]{2,80}?牵头(?!单位|部门|人)")
_MAX_GROUP = 21  # characters of a group's name in front of what it opens
_LABEL = re.compile(
    r"^(?:第[一二三四五六七八九十]{1,3}[章节条]|[（(]?[\d一二三四五六七八九十]{1,3}[）).．、]|[①-⑳]|[\d.]{1,8}|附件\d{0,2}[:：]?)+"
)
_PRINTED_LABEL = re.compile(
    "(?:[（(][0-9一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)+(?=.{2})"
)
_MAX_NAME = 46
_NONE: Mapping[str, str] = {}
_REACH = 300  # characters that a clause is looked back over


@dataclass(frozen=True, slots=True)
class Name:
    """A body's name in the instrument's text."""

    text: str
    start: int
    end: int


def is_coordinating(name: str) -> bool:
    """Tell whether a name ends as names of coordinating bodies do."""
    if name[-1:] not in _LAST_CHARACTERS:
        return False
    return bool(_NAME_END.search(name)) and not name.endswith(_STANDING) and not _ORGAN_INSIDE.search(name)


def is_bare(name: str) -> bool:
    """Tell whether a name says nothing of its own (领导小组, 工作专班)."""
    return name in _BARE


def can_set_up(name: str) -> bool:
    """Tell whether a name is that of a body that sets up others: a government, a committee, a coordinating body."""
    return 2 <= len(name) <= _MAX_NAME and (
        name.endswith(_PARENTS) or is_coordinating(name) or ABBREVIATED.fullmatch(name) is not None
    )


def in_heading(text: str, short: Mapping[str, str] = _NONE) -> str | None:
    """Give the body that a heading or the title of a list names: 某领导小组组成人员名单, 2.1区指挥部组成及职责.

    Args:
        text: the heading.
        short: the full names of bodies by the short names that the instrument introduces (县森防指).
    """
    if not short and "组" not in text and _MENTION.search(text) is None:
        return None
    text = _LABEL.sub("", text).split("。")[0].strip("：: ")
    if len(text) > 70 or "，" in text or _SETS_UP_SOME.search(text) or ("、" in text and title_of(text)):
        return None  # 镇党委副书记、某工委主任: somebody's posts
    if "、" in text and "下设" in text:
        return None  # 协调小组下设甲组、乙组: a sentence
    is_one = _IS_ONE.match(text) if text.endswith("机构") else None
    name = is_one.group("body") if is_one else _LIST_ENDING.sub("", text)
    office = name.removesuffix("办公室")
    if office in short:
        return short[office]
    name = office if is_coordinating(office) else name
    if not is_coordinating(name) or len(name) < 2:
        return None
    return trimmed(name)


def trimmed(name: str) -> str:
    """Leave out words in front of a body's name that are no part of it (成立, 调整 …)."""
    printed = _PRINTED_LABEL.match(name)
    name = name[printed.end() :] if printed else name
    begin = 0
    head = _NAME_END.search(name)
    limit = head.start() if head else len(name)
    for lead in _LEAD.finditer(name, 0, limit):
        if lead.group() in _OF_NAMES and _PLACE.fullmatch(name, begin, lead.start()):
            continue  # 甲市加强燃气安全工作领导小组
        begin = lead.end()
    if begin < limit and name[begin] in _SHORT_LEADS and name[begin] not in "和后":
        begin += len(name) - begin > 4 or name[begin + 1 :] in _BARE
    name = name[begin:] if begin < len(name) else name
    bare = _BEHIND_VERBS.fullmatch(name) or _AFTER_PREPOSITION.search(name)
    return bare.group("bare") if bare else name


_ADDRESSED = "(?:[报提]请|提交|报送|报告|上?报|反馈|通报|汇报|请示|向|经|按照?)(?:给|至)?"
_SENT_TO = re.compile(f"{_ADDRESSED}[国省市县区州][^，。；]{{0,20}}(?:{HEADS}|组)(?:办公室)?[。；]?$")


def is_addressed(text: str, name: str) -> bool:
    """Tell whether a text only sends something to a body (重大事项报县领导小组): it is not about that body."""
    return re.search(f"{_ADDRESSED}{re.escape(name)}", text) is not None


def ends_addressed(text: str) -> bool:
    """Tell whether the last thing a text says is that something is sent to a coordinating body."""
    return _SENT_TO.search(text) is not None


def mentions(text: str, start: int, end: int) -> list[Name]:
    """Find names of coordinating bodies in running text, in order."""
    found: list[Name] = []
    floor = start
    for head in _MENTION.finditer(text, start, end):
        begin = max(floor, head.end() - _MAX_NAME)
        for cut in _CUT.finditer(text, begin, head.start()):
            begin = cut.end()
        label = _LABEL.match(text[begin : head.start()])
        begin += label.end() if label else 0
        if "简称" in text[begin : head.start()]:
            continue  # a short name where it is introduced
        if found and head.group().endswith("机构") and _PREDICATE.fullmatch(text, floor, head.start()):
            continue  # 县甲指挥部是全县甲事件的应急指挥机构: what the one just named is
        name = trimmed(text[begin : head.end()])
        if "各" in name[:2]:
            continue  # 以上各指挥部: not one body
        if name.endswith(_STANDING) and not name.endswith("管理委员会"):  # 医疗质量管理委员会 may be either
            continue  # 作为市发展和改革委员会的…: a department, no body made of bodies
        found.append(Name(name, head.end() - len(name), head.end()))
        floor = head.end()
    return found


def group_head(instrument: Instrument, index: int) -> Name | None:
    """Give the work group that a paragraph opens with (综合协调组：…, （一）综合协调组。…) or is the heading of."""
    paragraph = instrument.paragraphs[index]
    stop = min(paragraph.end, paragraph.body + _MAX_GROUP)
    if all(instrument.text.find(end, paragraph.body, stop) < 0 for end in ("组", "专班", "指挥部")):
        return None
    match = _GROUP_HEAD.match(instrument.text, paragraph.body, paragraph.end)
    if match is None or is_group(match.group("name")) or _NO_GROUP.search(match.group("name")):
        return None
    return Name(match.group("name"), match.start("name"), match.end())


def alone_above(instrument: Instrument, index: int) -> Name | None:
    """Give the work group whose name stands alone on the line above a paragraph."""
    if index == 0:
        return None
    head = group_head(instrument, index - 1)
    return head if head and head.end >= instrument.paragraphs[index - 1].end - 1 else None


def made_of_below(instrument: Instrument, index: int) -> Name | None:
    """Give the work group whose heading stands above a paragraph that says who makes it up: 由甲部牵头，乙部参加."""
    paragraph = instrument.paragraphs[index]
    text = instrument.text
    if paragraph.label is not None or paragraph.section < 0 or not text.startswith("由", paragraph.body):
        return None
    heading = instrument.sections[paragraph.section].heading
    head = group_head(instrument, heading)
    if head is None or head.end < instrument.paragraphs[heading].end - 1:
        return None
    return head if _MADE_UP.search(text, paragraph.body, paragraph.end) else None


def led_below(instrument: Instrument, index: int) -> Name | None:
    """Give the work group whose name stands alone above a paragraph that begins with who leads it: 由甲局牵头，会同….

    Whom it is made up of is told there, and what it does.
    """
    paragraph = instrument.paragraphs[index]
    if (
        paragraph.label is not None
        or _LED_FIRST.match(instrument.text, paragraph.body, paragraph.end) is None
    ):
        return None
    above = alone_above(instrument, index)
    return above if above and paragraph.section == instrument.paragraphs[index - 1].section else None


def led_body(text: str, at: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Read 由甲部牵头的某工作联席会议 behind 由: where the names of those who lead stand, and the body's name."""
    match = _LED.match(text, at, end) if text.find("牵头", at, end) >= 0 else None
    return (match.span("names"), match.span("body")) if match else None


def back_to(text: str, stops: str, floor: int, at: int) -> int:
    """Give where the clause begins that ``at`` stands in: behind the nearest of ``stops``, at most a few lines up."""
    floor = max(floor, at - _REACH)
    return max(floor, max(text.rfind(stop, floor, at) for stop in stops) + 1)
