"""Division of work in one sentence: behind the first body each clause names the next one and what it has to do.

甲局负责编制规划，乙局保障用地，丙局、丁局做好宣传
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.passes.names.agents import LAST_CHARACTERS, names_in_prose
from kg.passes.names.kinds import is_concrete_body, is_function, is_group
from kg.passes.names.manner import ENDS, before_manner
from kg.passes.words.sentences import Brackets

_VERB = re.compile(
    "(?:做好|抓好|落实|保障(?!局|中心|部|组|厅|科|房|性|措)|加强|加大|提供|组织(?!部|领导|和)|开展|承担(?!的|单位)|制定|统筹(?!城乡)|指导(?!委|中心|服)"
    "|督促|推进|推动|强化|完善|建立|健全|依法(?![治行合有应])|具体|主要|(?:配合(?!单位|部门)|协助)(?![，,])|协调(?!组|中心|服|委|机)|争取|按照?职责(?:分工)?|(?:按照?|依照?|根据)各自职责|按照?要求(?!的)|在(?=各自(?:法定)?职责范围)|结合职责|不?定期|及时|严格|适时|每[年季月周]"
    "|在[^，。；]{1,16}(?:指导|领导)下(?![，,]?负责)|对(?!外)|要(?!求|素|点|件|闻)|应(?!急|用|对|该|届|聘|邀)当?|须|根据|安排|筹措|审核|拨付|受理|查处|监督(?!管|局|所|检)|监测|汇总|研究(?=制定|提出|确定|起草)|收集|宣传(?!部)|发布|出台|编制(?!委|办)|优化|将|负(?=[^，。；责]{0,8}责任|总责)|向(?=[^，。；]{2,24}(?:报送|提交|报告|汇报|反馈|通报|提供|移交)))"
)
_BEFORE_VERB = LAST_CHARACTERS | ENDS
_COMMA = re.compile("[，,]")
_DONE = re.compile("[^，。；]{0,30}(?<![为除])了(?![解然却结望断])|已")
_MAX_NAMES = 60
_MIN_DUTY = 2  # characters behind a verb


def next_bodies(
    text: str, start: int, end: int, brackets: Brackets, whom: Callable[[str], bool]
) -> list[re.Match[str]]:
    """Give the verbs in ``text[start:end]`` in front of which, behind a comma, stand bodies that can have a duty."""
    found: list[re.Match[str]] = []
    for comma in _COMMA.finditer(text, start, end):
        at = comma.end()
        if brackets.inside(comma.start()):
            continue
        for verb in _VERB.finditer(text, at + 2, min(end, at + _MAX_NAMES)):
            if verb.end() > end - _MIN_DUTY:
                break
            if text[verb.start() - 1] not in _BEFORE_VERB:
                continue
            stop = before_manner(text, at, verb.start())
            if text[stop - 1] not in LAST_CHARACTERS:
                continue
            names = names_in_prose(text, at, stop)
            if names is None:
                continue
            if all(whom(name.agent.name) for name in names) and not _DONE.match(text, verb.start(), end):
                found.append(verb)
            break
    return found


def next_charges(
    text: str, charges: list[re.Match[str]], end: int, brackets: Brackets
) -> list[re.Match[str]]:
    """Give the verbs of the bodies named behind the first charge that are not the manner of another one.

    甲局负责监管，乙中心具体负责养护: 具体负责 is one verb.
    """
    start = charges[0].end()
    others = next_bodies(text, start, end, brackets, is_somebody)
    if not others or len(charges) < 2:
        return others
    manners = [(before_manner(text, start, charge.start()), charge.start()) for charge in charges[1:]]
    return [other for other in others if not any(a <= other.start() < b for a, b in manners)]


def is_somebody(name: str) -> bool:
    """Tell whether a name can be the subject of a clause of its own, whether or not that gives it a duty."""
    return is_concrete_body(name) or is_group(name) or is_function(name.removesuffix("部门"))
