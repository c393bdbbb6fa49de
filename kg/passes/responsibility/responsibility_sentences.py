"""Sentences that assign a task in running text: 由甲局牵头…, 甲局会同乙局…, 某工作由甲局负责.

The names must be names of bodies and nothing else; what only describes how a group is made up (由甲局牵头，乙局组成)
is left to the pass for coordinating bodies.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.facts import Agent, AgentKind, Fact, Role, RoleFact, Task
from kg.passes.component import Findings, register
from kg.passes.members.coordinating_names import group_head, is_coordinating, led_below, made_of_below
from kg.passes.names.agents import Mention, names_in_prose, split_names
from kg.passes.names.kinds import is_concrete_body, is_group, is_name_in_prose
from kg.passes.names.subjects import behind_attribute, names_ending_at
from kg.passes.responsibility.asked import asked_of, behind_decided, charged_bodies, official_named
from kg.passes.responsibility.charged_officials import charged_officials, leading_officials
from kg.passes.responsibility.clause_grammar import parse_clause
from kg.passes.responsibility.clause_words import dashed_label, label_at, may_assign
from kg.passes.responsibility.clauses import Assignment
from kg.passes.responsibility.helping_clauses import Helping, helped_charge, helpers_behind
from kg.passes.responsibility.labels_run_in import labels_run_in
from kg.passes.responsibility.made_up import (
    BY,
    MECHANISM,
    beside_composition,
    is_set_up,
    made_up_end,
    sets_up,
)
from kg.passes.responsibility.no_assignments import SOMEBODY, assigns_nothing, wording
from kg.passes.responsibility.role_facts import helping_facts, role_facts
from kg.passes.responsibility.sentence_ends import closing_of, helping_of
from kg.passes.responsibility.standing_as import standing_as
from kg.passes.responsibility.task_spans import (
    MIN_TASK,
    after_verbs,
    before_next,
    behind_clause,
    behind_date,
    by_task,
    next_clause,
    says_only_who,
)
from kg.passes.words.past import done_before
from kg.passes.words.sentences import Brackets, opening_end, sentences
from kg.structure.model import Instrument

NAME = "responsibility_sentences"

_TRIGGER = re.compile(
    "由|为主|作为|请|责任单位|责任主体|实施主体|责成|委托|授权|牵头|会同|移交|划转|划归|转交|负责|承担|主抓"
)
_LEAD = re.compile(
    "会同(?<!社会同)(?!意)|为主(?=，)|(?<![：:](?=牵头抓总))牵头(?!单位|部门|领导|人|责任|抓总的|负责的|的|编制部门|机构|做用|作用)"
)
_BY_VERB = re.compile(
    "牵头|总?负责(?!人(?!员)|制(?!定|作|订)|同志|的)|承担|制定|审查|审定|核定|提供|出具|报送|公布|受理|拨付|保障(?!局|中心|部|组|厅|科)|评审|评定|验收|考核(?!办|组|委)|评估|编制(?!委|办|部门|机构|、)|分解|起草|组织(?!部|党|和|、|，|或|等)|实施|审批|审核|履行|办理|统筹|管理(?!局|委|部|中心|站|服|综|单|办|处|机)|解释|汇总|具体|共同|按照?职责|按程序|按(?:有关|相关|国家)?规定(?=予以保|保障|列支|负担|安排|解决)|予以(?=保障|解决|支持|安排|补助|落实)|按(?=[年季月周旬日])|约谈|联[络系]协调(?![组办处科小中机委])|"
    "合作(?!社|局|办|中心|银行|部|组|委|医疗|处)|共建|组建(?!后|的)|会同|商(?=[省市县区国])|商(?<=[部委局办行会厅院署]商)(?![务业会标贸行])|联合(?![会社总])|分别|统一|做好|完成|签发|发布|提出|进行|开展|尽快|抓紧|加快|加强|根据|依据|结合(?!部)|督促|筹措|筹集|解决|支付|落实|推进|妥善|继续|于(?=[0-9每])|参照|指导(?!委|中心|服)|协调(?!组|中心|服|委|机)|监督(?!管|局|所|检)|另行|积极|密切|配合|协助|针对|拟订|拟定|研究|立即|及时|责成|适时|定期"
    "|修改完善|跟踪|承建|代建|采购(?!中心|办|处|局|部)|通报(?!员)|对(?!外|台)|向(?=国家|国务院|上级|[省市县区])|从(?=[^，。；]{2,24}(?:列支|安排|解决|支出|支付|统筹|筹措|落实))|安排(?!工作)|认定|认领|发放|登记(?!局|中心|处)|督办(?![室处局科组])|核查|核实|调查(?!局|队|中心|总队)|收集|整理|申报|调度(?!中心|指挥|室|组)|监管(?!局|中心|委|部|机|分局|总站|办)|征收(?!局|中心|办)|储备(?!局|中心)|回购|补偿(?!办|中心)|兑付|拟写|主持"
)
_JOINT = re.compile(
    "(?:(?:负责)?牵头(?:负责)?[，,]?)?(?:会同(?!意)|联合(?![会社总])|商(?![务业会标贸行]))|牵头[，,]组织"
)  # …，组织乙局、丙局对…
_ASSISTS = re.compile("(?:积极|密切)?(?:配合|协助)")
# 甲局会同乙局建立机制: what is done together, besides what 由 gives a body to do
_JOINT_VERB = re.compile(
    f"{_BY_VERB.pattern}|引导|督促|支持|鼓励|根据|按照|依据|结合(?!部)|尽快|抓紧|继续|建立|健全|完善|加强|推进|推动|落实|构建|探索|出台|修订|印发|加快|强化|召开|定期|每(?=[年季月半])|于(?=[0-9])|对(?!外)|组织(?![部党])|在(?=[0-9]|[^，。；在]{{2,12}}(?:[后前内时]|期间))|全面(?!依法|深化改革[委办])|严格|深入|大力|扎实|加大|提升|增强|打击|查处|排查|每(?=半?[年月季周])"
    "|稳步|持续|规范(?!办)|优化|抓好|着力|有序|全力|切实|巩固|细化|明确|确保|充分|主动|(?:组成|成立|组建)(?=[^，。；0-9一二两三四五六七八九十]{2,24}(?:组|专班)(?:[，。；对负进开]|$))"
)
_REPORTED = re.compile(
    "[^，。；：:]{2,10}了(?!解|结)|[^，。；：:]{0,80}(?:进行|开展|组织|召开|完成|制定|形成|建立|印发|出台)了"
)
_DONE = re.compile("[，,]对[^，。；]{2,60}(?:进行|开展|组织)了(?!解)")  # …组成3个组，对项目进行了督查
_VERB_OF = "(?:上报|报送|提出|制定|制订|印发|拟定|拟订|起草|编制|出台|发布|报请|组织|开展)的"
_OF_THEM = re.compile(_VERB_OF)
_ATTRIBUTE = re.compile(f"[^，。；：:《》]{{2,60}}?{_VERB_OF}")  # 甲委会同乙局上报的请示已经批准: which one
_NOTHING_SAID = re.compile("由[^，。；]{2,80}(?:负责|牵头)\\Z")
_ANSWERS = re.compile("(?:具体|总体|总|全面|牵头)?(?:负责|承担|实施|组织实施)(?=[，,])")
_POST_CHARGED = re.compile("(?P<post>[^，。；]{2,20}?)(?:同志)?(?:(?:总|牵头|具体)?负责|(?:负责)?牵头)[，,]")
_ASKS_OFFICIAL = re.compile("请(?=[^，。；]{2,16}(?:牵头|负责)[，,])")  # 请某某副市长牵头，甲局配合，…
_REORGANISED = re.compile(
    "更名|划归|划转|组建|设立|整合|隶属|合并|挂牌|归口|(?:委员会|局|中心|站|所|院|馆)由"
)
# 会同甲局、乙局于4月底前制定…: what stands behind the date is the task
_DATED_NAME = re.compile(r"(?:会同|商)[^，。；]{2,60}[\u4e00-\u9fff]于\d")
_TOGETHER = re.compile("(?<=[\u4e00-\u9fff])共同(?=组织|举办|承办|主办|实施)")
_PLAIN = re.compile("[\u4e00-\u9fff]{3,12}")
_MAX_CLAUSE = 200
_MAX_NAMES = 80
_MAX_POST = 20
_TEXT_LABELS = ("措施", "目标")  # of fields that hold text
_ABOVE = ("上级", "下级", "属地", "当地", "所在单位", "其所在单位", "所属单位", "原单位")


def find_responsibility_sentences(instrument: Instrument) -> Findings:
    """Find role facts in sentences of running text."""
    text = instrument.text
    facts: list[Fact] = []
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[index]
        if paragraph.is_row or not _TRIGGER.search(text, paragraph.body, paragraph.end):
            continue
        brackets = Brackets(text, paragraph.body, paragraph.end)
        group = group_head(instrument, index)
        if made_of_below(instrument, index) is not None:
            continue
        led = led_below(instrument, index) is not None
        quoted = wording(text, paragraph.body, paragraph.end)
        for start, end in sentences(text, paragraph):
            if quoted is not None and quoted[0] <= start < quoted[1]:
                continue
            start = behind_decided(text, opening_end(text, start, end), end)
            if not _TRIGGER.search(text, start, end):
                continue
            start, end = beside_composition(text, start, end)
            if done_before(instrument, start, end):
                continue  # 甲局会同乙局于2021年出台政策
            if assigns_nothing(text, start, end):
                continue
            if label := (label_at if start == paragraph.body else dashed_label)(text, start, end):
                if not label.group("label").endswith(_TEXT_LABELS):
                    continue  # a field, read by the pass for task tables
                start = label.end()  # 整改措施：甲局牵头，…
            if (group is not None and start <= group.end) or (led and start == paragraph.body):
                continue  # who leads and joins a work group is its composition
            closing = closing_of(instrument, start, end)
            helped = (
                None if closing or sets_up(text, brackets, start, end) else helping_of(instrument, start, end)
            )
            stop = closing[0] if closing else helped.start if helped else end
            asked, rest = asked_of(text, start, stop)
            found = [
                fact
                for one in asked
                for fact in role_facts(NAME, instrument, one.names, one.role, one.task, start, stop)
            ]
            found = found or standing_as(NAME, instrument, start, stop)
            found = found or _sentence(instrument, brackets, rest, stop)
            if not found and (asks := _ASKS_OFFICIAL.search(text, start, stop)) is not None:
                found = _under_post(instrument, start, asks.span(), stop)
            if not found and text.find("长", start, min(stop, start + _MAX_POST)) >= 0:
                found = _under_post(instrument, start, (start, start), stop)  # 某某副县长牵头，甲局负责，…
            found = found or labels_run_in(NAME, instrument, start, stop)
            if not found and text.find("同志", start, stop) >= 0:
                found = charged_officials(NAME, instrument, start, stop)
            if text.find("长", start, stop) >= 0 and not any(fact.role is Role.OVERSEER for fact in found):
                found = [*leading_officials(NAME, instrument, start, stop), *found]
            helpers = _helpers(instrument, brackets, (start, end), helped, found) if helped else []
            inside = brackets.inside(start)  # （…；公路项目由甲局牵头，乙局配合）
            facts.extend(f for f in (*found, *helpers) if not says_only_who(f.task.text, inside=inside))
    return Findings(tuple(facts))


def _helpers(
    instrument: Instrument, brackets: Brackets, span: tuple[int, int], helped: Helping, found: list[RoleFact]
) -> list[RoleFact]:
    """Give the roles of those who help, and of the one they help where no other rule has read it."""
    text = instrument.text
    start, end = span
    evidence = instrument.evidence(start, end)
    carried = list(helped.assignments)
    said = helped.task if found and _NOTHING_SAID.match(found[-1].task.text) else None
    if said is not None:  # 由甲局负责，乙局配合做好招聘工作
        task = Task(text[slice(*said)], instrument.evidence(*said))
        found[:] = [replace(fact, task=task) if fact.task == found[-1].task else fact for fact in found]
    elif found:
        task = found[-1].task
    else:
        charge = helped_charge(text, brackets, start, helped)
        begin, stop = start, helped.start
        if charge is not None:
            names, at = charge
            begin = after_verbs(text, at, helped.start)
            if helped.start - begin < MIN_TASK:  # 加强检查，甲局负责，乙局协助
                begin, stop = start, names[0].start if names[0].start - start >= MIN_TASK else helped.start
            carried[:0] = [Assignment(Role.RESPONSIBLE, name) for name in names]
        task = Task(text[begin:stop], instrument.evidence(begin, stop))
    if not found and not any(
        a.role is Role.RESPONSIBLE or not is_group(name := a.mention.agent.name) or name.startswith("涉及")
        for a in carried
    ):
        return []  # 其他部门要密切配合: addresses bodies in general
    known = {(fact.role, fact.agent) for fact in found}
    return [
        RoleFact(evidence, NAME, a.role, a.mention.agent, task)
        for a in carried
        if (a.role, a.mention.agent) not in known
    ]


def _sentence(instrument: Instrument, brackets: Brackets, start: int, end: int) -> list[RoleFact]:
    text = instrument.text
    facts: list[RoleFact] = []
    taken: set[int] = set()
    all_marks = [by for by in BY.finditer(text, start, end) if not brackets.inside(by.start())]
    marks = [by for by in all_marks if not is_set_up(text, start, by, end)]
    told = {by.start() for by in marks}
    made_up = [(by.start(), made_up_end(text, by.end(), end)) for by in all_marks if by.start() not in told]
    for n, by in enumerate(marks):
        clause = _as_clause(text, by.end(), end)
        if clause and all(a.mention.agent.name.startswith(_ABOVE) for a in clause):
            continue
        if clause:
            span = by_task(instrument, start, by.start(), end, end, Role.RESPONSIBLE)
            if by.start() == start:
                span = (behind_clause(text, clause[-1].mention.end, start, end), end)
            task = Task(text[span[0] : span[1]], instrument.evidence(*span))
            evidence = instrument.evidence(start, end)
            taken.update(m.start() for m in _LEAD.finditer(text, by.end(), end))
            facts.extend(RoleFact(evidence, NAME, a.role, a.mention.agent, task) for a in clause)
            break
        found = _names_before_verb(text, by.end(), marks[n + 1].start() if n + 1 < len(marks) else end)
        if found is None:
            facts.extend(_under_post(instrument, start, by.span(), end))
            continue
        names, verb = found
        if all(name.agent.name.startswith(_ABOVE) or name.agent.name in SOMEBODY for name in names):
            continue  # 由上级政府提供支持, 由相关部门承担: whichever it is
        if text.startswith("管理", verb) and _REORGANISED.search(text, start, end):
            continue  # 更名为某中心，由甲局管理: whose subordinate a body is
        role = _role(text[verb : verb + 6])
        taken.add(text.find("牵头", verb, verb + 12))
        taken.add(text.find("负责", verb, verb + 6))
        joint = _joint_names(text, verb, end) if role is Role.LEAD else None
        begin = joint[1] if joint else verb
        helpers: list[Assignment] = []
        if not joint and (role is Role.LEAD or _ANSWERS.match(text, verb, end)):
            helpers, begin = _behind_helpers(text, begin, end)
        span = by_task(instrument, start, by.start(), begin, end, role)
        if span[0] > by.start():
            span = (span[0], before_next(text, span[0], span[1]))
        facts.extend(role_facts(NAME, instrument, names, role, span, start, end))
        if joint:
            taken.update(m.start() for m in _LEAD.finditer(text, verb, joint[1]))
            facts.extend(role_facts(NAME, instrument, joint[0], Role.SUPPORT, span, start, end))
        facts.extend(helping_facts(NAME, instrument, helpers, role, span, start, end))
    facts.extend(_answering(instrument, brackets, start, end, taken))
    before = start
    for lead in _LEAD.finditer(text, start, end):
        floor, before = before, lead.end()
        if (
            any(a < lead.start() < b for a, b in made_up)
            or lead.start() in taken
            or brackets.inside(lead.start())
            or MECHANISM.match(text, lead.end(), end)
        ):
            continue
        if lead.group() == "会同" and text.endswith("负责", start, lead.start()):
            continue  # a standing duty: the pass for duties reads it
        subject = _who_leads(text, floor, lead)
        if subject is None:
            continue
        task_start = after_verbs(text, lead.end(), end)
        helpers, behind = helpers_behind(text, after_verbs(text, lead.end(), end, comma=False), end)
        if helpers:
            task_start = behind_date(text, after_verbs(text, behind, end), end)
        joint = _joint_names(text, lead.start(), end)
        if joint is not None and (
            _REPORTED.match(text, joint[1], end) or _OF_THEM.match(text, joint[1], end)
        ):
            continue  # 甲部会同乙部研究提出了意见: what has been done
        if (
            joint is None
            and lead.group() == "会同"
            and (
                _ATTRIBUTE.match(text, lead.end(), end)
                or _DONE.search(text, lead.end(), end)
                or not all(is_concrete_body(n.agent.name) for n in subject)
            )
        ):
            continue
        if joint is not None:
            task_start = joint[1]
            taken.update(m.start() for m in _LEAD.finditer(text, lead.end(), joint[1]))
        if end - task_start < MIN_TASK:
            task_start = start
        last = before_next(text, task_start, end)
        nothing_said = next_clause(text, task_start - 1, end) if last > task_start + MIN_TASK else None
        if nothing_said is not None and nothing_said - task_start < MIN_TASK:
            task_start, last = start, nothing_said  # 甲局负责牵头协调，乙局做好保障
        facts.extend(role_facts(NAME, instrument, subject, Role.LEAD, (task_start, last), start, end))
        facts.extend(helping_facts(NAME, instrument, helpers, Role.LEAD, (task_start, last), start, end))
        if joint is not None:
            facts.extend(role_facts(NAME, instrument, joint[0], Role.SUPPORT, (task_start, last), start, end))
    return facts


def _who_leads(text: str, floor: int, lead: re.Match[str]) -> list[Mention] | None:
    """Read the names in front of the word that says who leads; 以甲局为主，乙局配合 names them behind 以."""
    if lead.group() != "为主":
        return names_ending_at(text, floor, lead.start())
    by = text.rfind("以", floor, lead.start())
    if by < 0 or any(is_coordinating(n.agent.name) for n in names_ending_at(text, floor, by) or ()):
        return None  # 救治组以甲局为主: who makes it up
    return names_in_prose(text, by + 1, lead.start())


def _under_post(instrument: Instrument, start: int, by: tuple[int, int], end: int) -> list[RoleFact]:
    """由分管副县长负责，甲局具体实施，乙局配合，推进…: an official, and who does the work; ``by`` is where 由 stands."""
    text = instrument.text
    charged = _POST_CHARGED.match(text, by[1], end)
    official = official_named(text, *charged.span("post")) if charged else None
    if charged is None or official is None:
        return []
    helpers, begin = helpers_behind(text, charged.end(), end)
    if not helpers and (answer := charged_bodies(text, charged.end(), end)) is not None:
        helpers, begin = [Assignment(Role.RESPONSIBLE, name) for name in answer[0]], answer[1]
    if not helpers:
        return []
    span = (begin, end) if end - begin >= MIN_TASK else (start, by[0])
    if span[1] - span[0] < MIN_TASK:
        return []
    carried = [Assignment(Role.OVERSEER, official), *helpers]
    return helping_facts(NAME, instrument, carried, Role.OVERSEER, span, start, end)


def _answering(
    instrument: Instrument, brackets: Brackets, start: int, end: int, taken: set[int]
) -> list[RoleFact]:
    """甲局负责，乙局配合，定期开展巡查; 甲局负责，8月底前完成改造: without 由."""
    text = instrument.text
    at = text.find("负责，", start, end)
    if at <= start or at in taken or brackets.inside(at):
        return []
    helpers, begin = helpers_behind(text, at + 2, end)
    begin = begin if helpers else at + len("负责，")
    if end - begin < MIN_TASK or not (helpers or behind_date(text, begin, end) > begin):
        return []
    subject = names_ending_at(text, start, at)
    if subject is None:
        return []
    span = (behind_date(text, begin, end), end)
    if not helpers and text.find("牵头", start, subject[0].start) >= 0:
        return []  # 甲局牵头，乙局分工负责，6月底前完成改革: read with who leads
    if not helpers and subject[0].start - start > MIN_TASK:
        span = (start, subject[0].start - 1)  # 推进食堂改造，甲局负责，8月底前完成改造
    return [
        *role_facts(NAME, instrument, subject, Role.RESPONSIBLE, span, start, end),
        *helping_facts(NAME, instrument, helpers, Role.RESPONSIBLE, span, start, end),
    ]


def _joint_names(text: str, at: int, end: int) -> tuple[list[Mention], int] | None:
    """Read the names behind 会同 (甲局牵头会同乙局制定…) and give where what they do begins."""
    joint = _JOINT.match(text, at, end)
    if joint is None:
        return None
    found = _names_before_verb(text, joint.end(), end, _JOINT_VERB)
    comma = text.find("，", joint.end(), min(end, joint.end() + _MAX_NAMES)) if found is None else -1
    if comma > 0 and (names := names_in_prose(text, joint.end(), comma)):
        return names, comma + 1  # 会同有关方面，继续做好…
    return found


def _behind_helpers(text: str, verb: int, end: int) -> tuple[list[Assignment], int]:
    """甲局牵头，乙局配合，于4月底前完成…: give who helps and where what they do begins (``verb`` where nobody does)."""
    at = after_verbs(text, verb, end, comma=False)
    names, begin = helpers_behind(text, at, end)
    return names, (verb if begin == at else behind_date(text, begin, end))


def _role(verb: str) -> Role:
    if "牵头" in verb or verb.startswith(("会同", "商")):
        return Role.LEAD
    return Role.SUPPORT if _ASSISTS.match(verb) else Role.RESPONSIBLE


def _as_clause(text: str, start: int, end: int) -> tuple[Assignment, ...]:
    """Read 由甲局牵头，乙局配合 as a clause; gives nothing unless all of it is names and role words."""
    if end - start > _MAX_CLAUSE or not may_assign(text, start, end) or _DATED_NAME.search(text, start, end):
        return ()
    clause = parse_clause(text, start, end)
    if not clause.explicit or clause.unread:
        return ()
    names = [a.mention.agent.name for a in clause.assignments]
    return clause.assignments if names and all(is_name_in_prose(name) for name in names) else ()


def _names_before_verb(
    text: str, start: int, end: int, verbs: re.Pattern[str] = _BY_VERB
) -> tuple[list[Mention], int] | None:
    """Read names from ``start`` up to the first verb that leaves nothing but names before it."""
    start = behind_attribute(text, start, end)
    for verb in verbs.finditer(text, start + 2, min(end, start + _MAX_NAMES)):
        names = names_in_prose(text, start, verb.start())
        if names is not None:
            return names, verb.start()
    together = _TOGETHER.search(text, start, min(end, start + _MAX_NAMES))
    listed = split_names(text, start, together.start()) if together else []
    strange = [name for name in listed if not is_name_in_prose(name.agent.name)]
    if together and len(strange) * 2 < len(listed) and all(_PLAIN.fullmatch(n.agent.name) for n in strange):
        bodies = [n._replace(agent=Agent(n.agent.name, AgentKind.ORG)) if n in strange else n for n in listed]
        return bodies, together.start()  # 由甲局、乙市场共同组织实施
    return None


register(NAME, find_responsibility_sentences)
