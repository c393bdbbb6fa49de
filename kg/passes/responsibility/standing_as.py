"""Bodies that a sentence calls by their role.

甲局作为牵头单位，要统筹推进改革，乙局作为配合单位，做好审计监督     each with what it does
甲局为牵头单位，乙局为配合单位，确保年底前完工                     all for what stands behind them
"""

from __future__ import annotations

import re

from kg.facts import Role, RoleFact
from kg.passes.names.agents import Mention, names_in_prose
from kg.passes.names.kinds import is_concrete_body, is_group
from kg.passes.names.subjects import names_ending_at
from kg.passes.responsibility.clause_words import LABEL_ROLES
from kg.passes.responsibility.helping_clauses import helpers_behind
from kg.passes.responsibility.role_facts import helping_facts, role_facts
from kg.passes.responsibility.task_spans import behind_date
from kg.structure.model import Instrument

_LABEL = (
    "(?P<label>(?:(?:总|主)?牵头|(?:主要|第一)?责任|配合|主责|主办|协办|承办|参与|实施)(?:单位|部门|主体))"
)
_AS = re.compile(f"作为[^，。；：:]{{0,12}}?{_LABEL}(?=[，,、。；]|\\Z)")
_IS = re.compile(f"(?<!作)[为是](?:[^，。；：:的]{{2,12}}的)?{_LABEL}(?=[，,])")
# 县级部门是县级项目的责任主体，乡镇政府是乡镇项目的责任主体: of what each answers, and no task
_ANOTHER = re.compile(f"[^，。；]{{2,30}}[为是][^，。；]{{0,30}}{_LABEL}\\Z")
_OPENING = re.compile("[，,、]?(?:要|应当?|须|将)?(?:切实|认真|具体)?(?:负责(?!任))?")
_IN_GENERAL = ("各", "有关", "相关", "其他")
_MIN_TASK = 4


def standing_as(name: str, instrument: Instrument, start: int, end: int) -> list[RoleFact]:
    """Give the facts of the pass ``name`` for the bodies that the sentence ``start:end`` calls lead, responsible or helping."""
    text = instrument.text
    if text.find("作为", start, end) < 0:
        return _standing_alike(name, instrument, start, end)
    called: list[tuple[list[Mention], re.Match[str]]] = []
    floor = start
    for said in _AS.finditer(text, start, end):
        names = names_ending_at(text, floor, said.start())
        floor = said.end()
        if names and not any(n.agent.name.startswith(_IN_GENERAL) for n in names):
            called.append((names, said))
    if not any(_is_one(n.agent.name) for names, _ in called for n in names):
        return []
    facts: list[RoleFact] = []
    for n, (names, said) in enumerate(called):
        stop = called[n + 1][0][0].start - 1 if n + 1 < len(called) else end
        role = LABEL_ROLES.get(said.group("label"))
        if role is not None:
            facts.extend(
                role_facts(name, instrument, names, role, _task(text, start, said.end(), stop), start, end)
            )
    return facts


def _is_one(name: str) -> bool:
    """Tell whether a name is that of one body, the office of a town or a street among them (not 所在街道办事处)."""
    return is_concrete_body(name) or (name.endswith("办事处") and not is_group(name) and "所在" not in name)


def _standing_alike(name: str, instrument: Instrument, start: int, end: int) -> list[RoleFact]:
    """甲局为牵头单位，乙局予以配合，确保年底前完工: what follows is the task of all."""
    text = instrument.text
    facts: list[RoleFact] = []
    called: list[tuple[list[Mention], Role]] = []
    at = start
    while (said := _IS.search(text, at, end)) is not None:
        names = names_in_prose(text, at, said.start())
        role = LABEL_ROLES.get(said.group("label"))
        if names is None or role is None or any(n.agent.name.startswith(_IN_GENERAL) for n in names):
            break
        called.append((names, role))
        at = said.end() + 1
    if not called:
        return []
    helpers, begin = helpers_behind(text, at, end)
    span = (behind_date(text, begin, end), end)
    if span[1] - span[0] < _MIN_TASK or _ANOTHER.fullmatch(text, *span):
        return []
    for names, role in called:
        facts.extend(role_facts(name, instrument, names, role, span, start, end))
    return [*facts, *helping_facts(name, instrument, helpers, called[0][1], span, start, end)]


def _task(text: str, start: int, at: int, stop: int) -> tuple[int, int]:
    """Give the span of what they are to do behind their role, or of the whole where nothing is said there."""
    opening = _OPENING.match(text, at, stop)
    begin = opening.end() if opening else at
    return (begin, stop) if stop - begin >= _MIN_TASK else (start, stop)
