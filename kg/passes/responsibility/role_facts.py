"""The facts of a sentence that assigns a task: one for each body named, and for each that supports a leader."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.evidence import Evidence
from kg.facts import Role, RoleFact, Task
from kg.passes.names.agents import Mention, names_in_prose
from kg.passes.responsibility.clause_words import LIST_END
from kg.passes.responsibility.clauses import Assignment
from kg.passes.responsibility.task_spans import told_above
from kg.structure.model import Instrument

_SUPPORT = re.compile(
    f"(?:[，,]|(?<=牵头|负责)、)(?P<names>[^，。；：]{{2,120}}?{LIST_END})(?:积极|密切|主动|要|应|予以|协同)*(?:配合|协助|参与|参加(?=，))"
)
_MAX_SUPPORT = 300  # characters behind the leading body in which the supporting ones are looked for


def role_facts(
    name: str,
    instrument: Instrument,
    names: list[Mention],
    role: Role,
    task_span: tuple[int, int],
    start: int,
    end: int,
) -> list[RoleFact]:
    """Give the facts of the pass ``name``: the bodies ``names`` have ``role`` for the task in ``task_span``.

    The sentence ``start:end`` is the evidence; who supports a leader is read behind it.
    """
    text = instrument.text
    begin, finish = told_above(instrument, start, task_span)
    task = Task(text[begin:finish], instrument.evidence(begin, finish))
    evidence = _evidence(instrument, start, end)
    facts = [RoleFact(evidence, name, role, printed.agent, task) for printed in names]
    if role is Role.LEAD:
        for support in _SUPPORT.finditer(text, names[-1].end, min(end, names[-1].end + _MAX_SUPPORT)):
            supporters = names_in_prose(text, support.start("names"), support.end("names")) or []
            facts.extend(
                RoleFact(evidence, name, Role.SUPPORT, printed.agent, task) for printed in supporters
            )
    return facts


def helping_facts(
    name: str,
    instrument: Instrument,
    helpers: list[Assignment],
    role: Role,
    span: tuple[int, int],
    start: int,
    end: int,
) -> list[RoleFact]:
    """Give the facts of those named behind the body with ``role``; who supports a leader comes with the leader."""
    return [
        fact
        for helper in helpers
        if not (role is Role.LEAD and helper.role is Role.SUPPORT)
        for fact in role_facts(name, instrument, [helper.mention], helper.role, span, start, end)
    ]


@lru_cache(maxsize=1)  # all that a sentence says rests on the sentence
def _evidence(instrument: Instrument, start: int, end: int) -> Evidence:
    return instrument.evidence(start, end)
