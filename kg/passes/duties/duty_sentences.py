"""Sentences that state a duty of a body: 甲局负责…, 领导小组…，负责…, 甲局要定期…, or that it helps another: 甲局配合乙局….

The subject must be names of bodies and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.facts import Agent, AgentKind, DutyFact, RoleFact
from kg.passes.component import Findings, register
from kg.passes.duties.answerable import (
    BY_RULES,
    BY_RULES_DIVIDED,
    DIVIDED,
    EACH,
    IN_GENERAL,
    SHARE,
    Answers,
    hands_in,
    is_members_of,
    reports,
)
from kg.passes.duties.charges import CHARGE, charges_in
from kg.passes.duties.duty_ends import before_leader, clause_end, extended, goes_on, next_subject
from kg.passes.duties.duty_lists import entries
from kg.passes.duties.duty_places import in_duty_part
from kg.passes.duties.duty_subjects import (
    HEAD_NAMED,
    Topic,
    before_listed,
    founded_body,
    its_duties,
    named_ahead,
    subject_of,
    with_places,
)
from kg.passes.duties.helping_subjects import helping_subject
from kg.passes.duties.made_up_groups import made_up_to_do, says_made_up
from kg.passes.flat_tables.flat_lines import flat_spans
from kg.passes.members.coordinating_names import group_head, is_coordinating
from kg.passes.names.agents import LAST_CHARACTERS, Mention, names_in_prose
from kg.passes.names.kinds import is_concrete_body, is_group
from kg.passes.names.manner import VAGUE_TAIL, before_manner
from kg.passes.responsibility.clause_words import label_at
from kg.passes.responsibility.divided_work import next_charges
from kg.passes.responsibility.helping_clauses import helped_charge
from kg.passes.responsibility.no_assignments import SOMEBODY
from kg.passes.responsibility.sentence_ends import closing_of, helping_of
from kg.passes.targets.target_scope import lays_down_rules
from kg.passes.words.past_parts import tells_past
from kg.passes.words.sentences import Brackets, opening_end, sentences
from kg.structure.model import Instrument, Paragraph

NAME = "duty_sentences"

_CIRCUMSTANCE = re.compile(
    "(?:(?:根据|按照|依据|依托|结合|围绕|针对|为)[^，。；]{2,40}|(?:发生|遇有?|遭遇|出现|接到|收到|在)[^，。；]{2,30}(?:时|的|后|期间|情况下|[汛期])|必要时|紧急情况下)，"
)
_AFTER = re.compile("[^，。；]{2,20}(?:发生|启动|结束)后(?![^。；]{0,80}[：:])，")
_LEADS = re.compile("(?:要|应当|应|须)?(?:负责)?(?:牵头|会同)")
_BELOW = re.compile("(?:设立?|成立|组建|分为|包括)[^，。]{0,4}(?:以下|如下|下列)")
_GENERIC = re.compile(
    "(?:各|其他|有关|相关|其)*(?:牵头|责任|配合|成员|协办|参与)(?:责任)?(?:部门|单位)(?:[和、]单位|（单位）)?"
)
# 各县（市、区）对本行政区域环境质量负总责: what each of them answers for
_ANSWERS_FOR = re.compile("对[^，。；]{2,40}?(?:负总责|负(?:总体|全面|首要|属地|主体|属地管理|领导)责任)")
_ITEMS_FOLLOW = re.compile("(?:以下|下列|如下)[^，。；]{0,20}[：:]\\Z")  # 应当采取以下措施：
_ITS_BELOW = re.compile(
    "[，,](?:其(?:主要|工作|具体)?|主要|工作|具体)(?:职责|任务)(?:是|为|如下|包括)?[：:]\\Z"
)  # whose items follow
_BRACKET = re.compile("[（(〔【]")
_OF_GROUP = re.compile(
    "[^。；]{2,200}(?:组成|参[加与]|配合|构成|牵头(?:[组成设][建立])?)[，,](?=(?:主要|具体)?负责)"
)
_CHARGED = re.compile("(?:主要|具体)?负责(?!人|的|同志)")
_COMPETENT = re.compile("主管(?:部门|机关)(?=[，。；\n])")
_IN_CHARGE = re.compile("主管")
_HELPS = re.compile("(?<![，、：；。（(）])配合(?![单部，。；：、）)])")
_BEFORE_VERB = LAST_CHARACTERS | {"责"}  # 依职责
_BEFORE_CHARGE = _BEFORE_VERB | set("负，")
# 甲局研究制定了《…》，现印发给你们: what was done and is presented here is nobody's duty
_DONE = re.compile(
    "[^，。；]{0,30}(?<![为除])了(?![解然却结望断])|[^。；]{0,80}(?:进行|开展|组织|召开|完成)了(?!解)|(?:会议)?研究(?:并)?(?:决定|同意)"
)
_ONCE = re.compile(
    r"(?:要|应当?|须|将)?(?:于|在)(?:20\d\d年|今年)?(?:年?底|\d{1,2}月(?:\d{1,2}日|[底末]|[上中下]旬)?)(?:之?前|以前|$|[^，。；]{2,})"
)
_FOUNDS = re.compile(
    "(?:根据|按照?)(?:[^，。；]{0,8}需要|[^，。；]{2,12}情况)[，,]?(?:可以?)?(?:成立|设立|组建|下设)"
)
_PLACES_OFFICE = re.compile("将[^，。；]{2,40}办公室(?:设在|设于)")
_NAMES_STAFF = re.compile("建立[^，。；]{0,8}联络员")
_PRESENTS = re.compile("现(?:将|予|予以|已)?[^，。；]{0,20}(?:印发|转发|下发|公布|发布)")
_OF_DEPARTMENTS = re.compile(
    "(?:各|有关|相关|成员)?(?:部门|单位)(?:和单位)?(?:的)?(?:主要|工作|具体)?(?:职责|任务)(?:分工)?[：:]"
)
# 县指挥部下设甲、乙、丙三个工作组：甲组由…
_GROUPS_FOLLOW = re.compile(
    "[^。；：:]{0,40}(?:下设|设立|设|分为|成立|组建)[^。；：:]{2,80}组[：:](?=[^，。；：:]{2,20}组由)"
)
_WORK = re.compile("组织|承担|做好|制定|开展|实施|统筹|协调|收集|汇总|研究|指导|落实")
# 党组履行主体责任情况: a heading; 县政府组织实施的工程的验收: a noun phrase
_TOPIC = re.compile(
    "(?:履行|落实|贯彻|执行|推进|整改)[^，。；]{2,24}(?:(?:情况|进展|成效)|(?<=下列|以下|如下)[^，。；]{0,16}职责[：:])|(?:做好|抓好)(?:具体|相关|有关)工作|(?:组织)?(?:实施|开展|举办|编制|制定|建设|审批|确定|管理|认定|承办|召开)的[^，。；]{2,40}"
)
_MAY = re.compile("(?:每[年月]|每半年|每季度)?可(?:以)?(?![靠行持再见])")
_MAX_SUBJECT, _MIN_GROUP, _MIN_DUTY = 80, 3, 5  # characters
_VAGUE = SOMEBODY | {"双方", "部门", "单位", "政府", "党委"}
_MIN_REST, _MIN_SHARE = 2, 4  # characters behind the verb; 安排资金
# … of which more must be said: 具体实施
_SHORT = re.compile(
    "负责(?!落实|实施|推进|解释|办理|执行|组织|完成|处理|协调|整改|监督|管理|制定|牵头|审核|审批|指导|具体|配合).{2}"
)
_ROLE_WORDS = ("负责", "具体", "承担", "组织", "配合", "协助", "统筹")


def find_duty_sentences(instrument: Instrument) -> Findings:
    """Find duties stated in sentences of running text, and the roles of those who help with a task."""
    text = instrument.text
    facts: list[DutyFact] = []
    helping: list[RoleFact] = []
    listed = entries(instrument)
    by_rules = lays_down_rules(instrument)
    answering, divided = (BY_RULES, BY_RULES_DIVIDED) if by_rules else (IN_GENERAL, DIVIDED)
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[index]
        answers = divided if in_duty_part(instrument, paragraph) else answering
        if (
            paragraph.is_row
            or not _may_state(text, paragraph, answers.may_state)
            or tells_past(instrument, paragraph)
        ):
            continue
        if index in listed or any(a <= paragraph.start < b for a, b in flat_spans(instrument)):
            continue
        seen: set[str] = set()
        last: list[DutyFact] = []
        topic: Topic | None = None  # what the sentence before is about, if it states nothing
        standing: list[Mention] | None = None
        group = _group(instrument, index)
        brackets = Brackets(text, paragraph.body, paragraph.end)
        for start, end in sentences(text, paragraph):
            number, start = start, opening_end(text, start, end)
            if start > number and text[number] in "（(①②③④⑤⑥⑦⑧⑨⑩":
                seen = set()  # an entry of its own: …。（2）甲局负责…
            label = _OF_DEPARTMENTS.match(text, start, end) or (
                text.find("组由", start, end) > 0 and _GROUPS_FOLLOW.match(text, start, end)
            )
            start = label.end() if label else start
            if last and (text.startswith("负责", start) or goes_on(text, start)):
                # a sentence without a subject goes on with the duties of the one before
                facts[-len(last) :] = last = [extended(instrument, fact, end) for fact in last]
                continue
            closing = closing_of(instrument, start, end)
            helped = None if closing else helping_of(instrument, start, end)
            if helped and (charge := helped_charge(text, brackets, start, helped)):
                end = charge[0][0].start  # who answers for it and who helps is a role
            elif closing or helped:
                end = closing[0] if closing else helped.start if helped else end
            if (text[end - 1] in "：:" and _BELOW.search(text, start, end)) or label_at(text, start, end):
                continue  # 指挥部设立以下工作组： says nothing of its own; 责任单位：甲局负责实施: a field
            if end - start >= _MIN_DUTY + 2:
                charged = _CHARGED.match(text, start) is not None
                if standing and not charged and (behind := _OF_GROUP.match(text, start, end)):
                    charged, start = True, behind.end()  # 由甲局牵头，乙局参加，负责…: the group's
                opening = (topic.opening if topic else None) or standing if charged else None
                if opening is not None:
                    last = _facts(instrument, opening, start, end, start)
                    topic = None
                elif (told := made_up_to_do(instrument, index, start, end)) is not None:
                    last = _facts(instrument, *told, end, start)
                else:
                    general = answers is IN_GENERAL and not (closing or helped)
                    helps = helping_subject(NAME, instrument, start, end) if general else []
                    helping.extend(helps)
                    last = [] if helps else _sentence(instrument, brackets, start, end, seen, answers)
                    first = not last and start == paragraph.body
                    topic = Topic(text, start, end) if first else None
                facts.extend(last)
            standing = None if last else group
    return Findings((*facts, *helping))


def _may_state(text: str, paragraph: Paragraph, may_state: re.Pattern[str]) -> bool:
    """Tell whether a paragraph may state a duty: 负责 or 主管, or a verb behind what names or their tails end with."""
    start, end = paragraph.body, paragraph.end
    if text.find("负责", start, end) >= 0:
        return True
    if text.find("配合", start, end) >= 0 and _HELPS.search(text, start, end):
        return True
    if text.find("，承担", start, end) >= 0 and CHARGE.search(text, text.find("，承担", start, end), end):
        return True  # 办公室设在甲局，承担日常工作
    if says_made_up(text, paragraph):
        return True
    if _COMPETENT.search(text, start, end) or its_duties(text, start, end) or founded_body(text, start, end):
        return True
    if may_state.search(text, start + 1, end):
        return True
    return any(text[m.start() - 1] in _BEFORE_CHARGE for m in _IN_CHARGE.finditer(text, start + 1, end))


def _group(instrument: Instrument, index: int) -> list[Mention] | None:
    """Give the work group that a paragraph opens with: 监测组。组长单位：甲局。负责制定方案."""
    head = group_head(instrument, index)
    if head is None or len(head.text) < _MIN_GROUP:
        return None
    return [Mention(Agent(head.text, AgentKind.ORG), head.start, head.start + len(head.text))]


def _sentence(
    instrument: Instrument, brackets: Brackets, start: int, end: int, seen: set[str], answers: Answers
) -> list[DutyFact]:
    text = instrument.text
    facts: list[DutyFact] = []
    told = its_duties(text, start + 2, min(end, start + _MAX_SUBJECT))
    if told and end - told.end() >= _MIN_DUTY and (names := names_in_prose(text, start, told.start())):
        seen.update(name.agent.name for name in names)
        return _facts(instrument, names, told.end(), end, start)
    charges = charges_in(text, start, end, brackets)
    if not charges:
        # a paragraph that has told duties goes on to do so: 甲局落实优惠政策
        told_more = answers._replace(verbs=DIVIDED.verbs) if seen else answers
        facts = _obligation(instrument, start, end, seen, told_more)
        if not facts and (founded := founded_body(text, start, end)):
            facts = _facts(instrument, founded[0], founded[1], end, start)
        seen.update(fact.agent.name for fact in facts)
        return facts
    others = next_charges(text, charges, end, brackets)
    charges = sorted([*charges, *others], key=lambda c: c.start())
    if charges[0].group() in ("主管", "是"):  # 甲局主管本市供水，负责编制规划: one duty
        charges[1:] = [c for c in charges[1:] if subject_of(text, charges[0].end(), c.start())]
    topic = Topic(text, start, end)
    first = subject_of(text, start, charges[0].start())
    if first and first[0].start > start + _MIN_DUTY and text[first[0].start - 1] in "，,":
        # 甲局要定期检查，乙局负责追责
        facts.extend(_obligation(instrument, start, first[0].start - 1, seen, answers))
    begin = start
    for n, charge in enumerate(charges):
        floor = charges[n - 1].end() if n else start
        if charge in others:
            floor = max(text.rfind(mark, start, charge.start()) for mark in "，,") + 1
        found = subject_of(text, floor, charge.start()) or topic.before(charge.start())
        if found is None and n and (listed := before_listed(text, floor, charge.start())):
            found = listed[1]
        if found is None and not n:
            found = named_ahead(text, start, charge.start())
        if found is None:
            if text.startswith("，", charge.end()) and _WORK.match(text, charge.end() + 1, end):
                facts.extend(_led(instrument, topic.opening, charge.end() + 1, end, start))
            continue
        stop = charges[n + 1].start() if n + 1 < len(charges) else end
        fresh = [name for name in found if n or name.agent.name not in seen]
        if charge in others and not any(answers.whom(name.agent.name) for name in fresh):
            fresh = []  # 各镇街组织核查: a clause of its own, of bodies in general
        last = end if stop == end else clause_end(text, stop, charge)
        if text[stop - 1] in "，," and (following := subject_of(text, charge.end(), stop)):
            # 甲局主管供水，乙局在甲局指导下，负责…
            last = max(charge.end(), following[0].start - 1)
        if stop != end and last == stop and (listed := before_listed(text, charge.end(), stop)):
            last = listed[0]  # 甲局负责监管、乙局负责执法
        last = before_leader(text, charge.end(), last)
        same = facts and {fact.agent for fact in facts[-len(found) :]} == {name.agent for name in found}
        if same and not subject_of(text, floor, charge.start()):
            facts[-len(found) :] = [  # 甲局承担日常工作，负责巡查: one entry
                replace(extended(instrument, fact, last), duty=text[begin:last])
                for fact in facts[-len(found) :]
            ]
            continue
        begin = topic.charged_from(charge.start(), found)
        facts.extend(_facts(instrument, fresh, begin, last, start))
    if not facts:  # 甲局要加强检查，负责整改
        facts = _obligation(instrument, start, end, seen, answers)
    seen.update(fact.agent.name for fact in facts)
    return facts


def _led(
    instrument: Instrument, group: list[Mention] | None, begin: int, end: int, start: int
) -> list[DutyFact]:
    """救援组由甲局负责，组织抢险: what stands behind who answers for a group is the group's duty."""
    named = group is not None and len(group) == 1 and is_coordinating(group[0].agent.name)
    return _facts(instrument, group or [], begin, end, start) if named else []


def _obligation(
    instrument: Instrument, start: int, end: int, seen: set[str], answers: Answers
) -> list[DutyFact]:
    """甲局要…, 甲局定期…: a sentence that begins with bodies and says what they have to do."""
    text = instrument.text
    if _PRESENTS.search(text, start, end):
        return []
    circumstance = _CIRCUMSTANCE.match(text, start, end)
    if circumstance is None and text.find("后，", start, min(end, start + _MAX_SUBJECT)) >= 0:
        circumstance = _AFTER.match(text, start, end)
    if circumstance:
        start = circumstance.end()
    for verb in answers.verbs.finditer(text, start + 2, min(end, start + _MAX_SUBJECT)):
        if verb.end() > end - _MIN_REST:
            break
        stop = before_manner(text, start, verb.start())
        if text.find("牵头", stop, verb.start()) >= 0:
            stop = verb.start()  # 牵头组织: a role
        names = names_in_prose(text, start, stop - text.endswith(VAGUE_TAIL, start, stop))
        if names is None:
            continue
        if _MAY.match(text, verb.start(), end):
            return []  # 各街道每年可推荐…: a permission
        if verb.group() == "将" and _PLACES_OFFICE.match(text, verb.start(), end):
            return []  # 我局将领导小组办公室设在甲科
        if _FOUNDS.match(text, verb.start(), end):
            return []  # 指挥部根据需要设立工作组
        if _NAMES_STAFF.match(text, verb.start(), end):
            return []  # 领导小组建立联络员制度，由某人担任联络员
        if _ONCE.match(text, verb.start(), end):
            return []  # 甲局要于6月底前报送…: a step
        if _LEADS.match(text, verb.start(), end):  # a role; 甲局要会同乙局加强指导，丙局要加大支持力度
            following = next_subject(text, verb.end(), end, told=True)
            told_more = answers._replace(verbs=SHARE)
            return _obligation(instrument, following + 1, end, seen, told_more) if following else []
        if _DONE.match(text, verb.start(), end):
            return []  # what has been done
        if text.find("会同", names[0].start, names[-1].end) >= 0:
            return []  # 甲局、乙局会同有关部门加强…: a role
        assists = verb.group() == "协助"  # a government that helps is not addressed in general
        names = with_places(names, answers)
        together = any(is_members_of(n.agent.name) for n in names)  # 县甲委成员单位、特邀单位
        owes = reports(text, verb.start(), end)
        each = owes or _ANSWERS_FOR.match(text, verb.start(), end) is not None
        more_to_tell = hands_in(text, verb.start(), end)  # what else it hands in is another duty
        charged = answers.among([n.agent.name for n in names])
        solid = [
            n
            for n in names
            if (more_to_tell or n.agent.name not in seen)
            and (
                assists
                or together
                or n.agent.name in charged
                or (each and EACH.match(n.agent.name))
                or (owes and is_group(n.agent.name))
            )
        ]
        following = next_subject(text, verb.end(), end, told=bool(solid) or each)
        facts = _facts(instrument, solid, verb.start(), following or end, start)
        if following:
            more = answers._replace(verbs=DIVIDED.verbs) if solid else answers
            facts += _obligation(instrument, following + 1, end, seen, more)
        return facts
    # 各地组织实施，某部每年开展评估: a subject behind one that has no duty of its own
    bracket = _BRACKET.search(text, start, end)
    stop = bracket.start() if bracket else end
    following = next_subject(text, start, stop)
    if following is None and (led := text.find("牵头", start, end)) > 0:  # 由甲局牵头…，乙局做好保障
        following = next_subject(text, led, stop, told=True)
        answers = answers._replace(verbs=SHARE)
    return _obligation(instrument, following + 1, end, seen, answers) if following else []


def _facts(instrument: Instrument, names: list[Mention], begin: int, end: int, start: int) -> list[DutyFact]:
    names = [n for n in names if not _GENERIC.fullmatch(n.agent.name) and n.agent.name not in _VAGUE]
    if instrument.text[end - 1] in "：:" and _ITEMS_FOLLOW.search(instrument.text, begin, end):
        return []
    least = _MIN_DUTY if instrument.text.startswith(_ROLE_WORDS, begin) else _MIN_SHARE
    if end - begin < least and _SHORT.fullmatch(instrument.text, begin, end):
        names = [n for n in names if is_concrete_body(n.agent.name)]  # 县财政局负责经费
    elif end - begin < least:
        return []
    if not names or _TOPIC.fullmatch(instrument.text, begin, end):
        return []
    end -= instrument.text[end - 1] in "，,"
    if (head := HEAD_NAMED.search(instrument.text, begin + _MIN_DUTY, end)) is not None:
        end = head.start()
    if instrument.text[end - 1] in "：:" and (items := _ITS_BELOW.search(instrument.text, begin + 1, end)):
        end = items.start()
    evidence = instrument.evidence(names[0].start if names[0].start >= start else start, end)
    duty = instrument.text[begin:end]
    return [DutyFact(evidence, NAME, name.agent, duty) for name in names]


register(NAME, find_duty_sentences)
