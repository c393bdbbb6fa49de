"""The grammar of the inside of a responsibility clause.

    clause  = { field | group } with separators ，；。 between them
    field   = label ： value          牵头单位：甲局，责任单位：乙局、丙局
    group   = names [manner] verb     甲局、乙局牵头，丙局等部门按职责分工负责
    names   = name { 、 name } [等部门]

A value is parsed as groups again (责任单位：甲局牵头，乙局配合); names without a verb take the role of their label, or
``responsible`` in a clause without labels (a bracket that only names bodies).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from kg.facts import Agent, AgentKind, Role
from kg.passes.names.agents import Mention, split_names
from kg.passes.names.kinds import (
    is_body,
    is_concrete_body,
    is_group,
    is_name_in_prose,
    is_person,
    is_post,
    kind_of,
    person_in,
)
from kg.passes.names.person_names import is_name
from kg.passes.responsibility.beside_names import Beside, brackets_beside
from kg.passes.responsibility.clause_words import (
    LABEL_ROLES,
    LAST_WORDS,
    NOBODY,
    VERB_ROLES,
    before_unlisted,
    labels_in,
    last_parts,
    names_both,
    only_guides,
    overseer_by_label,
    verbs_in,
)
from kg.passes.responsibility.clauses import Assignment, Clause, FirstLeads, rule_of, with_first_leading
from kg.passes.responsibility.due_behind import DUE_ENDS, DUE_STEP, before_due
from kg.passes.responsibility.joint_fields import joint_assignments
from kg.passes.responsibility.marked_leads import MARKED_LEADS, first_leading
from kg.passes.responsibility.name_scopes import behind_part, stands_behind_part, without_scope

_OWN_ROLE = re.compile(rf"[（(]({'|'.join(VERB_ROLES)})[）)]$")
_BRACKETS = frozenset("（(<〈[〔【［{｛")
_EXCEPT = re.compile(r"除[^，,；;。]{2,60}?外[，,]?")
ASIDE = re.compile(rf"[（(](?:以上[^（）()]{{0,24}}|(?:注[：:])?{MARKED_LEADS}[^（）()]{{0,12}})[）)]")
"""A remark about the names listed: （以上单位按职责分工负责）, （带*的为牵头单位）."""

_JOINT = re.compile(
    "会同|商(?<=[部委局办行会厅院署]商)(?![务业会标贸行])|联合(?![会社总国工大体])|协同(?![创办])"
)
_REMARK = re.compile(
    r"(?:以[下上]|(?:具体|各项|上述|所有)?(?:任务|工作|措施|事项))[^，。；均都]{0,8}(?:均|都)[^，。；]{0,4}?(?:包括|涉及|含|需|由|有)"
    r"(?P<names>[^，,。；]{2,20}?)(?:落实|负责|参与|配合)?(?=[，,；;]|$)(?:[，,；;]?不再[^，,。；]{2,12})?"
)
_LEAD_IN = re.compile("^(?:由|请(?!求)|其(?!他|它|中|余)|[，,；;。、｜|—－\\s-])+")
_BY = re.compile("由[\u4e00-\u9fff]{2}")
_BESIDES = re.compile("(?P<for>另(?:增加?|加))[一-鿿]{2}")  # 同上，另增甲局
_SEVERALLY = re.compile("(?P<name>[^，。；]{3,30}?)(?:分别|各自)负责[一-鿿]{2}")
_NO_AGENT = re.compile(
    "[0-9０-９〇一二三四五六七八九十][年月]|年底|月底|季度|[上下]半年|前完成|长期(?!护理)|持续|每年|全年|年内|适时|常态化|立即|不再"
)
_LED = re.compile("(?:指导|督促|督导)(?:各|地方|有关|相关)[^，。；]{0,12}$")
_ASSIGNS = re.compile("牵头|负责|会同|(?<![重主必])要|应当")
_MAX_NAME = 40
_MAX_LOOSE = 14
_CHARGED = re.compile("负责|牵头|承担|由|会同|主管|各自|参加|出席")
_DIVISION = re.compile("职责|职能|分工")
_MAX_VERB = 40  # characters of a verb with its manner and object
_CLOSING_ENDS = LAST_WORDS.keys() | DUE_ENDS.keys()
_NO_NAME = re.compile(
    "牵头|负责|配合|责任|出台|[的了要是将对按并]|[0-9０-９]|应当|做好|加强|开展|进行|情况|工作$|以上|以下"
)
_CHINESE = re.compile(r"[\u4e00-\u9fffA-Za-z、，（）()<>〈〉·“”/＆&\-—0-9〔〕\[\]]+")


def parse_clause(text: str, start: int, end: int) -> Clause:
    """Parse ``text[start:end]``, the inside of a bracket or the value of a field."""
    said = first_leading(text, start, end)
    if said is not None and said.start() > start and said.end() == end:
        end = said.start()  # 甲局、乙局（第一责任单位为牵头单位，下同）
    beside = brackets_beside(text, start, end) if text.find("）", start, end) >= 0 else []
    if beside:
        return _with_beside(text, start, end, beside)
    labels = labels_in(text, start, end)
    state = _State(text, bool(labels))
    if not labels:
        state.groups(start, end, Role.RESPONSIBLE)
        return state.clause()
    state.explicit = True
    if labels[0].start() > start:
        state.groups(start, labels[0].start(), Role.RESPONSIBLE)
    for n, label in enumerate(labels):
        value_end = labels[n + 1].start() if n + 1 < len(labels) else end
        role = LABEL_ROLES[label.group("label")]
        if role is Role.LEAD and n and label["label"].startswith("主责") and "牵头" in labels[0]["label"]:
            role = Role.RESPONSIBLE  # 牵头部门：甲局；主责单位：乙局
        if role is not None and names_both(label):
            state.joint(label, value_end, role)
        elif role is not None:
            state.groups(label.end(), value_end, role)
    return state.clause()


def _with_beside(text: str, start: int, end: int, brackets: list[Beside]) -> Clause:
    """Parse a clause without the brackets beside its names, and what stands in them: 甲局（乙局配合）."""
    bare = text[start:end]
    for bracket in brackets:
        blank = bracket.role.ljust(bracket.end - bracket.start)
        bare = bare[: bracket.start - start] + blank + bare[bracket.end - start :]
    clause = parse_clause(bare, 0, len(bare))
    assignments = [
        replace(a, mention=Mention(a.mention.agent, a.mention.start + start, a.mention.end + start))
        for a in clause.assignments
    ]
    known = {a.mention.agent.name for a in assignments}
    for begin, stop in (bracket.inside for bracket in brackets if bracket.inside[0] < bracket.inside[1]):
        inside = parse_clause(text, begin, stop)
        assignments += [a for a in inside.assignments if a.mention.agent.name not in known]
    unread = tuple((a + start, b + start) for a, b in clause.unread)
    return Clause(tuple(assignments), unread, clause.explicit)


_OF_LABELS = frozenset((Role.LEAD, Role.SUPPORT))
_MAINLY = re.compile("以(?=[^，。；以]{2,60}为主[，,])")
_PERSONS = frozenset((AgentKind.PERSON, AgentKind.POST))


def may_close(text: str, end: int) -> bool:
    """Tell whether a sentence that ends at ``end`` may end with a clause, by its last character."""
    return text[end - 1] in _CLOSING_ENDS


def closing_clause(text: str, start: int, end: int) -> tuple[int, Clause] | None:
    """Read the clause a sentence ``text[start:end]`` consists of or ends with, without brackets.

    甲局牵头，乙局、丙局按职责分工负责 as a sentence of its own; 推进示范区建设，甲局牵头，乙局配合 behind what it governs.

    Returns:
        Where the clause begins, and the clause; None if the sentence ends otherwise.
    """
    if text.endswith(DUE_ENDS.get(text[end - 1], ()), start, end):
        end = before_due(text, start, end)
    if end <= start or not text.endswith(LAST_WORDS.get(text[end - 1], ()), start, end):
        return None
    verbs = list(verbs_in(text, max(start, end - _MAX_VERB), end))
    if not verbs or verbs[-1].end() != end:
        return None
    if verbs[-1].group("verb")[0] == "为" and text.find("组成", start, end) >= 0:
        return None  # 联席会议由甲局、乙局组成，甲局为牵头单位
    for begin in last_parts(text, start, end):
        if begin == start and DUE_STEP.search(text, begin, end):
            continue  # 甲局牵头，乙局配合，4月底前编制规划，6月底前报县政府审定后实施: the tasks stand behind
        by = _MAINLY.match(text, begin, end)  # 以甲局为主，乙局配合
        clause = parse_clause(text, begin + 1 if by else begin, end)
        if clause.unread or not clause.explicit or not clause.assignments:
            continue
        clause = _overseen(clause)
        agents = [a.mention.agent for a in clause.assignments if a.role is not Role.OVERSEER]
        if (
            not agents
            or not all(is_name_in_prose(agent.name) for agent in agents)
            or all(is_group(a.name) for a in agents)
            or (_MAINLY.search(text, begin, end) and "以" in agents[0].name)  # 救治组以甲局为主
            or any(stands_behind_part(text, begin, a.mention.start) for a in clause.assignments)
        ):
            continue
        roles = {a.role for a in clause.assignments} - {Role.OVERSEER}
        certain = all(is_concrete_body(a.name) or is_group(a.name) for a in agents)
        # 扩大人口社会参与 looks like names and a verb too: names without doubt, or someone who leads
        if Role.LEAD in roles or (certain and roles >= {Role.RESPONSIBLE, Role.SUPPORT}):
            return begin, clause
        if certain and roles == {Role.RESPONSIBLE} and not _CHARGED.search(text, start, begin):
            return begin, clause  # 新建公路80公里，甲局负责
        if begin == start and (certain or _DIVISION.search(text, begin, end)):
            return begin, clause
    return None


def _overseen(clause: Clause) -> Clause:
    """由李副县长牵头，甲局负责落实: the person sees to what the body does."""
    if not any(a.mention.agent.kind in _PERSONS for a in clause.assignments):
        return clause
    assignments = tuple(
        replace(a, role=Role.OVERSEER)
        if a.mention.agent.kind in _PERSONS and a.role in (Role.LEAD, Role.RESPONSIBLE)
        else a
        for a in clause.assignments
    )
    return replace(clause, assignments=assignments)


class _State:
    """Collects assignments while a clause is read from left to right."""

    def __init__(self, text: str, labelled: bool) -> None:
        self._text = text
        self._labelled = labelled
        self._assignments: list[Assignment] = []
        self._unread: list[tuple[int, int]] = []
        self.explicit = False
        self._first_leads: FirstLeads | None = None

    def clause(self) -> Clause:
        clause = Clause(tuple(self._assignments), tuple(self._unread), self.explicit)
        return with_first_leading(clause, self._first_leads) if self._first_leads else clause

    def joint(self, label: re.Match[str], end: int, role: Role) -> None:
        """Read the value of a label for bodies with their persons."""
        found, unread = joint_assignments(self._text, label, end, role)
        self._assignments += found
        self._unread += unread

    def groups(self, start: int, end: int, default: Role) -> None:
        """Read names with the verbs behind them; names without a verb take the default role."""
        end = before_unlisted(self._text, start, end)
        first_leads = first_leading(self._text, start, end)
        if first_leads:
            self._first_leads = rule_of(first_leads.group())
            self.groups(start, first_leads.start(), default)
            self.groups(first_leads.end(), end, default)
            return
        aside = ASIDE.search(self._text, start, end)
        if aside:
            self.groups(start, aside.start(), default)
            self.groups(aside.end(), end, default)
            return
        stop = self._text.find("。", start, end - 1)
        if stop > start:  # 甲局、乙局。2024年6月底前完成
            self.groups(start, stop, default)
            self.groups(stop + 1, end, default)
            return
        at = start
        for verb in verbs_in(self._text, start, end):
            self.explicit = True
            role = VERB_ROLES[verb.group("verb")]
            role = Role.LEAD if VERB_ROLES.get(verb.group("second")) is Role.LEAD else role  # 负责牵头
            role = default if default is Role.OVERSEER else role
            bare = default is Role.RESPONSIBLE and role is Role.SUPPORT and at == start  # 甲局；乙局配合
            marks = "，,；" if bare else "，,"
            if default is Role.SUPPORT:
                marks = "；"  # 参加单位：甲局、乙局；乡镇层面由各乡镇负责
            if self._labelled and default is Role.RESPONSIBLE and role is Role.LEAD and at == start:
                bare, marks = True, "；"  # 责任单位：甲局、乙局；公路项目由丙局牵头
            comma = max(self._text.rfind(mark, at, verb.start()) for mark in marks)
            if (bare or default in _OF_LABELS) and role is not default and comma > at:
                self._names(at, comma, default)  # 牵头单位：甲局，各区负责落实
                at = comma + 1
            before = len(self._assignments)
            self._names(at, verb.start(), role)
            if "分别" in verb.group():
                self._assignments[before:] = [replace(a, severally=True) for a in self._assignments[before:]]
            at = verb.end()
        self._names(at, end, default)

    def _names(self, start: int, end: int, role: Role) -> None:
        lead_in = _LEAD_IN.match(self._text[start:end])
        if lead_in:
            start += lead_in.end()
        excepted = _EXCEPT.match(self._text, start, end)
        if excepted:
            start = excepted.end()
        remark = _REMARK.search(self._text[start:end])
        if remark:
            self._plain_names(start + remark.start("names"), start + remark.end("names"), Role.RESPONSIBLE)
            end = start + remark.start()
        joint = _JOINT.search(self._text, start, end)
        if joint:
            # of those who act together the one named first leads; a label says itself what they are
            leads = joint.group() in ("会同", "商") and role is Role.RESPONSIBLE and not self._labelled
            self._plain_names(start, joint.start(), Role.LEAD if leads else role)
            self._plain_names(joint.end(), end, Role.SUPPORT)
        else:
            self._plain_names(start, end, role)

    def _plain_names(self, start: int, end: int, role: Role) -> None:
        listed = _answering_severally(self._text, split_names(self._text, start, end))
        by = next((n for n, m in enumerate(listed) if n and _BY.match(m.agent.name)), 0)
        if by:  # 未设甲局的乡镇，由乙局负责: for whom
            self._unread.append((listed[0].start, listed[by - 1].end))
            listed = listed[by:]
        part = next(
            (n for n, m in enumerate(listed) if n and "由" in m.agent.name and behind_part(m.agent.name)), 0
        )
        if part and not any(is_body(m.agent.name) or is_group(m.agent.name) for m in listed[:part]):
            listed = listed[part:]  # 机耕桥、电力设施由甲局负责
        has_posts = any(printed.agent.kind is AgentKind.POST for printed in listed)
        last_person = (
            max((n for n, m in enumerate(listed) if person_in(m.agent.name)), default=0) if has_posts else 0
        )
        for n, printed in enumerate(listed):
            post = n < last_person and printed.agent.kind is AgentKind.POST
            if post and person_in(printed.agent.name) is None:
                continue  # 县委常委、副县长张某某: one person with two posts
            carrier = _carrier(printed.agent.name)
            if carrier is None:
                continue
            self.explicit = self.explicit or carrier.role not in (None, role)
            begin, stop = printed.start + carrier.start, printed.start + carrier.end
            if carrier.is_name:
                agent = carrier.agent or printed.agent
                if (carrier.role or role) is Role.OVERSEER and is_name(agent.name):
                    agent = Agent(agent.name, AgentKind.PERSON)
                self._assignments.append(Assignment(carrier.role or role, Mention(agent, begin, stop)))
            else:  # （配合） behind no name is unread as a whole
                self._unread.append((begin, stop) if begin < stop else (printed.start, printed.end))


def _answering_severally(text: str, listed: list[Mention]) -> list[Mention]:
    """甲集团、乙公司分别负责用水、用气: the list of names ends with 乙公司."""
    for n, item in enumerate(listed):
        said = _SEVERALLY.match(item.agent.name) if n and "负责" in item.agent.name else None
        if said is not None and is_concrete_body(name := said["name"]):
            behind = n + 1
            while behind < len(listed) and text[listed[behind].start - 1] == "、":
                behind += 1
            last = Mention(Agent(name, kind_of(name)), item.start, item.start + len(name))
            return [*listed[:n], last, *listed[behind:]]
    return listed


class _Carrier(NamedTuple):
    """Who an item of a list stands for (None: whom it names), where in it, and the role it gives itself."""

    agent: Agent | None
    start: int
    end: int
    role: Role | None
    is_name: bool


@lru_cache(maxsize=1 << 15)  # the same names come again and again
def _carrier(printed: str) -> _Carrier | None:
    """Read an item of a list of names; None where it says by when, or is a label."""
    if (_NO_AGENT.search(printed) and _ASSIGNS.search(printed)) or _LED.search(printed):
        # 甲局要牵头在6月底前建成…, 甲局指导各镇: no name, no mere date
        return _Carrier(None, 0, len(printed), None, is_name=False)
    if only_guides(printed):
        return None
    label = printed in LABEL_ROLES and not printed.endswith("长")  # but 由分管副县长牵头
    if label or _NO_AGENT.search(printed) or printed in NOBODY or "为牵头" in printed:
        return None  # a deadline is for the pass for milestones; 不再一一列出 is for nobody
    if printed == "同上":
        return _Carrier(None, 0, len(printed), None, is_name=False)  # those of the task above
    first = 0 if "由" not in printed else 1 if _BY.match(printed) else behind_part(printed)
    if not first and printed[0] == "另" and (besides := _BESIDES.match(printed)) is not None:
        first = besides.end("for")
    if first:  # 甲局负责，未设甲局的，由乙局负责; 乡镇层面由各乡镇负责
        name = printed[first:].removesuffix("承担")
        carrier = _carrier(name)
        if carrier is None:
            return None
        agent = carrier.agent or Agent(name, kind_of(name))
        return carrier._replace(agent=agent, start=carrier.start + first, end=carrier.end + first)
    own = _OWN_ROLE.search(printed)  # 甲局（牵头）
    name = without_scope(printed[: own.start()] if own else printed)
    role = VERB_ROLES[own.group(1)] if own else None
    span = person_in(name)
    if span is not None:  # 副市长张某某: the agent is the person
        person = name[span[0] : span[1]]
        role = overseer_by_label(name[: span[0]]) or role
        return _Carrier(Agent(person, AgentKind.PERSON), *span, role, _is_name(person))
    same = len(name) == len(printed)
    return _Carrier(None if same else Agent(name, kind_of(name)), 0, len(name), role, _is_name(name))


def _is_name(name: str) -> bool:
    if name[:1] in _BRACKETS or len(name) < 2 or len(name) > _MAX_NAME or not _CHINESE.fullmatch(name):
        return False
    if is_body(name) or is_person(name) or is_group(name) or is_post(name):
        return True
    return len(name) <= _MAX_LOOSE and not _NO_NAME.search(name)
