"""Duty lists: entries that open with a body and a colon (or a full stop), and the duties printed below a body.

区财政局：负责…             甲局、乙局：做好…            （1）甲局。负责…
综合协调组：由甲局牵头，乙局组成。负责…
2.1 指挥部及职责 … 主要职责：…
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kg.facts import Agent, AgentKind, DutyFact, Fact, Gap
from kg.language.data import load
from kg.passes.component import Findings, register
from kg.passes.duties.chief_duties import chief_duties, posts_with_items
from kg.passes.duties.duty_owners import DUTY_VERB, named_by
from kg.passes.duties.duty_parts import DUTIES_LABEL, openings, owners_above
from kg.passes.duties.duty_places import in_duty_part
from kg.passes.duties.duty_tables import table_duties
from kg.passes.duties.led_groups import LED_BY, charged_below_members, charged_office, led_to_do
from kg.passes.duties.run_in_duties import run_in_duties
from kg.passes.duties.spaced_duties import spaced_head
from kg.passes.duties.tasks_of_bodies import tasks_of_bodies
from kg.passes.flat_tables.duty_grids import duty_grids
from kg.passes.members.coordinating_names import alone_above, group_head
from kg.passes.members.group_tables import group_tables
from kg.passes.names.agents import Mention, names_in_prose, split_names
from kg.passes.names.kinds import is_name_in_prose, is_person
from kg.passes.responsibility.clause_words import label_at, names_both
from kg.passes.tables.row_sources import task_rows
from kg.structure.model import Instrument, Paragraph

NAME = "duty_lists"
_NOT_PARTED = "duties printed beside their units that could not be told apart"

_COLON = re.compile(r"[^。：:（(]{0,120}(?:[（(][^（()）]{0,80}[）)][^。：:（(]{0,60}){0,4}[：:]")
_STOP = re.compile("[。：:，,；;]")
_OPEN = ("（", "(", "【", "[", "〔")
# 运输组（甲局牵头，乙局配合）。负责…
_LED_GROUP = re.compile(
    "(?P<name>[\u4e00-\u9fff]{2,20}(?:组|专班))[（(][^（）()]{2,200}(?:牵头|配合|参加|参与|单位[：:])[^（）()]{0,300}[）)][。：:]"
)
# 【甲局】维护秩序
_BOXED = re.compile("[【［\\[](?P<names>[^【】［］\\[\\]。：:]{2,60})[】］\\]][：:]?(?=[^。]{4})")
_LEADING = re.compile("[（(](?:总?牵头|牵头单位|牵头部门|组长单位)[）)](?=[：:])")
_MAX_HEAD = 120
_MIN_DUTY = 5
_MAX_MADE_UP = 300  # characters of the sentences in front of a label of duties
_COMPOSITION = re.compile("[^。]{0,600}(?:组成|构成|参加|参与|牵头|成员|配合)[^。]{0,40}。")
# 甲局牵头，乙局参加。 / 甲局为组长单位，乙局为成员单位。
# 某组：甲局牵头，乙局配合，负责…
_LED_CHARGED = re.compile(
    "由?[^。，：:；]{2,80}牵头[，,][^。；]{2,400}?(?:组成|参加|参与|配合)[，,](?=(?:主要|具体)?负责)"
)
# 某组：由甲局负责，组织抢险
_MADE_OF_WHOM = re.compile(
    "由[^。；：:]{2,300}?(?:组成|构成|参加|参与|配合|负责)[，,](?!其?(?:主要|具体|工作)?(?:职责|任务))"
)
_BY_KIND = re.compile(
    "按[^，。：:]{2,16}[，,]由[^，。；]{2,40}任"
)  # 按事故的类别，由分管副县长任指挥长: who heads it
_MADE_UP = re.compile("(?:担任|任|为)组长|组长单位|牵头|组成|参与|参加")
_ROSTER = re.compile("(?:牵头单位|牵头部门|责任单位|成员单位|成员|组长|组成)[：:]?")
_EXCEPTION = re.compile("必要时[^。]{0,200}。")
_CHARGED = re.compile("(?:主要|统一|统筹|具体)?负责(?!人)|承担|担负|履行|(?:主要|工作)?职责[：:]")
# the label of duties behind a sentence that says how the body is made up
_WITHIN = re.compile(
    "[。，；]其?(?:的)?(?:主要|工作|具体)?(?:职责|任务)(?:是|为|包括)?[：:]|[。，；]其?(?:主要|工作|具体)?(?:职责|任务)[是为][：:]?"
)
_DUTY_WORDS = ("职责", "任务")
_MEMBERS = ("成员单位", "组成单位", "成员部门")
_LETTER = re.compile(
    "[你贵][部委局厅署办院省市区县会行社处]|(?:来函|来文|请示|报告)[^。]{0,20}收悉|[^。《]{0,30}《[^《》]{4,80}》[^。]{0,60}收悉"
    "|经[^。，：:]{0,16}(?:研究|同意|批准)[^。，：:]{0,16}[，,：:]"
    "|为(?:深入|全面|切实|进一步)?(?:贯彻|落实|加强|规范)[^。，：；]{2,80}，[^。]{0,400}(?:根据|按照|结合|经研究|决定)"
    "|[^。]{0,200}(?:提出|制定|明确|采取)(?:如下|以下)[\u4e00-\u9fff]{2,6}[：:]"
    "|[^。]{0,160}(?:现(?:将|予|就|转发|印发)[^。]{0,120}(?:印发|转发|下发|发给|通知如下|公布|发布)|印发给你们|(?:通知|批复|函复|意见|通报|公告|决定)如下)"
)
_FOUNDS = re.compile("(?:重新)?(?:组建|设立|成立)")
_GROUP = re.compile("(?:组|专班)$")
_STAFF = re.compile("[^。]{0,30}(?:设在|担任|兼任|组长|联络员|由)|办公室")  # who heads it, where it sits
_BUILDS = re.compile(
    "(?:规划|计划|重点)?(?:建设|新建|改建|扩建|改扩建|引进|建成|打造)(?!和管理|管理|与管理|工作|规划|标准)"
)
_MAX_PART_HEADING = 10
_ITEM = re.compile("[^、，。；]{2,30}(?=[、，。；])")
_SET_UP = re.compile("(?:同意)?(?:成立|设立|组建|建立)(?P<body>[^，。；]{4,30})[，,]")
_SEATED = re.compile("(?:[^。，；]{2,24}办公室)?(?:设在|由)[^。]{2,100}。(?=(?:主要|具体)?(?:负责|承担))")
_SETS_UP_BELOW = re.compile(
    "(?!由)[^，。；：:]{2,40}?(?:下设|设立|成立|组建)(?P<body>[^，。；：:（(、]{0,24}?(?:办公室|指挥部|中心|组))(?:[（(][^（）()]{2,30}[）)])?[，。]"
)
_FOUNDING = re.compile("由|设在|设立|下设|是|为|在|负责|，|。")
_NOBODY = frozenset(  # labels of roles, and 部门主要职责：, behind which the departments follow
    label for data in ("roles", "rosters") for labels in load(data)["labels"].values() for label in labels
) | frozenset(load("bodies")["labels_like_names"])


def find_duty_lists(instrument: Instrument) -> Findings:
    """Find the duties of entries that open with bodies, and of the bodies that lists of duties stand below."""
    facts: list[Fact] = []
    listed = {**posts_with_items(instrument), **openings(instrument)}
    read = entries(instrument)
    steps = _steps(instrument)
    facts.extend(table_duties(NAME, instrument))
    facts.extend(chief_duties(NAME, instrument))
    facts.extend(tasks_of_bodies(NAME, instrument, {*listed, *read}))
    gaps = [
        Gap(instrument.source.evidence(grid.start, grid.end), _NOT_PARTED, NAME)
        for grid in duty_grids(instrument)
        if not grid.rows
    ]
    grouped = _grouped(instrument)
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[index]
        if paragraph.is_row or index in grouped:
            continue
        if index in steps:
            continue  # a cell that says what is due: 1.甲站：3月底前建成
        found = read.get(index, [])
        owners = listed.get(index)
        # 甲局 乙局 / 根据《…》，现提出如下意见：: who wrote it, and how it opens
        opens = owners and _LETTER.match(instrument.text, paragraph.body, paragraph.end)
        if not found and owners and not opens and not _heads_parts(instrument, index):
            found = _facts(instrument, owners, paragraph.body, paragraph.start, paragraph.end)
        facts.extend(found or _below_heading(instrument, index))
    return Findings(tuple(facts), tuple(gaps))


def _heads_parts(instrument: Instrument, index: int) -> bool:
    """Tell whether a paragraph of a list is a heading of a few words above parts of its own (（五）职能转变。)."""
    paragraphs = instrument.paragraphs
    here = paragraphs[index]
    if here.end - here.body > _MAX_PART_HEADING or index + 1 == len(paragraphs):
        return False
    below = paragraphs[index + 1]
    if here.label is None or below.label is None or below.label.kind is here.label.kind:
        return False
    return below.section >= 0 and instrument.sections[below.section].parent == here.section


def _steps(instrument: Instrument) -> set[int]:
    """Give the paragraphs that begin inside a cell of steps."""
    paragraphs = instrument.paragraphs
    found: set[int] = set()
    for span in (span for row in task_rows(instrument) for span in row.steps):
        index = instrument.paragraph_at(span.start)
        index += paragraphs[index].start < span.start
        while index < len(paragraphs) and paragraphs[index].start < span.end:
            found.add(index)
            index += 1
    return found


@lru_cache(maxsize=1)  # the passes for lists and for sentences ask one after the other
def entries(instrument: Instrument) -> Mapping[int, list[DutyFact]]:
    """Read the paragraphs that are entries of duty lists, by their index."""
    paragraphs = instrument.paragraphs
    grouped = _grouped(instrument)
    return {
        index: found
        for index in range(instrument.header.opening_end, len(paragraphs))
        if not paragraphs[index].is_row
        and ((found := [] if index in grouped else _entry(instrument, paragraphs[index])) or index in grouped)
    }


@lru_cache(maxsize=1)
def _grouped(instrument: Instrument) -> frozenset[int]:
    """Give the paragraphs inside tables of work groups and of units with their duties."""
    tables = [(table.start, table.end) for table in group_tables(instrument)]
    tables += [(grid.start, grid.end) for grid in duty_grids(instrument)]
    if not tables:
        return frozenset()
    return frozenset(
        index
        for index, paragraph in enumerate(instrument.paragraphs)
        if any(paragraph.lines[0].start < end and paragraph.lines[-1].end > start for start, end in tables)
    )


def _entry(instrument: Instrument, paragraph: Paragraph) -> list[DutyFact]:
    text = instrument.text
    run_in = run_in_duties(text, paragraph.body, paragraph.end)
    if run_in:
        return [
            fact
            for entry in run_in
            for fact in _facts(instrument, entry.owners, entry.begin, entry.start, entry.end)
        ]
    head = _head(instrument, paragraph)
    if head is None:
        return []
    names, end = head
    if any(name.agent.name.strip("（(〔[") in _NOBODY for name in names):
        return []
    if all(name.agent.name.endswith(_MEMBERS) for name in names):
        first = _ITEM.match(text, end, paragraph.end)
        if first is not None and is_name_in_prose(first.group()):
            return []  # 县防指成员单位：甲局、乙局
    field = label_at(text, paragraph.body, end)
    if field is not None and names_both(field):
        return []  # 责任单位（责任人）：甲局（张三）、各街道
    begin = _duty_begin(text, end, paragraph.end, group=_GROUP.search(names[-1].agent.name) is not None)
    if begin is None or _only_names(text, begin, paragraph.end) or label_at(text, begin, paragraph.end):
        return []
    if _BUILDS.match(text, begin, paragraph.end) and not in_duty_part(instrument, paragraph):
        return []  # 甲实验室：建设3个装置: a project
    if _LETTER.match(text, begin, paragraph.end):
        return []  # 甲委：你委《…的请示》收悉: whom a letter is written to
    return _facts(instrument, names, begin, paragraph.start, paragraph.end)


def _head(instrument: Instrument, paragraph: Paragraph) -> tuple[list[Mention], int] | None:
    """Read the bodies that a paragraph opens with, and give where the text behind them begins."""
    text = instrument.text
    limit = min(paragraph.end, paragraph.body + _MAX_HEAD)
    has_colon = text.find("：", paragraph.body, limit) >= 0 or text.find(":", paragraph.body, limit) >= 0
    colon = _COLON.match(text, paragraph.body, limit) if has_colon else None
    if colon is not None:
        leads = _LEADING.search(text, paragraph.body, colon.end())  # 甲局（牵头）：负责…
        if names := named_by(text, paragraph.body, leads.start() if leads else colon.end() - 1):
            return names, colon.end()
    boxed = _BOXED.match(text, paragraph.body, paragraph.end)
    if boxed is not None and (names := names_in_prose(text, *boxed.span("names"))):
        return names, boxed.end()
    led = _LED_GROUP.match(text, paragraph.body, paragraph.end)
    if led is not None:
        return [Mention(Agent(led.group("name"), AgentKind.ORG), *led.span("name"))], led.end()
    if in_duty_part(instrument, paragraph) and (spaced := spaced_head(instrument, paragraph)):
        return spaced
    stop = _STOP.search(text, paragraph.body, limit)
    if stop is None or stop.group() != "。":
        return None
    founded = _FOUNDS.match(text, paragraph.body, stop.start())  # 组建甲局。负责…
    if text.endswith("职责", paragraph.body, stop.start()):  # （一）指挥部职责。负责…
        titled = named_by(text, paragraph.body, stop.start())
        return (titled, stop.end()) if titled else None
    names = names_in_prose(text, founded.end() if founded else paragraph.body, stop.start())
    if (
        names
        and _GROUP.search(text, paragraph.body, stop.start())
        and (_made_up(text, stop.end(), paragraph.end) or _led(text, stop.end(), paragraph.end))
    ):
        return names, stop.end()
    # （一）办公室。设在甲局，由张三兼任主任。负责…
    seated = _SEATED.match(text, stop.end(), paragraph.end) if names else None
    if names and seated and names[-1].agent.name.endswith("办公室"):
        return names, seated.end()
    # 县文化馆。建设三层楼房… is a project: only where duties are what is being told
    # 推进甲平台。（乙局负责）: a task, and who carries it; 领导小组及其办公室。…: a title
    bare = not text.startswith(_OPEN, stop.end()) and text.find("及其", paragraph.body, stop.start()) < 0
    told = founded is None and bare and in_duty_part(instrument, paragraph)
    if names and (_CHARGED.match(text, stop.end()) or told):
        return names, stop.end()
    return None


def _made_up(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence says who makes up a group, and the next one what it does (由甲局牵头，乙局组成。密切监视…)."""
    told = (
        _COMPOSITION.match(text, start, end)
        if text.startswith(("由", "组长由"), start)
        else LED_BY.match(text, start, end)
    )
    return told is not None and end - told.end() >= _MIN_DUTY and not _STAFF.match(text, told.end(), end)


def _led(text: str, start: int, end: int) -> bool:
    begin = led_to_do(text, start, end)
    return begin is not None and not _CHARGED.match(text, begin)


def _duty_begin(text: str, start: int, end: int, *, group: bool) -> int | None:
    """Skip the sentences that say who makes up a work group, and the label of its duties."""
    if text.startswith("设在", start) and (seated := _SEATED.match(text, start, end)):
        return seated.end()  # 某办公室：设在甲局，由张三任主任。负责…
    charged = _LED_CHARGED.match(text, start, end)
    if charged is not None and end - charged.end() >= _MIN_DUTY:
        return charged.end()
    if group and (made_of := _MADE_OF_WHOM.match(text, start, end)) and DUTY_VERB.match(text, made_of.end()):
        return made_of.end()
    if group and (begin := led_to_do(text, start, end)) and not _CHARGED.match(text, begin):
        return begin
    while True:
        if text.startswith("由", start) or _ROSTER.match(text, start):
            match = _COMPOSITION.match(text, start, end)
        elif led := LED_BY.match(text, start, end):
            match = led
        else:
            match = _EXCEPTION.match(text, start, end)
        if match is None:
            break
        start = match.end()
    inside = _WITHIN.search(text, start, min(end, start + _MAX_MADE_UP))
    if inside and _MADE_UP.search(text, start, inside.start()) and end - inside.end() >= _MIN_DUTY:
        return inside.end()
    label = DUTIES_LABEL.match(text, start, end)
    if label:
        start = label.end()
    none = text.startswith(("由", "主要由"), start) or _BY_KIND.match(text, start, end)
    return start if end - start >= _MIN_DUTY and not none else None


def _only_names(text: str, start: int, end: int) -> bool:
    mentions = split_names(text, start, end)
    return bool(mentions) and (
        names_in_prose(text, start, end) is not None or is_person(mentions[0].agent.name)
    )


def _below_heading(instrument: Instrument, index: int) -> list[DutyFact]:
    """主要职责：… (behind the sentence that says who makes up a group) belongs to the body that the heading names."""
    text = instrument.text
    paragraph = instrument.paragraphs[index]
    start = paragraph.body
    if (charged_group := charged_below_members(instrument, index)) is not None:
        owner = Mention(Agent(charged_group.text, AgentKind.ORG), charged_group.start, charged_group.end)
        return _facts(instrument, [owner], start, paragraph.start, paragraph.end)
    if (office := charged_office(instrument, index)) is not None:
        owner = Mention(Agent(office[0].text, AgentKind.ORG), office[0].start, office[0].end)
        return _facts(instrument, [owner], office[1], office[1], paragraph.end)
    may_tell = text.startswith("由", start) or any(
        text.find(word, start, paragraph.end) >= 0 for word in _DUTY_WORDS
    )
    if may_tell and (group := alone_above(instrument, index)):  # 抢险组 / 组长单位：甲局；职责：…
        told = _WITHIN.search(text, start, paragraph.end)
        made_up = told and not text.startswith("由", start) and _MADE_UP.search(text, start, told.start())
        if told and made_up and paragraph.end - told.end() >= _MIN_DUTY:
            owner = Mention(Agent(group.text, AgentKind.ORG), group.start, group.end)
            return _facts(instrument, [owner], told.end(), told.start() + 1, paragraph.end)
    if not may_tell or label_at(text, start, paragraph.end):
        return []
    if text.startswith("由", start) and (made_up := _COMPOSITION.match(text, start, paragraph.end)):
        start = made_up.end()
    inside = _WITHIN.search(text, paragraph.body, paragraph.end)
    if inside and _charged_before(text, start, inside.start()):
        return []  # 甲指挥部负责指挥，主要职责是…: one duty, told in a sentence
    if start == paragraph.body and inside and (names := _subject_of(instrument, index, inside.start())):
        return _facts(instrument, names, inside.end(), inside.start() + 1, paragraph.end)
    label = DUTIES_LABEL.match(text, start, paragraph.end)
    charged = label or (start > paragraph.body and _CHARGED.match(text, start, paragraph.end))
    if not charged or paragraph.end - (label.end() if label else start) < _MIN_DUTY:
        return []
    names = owners_above(instrument, index)
    begin = label.end() if label else start
    return _facts(instrument, names, begin, paragraph.start, paragraph.end) if names else []


def _charged_before(text: str, start: int, end: int) -> bool:
    charge = text.find("负责", start, min(end, start + _MAX_HEAD))
    same = charge >= 0 and text.find("。", charge, end + 1) < 0
    return same and names_in_prose(text, start, charge) is not None


def _subject_of(instrument: Instrument, index: int, stop: int) -> list[Mention] | None:
    """Give the body that a paragraph is about (某组由甲局牵头。主要职责：…): the one it opens with."""
    text = instrument.text
    paragraph = instrument.paragraphs[index]
    founded = _SET_UP.match(text, paragraph.body, paragraph.end)
    if founded is not None:  # 同意成立甲中心，为…。主要职责：…
        return names_in_prose(text, *founded.span("body"))
    for begin in (text.rfind("。", paragraph.body, stop) + 1, paragraph.body):
        below = _SETS_UP_BELOW.match(text, max(begin, paragraph.body), stop + 1)
        if below is not None and (one := names_in_prose(text, *below.span("body"))) and len(one) == 1:
            return one  # 甲委下设办公室。主要职责：…
    for verb in _FOUNDING.finditer(text, paragraph.body + 2, min(paragraph.end, paragraph.body + _MAX_HEAD)):
        names = names_in_prose(text, paragraph.body, verb.start())
        if names is not None:
            return names
    head = group_head(instrument, index)  # 警戒组，由甲局负责，主要任务是…
    return [Mention(Agent(head.text, AgentKind.ORG), head.start, head.end)] if head else None


def _facts(instrument: Instrument, names: list[Mention], begin: int, start: int, end: int) -> list[DutyFact]:
    if end - begin < _MIN_DUTY:
        return []
    evidence = instrument.evidence(start, end)
    duty = instrument.text[begin:end].replace("\n", "")
    return [DutyFact(evidence, NAME, name.agent, duty) for name in names]


register(NAME, find_duty_lists)
