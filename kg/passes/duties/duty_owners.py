"""Whose duties a title or the opening of a sentence names: 甲局工作职责, 甲局负责…, 甲办是乙政府的派出机构."""

from __future__ import annotations

import re

from kg.passes.names.agents import LAST_CHARACTERS, Mention, names_in_prose
from kg.passes.names.kinds import is_body

HEADING_TAIL = re.compile(
    "(?:的)?(?:(?:组成|组织)机构|组成|成员)?(?:单位)?(?:及其|及|和|与)?(?:主要|工作|有关|具体)?(?:职责|任务|(?<=主要)职能|(?<=工作)职能)(?:分工|任务)?(?:是|为|如下|包括)?$"
)
DUTY_VERB = re.compile(
    "负责|承担|担负|履行|组织|动员|指导|协助|协调|配合|做好|落实|制定|参与|开展|加强|贯彻|传达|收集|汇总|统一|统筹|牵头|维护|保障|监督|监测|及时"
    "|根据|按照?|调集|调配|提供|完成|决定|研究|依法|建立|健全|宣传|督促|起草|拟[订定]|制订|编制|会同|协同|积极|具体|主要|受理|实施|执行|提出|掌握|调查|评估|分析|检查|发布|疏散|救治|查明|控制|引导|管理|安排|筹集|办理|核实|审核|申请|转移|处理|抢修|调运|修复|保证|确保|优先|对(?=[^，。；]{2,20}(?:实施|进行|开展))"
    "|对(?=[^。；]{2,60}(?:监管|监督管理|负[^，。；]{0,8}责))|在(?=[^，。；]{2,20}(?:领导|指导|指挥)下)"
)
_SUBJECT_ENDS = re.compile(f"由|{DUTY_VERB.pattern}")  # 甲部由乙局派出…。主要职责：
_TOPIC = re.compile("[\u4e00-\u9fff、]+")
_DOES = re.compile("履行|承担|负责|落实|贯彻")  # 履行全民所有土地资产所有者职责 names nobody
_OF_PERSONS = re.compile(  # 市政府领导职责
    "领导|班子|主要负|分管|负责人|负责同志|成员(?!单位)|[正副党书主局县区市镇乡][组委记任长]"
)
_SHORTEST_TOPIC, _LONGEST_TOPIC = 2, 14  # characters
_IS_A_BODY = re.compile("(?P<name>[^，。；]{2,40}?)(?:是|为)[^，。；]{2,30}(?:机构|部门|单位|组织)[，,。；]")
_MAX_SENTENCE = 80  # characters of what a body is said to be
MAX_SUBJECT = 40


def named_by(text: str, start: int, end: int) -> list[Mention] | None:
    """Read the bodies that a title names: 甲局, 县指挥部主要职责, 专家组的职责."""
    names = names_in_prose(text, start, end)
    if names is not None:
        return names
    title = text[start:end]
    if "职责" not in title and "任务" not in title and "职能" not in title:
        return None
    tail = HEADING_TAIL.search(title)
    if tail is None:
        return None
    names = names_in_prose(text, start, start + tail.start())
    if names is None and "目标" not in title:  # 园区建设目标任务 says what is to be done for it
        names = _before_topic(text, start, start + tail.start())
    return names


def _before_topic(text: str, start: int, end: int) -> list[Mention] | None:
    """Read 甲局安全生产工作职责: between the body and its duties stands what they are about."""
    if _DOES.match(text, start, end):
        return None
    for topic in range(_SHORTEST_TOPIC, min(_LONGEST_TOPIC, end - start - 2) + 1):
        at = end - topic
        if text.find("规定", at, end) >= 0:
            return None  # 法律法规和市政府规定的其他职责
        if text[at - 1] in LAST_CHARACTERS and _TOPIC.fullmatch(text, at, end):
            names = None if _OF_PERSONS.match(text, at, end) else names_in_prose(text, start, at)
            if names is not None and all(is_body(name.agent.name) for name in names):
                return names
    return None


def subject_ahead(text: str, start: int, end: int) -> list[Mention] | None:
    """Give the bodies that a sentence begins with."""
    for verb in _SUBJECT_ENDS.finditer(text, start + 2, min(end, start + MAX_SUBJECT)):
        names = names_in_prose(text, start, verb.start())
        if names:
            return names
    named = _IS_A_BODY.match(text, start, min(end, start + _MAX_SENTENCE))  # 甲办是乙政府的派出机构，…
    return names_in_prose(text, *named.span("name")) if named else None
