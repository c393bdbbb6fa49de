"""Where lists of duties stand, and whose duties they are.

2.1.1 县指挥部职责           a heading: the paragraphs of its part
（1）组织制定全县预案；
县指挥部的主要职责是：       a line that opens a list
主要职责：                   the same; the body is named above
（一）甲局                   a body as a heading, in a part about duties
1.负责…；
"""

from __future__ import annotations

import re

from kg.facts import Agent, AgentKind
from kg.passes.duties.duty_owners import DUTY_VERB, HEADING_TAIL, MAX_SUBJECT, named_by, subject_ahead
from kg.passes.duties.duty_places import below_plain_title, carries_on, in_duty_part
from kg.passes.duties.titled_bodies import organised, titled
from kg.passes.members.coordinating_names import group_head, is_bare, is_coordinating, mentions
from kg.passes.members.said_roles import LABELS
from kg.passes.names.agents import Mention, names_in_prose
from kg.passes.names.kinds import is_concrete_body, is_group
from kg.passes.responsibility.clause_words import label_at
from kg.structure.model import Instrument, Label, LabelKind, Paragraph

DUTIES_LABEL = re.compile(
    "(?:的)?(?:主要|工作|具体){0,2}(?:职责|任务|职能)(?:任务|分工)?(?:(?:是|为|如下|包括)?[：:]|(?<=职责)[是为][，,])"
)
"""What stands in front of duties whose body is named elsewhere."""

_DUTIES_ONLY = re.compile(
    "(?:的)?(?:主要|工作|具体){0,2}(?:职责|任务|(?<=主要)职能|(?<=工作)职能)(?:任务|分工)?(?:是|为|如下|包括)?[：:]?"
)
_VAGUE_CLASS = re.compile("(?:各|有关|相关|其他)?[^，。]{0,12}(?:成员单位|工作组|小组|专项组|部门|单位|机构)")
_FIELD = re.compile("[\u4e00-\u9fff]{2,8}[：:]")  # 指挥长：, 成员：
_FIRST_SENTENCE = re.compile("[^。：:]{2,60}(?=[。：:])")
_OWN_SUBJECT = re.compile(
    "负责|承担|依据|依照|作为|牵头|会同|组织|要|应|根据|按照|做好|加强|配合|协助|及时|立即|可|在|向|由|是|设|派|每|决定|主动|启动|接到|统一|下设|成立|组建"
)
_BRACKET = re.compile("[（(]")
_RUN_BY = re.compile("[（(](?:由[^（）()]{2,20}(?:管理|代管)|[^（）()]{2,20}管理的国家局)[）)]$")
_SETS_UP_ONE = re.compile("(?:重新)?(?:组建|设立|成立)")
_ITS_DUTIES = re.compile(
    "[，,](?:其(?:主要|工作|具体)?|主要|工作|具体)(?:职责|任务)(?:是|为|如下|包括)?[：:]$"
)
_INCLUDES = re.compile("(?:主要|具体)包括[：:]")  # 甲办负责沟通联络。主要包括：
# 甲中心负责下列工作：
_LISTED = re.compile("(?:负责|承担|履行)(?:下列|以下)[^，。；：:]{0,20}(?:工作|职责|事项|任务|事务)[：:]$")
_ADJUSTED = re.compile("(?:根据|按照)[^。，,；：:]{2,30}[，,]")
_FOUNDED = re.compile("关于(?:同意)?(?:成立|设立|建立|组建|调整)(?P<body>.{4,60})的(?:通知|批复|函)")
_SETS_UP_BODY = re.compile(
    "(?:建立|成立|设立|组建)(?P<body>[^，。；（(]{4,60})(?:[（(][^（）()]{2,40}[）)])?(?:制度|机制)?[，。；,]"
)
_UNITS_DUTIES = re.compile("[^。，；：:]{0,16}(?:成员)?(?:单位|部门)[^。，；：:]{0,6}(?:职责|分工)(?:分工)?")
_OFFICES = re.compile("(?:主要)?(?:内设机构|内设科室|内设处室|机构设置)(?:及(?:其)?(?:主要)?职责)?")
_PART_TITLE = re.compile(
    "[^。，；：:]{2,20}(?:组成|构成|机构|设置|成员|成员单位|组成人员|办公室|工作组|专家组|职责)"
)
_SETS_UP = re.compile(
    "(?:根据|按照|必要时|视)[^。，；]{0,20}[，,]?[^。，；]{2,24}(?:可|将|应|要)?(?:以)?(?:设立|成立|组建|下设|派出)"
)
_NO_DUTY = re.compile(
    "由|[^，。；]{2,40}机构[为是]|[^，。；]{2,30}(?:办公室|机构)设在|对外(?:可以?)?(?:启用|使用|保留|加挂|称)"
)
_FOUNDS = re.compile("成立|设立|组建")  # 成立…指挥部，组成如下：
_NO_BODIES = frozenset(("工作机构", "办事机构", "领导机构", "组织机构", "办公机构", "日常工作机构"))
_KINDS = ("机构", "组织", "机构设置", "办事机构")
_MAX_FIELDS = 6  # lines between a group's name and its duties
_MAX_TITLE = 80
_MAX_OFFICE = 24  # characters of the name of an office as a heading with a full stop
_MIN_ITEM = 5
_MAX_LABEL = 8  # 副组长单位：
_UPPER = frozenset((LabelKind.CHAPTER, LabelKind.DIVISION, LabelKind.ARTICLE, LabelKind.CHINESE))


def openings(instrument: Instrument) -> dict[int, list[Mention]]:
    """Find the paragraphs that are items of lists of duties printed below their body.

    Returns:
        For the index of each item's paragraph the bodies whose duty it tells.
    """
    items: dict[int, list[Mention]] = {}
    first = instrument.header.opening_end
    listed = 0 < first < len(instrument.paragraphs) and instrument.paragraphs[first].label is not None
    if listed and (owners := titled(instrument)):
        items.update(dict.fromkeys(_items(instrument, first - 1), owners))  # 甲局工作职责 / 1.负责…
    for index in range(first, len(instrument.paragraphs)):
        if index in items or instrument.paragraphs[index].is_row:
            continue
        owners = _opens_list(instrument, index)
        if owners:
            items.update(dict.fromkeys(_items(instrument, index), owners))
    return items


def owners_above(instrument: Instrument, index: int) -> list[Mention] | None:
    """Give the bodies that 主要职责：… belongs to: those of the line above its fields, or of a heading."""
    text = instrument.text
    names = _above_fields(instrument, index)
    if names:
        return names
    paragraph = instrument.paragraphs[index]
    for section in instrument.ancestors(paragraph.section):
        heading = instrument.paragraphs[instrument.sections[section].heading]
        if heading is paragraph:
            continue
        # （四）抢险救援组。甲局牵头，乙局组成。 names the group in its first sentence
        stop = _FIRST_SENTENCE.match(text, heading.body, heading.end)
        end = stop.end() if stop else heading.end
        bracket = _BRACKET.search(text, heading.body, end)
        founded = _SETS_UP_ONE.match(text, heading.body, end)  # （一）组建甲部。…主要职责是，…
        names = named_by(text, founded.end() if founded else heading.body, end)
        if names is None and bracket:  # 抢险救援组（牵头单位：甲局）
            names = named_by(text, heading.body, bracket.start())
        if names:
            return _said_below(instrument, instrument.sections[section].heading, names)
    return None


def _opens_list(instrument: Instrument, index: int) -> list[Mention] | None:
    """Read the bodies whose duties are listed below a paragraph."""
    text = instrument.text
    paragraph = instrument.paragraphs[index]
    start, end = paragraph.body, paragraph.end
    ends_with_colon = end > start and text[end - 1] in "：:"
    if ends_with_colon:  # 指挥部由甲局组成。指挥部主要职责：
        start = max(start, text.rfind("。", start, end) + 1)
        if start > paragraph.body and (
            _DUTIES_ONLY.fullmatch(text, start, end) or _goes_into_detail(instrument, index, start)
        ):
            subject = subject_ahead(text, paragraph.body, start)  # 甲局贯彻落实…。主要职责是：
            if subject:
                return subject
    if ends_with_colon and (its := _ITS_DUTIES.search(text, start, end)) is not None:
        subject = subject_ahead(text, start, its.start() + 1)  # 甲部门对…实施监督管理，其主要职责是：
        if subject:
            return subject
    if ends_with_colon and (listing := _LISTED.search(text, start, end)) is not None:
        subject = subject_ahead(text, start, listing.start() + 2)
        if subject and not any(_is_vague(name.agent.name) for name in subject):
            return subject
    if ends_with_colon and (adjusted := _ADJUSTED.match(text, start, end)) is not None:
        start = adjusted.end()  # 根据以上职责，甲厅的主要职责是：
    if end - start > _MAX_TITLE or index + 1 >= len(instrument.paragraphs):
        return None
    if _DUTIES_ONLY.fullmatch(text, start, end):
        return owners_above(instrument, index) or _in_title(instrument) or _founded_above(instrument, index)
    if ends_with_colon or (
        text[end - 1] == "。" and paragraph.label is not None and end - start <= _MAX_OFFICE
    ):
        end -= 1  # （三）宣传处。
    elif text[end - 1] in "。；;，,、":
        return None
    if (run_by := _RUN_BY.search(text, start, end)) is not None:
        end = run_by.start()  # 二、甲局（由乙委管理）
    names = named_by(text, start, end)
    if names is None or all(_is_vague(n.agent.name) or n.agent.name in _NO_BODIES for n in names):
        return None  # 各成员单位职责: entries follow
    if HEADING_TAIL.search(text[start:end]):
        names = _said_below(instrument, index, names)
        return names if ends_with_colon or paragraph.label is not None else None
    below = instrument.paragraphs[index + 1]
    if text.endswith(_KINDS, start, end):
        return None  # 2.1指挥机构: a kind of bodies
    if below.label is not None and below.label.kind in _UPPER:
        return None
    if below.label is None and (paragraph.label is None or below.section != paragraph.section):
        # 甲局 / 负责…: its name alone on a line
        alone = (
            paragraph.label is None
            and not ends_with_colon
            and all(is_concrete_body(n.agent.name) for n in names)
        )
        told = alone and DUTY_VERB.match(text, below.body) is not None
        told = told and (
            in_duty_part(instrument, paragraph)
            or below_plain_title(instrument, index)
            or carries_on(text, paragraph, below)
        )
        return names if told else None
    listed = ends_with_colon or paragraph.label is not None
    told = in_duty_part(instrument, paragraph) or all(is_coordinating(name.agent.name) for name in names)
    return names if listed and told else None


def _goes_into_detail(instrument: Instrument, index: int, start: int) -> bool:
    """Tell whether a paragraph ends with 主要包括：, and verbs of duties begin what is listed below it."""
    text, paragraph = instrument.text, instrument.paragraphs[index]
    if not _INCLUDES.fullmatch(text, start, paragraph.end) or index + 1 >= len(instrument.paragraphs):
        return False
    return DUTY_VERB.match(text, instrument.paragraphs[index + 1].body) is not None


def _said_below(instrument: Instrument, index: int, names: list[Mention]) -> list[Mention]:
    """Give the body that the sentence below a heading is about, where the heading names a kind (现场指挥机构及职责)."""
    if not all(name.agent.name.endswith(_KINDS) for name in names):
        return names
    below = instrument.paragraphs[index + 1]
    if below.label is not None or below.is_row:
        return names
    found = subject_ahead(instrument.text, below.body, below.end)
    return found if found and all(is_coordinating(name.agent.name) for name in found) else names


def _in_title(instrument: Instrument) -> list[Mention] | None:
    """Give the coordinating body that a notice sets up: its 主要职责 need not say whose they are."""
    founded = _FOUNDED.search(instrument.header.title)
    if founded is None:
        return organised(instrument)
    named = [
        name
        for name in mentions(founded.group("body"), 0, len(founded.group("body")))
        if not is_bare(name.text)
    ]
    if len(named) != 1:
        return None
    name = named[0].text
    at = max(instrument.text.find(name), 0)
    return [Mention(Agent(name, AgentKind.ORG), at, at + len(name))]


def _founded_above(instrument: Instrument, index: int) -> list[Mention] | None:
    """Give the coordinating body that the prose right above the first part sets up: 建立某联席会议制度。一、主要职能."""
    text = instrument.text
    for at in range(index - 1, max(instrument.header.opening_end, index - _MAX_FIELDS) - 1, -1):
        paragraph = instrument.paragraphs[at]
        if paragraph.label is not None or paragraph.is_row:
            return None
        founded = _SETS_UP_BODY.search(text, paragraph.body, paragraph.end)
        named = [n for n in mentions(text, *founded.span("body")) if not is_bare(n.text)] if founded else []
        if len(named) == 1:
            return [Mention(Agent(named[0].text, AgentKind.ORG), named[0].start, named[0].end)]
    return None


def _is_vague(name: str) -> bool:
    return is_group(name) and _VAGUE_CLASS.fullmatch(name) is not None


def _items(instrument: Instrument, index: int) -> list[int]:
    """Give the paragraphs that a list opened at ``index`` is made of."""
    text = instrument.text
    opener = instrument.paragraphs[index]
    found: list[int] = []
    below = index + 1
    if opener.label is not None and instrument.paragraphs[below].label is None:
        while below < len(instrument.paragraphs) and _is_plain(instrument, below, opener.section):
            below += 1  # the paragraph between a heading and its list says who makes up the body
    first = instrument.paragraphs[below].label if below < len(instrument.paragraphs) else None
    scope = _scope(instrument, opener, first)
    if first is None or not _inside(instrument, scope, below):
        bare = opener.label is not None or text[opener.end - 1] not in "：:"
        bare = bare and not HEADING_TAIL.search(text[opener.body : opener.end])
        return _plain_items(instrument, index + 1, opener.section, every=bare)
    for at in range(below, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[at]
        if not _inside(instrument, scope, at) or paragraph.label is None or paragraph.is_row:
            break
        if paragraph.label.kind is not first.kind or text[paragraph.end - 1] in "：:":
            break
        if _PART_TITLE.fullmatch(text, paragraph.body, paragraph.end):
            break  # 2.1.1县防指组成: the body's parts, no duties
        below_it = instrument.paragraphs[at + 1] if at + 1 < len(instrument.paragraphs) else None
        opens = below_it is not None and below_it.label is None and below_it.section == paragraph.section
        if (
            opens
            and instrument.sections[paragraph.section].heading == at
            and text[paragraph.end - 1] not in "。；;"
        ):
            break  # 3.监测与报告: the next part
        own = (
            _has_subject(text, paragraph)
            or _subject_behind_heading(text, paragraph)
            or group_head(instrument, at) is not None
        )
        if paragraph.end - paragraph.body >= _MIN_ITEM and not own:
            found.append(at)
    return found


def _scope(instrument: Instrument, opener: Paragraph, first: Label | None) -> int:
    """Give the section that a list stands in whose opener has no number: not that of the last item of another list."""
    section = opener.section
    if opener.label is None and first is not None and section >= 0:
        above = instrument.sections[section].label
        outer = [n for n in instrument.ancestors(section) if n != section]
        if above.kind is first.kind:
            return outer[0] if outer else -1
    return section


def _inside(instrument: Instrument, scope: int, index: int) -> bool:
    return scope < 0 or scope in instrument.ancestors(instrument.paragraphs[index].section)


def _plain_items(instrument: Instrument, at: int, section: int, *, every: bool) -> list[int]:
    """Unlabelled lines of a list: all but the last end in a semicolon, or ``every`` one of the part."""
    found: list[int] = []
    told = every and _is_part_of_duties(instrument, at)
    while at < len(instrument.paragraphs) and _is_plain(instrument, at, section):
        paragraph = instrument.paragraphs[at]
        introduces = instrument.text[paragraph.end - 1] in "：:" and _FOUNDS.match(
            instrument.text, paragraph.body
        )
        if (
            introduces
            or _NO_DUTY.match(instrument.text, paragraph.body)
            or _SETS_UP.match(instrument.text, paragraph.body, paragraph.end)
        ):
            at += 1  # who makes up the body, its other name, or which bodies are set up
            continue
        if _has_subject(instrument.text, paragraph) or paragraph.end - paragraph.body < _MIN_ITEM:
            break
        if every and not told and not DUTY_VERB.match(instrument.text, paragraph.body):
            break
        found.append(at)
        if not every and instrument.text[paragraph.end - 1] not in "；;":
            break
        at += 1
    return found


def _is_part_of_duties(instrument: Instrument, index: int) -> bool:
    """2.1.3 成员单位职责 / （1）甲部 / …: the heading above that of the body says that duties follow."""
    text = instrument.text
    for section in instrument.ancestors(instrument.paragraphs[index].section):
        heading = instrument.paragraphs[instrument.sections[section].heading]
        if _UNITS_DUTIES.fullmatch(text, heading.body, heading.end) or _OFFICES.fullmatch(
            text, heading.body, heading.end
        ):
            return True
    return False


def _is_plain(instrument: Instrument, index: int, section: int) -> bool:
    paragraph = instrument.paragraphs[index]
    return paragraph.label is None and paragraph.section == section and not paragraph.is_row


def _has_subject(text: str, paragraph: Paragraph) -> bool:
    """Tell whether an item tells of a body of its own, is the name of one, or a field."""
    opening = _FIRST_SENTENCE.match(text, paragraph.body, paragraph.end)
    if label_at(text, paragraph.body, paragraph.end) or _FIELD.match(text, paragraph.body, paragraph.end):
        return True
    if named_by(text, paragraph.body, opening.end() if opening else paragraph.end):
        return True
    return _acts(text, paragraph.body, paragraph.end)


def _acts(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence begins with bodies and what they do."""
    return any(
        names_in_prose(text, start, verb.start()) is not None
        for verb in _OWN_SUBJECT.finditer(text, start + 2, min(end, start + MAX_SUBJECT))
    )


def _subject_behind_heading(text: str, paragraph: Paragraph) -> bool:
    """Tell whether an item opens with a heading and says whose duty it is behind it: 职责分工。甲局负责…；乙局负责…."""
    opening = _FIRST_SENTENCE.match(text, paragraph.body, paragraph.end)
    if (
        opening is None
        or text[opening.end() : opening.end() + 1] != "。"
        or DUTY_VERB.match(text, paragraph.body)
    ):
        return False
    return _acts(text, opening.end() + 1, paragraph.end)


def _above_fields(instrument: Instrument, index: int) -> list[Mention] | None:
    """Give the group named on a line of its own above the fields (牵头单位：…) that end with its duties."""
    text = instrument.text
    for above in range(index - 1, max(instrument.header.opening_end, index - _MAX_FIELDS) - 1, -1):
        paragraph = instrument.paragraphs[above]
        colon = text.find("：", paragraph.body, paragraph.body + _MAX_LABEL)
        member_label = text[paragraph.body : colon] in LABELS if colon > 0 else False
        if not member_label and label_at(text, paragraph.body, paragraph.end) is None:
            if above == index - 1 or paragraph.label is not None:
                return None
            return names_in_prose(text, paragraph.body, paragraph.end)
    return None
