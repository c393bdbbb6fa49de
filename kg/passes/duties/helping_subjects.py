"""A body that helps another one: 甲局配合乙局开展检查, 甲局、丙局要积极配合做好秩序维护.

Entries of lists of duties are duties; a sentence that says who leads or answers for the task is read with those.
"""

from __future__ import annotations

import re

from kg.facts import Role, RoleFact, Task
from kg.passes.names.agents import Mention
from kg.passes.names.kinds import is_concrete_body, is_function, is_group
from kg.passes.names.manner import before_manner
from kg.passes.names.subjects import most_names
from kg.structure.model import Instrument

_HELPS = re.compile(
    "配合(?!单位|部门|的|度|比|完成率)(?:[^，。；：:]{2,60}?(?=(?:做好|抓好|开展|进行|完成|推进|推动|落实|实施|组织|加强|处理|处置|办理|建立|维护|调查|查处|执行|设置|设立|在|稳步|持续|深入|大力|扎实|全面|加快|统筹|规范|优化|健全|完善|强化|提升|支持|探索)[^，。；]{2})|(?=做好|抓好|开展|完成|推进|维护|维持|提供|处理|处置|落实|实施))"
)
_MANNER = re.compile("(?P<must>要|应当?|须)?(?:积极|主动|密切|全力|认真|共同|协同){0,3}\\Z")
_MAX_MANNER = 9
_CARRIES = re.compile("牵头|负责|会同|由|承担|组成")
_TOLD = re.compile("近年来|以来|截[至止]|曾|已|了(?!解)")
# 对于较大以上突发事件，发生重大事故的，: when it is to help
_WHEN = re.compile("(?:对于?|发生|遇有?|涉及|需要?|当|在|根据|按照|为|如|接到|突发)[^。；]{1,80}[，,]\\Z")
_START = re.compile("[，,]")
_GOVERNMENTS = ("政府", "办事处")
_EACH = ("各", "镇街", "所有")
_MIN_TASK = 4


def helping_subject(name: str, instrument: Instrument, start: int, end: int) -> list[RoleFact]:
    """Give the facts of the pass ``name`` where the sentence ``start:end`` says that its subject helps with something."""
    text = instrument.text
    first = text.find("配合", start + 2, end)
    if first < 0 or _CARRIES.search(text, start, end) or _TOLD.search(text, start, end):
        return []
    helps = _HELPS.match(text, first, end)
    if helps is None:
        return []
    manner = _MANNER.search(text, max(start, first - _MAX_MANNER), first)
    at = before_manner(text, start, manner.start() if manner else first)
    names = most_names(text, start, at, _START)
    must = manner is not None and manner.group("must") is not None
    if not names or not all(_is_charged(name, must=must) for name in names):
        return []
    if names[0].start > start and _WHEN.match(text, start, names[0].start) is None:
        return []
    begin = helps.end() if end - helps.end() >= _MIN_TASK else first
    task = Task(text[begin:end], instrument.evidence(begin, end))
    evidence = instrument.evidence(start, end)
    return [RoleFact(evidence, name, Role.SUPPORT, printed.agent, task) for printed in names]


def _is_charged(printed: Mention, *, must: bool) -> bool:
    """Tell whether a name is one body's, or each one's of a class; 有关部门, 各街道要… are addressed in general."""
    name = printed.agent.name
    if is_concrete_body(name) or is_function(name.removesuffix("部门")) or name.endswith(_GOVERNMENTS):
        return True
    return not must and is_group(name) and name.startswith(_EACH)
