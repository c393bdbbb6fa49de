"""What a sentence says of who leads and forms a work group: 由甲局牵头，乙局等单位组成."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts import Agent, AgentKind, MemberRole
from kg.passes.members.roster_agents import experts_of_fields
from kg.passes.members.roster_entries import Entry
from kg.passes.members.said_agents import agents_of
from kg.passes.names.agents import Mention, split_names
from kg.passes.names.kinds import is_body, is_function, is_group, is_person, person_in
from kg.passes.names.posts import title_of
from kg.structure.model import Instrument

# 甲局、乙局及专业救援队伍: who is no body
_FORCES = re.compile(r"(?:以?及|和|与|、)[^、，局委办部]{0,10}(?:队伍|力量|人员|专家)$")
_JOINT = re.compile("(?:以及|及|和|与|、)$")  # 甲局、乙公司及专家组成
_LABELLED = re.compile(
    r"(?:牵头|组长)(?:单位|部门)(?:[为是：:]|(?=[省市区县旗]))(?P<lead>[^，。；;\n]{2,120})(?:[，,；;。](?:成员|组员|配合|参与|参加|组成)(?:单位|部门)(?:[为有是：:]|包括|(?=[省市区县旗各]))(?P<members>[^。；;\n]{2,400}?)(?=[，,](?:负责|主要|承担|其)|[。；;\n]|$))?"
)
_TAIL = re.compile(
    r"(?:等(?:\d{1,3}个)?|共\d{1,3}个(?=部门|单位|成员单位))(?:(?:有关|相关|成员)?(?:部门|单位)(?:[（(]单位[）)])?)?(?:(?:和|及|以及|、)(?:(?:有关|相关)?(?:部门|单位))?){0,8}$"
)
_VAGUE = re.compile("(?:有关|相关)?行业|单位|部门|企业")  # 有关行业、单位等组成
_HEADING = (MemberRole.CHAIR, MemberRole.VICE_CHAIR)
_PEOPLE = re.compile(
    "指?派(?:专人|人员|员|人)$|(?:(?:的)?(?:主要|分管|有关|相关)?(?:负责同志|负责人|领导|同志|专家|人员|工作人员|抽调|抽派|选派|业务骨干|技术骨干|骨干|技术人员|相关领域专家)(?:和|及|以及|与|、)?){1,6}$"
)
# 由甲局牵头，乙局、丙局等单位组成
_LEAD = re.compile(
    r"(?:由)?(?P<lead>[^。；;，,\n]{2,120}?)(?:(?:负责|共同)?(?:牵头|为牵头单位|为组长单位|任组长单位)(?:负责|组织|实施|组建|成立|设立)?|负责(?=，))"
)
# 救治组以甲局为主，乙局参加
_MAINLY = re.compile(r"以(?P<lead>[^。；;，,\n]{2,60}?)为主")
# 甲局局长担任组长，乙局及有关单位参与: the persons are read elsewhere
_HEADED = re.compile(
    r"(?:[^。；;，,\n]{2,60}?(?:担任|任|为)组长|组长(?:由[^。；;，,\n]{2,60}?(?:担任|兼任|任)|为[^。；;，,\n]{2,60}?))(?=[，,])"
)
_HEAD_BY = re.compile("组长由[^，。；;\\n]{2,40}(?:兼任|担任)[，,](?=[^。；]{0,60}牵头)")
_TAKING_PART = re.compile(
    r"[，,](?P<members>[^。；;，,\n任为]{2,300}?)(?<!人员)(?<!同志)(?:共同|具体)?(?:参与|参加|配合|协助)(?=[。；;，,\n]|$)"
)
_FORMED = re.compile(
    r"[，,、]?(?:会同|联合|与|和|由|会|以及)?(?P<members>[^。；;\n]{2,500}?)(?:共同)?(?:组成|参加|参与|构成|配合|协助|为成员单位|为成员|作为成员单位)"
)
_ALONG = re.compile(
    r"[，,、]?(?:会同|联合)(?P<members>[^。；;，,\n]{2,300}?(?:等(?:相关|有关)?(?:部门|单位)|部门|单位|局|委|办|队))(?=[^、和及与局委办队监]|$)"
)
# 由甲局牵头，成员单位包括乙局、丙局，负责…
_UNITS_BEHIND = re.compile(
    r"[，,](?:成员|组员|配合|参与|参加|组成)(?:单位|部门)(?:包括|有(?!关)|[为是由])[:：]?(?P<members>[^。；;\n]{2,400}?)(?:组成)?(?=[，,](?:负责|主要|承担|其|具体)|[。；;\n]|$)"
)
_ALONE = re.compile(
    r"(?:主要)?(?:由|(?<=召集[，,]))(?P<members>(?!如下|以下|下列)(?:(?!由|派出|指定|任命|负责(?!人|同志))[^。；;\n]){2,500}?)(?:共同)?(?:组成|构成)"
)
# 联席会议由分管副市长召集，甲局、乙局等部门组成
_CONVENED = re.compile("由(?P<head>[^，。；\n]{2,60}?)(?:负责)?召集[，,]")
_LEADS = re.compile(r"[，,](?P<lead>[^，。；,;\n]{2,40}?)(?:为|任|担任)(?:牵头|组长|主任|召集)单位")
# 联席会议由甲局、乙局组成。甲局为牵头单位: said in a sentence of its own
_LED_BEHIND = re.compile(r"。(?P<lead>[^，。；,;\n]{2,80}?)为(?:牵头|召集)单位(?=[。；\n]|$)")
_GIVES_POSTS = re.compile("任(?:总|副|组长|指挥|召集|常务|第一|双)")
_VERB_PHRASE = re.compile(
    "负责|(?<!国防)动员(?![部局办])|按照|根据|开展|做好|(?<!党)组织(?!部|人事部|科|处)|抽取|抽调|选派|邀请|聘请|的|或"
)
_HEADS_OF = re.compile(
    "(?:主要|分管|有关|相关)?(?:负责人|负责同志|领导|(?:工作|(?:专业)?技术|专业)?人员)(?:以及|和|及|与|、)"
)
_BEHIND_POST = re.compile("(?<=[长任记])(?:以及|和|及|与)(?=[^、和及与]{2})")
_WITH = re.compile("以及|和|及|与")
_ORGANISATION = "组织"  # 纪检、组织、宣传等部门


def made_up_of(instrument: Instrument, group: str, start: int, end: int) -> Iterator[Entry]:
    """Read who leads and forms a group, as a sentence from ``start`` on says it."""
    text = instrument.text
    stop = min((p for p in (text.find(c, start, end) for c in "。；;") if p >= 0), default=end)
    convened = _CONVENED.match(text, start, stop)
    if convened is not None:
        yield from agents_of(instrument, group, MemberRole.CHAIR, *convened.span("head"))
        start = convened.end()
    headed_by = _HEAD_BY.match(text, start, stop)
    start = headed_by.end() if headed_by else start  # who heads it is read elsewhere
    labelled = _LABELLED.match(text, start, end)
    if labelled is not None:  # 牵头单位为甲局，成员单位为乙局，负责…
        yield from members_in(instrument, group, MemberRole.LEAD_ORG, *labelled.span("lead"))
        if labelled.group("members"):
            yield from members_in(instrument, group, MemberRole.MEMBER_ORG, *labelled.span("members"))
        return
    lead = _MAINLY.match(text, start, stop) or _LEAD.match(text, start, stop)
    if lead is not None and not _VERB_PHRASE.search(lead.group("lead")):
        yield from members_in(instrument, group, MemberRole.LEAD_ORG, *lead.span("lead"))
        along = _ALONG.match(text, lead.end(), stop)
        formed = None if along else _FORMED.match(text, lead.end(), stop)
        rest = along or formed or _UNITS_BEHIND.match(text, lead.end(), stop)
        if rest is not None:
            yield from members_in(instrument, group, MemberRole.MEMBER_ORG, *rest.span("members"))
        return
    headed = _HEADED.match(text, start, stop)
    if headed is not None and (
        formed := _TAKING_PART.match(text, headed.end(), stop)
        or _UNITS_BEHIND.match(text, headed.end(), stop)
    ):
        yield from members_in(instrument, group, MemberRole.MEMBER_ORG, *formed.span("members"))
        return
    alone = _ALONE.match(text, start, stop)
    if alone is not None and not _GIVES_POSTS.search(alone.group("members")):
        led = _LEADS.match(text, alone.end(), stop) or _LED_BEHIND.match(text, stop, end)
        if led is not None:
            yield from members_in(instrument, group, MemberRole.LEAD_ORG, *led.span("lead"))
        yield from members_in(instrument, group, MemberRole.MEMBER_ORG, *alone.span("members"))


def members_in(instrument: Instrument, group: str, role: MemberRole, start: int, end: int) -> Iterator[Entry]:
    """Make entries of a list of bodies; items that are no names (人员 with a duty) are left out."""
    text = instrument.text
    if experts_of_fields("".join(text[start:end].split()), split_names(text, start, end)):
        return
    end = start + len(_JOINT.sub("", _FORCES.sub("", _PEOPLE.sub("", text[start:end]))))
    tail = _TAIL.search(text[start:end])
    if tail is not None:
        end = start + tail.start()
    items = [
        item
        for span in _apart(text, start, end)
        for mention in split_names(text, *span)
        for item in _functions(mention)
    ]
    if items and _VERB_PHRASE.match(items[0].agent.name):
        return
    for mention in items:
        name = mention.agent.name
        phrase = _VERB_PHRASE.search(name) is not None and name != _ORGANISATION
        if not 2 <= len(name) <= 36 or phrase or _VAGUE.fullmatch(name):
            continue
        if not is_body(name) and not is_group(name) and len(name) > 14:
            continue
        start = mention.start
        kind = AgentKind.POST if title_of(name) else AgentKind.ORG
        kind = AgentKind.GROUP if is_group(name) else kind
        person = _head(name) if role in _HEADING and kind is not AgentKind.GROUP else None
        if person is not None:  # 赵甲, 副区长赵甲
            start, name, kind = start + person[0], name[slice(*person)], AgentKind.PERSON
        yield Entry(group, role, Agent(name, kind), instrument.evidence(start, start + len(name)))


def _head(name: str) -> tuple[int, int] | None:
    """Give where the name of a person stands, his post in front of it."""
    return (0, len(name)) if is_person(name) else person_in(name)


def _functions(mention: Mention) -> Iterator[Mention]:
    """Part 有关主管部门和公安; 教育和体育 is one department."""
    name = mention.agent.name
    for mark in _WITH.finditer(name):
        left, right = name[: mark.start()], name[mark.end() :]
        if is_function(right) and is_group(left) and not is_body(name):
            yield Mention(replace(mention.agent, name=left), mention.start, mention.start + len(left))
            yield Mention(replace(mention.agent, name=right), mention.end - len(right), mention.end)
            return
    yield mention


def _apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a list behind those who stand for a body: 甲局负责人 | 和乙局人员."""
    for heads in _HEADS_OF.finditer(text, start, end):
        yield start, heads.start()
        start = heads.end()
    for mark in _BEHIND_POST.finditer(text, start, end):  # 副市长 | 以及相关单位
        if title_of(text[start : mark.start()]):
            yield start, mark.start()
            start = mark.end()
    yield start, end
