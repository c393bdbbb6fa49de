"""Sentences about coordinating bodies: 由甲任组长, 总指挥由…担任, 办公室设在…, 乙同志兼任办公室主任."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.facts import Agent, AgentKind, Gap, MemberRole
from kg.passes.members.coordinating_context import Bodies
from kg.passes.members.coordinating_names import (
    ABBREVIATED,
    HEADS,
    back_to,
    group_head,
    is_coordinating,
    led_body,
    trimmed,
)
from kg.passes.members.roster_entries import Entry
from kg.passes.members.said_agents import agents_of, head_beside, persons_behind
from kg.passes.members.said_places import CLAUSE, agents_begin, group_before, sentence_end, speaks_of_office
from kg.passes.members.said_roles import (
    AS_ROLE,
    EACH,
    LABELS,
    OFFICE_RANK,
    ROLES,
    as_role,
    in_bracket,
    no_part,
)
from kg.passes.names.agents import split_names
from kg.passes.names.kinds import is_body, is_person
from kg.structure.model import Instrument, Paragraph

NAME = "coordinating_bodies"

_OF_GROUPS = frozenset({"组长", "副组长", "常务副组长"})
# 总指挥由…担任, 办公室主任由…兼任, 成员由…组成
_ROLE_BY = re.compile(
    rf"(?:(?P<office>办公室设|办公室的?|(?<=[组部会班])办)?{OFFICE_RANK}主任|(?P<role>{ROLES}))(?:(?:\d{{1,2}}|[一二两三四五六七八九十]|若干)[名人位])?(?:分别|均)?[，,]?由"
    r"(?P<agents>(?:(?!由)[^。；;\n]){2,500}?)(?P<verb>担任|兼任|组成(?!员)|兼职|兼(?=[，。；,;]))"
)
# 组长为副县长某某，副组长为甲局局长某某: without 由
_ROLE_IS = re.compile(
    rf"(?:(?P<office>办公室|办公室的|(?<=[组部会班])办)?{OFFICE_RANK}主任|(?P<role>{ROLES}))(?:分别)?[为是](?!第一|主要责任|直接|[本各该其])"
    r"(?P<agents>[^，。；：;,\n]{2,200}?)(?=[，。；;,\n]|$)"
)
_MAY_BE = re.compile(f"[{''.join(sorted({word[-1] for word in (*LABELS, '主任')}))}](?:分别)?[为是]")
# 组员甲、乙组成: without 由
_ROLE_OF = re.compile(
    r"(?:组员|成员)(?P<agents>(?!由|单位|部门|为|有|包括)[\u4e00-\u9fff、]{5,300}?)组成(?!员|单位)"
)
# 甲局、乙局等部门及用人企业、专家组成: who comes behind the departments need not be a body
_OTHERS = re.compile("等(?:有关|相关)?(?:部门|单位)(?:以?及|和|、)")
_ITS_OFFICE = re.compile("^其?(?:日常)?(?:办事|工作)机构(?:是|为)?|^其$")
# 办公室设在区应急管理局
_OFFICE_AT = re.compile(
    r"(?:办公室|(?<=[组部会班])办(?=设在|设于|主任)|(?:工作|办事|日常工作)机构)(?:(?:，作为|[为是])[^，。；（(]{2,24}机构)?(?:[（(](?:以下|下)?简称[:：]?[“\"]?(?P<short>[^“”\"（）()]{1,20})[”\"]?[）)](?:[，,](?P=short))?)?[，,。：:（(]?(?:(?:办公)?地点)?(?:设在|(?<=设办公室)[在于]|(?<=办公室)在(?=[\u4e00-\u9fff（）]{2,16}(?:[局委办厅部院站所科股室]|中心|大队|支队)(?:合署)?(?:办公)?[，。；\n])|(?<=办公室，)在(?=[\u4e00-\u9fff（）]{2,16}办公[，。；\n])|设于|设立在|设立于|挂靠在|挂靠|设(?=[\u4e00-\u9fff]{1,10}(?:[办局委站所]|办公室|中心)[，。；]))"
    r"(?P<at>(?:[^，。；,;（）()\n]|[（(][^（）()\n]{1,20}[）)]){2,60})"
)
_OFFICE_IN = re.compile(
    r"在(?P<at>[\u4e00-\u9fff（）]{2,30}?)(?:下设|设立|设)(?:领导小组|指挥部|专班|委员会)?办公室"
)
# 工作专班设在县住建局: the body has no office of its own
_BODY_AT = re.compile(
    rf"(?:^|(?<=[，。；：、\n]))(?P<body>[\u4e00-\u9fff]{{0,30}}?(?:{HEADS}))(?:设在|设于|挂靠在?)(?P<at>[\u4e00-\u9fff（）]{{3,30}})"
)
_WORKS_THERE = re.compile("(?:[（(][^（()）]*任[^（()）]*[）)]|内?(?:合署)?(?:办公)?)$")
# 县应急委由…任主任, 县应急委下设办公室: a short name that is introduced nowhere, where a sentence begins with it
_SHORT_SUBJECT = re.compile(rf"(?P<body>{ABBREVIATED.pattern})(?=由|下设|组成|办公室|主任|设主任|实行|成员)")
_AND_OF = re.compile("[，,](?:由|和|及)?(?P<agents>[^。；任由为]{4,400}?)(?:共同)?组成(?=[，。；\\n]|$)")
_SYSTEM = re.compile("[\u4e00-\u9fff]{1,12}长制办公室")
# 成立县考核组，组长由甲担任: a group of no kind that stands
_GROUP_FOUNDED = re.compile("(?:成立|组建|设立)了?(?P<body>(?!由|以|各)[\u4e00-\u9fff]{2,20}组)[，,]")
_IS_IT = re.compile("机构[为是]|我[\u4e00-\u9fff]将")  # 指挥机构为甲委办公室; 我乡将领导小组办公室设在…
_SET = re.compile("(?:(?<=[组部会班])下设[\u4e00-\u9fff]{2,6}|(?:下设|设立|设|的){1,4})$")
_CALLED = re.compile("[（(](?:以下|下)?简称[^（）()]{1,20}[）)]$")
_TAKES = re.compile("担任|兼|组成")
# 成员单位为甲局、乙局
_UNITS_ARE = re.compile(
    r"(?:(?<=[部组会])成员(?=[为是]|包括)|(?<=[，；])成员(?=包括)|(?:成员|组成)(?:单位|部门))(?:(?:调整|变更|扩大|主要)?(?:为|有(?!关)|包括|是)[:：]?|(?<=[\u4e00-\u9fff]{5})[:：])(?P<agents>[^。；;\n]{2,500}?)(?=[，,](?:具体|主要)?(?:负责|承担|形成|统筹|共同|建立|研究|按照|合力|推动|实行|加强|完善)|[。；;\n]|$)"
)
_WORDS = re.compile("任|由|设|为|成员(?:单位|部门)?(?:主要)?[有包是:：]|组成(?:单位|部门)[有包是:：]")
_FOUNDED = ("成立", "设立", "组建", "建立", "调整", "更名为", "调整为", "变更为", "改为", "转为")
_STOPS = "。；;\n：:"
_MIN_GROUP = 2
_SENTENCES = 6  # sentences that are looked back over for the body that a sentence is about
_LEADING = re.compile("(?:分别|同时|增补|新增|增加|成立|组建|建立|设立|并|均|另外|此外|另|再|由|、|，|,)+")
# 由甲任组长、乙任副组长的某领导小组
_OF_BODY = re.compile(rf"(?:{ROLES})的(?P<body>[\u4e00-\u9fff“”]{{0,30}}?(?:{HEADS}))")


def said_members(
    instrument: Instrument, bodies: Bodies, severally: Sequence[tuple[int, int]] = ()
) -> tuple[list[Entry], list[Gap]]:
    """Read the sentences of an instrument that say who has which part in a coordinating body.

    Args:
        instrument: What is read.
        bodies: The coordinating bodies it names.
        severally: Where several bodies get a head each: read elsewhere (:mod:`kg.passes.members.respective_parts`).
    """
    reader = _Reader(instrument, bodies, severally)
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[index]
        if _WORDS.search(instrument.text, paragraph.body, paragraph.end):
            found = [
                *reader.offices(index),
                *reader.by(index),
                *reader.named(index),
                *reader.persons(index),
                *reader.parts(index),
                *reader.units(index),
                *reader.led(index),
            ]
            reader.entries.extend(sorted(found, key=lambda entry: entry.evidence.start))
    return reader.entries, reader.gaps


class _Reader:
    def __init__(self, instrument: Instrument, bodies: Bodies, severally: Sequence[tuple[int, int]]) -> None:
        self._severally = severally
        self.entries: list[Entry] = []
        self.gaps: list[Gap] = []
        self._instrument = instrument
        self._text = instrument.text
        self._bodies = bodies
        self._as_role = as_role(bodies.short_names) if bodies.short_names else AS_ROLE

    def offices(self, index: int) -> Iterator[Entry]:
        """Where the offices of coordinating bodies sit."""
        text, paragraph = self._text, self._instrument.paragraphs[index]
        for pattern in (_OFFICE_AT, _OFFICE_IN):
            for match in pattern.finditer(text, paragraph.body, paragraph.end):
                body = self._office_owner(index, match.start())
                if body is None or self._of_each(paragraph, match.start()):
                    continue
                for mention in split_names(text, *match.span("at")):
                    agent = mention.agent
                    name = _WORKS_THERE.sub("", agent.name)
                    if is_body(name) or agent.kind is AgentKind.GROUP:
                        evidence = self._instrument.evidence(match.start(), mention.end)
                        # 水库股: 水 is a surname, too
                        kind = AgentKind.ORG if agent.kind is AgentKind.PERSON else agent.kind
                        yield Entry(body, MemberRole.OFFICE_AT, Agent(name, kind), evidence)
                        yield from head_beside(self._instrument, body, mention.start, mention.end)
        if text.find("设", paragraph.body, paragraph.end) < 0:
            return
        for match in _BODY_AT.finditer(text, paragraph.body, paragraph.end):
            body = self._bodies.resolved(trimmed(match.group("body")), index)
            for mention in split_names(text, *match.span("at")):
                sits = mention.agent.kind is AgentKind.ORG and is_body(mention.agent.name)
                if sits and not body.startswith("各") and not is_coordinating(mention.agent.name):
                    evidence = self._instrument.evidence(match.start(), mention.end)
                    yield Entry(body, MemberRole.OFFICE_AT, mention.agent, evidence)

    def _of_each(self, paragraph: Paragraph, at: int) -> bool:
        """Tell whether the sentence up to ``at`` is about several bodies, of which no one is meant."""
        return EACH.match(self._text, back_to(self._text, "。；;\n", paragraph.body, at), at) is not None

    def by(self, index: int) -> Iterator[Entry]:
        """总指挥由…担任, 办公室主任由…兼任, 成员由…组成."""
        text, paragraph = self._text, self._instrument.paragraphs[index]
        by = text.find("由", paragraph.body, paragraph.end)
        if by < 0 or not _TAKES.search(text, by, paragraph.end):
            return
        for match in _ROLE_BY.finditer(text, paragraph.body, paragraph.end):
            if match.group("role") and match.start() > paragraph.body and self._inside_word(match):
                continue
            body, role = self._part(index, match)
            if role is None or self._of_each(paragraph, match.start()):
                continue
            found = list(agents_of(self._instrument, body or "", role, *match.span("agents")))
            if not found and (others := _OTHERS.search(text, *match.span("agents"))) is not None:
                found = list(
                    agents_of(self._instrument, body or "", role, match.start("agents"), others.start())
                )
            if not found or body is None:
                self._gap(match.start(), match.end())
                continue
            yield from found

    def named(self, index: int) -> Iterator[Entry]:
        """组长为副县长某某，副组长为甲局局长某某."""
        text, paragraph = self._text, self._instrument.paragraphs[index]
        if not _MAY_BE.search(text, paragraph.body, paragraph.end):
            return
        for match in _ROLE_IS.finditer(text, paragraph.body, paragraph.end):
            if match.start() > paragraph.body and self._inside_word(match):
                continue
            body, role = self._part(index, match)
            if body is not None and role is not None:
                found = list(agents_of(self._instrument, body, role, *match.span("agents")))
                if not found:
                    self._gap(match.start(), match.end())
                yield from (*found, *persons_behind(self._instrument, found, match.end(), paragraph.end))

    def persons(self, index: int) -> Iterator[Entry]:
        """组员甲、乙组成: names of persons and nothing else."""
        text, paragraph = self._text, self._instrument.paragraphs[index]
        for match in _ROLE_OF.finditer(text, paragraph.body, paragraph.end):
            names = split_names(text, *match.span("agents"))
            body = self._context(index, match.start())
            if body is not None and len(names) > 1 and all(is_person(name.agent.name) for name in names):
                for name in names:
                    agent = Agent(name.agent.name, AgentKind.PERSON)
                    evidence = self._instrument.evidence(name.start, name.end)
                    yield Entry(body, MemberRole.MEMBER, agent, evidence)

    def parts(self, index: int) -> Iterator[Entry]:
        """由甲任组长, 甲、乙为成员, 甲同志兼任办公室主任."""
        text, paragraph = self._text, self._instrument.paragraphs[index]
        floor = paragraph.body
        head = group_head(self._instrument, index)
        subject: tuple[int, str] | None = None  # 综合组由甲任组长，乙为成员: the sentence's body
        for match in self._as_role.finditer(text, paragraph.body, paragraph.end):
            if any(start <= match.start() < end for start, end in self._severally):
                continue
            named = match.group("body")
            named = self._bodies.in_full(named or "") or named
            begin = back_to(text, _STOPS, floor, match.start())
            begin = max(begin, text.rfind("\t", begin, match.start()) + 1)  # in its cell
            start = agents_begin(text, begin, match.start())
            sentence = back_to(text, "。；;\n", paragraph.body, match.start())
            group = group_before(text, sentence, start)
            if group is not None:
                subject = (sentence, self._bodies.resolved(group, index))
            if no_part(text, sentence, match) or (
                in_bracket(text, match) and (subject or (0,))[0] != sentence
            ):
                continue
            leading = _LEADING.match(text, start, match.start())
            start = leading.end() if leading else start
            floor = match.end()
            body, role = self._part(index, match)
            if group is not None and match.group("office") is None and not group.endswith("办公室"):
                # 保留的甲委员会由某人任主任: the head of that body, whatever was said of an office before
                own = LABELS.get(match.group("role") or f"{match.group('rank') or ''}主任")
                body, role = (subject or (0, None))[1], MemberRole(own) if own else role
            if role is None or start >= match.start() or self._of_each(paragraph, match.start()):
                continue  # 各县要成立由分管负责同志任组长的专班: no body of this document
            standing = named and not is_coordinating(named) and not ABBREVIATED.fullmatch(named)
            if standing or (named or "").startswith("中共"):
                continue  # 任某管理委员会主任: a post in a standing body
            if match.group("role"):
                end = sentence_end(text, match.end(), paragraph.end)
                later = _OF_BODY.search(text, match.start("role"), end)
                named = named or (later.group("body") if later else None)
            if named:
                body = self._bodies.resolved(trimmed(named), index)
                subject = (sentence, body)
            elif subject is not None and subject[0] == sentence and match.group("role"):
                body = subject[1]
            elif group is None and match.group("role") in _OF_GROUPS and head and head.end <= start:
                body = head.text  # 综合协调组：甲局局长担任组长
            if body is None:
                if match.group("role") in _OF_GROUPS:
                    self._unnamed(start, match.start(), match.end())
                continue
            found = list(agents_of(self._instrument, body, role, start, match.start()))
            if not found and match.group("verb") != "为":
                self._gap(start, match.end())
            yield from found
            # 由甲任指挥长，乙任副指挥长，丙局、丁局等单位负责人组成
            if found and (rest := _AND_OF.match(text, match.end(), paragraph.end)) is not None:
                yield from agents_of(self._instrument, body, MemberRole.MEMBER, *rest.span("agents"))

    def units(self, index: int) -> Iterator[Entry]:
        """成员单位为甲局、乙局."""
        text, paragraph = self._text, self._instrument.paragraphs[index]
        for match in _UNITS_ARE.finditer(text, paragraph.body, paragraph.end):
            if group_head(self._instrument, index) is not None:
                return  # the units of a work group: read where groups are
            before = trimmed(text[back_to(text, CLAUSE, paragraph.body, match.start()) : match.start()])
            named = before if is_coordinating(before) else self._bodies.in_full(before)
            if named is None and text[match.start("agents") - 1] in ":：" and before:
                continue  # a label of something else
            body = self._bodies.resolved(named, index) if named else self._context(index, match.start())
            if body is None:
                self._unnamed(*match.span("agents"), match.end())
                continue
            found = list(
                agents_of(self._instrument, body, MemberRole.MEMBER, *match.span("agents"), units=True)
            )
            if not found:
                self._gap(match.start(), match.end())
            yield from found

    def led(self, index: int) -> Iterator[Entry]:
        """同意建立由甲部牵头的某工作部际联席会议制度."""
        text, paragraph = self._text, self._instrument.paragraphs[index]
        at = text.find("由", paragraph.body, paragraph.end)
        while at >= 0:
            found = led_body(text, at + 1, paragraph.end)
            if found is not None:
                (start, end), body = found
                name = self._bodies.resolved(trimmed(text[slice(*body)]), index)
                yield from agents_of(self._instrument, name, MemberRole.LEAD_ORG, start, end)
            at = text.find("由", at + 1, paragraph.end)

    def _inside_word(self, match: re.Match[str]) -> bool:
        """村委会主任由…, 党支部成员由…: the title belongs to another body, unless a coordinating one (县防指总指挥由…)."""
        text, at = self._text, match.start()
        at = match.end("role") - len("成员") if (match.group("role") or "").endswith("成员") else at
        if (
            self._of_office(match)
            or text[at - 1] in "，。；：、,;:\n（(副设"
            or is_coordinating(text[max(0, at - 20) : at])
        ):
            return False
        return self._bodies.in_full(trimmed(text[back_to(text, CLAUSE, max(0, at - 20), at) : at])) is None

    def _of_office(self, match: re.Match[str]) -> bool:
        """Tell whether a match speaks of the staff of an office: 办公室成员由…."""
        return match.group("role") == "成员" and self._text.endswith("办公室", 0, match.start())

    def _part(self, index: int, match: re.Match[str]) -> tuple[str | None, MemberRole | None]:
        """Give the body and the part that a match speaks of; deputies of an office are vice chairs of that office."""
        text, paragraph = self._text, self._instrument.paragraphs[index]
        office, rank, role = match.group("office"), match.group("rank"), match.group("role")
        if office is not None:
            owner = self._office_owner(index, match.start("office")) or self._context(index, match.start())
            if owner is None:
                return None, None
            office = f"{owner.removesuffix('办公室')}办公室"
            return (office, MemberRole.VICE_CHAIR) if rank else (owner, MemberRole.OFFICE_HEAD)
        role = role or f"{rank or ''}主任"
        part = LABELS.get(role)
        if part is None:
            return None, None
        at = match.start()
        if self._of_office(match):  # 办公室成员由…担任
            owner = self._office_owner(index, at - len("办公室")) or self._context(index, at)
            return (f"{owner.removesuffix('办公室')}办公室", MemberRole(part)) if owner else (None, None)
        if role in ("主任", "常务副主任", "副主任") and speaks_of_office(self._instrument, paragraph, at):
            owner = self._context(index, at)
            if owner is None:
                return None, None
            chief = role == "主任"
            return (owner, MemberRole.OFFICE_HEAD) if chief else (f"{owner}办公室", MemberRole.VICE_CHAIR)
        stop = match.end("role") - len("成员") if role.endswith("成员") else at  # 县指挥部｜成员
        before = trimmed(text[back_to(text, CLAUSE, paragraph.body, stop) : stop])
        if before and is_coordinating(before) and match.re in (_ROLE_BY, _ROLE_IS):
            return self._bodies.resolved(before, index), MemberRole(part)
        return self._context(index, at), MemberRole(part)

    def _office_owner(self, index: int, at: int) -> str | None:
        """Whose office: the name printed before 办公室, else the body the sentence or the part is about."""
        text, paragraph = self._text, self._instrument.paragraphs[index]
        begin = max(back_to(text, CLAUSE, paragraph.body, at), at - 46)
        if (is_it := _IS_IT.search(text, begin, at)) is not None:
            begin = is_it.end()
        name = _ITS_OFFICE.sub("", trimmed(_CALLED.sub("", _SET.sub("", text[begin:at]))))
        if name and is_coordinating(name):
            return self._bodies.resolved(name, index)
        if name.endswith("长制"):  # 区林长制办公室: the office is all there is
            return f"{name}办公室"
        if name:  # 县森防指办公室; 市减灾委办公室, whose full name is printed nowhere
            return self._bodies.in_full(name) or (name if ABBREVIATED.fullmatch(name) else None)
        return self._context(index, at) or self._system(index, at)

    def _system(self, index: int, at: int) -> str | None:
        """Give the office of a system of chiefs named before in the paragraph (区林长制办公室设在甲局，办公室主任由…)."""
        said = _SYSTEM.findall(self._text, self._instrument.paragraphs[index].body, at)
        return trimmed(said[-1]) if said else None

    def _context(self, index: int, at: int) -> str | None:
        """The body a passage is about: the subject of the nearest sentence that names one, else that of the part."""
        text, paragraph = self._text, self._instrument.paragraphs[index]
        end = at
        for _ in range(_SENTENCES):
            if end <= paragraph.body:
                break
            begin = back_to(text, "。；;", paragraph.body, end)
            said = self._bodies.said(begin, end)
            if said:
                founded = (m for m in said if text.endswith(_FOUNDED, begin, m.start))
                return self._bodies.resolved(next(founded, said[0]).text, index)
            if (short := _SHORT_SUBJECT.match(text, begin, end)) is not None:
                return short.group("body")
            end = begin - 1
        if (
            founded_group := _GROUP_FOUNDED.search(text, back_to(text, "。；;", paragraph.body, at), at)
        ) is not None:
            return founded_group.group("body")
        head = group_head(self._instrument, index)  # 救护组：由甲局局长任组长
        if head is not None and head.end <= at and len(head.text) > _MIN_GROUP:
            return head.text
        return self._bodies.above(index)

    def _unnamed(self, start: int, end: int, stop: int) -> None:
        """县教育局局长任组长，县财政局为成员单位: of a group that is named nowhere."""
        if any(agents_of(self._instrument, "", MemberRole.MEMBER, start, end)):
            evidence = self._instrument.evidence(start, stop)
            self.gaps.append(Gap(evidence, "list of members of a body that is not named", NAME))

    def _gap(self, start: int, end: int) -> None:
        evidence = self._instrument.evidence(start, end)
        self.gaps.append(Gap(evidence, "sentence about members not understood", NAME))
