"""Who has to keep a deadline, by the sentence that sets it: its subject, or whom 由 names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts import Agent, AgentKind
from kg.language.data import load
from kg.passes.names.agents import Mention, names_in_prose, split_names
from kg.passes.names.kinds import is_concrete_body, is_name_in_prose
from kg.passes.words.dates import Due

_MODALS = sorted(load("tables")["deadline_phrases"]["modals"], key=len, reverse=True)
_MODAL = re.compile(f"(?<!所)(?:(?:原则上|一般)?(?:{'|'.join(map(re.escape, _MODALS))}))")  # 所需经费
# 县政府采购中心: the verb is part of a name
_ACT = re.compile(
    f"(?:{'|'.join(sorted(map(re.escape, load('tables')['deadline_phrases']['acts']), key=len, reverse=True))})"
    "(?![\u4e00-\u9fff]{0,3}(?<![省市县区镇乡])(?:中心|办公室|小组|[局站室所队科委处组办]|部(?![署分门])))"
)
_BY = re.compile(
    r"由(?P<names>[\u4e00-\u9fffA-Za-z（）()、]{2,60}?)(?:牵头|负责|具体|组织(?!部)|会同|商(?<=[部委局办行会厅院署]商)(?![务业会标贸行])|依据|根据|按|统一(?!战线)|于(?=\d)|在(?=\d)|，|$)"
)
_CHARGE = re.compile("[，,](?P<names>[\u4e00-\u9fffA-Za-z（）()、]{2,40}?)(?:负责|牵头)(?!人|单位|部门)")
_CHARGES_FIRST = re.compile("[^，。；]{2,40}?(?:负责|牵头)(?!人|单位|部门)")
# what stands in front of a subject: 请各地于9月20日前报送…, 会议要求，各区政府要…
_OPENING = re.compile(
    "请|责成|委托|会议(?:原则)?(?:要求|强调|指出|明确|决定|议定|认为)[，,：:]?(?:由(?!此|于))?"
)
_GROUP_NAMES = frozenset(load("bodies")["group_names"])
_LEVELS_ONLY = re.compile(
    "(?:[省市区县州盟旗镇乡]|省份|行署|街道|(?:人民)?政府|[（(](?:县级市|[省市区县旗、]{1,5})[）)]|、)+|地区?|级"
)  # 各区, 各县（市、区）
# 甲市、乙市、丙县应在6月底前…: several places for their governments; 老旧小区 is none
_PLACE = re.compile(
    "(?![我本全各])[\u4e00-\u9fff]{1,8}(?:省|市|县|州|盟|旗|自治区|(?<![小社园景校库灾片辖街城矿山牧片地])区)"
)
_TAKES = re.compile("[将把](?=[^，。；]{2,40}(?:报|送|交|给|纳入|上报|通报|提交))")
_IS_CHARGED = re.compile("[是为](?=[^，。；]{2,40}(?:主体|责任人|单位|部门)，(?:要|应|须|负责)?)")
# 甲局（牵头）：制定办法，10月底前公布结果
_MARKED = re.compile("（(?:总?牵头|主办|配合|协办|参与|牵头单位)）：")
_YOURS = re.compile("[你我贵][省市县区州局委办厅院校站社]")
_NOT_SUBJECTS = frozenset("报送交给向从把将被")
_MAX_SUBJECT = 80
_OPENS = 3  # characters in front of a date that opens its clause (并于)
# a date of its own: who stands behind its clause in front of the next date is another (各村6月底前完成，农技站7月底前验收)
_DATED = re.compile("[月年季日][底末前]|日前")


# 建设数据平台，6月底前上线运行; 县文化馆6月底前建成投用: what is built does not act
_THINGS = ("平台", "中心", "基地", "园区", "公园", "馆", "站", "厂", "院", "学校", "医院")
_IS_DONE = re.compile(
    "[，,]?(?:全面|正式|基本|如期|全部)*(?:上线|投入(?:使用|运行|运营)|投用|建成|开工|竣工|完工|启用|运行|通车|交付|开放|落成|投产)"
    "(?:运行|使用|投用|运营|投产|建设|并网|开放)?(?=[，,。；;、并（(]|\\Z)"
)


# 升级改造县文化馆，10月底前完成布展: what is done to it, no name (建设工程质量监督中心 is one)
_BUILDS = re.compile(
    "(?:加快|推进|推动)|(?:积极|全面)?(?:建设(?=国家|全|[省市县区镇乡村]|一|“|智慧|数字)|升级|改造|完善|打造|搭建|优化|新建|扩建|建成|建立)"
)


# 分别于7月10日、12月10日前将半年、全年情况报送: each does both
_ONE_AFTER_OTHER = re.compile(
    "[^，。；]{0,8}(?:上?半年|年中|中期|初步|阶段性?)[^，。；、和及]{0,6}[、和及](?:全年|年度|年终|下半年|最终|终期|总)"
)


def agents_of(text: str, start: int, due: Due, stop: int) -> tuple[Agent, ...]:
    """Give the bodies that a sentence says have to keep a deadline: its subject, or whom 由 names."""
    agents = _agents_of(text, start, due, stop)
    things = bool(agents) and all(agent.name.endswith(_THINGS) for agent in agents)
    if things and (_IS_DONE.match(text, due.end, stop) or _BUILDS.match(agents[0].name)):
        return ()
    at = text.find(agents[-1].name, due.end, stop) if things else -1
    if at >= 0 and _IS_DONE.match(text, at + len(agents[-1].name), stop):
        return ()  # 11月底前，县文体中心建成开放
    return agents


def agents_of_one(text: str, start: int, dues: Sequence[Due], n: int, stop: int) -> tuple[Agent, ...]:
    """Give the bodies that have to keep the ``n``-th of deadlines told together: all, or of as many bodies one each."""
    agents = agents_of(text, start, dues[0], stop)
    at = dues[0].start
    severally = len(agents) == len(dues) and text.rfind("分别", max(start, at - 4), at) >= 0
    if severally and not _ONE_AFTER_OTHER.match(text, dues[-1].end, stop):
        return (agents[n],)  # 甲局、乙局分别于6月、9月开展检查
    return agents


def _agents_of(text: str, start: int, due: Due, stop: int) -> tuple[Agent, ...]:
    # 建立由甲局牵头的机制: what it is like, not who acts
    named_by = [by for by in _BY.finditer(text, start, stop) if not text.startswith("的", by.end())]
    charged = [] if named_by else _charged_later(text, start, due.start)
    if len(charged) == 1 and not _CHARGES_FIRST.match(text, start, due.start):
        return tuple(name.agent for name in charged[0])  # 推进改造，甲局牵头，乙局配合，8月底前完成
    if charged:
        return ()  # 甲局负责…，乙局负责…，确保6月底前开工: due of both
    ahead = [by for by in named_by if by.start() < due.start]
    clause = max(start, text.rfind("，", start, due.start) + 1, text.rfind("；", start, due.start) + 1)
    own = _subject(text, clause, due.start) if clause > start or named_by else ()
    later = clause > start and _DATED.search(text, start, clause) is not None
    if not ahead and own and (later or all(_acts(agent) for agent in own)):
        return own  # 各地要在6月底前完成汇总，由甲局上传
    for by in (*reversed(ahead), *named_by[len(ahead) :]):
        names = names_in_prose(text, by.start("names"), by.end("names"))
        if names:
            return tuple(name.agent for name in names)
    before = _subject(text, start, due.start)
    if before:
        # 甲局应于5月底前完成修复，6月15日前乙局完成储备: who acts behind a date of its own
        opens = clause > start and due.start - clause < _OPENS
        return (_behind(text, due, stop) if opens else ()) or before
    if own and all(_acts(agent) for agent in own):
        return own  # 6月底前出台政策，甲局于9月底前公布清单
    return _behind(text, due, stop)


def _behind(text: str, due: Due, stop: int) -> tuple[Agent, ...]:
    """Give the bodies that act right behind a date: 6月底前，各地完成汇总."""
    at = after_date(text, due, stop)
    behind = _subject(text, at, stop, does=True)
    if not behind:
        return _acting(text, at, stop)
    return behind if all(_acts(agent) for agent in behind) else ()


def _acting(text: str, start: int, end: int) -> tuple[Agent, ...]:
    """Give the bodies right in front of what they do: 3月底前，县财政局拨付资金; 12月底前县财政局将结果上报."""
    if (taken := _TAKES.search(text, start + 2, min(end, start + _MAX_SUBJECT))) is not None:
        names = names_ahead(text, start, taken.start())
        if names and all(_acts(name.agent) for name in names):
            return tuple(name.agent for name in names)
    for act in _ACT.finditer(text, start, min(end, start + _MAX_SUBJECT)):
        names = names_ahead(text, start, act.start())
        if names:
            return tuple(n.agent for n in names) if all(_acts(n.agent) for n in names) else ()
    return ()


def _charged_later(text: str, start: int, end: int) -> list[list[Mention]]:
    """Give the bodies that a sentence charges behind its first clause, charge by charge."""
    return [
        names
        for charge in _CHARGE.finditer(text, start, end)
        if (names := names_in_prose(text, charge.start("names"), charge.end("names")))
    ]


def _acts(agent: Agent) -> bool:
    """Tell whether a name right behind a date is who acts (9月底前报某办公室 says to whom)."""
    if agent.name[0] in _NOT_SUBJECTS:
        return False
    return agent.kind is AgentKind.GROUP or is_concrete_body(agent.name)


def _subject(text: str, start: int, end: int, *, does: bool = False) -> tuple[Agent, ...]:
    """Give the names at the beginning of ``text[start:end]``, up to a verb (which must follow if ``does``)."""
    opening = _OPENING.match(text, start, end)
    if opening is not None:
        start = opening.end()
    end = min(end, start + _MAX_SUBJECT)
    charged = _IS_CHARGED.search(text, start + 2, end)  # 各县政府是…的责任主体，要于7月底前…
    marked = _MARKED.search(text, start + 2, end) if "）：" in text[start:end] else None
    stops = [found.start() for found in (charged, marked) if found]
    stops += [match.start() for match in _MODAL.finditer(text, start, end)] + ([] if does else [end])
    for stop in stops:
        names = names_ahead(text, start, stop)
        if names:
            return tuple(name.agent for name in names)
    return ()


def names_ahead(text: str, start: int, stop: int) -> list[Mention]:
    """Give the names that ``text[start:stop]`` is made of, if each can be a subject."""
    if stop - start < 2:
        return []
    names = split_names(text, start, stop)
    if names and len(names) > 1 and all(_PLACE.fullmatch(name.agent.name) for name in names):
        return names
    return names if names and all(_is_subject(name.agent.name) for name in names) else []


def _is_subject(name: str) -> bool:
    if name[0] in "各全" and (name[1:] in _GROUP_NAMES or _LEVELS_ONLY.fullmatch(name, 1)):
        return True
    if _YOURS.fullmatch(name):
        return True
    return len(name) > 2 and name[0] != "每" and is_name_in_prose(name)


def after_date(text: str, due: Due, stop: int) -> int:
    """Give where what is due begins behind a date."""
    at = due.end
    while at < stop and text[at] in "，,：: 、":
        at += 1
    return at
