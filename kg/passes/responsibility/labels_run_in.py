"""Labels inside a sentence: 甲工程：责任领导张三，责任单位甲局，10月底前建成通车; 兑付工资，责任单位：甲局."""

from __future__ import annotations

import re

from kg.facts import AgentKind, Role, RoleFact, Task
from kg.passes.names.agents import Mention, names_in_prose, split_names
from kg.passes.names.kinds import balanced
from kg.passes.responsibility.asked import official_named
from kg.passes.responsibility.clause_words import LABEL_ROLES, label_at
from kg.structure.model import Instrument

_ROLES = {label: role for label, role in LABEL_ROLES.items() if role is not None}
_LABEL = "|".join(sorted(map(re.escape, _ROLES), key=len, reverse=True))
_FIELD = re.compile(
    rf"[，,；;：:](?P<label>{_LABEL})(?:为|是|[：:])?(?!担?任)(?P<names>[^，,。；;：:]{{2,80}})(?=[，,；;]|\Z)"
)
_MIN_TASK = 4


def labels_run_in(name: str, instrument: Instrument, start: int, end: int) -> list[RoleFact]:
    """Give the facts of the pass ``name`` for the sentence ``start:end``: what stands in front of the labels is the task."""
    text = instrument.text
    fields = list(_FIELD.finditer(text, start, end))
    if not fields or fields[0].start() - start < _MIN_TASK or label_at(text, start, end):
        return []
    if not balanced(text[start : fields[0].start()]):
        return []  # （牵头领导：张三，责任单位：甲局）: a clause of its own
    task = Task(text[start : fields[0].start()], instrument.evidence(start, fields[0].start()))
    evidence = instrument.evidence(start, fields[-1].end())
    facts: list[RoleFact] = []
    for field in fields:
        role = _ROLES[field.group("label")]
        named = _officials(text, *field.span("names")) if role is Role.OVERSEER else None
        named = named or names_in_prose(text, *field.span("names"))
        facts.extend(RoleFact(evidence, name, role, one.agent, task) for one in named or ())
    return facts


def _officials(text: str, start: int, end: int) -> list[Mention]:
    found = [official_named(text, item.start, item.end) for item in split_names(text, start, end)]
    named = [one for one in found if one is not None]
    persons = [one for one in named if one.agent.kind is AgentKind.PERSON]
    return persons or named  # 县委常委、副县长某某: one person
