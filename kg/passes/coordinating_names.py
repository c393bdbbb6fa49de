"""Names of coordinating bodies (领导小组, 指挥部, 专班 …): in headings, in prose, and which one a passage is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.language.data import load
from kg.passes.agents import is_group
from kg.structure.model import Instrument

_NAMES = load("rosters")["names"]


def _longest_first(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


HEADS = _longest_first(_NAMES["heads"])
"""How names of coordinating bodies end, as an alternation."""

_NAME_END = re.compile(rf"(?:{HEADS}|(?<=[\u4e00-\u9fff]{{2}})(?<!党)组)$")
_MENTION = re.compile(rf"(?:{HEADS})")
_LIST_ENDING = re.compile(rf"(?:{_longest_first(_NAMES['list_endings'])})$")
_LEAD = re.compile(rf"(?:{_longest_first([w for w in _NAMES['leads'] if len(w) > 1])})")
_SHORT_LEADS = frozenset(w for w in _NAMES["leads"] if len(w) == 1)
_BARE = frozenset(_NAMES["bare"])
_PARENTS = tuple(_NAMES["parents"])
_CUT = re.compile(r"[，。；：:、,;《》\n\t]|\d[.．]|(?<!自)由(?!此)|负责|的")
_GROUP_HEAD = re.compile(
    r"(?P<name>[\u4e00-\u9fff、]{2,20}组)(?:[（(][^（）()\n]{1,80}[）)])?(?:[:：。]|(?:的?(?:组成|职责|组成及职责))?(?=\n|$))"
)
_LABEL = re.compile(
    r"^(?:第[一二三四五六七八九十]{1,3}[章节条]|[（(]?[\d一二三四五六七八九十]{1,3}[）).．、]|[\d.]{1,8}|附件\d{0,2}[:：]?)+"
)
_MAX_NAME = 46
_LOOK_ABOVE = 8  # paragraphs above a list in which prose names its body
_LOOK_FOR_TITLE = 120  # … and in which its title stands (the list itself may be long)


@dataclass(frozen=True, slots=True)
class Name:
    """A body's name in the instrument's text."""

    text: str
    start: int
    end: int


def is_coordinating(name: str) -> bool:
    """Tell whether a name ends as names of coordinating bodies do."""
    return bool(_NAME_END.search(name))


def is_bare(name: str) -> bool:
    """Tell whether a name says nothing of its own (领导小组, 工作专班)."""
    return name in _BARE


def can_set_up(name: str) -> bool:
    """Tell whether a name is that of a body that sets up others: a government, a committee, a coordinating body."""
    return 2 <= len(name) <= _MAX_NAME and (name.endswith(_PARENTS) or is_coordinating(name))


def in_heading(text: str) -> str | None:
    """Give the body that a heading or the title of a list names: 某领导小组组成人员名单, 2.1区指挥部组成及职责."""
    text = _LABEL.sub("", text).split("。")[0].strip("：: ")
    if len(text) > 70 or "，" in text:
        return None
    name = _LIST_ENDING.sub("", text)
    name = name.removesuffix("办公室") if is_coordinating(name.removesuffix("办公室")) else name
    if not is_coordinating(name) or len(name) < 2:
        return None
    return trimmed(name)


def trimmed(name: str) -> str:
    """Leave out words in front of a body's name that are no part of it (成立, 调整 …)."""
    begin = 0
    head = _NAME_END.search(name)
    limit = head.start() if head else len(name)
    for lead in _LEAD.finditer(name, 0, limit):
        begin = lead.end()
    if begin < limit and name[begin] in _SHORT_LEADS and len(name) - begin > 4 and name[begin] not in "和后":
        begin += 1
    return name[begin:] if begin < len(name) else name


def mentions(text: str, start: int, end: int) -> list[Name]:
    """Find names of coordinating bodies in running text, in order."""
    found: list[Name] = []
    floor = start
    for head in _MENTION.finditer(text, start, end):
        begin = max(floor, head.end() - _MAX_NAME)
        for cut in _CUT.finditer(text, begin, head.start()):
            begin = cut.end()
        if "简称" in text[begin : head.start()]:
            continue  # a short name where it is introduced
        name = trimmed(text[begin : head.end()])
        found.append(Name(name, head.end() - len(name), head.end()))
        floor = head.end()
    return found


def body_above(instrument: Instrument, index: int) -> str | None:
    """Give the body a list in paragraph ``index`` belongs to: by the title above it, its headings, or prose before.

    Without any of these, the body the instrument's title names.
    """
    section = instrument.paragraphs[index].section
    for at in range(index - 1, max(-1, index - 1 - _LOOK_FOR_TITLE), -1):
        paragraph = instrument.paragraphs[at]
        text = instrument.text[paragraph.start : paragraph.end]
        name = in_heading(text) if paragraph.end - paragraph.start <= 80 else None
        if name is not None:
            return _completed(instrument, at, name)
        if paragraph.section != section:
            break
        if index - at > _LOOK_ABOVE:
            continue
        said = [
            m
            for m in mentions(instrument.text, paragraph.start, paragraph.end)
            if not is_bare(m.text) and not is_group(m.text)
        ]
        if said:
            return said[-1].text
    for ancestor in instrument.ancestors(section):
        name = in_heading(instrument.paragraph_text(instrument.sections[ancestor].heading))
        if name is not None:
            return _completed(instrument, instrument.sections[ancestor].heading, name)
    return in_title(instrument)


def group_head(instrument: Instrument, index: int) -> Name | None:
    """Give the work group that a paragraph opens with (综合协调组：…, （一）综合协调组。…) or is the heading of."""
    paragraph = instrument.paragraphs[index]
    match = _GROUP_HEAD.match(instrument.text, paragraph.body, paragraph.end)
    if match is None or is_group(match.group("name")):
        return None
    return Name(match.group("name"), match.start("name"), match.end())


def in_title(instrument: Instrument) -> str | None:
    """Give the body that the instrument's title is about (关于成立…领导小组的通知)."""
    title = instrument.header.title
    about = title.find("关于")
    found = [m for m in mentions(title, about + 2 if about >= 0 else 0, len(title)) if not is_bare(m.text)]
    return found[0].text if found else None


def resolved(name: str, instrument: Instrument, index: int) -> str:
    """Give the name the passage uses in full for a bare one; other names stand as printed."""
    if not is_bare(name):
        return name
    head = name[-2:]
    paragraph = instrument.paragraphs[index]
    here = _named(instrument, paragraph.start, paragraph.end, head)
    if here:
        return here[0]
    above = body_above(instrument, index)
    if above is not None and above.endswith(head) and not is_bare(above):
        return above
    earlier = _named(instrument, 0, paragraph.start, head)
    return earlier[-1] if earlier else above or name


def _named(instrument: Instrument, start: int, end: int, head: str) -> list[str]:
    """Give the bodies named in a part of the text that end in ``head`` and say something of their own."""
    return [
        m.text
        for m in mentions(instrument.text, start, end)
        if m.text.endswith(head) and not is_bare(m.text) and not is_group(m.text)
    ]


def _completed(instrument: Instrument, at: int, name: str) -> str:
    """A title broken into two paragraphs: 某责任制 / 工作专班成员名单."""
    if not is_bare(name) or at == 0:
        return name
    above = instrument.paragraphs[at - 1]
    text = instrument.text[above.start : above.end]
    if above.label is None and 4 <= len(text) <= 60 and not text.endswith(tuple("。；：:，）)日")):
        return text + name
    return name
