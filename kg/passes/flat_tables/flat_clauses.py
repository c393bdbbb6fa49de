"""Cells of a flattened table that say in words who leads and who helps (甲局牵头，乙局、丙局配合)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.passes.flat_tables.flat_names import names_bodies
from kg.passes.names.kinds import is_group
from kg.passes.responsibility.clause_grammar import parse_clause
from kg.passes.responsibility.clauses import Clause

_WORD = re.compile("牵头|会同|配合|负责|参与|参加|协助|主办|协办|主责")
_MAX_CLAUSE = 160


@lru_cache(maxsize=4096)  # every way to cut a row asks for the same texts
def clause_in(text: str) -> Clause | None:
    """Give the clause that a text is, all of it and with bodies alone as its agents; else None."""
    if len(text) > _MAX_CLAUSE or _WORD.search(text) is None or "。" in text[:-1]:
        return None
    text = text.rstrip("。；; ")
    clause = parse_clause(text, 0, len(text))
    if not (clause.explicit or "会同" in text) or clause.unread or not clause.assignments:
        return None
    names = [assignment.mention.agent.name for assignment in clause.assignments]
    return clause if all(names_bodies(name) or is_group(name) for name in names) else None


_LEADS = re.compile("([^，。；、（）()]{2,16}?)(?:[（(]牵头[）)]|牵头)[，、]")


def begins_clause(text: str) -> bool:
    """Tell whether a text begins by saying which body leads others (甲局牵头，乙局、丙): no task."""
    lead = _LEADS.match(text) if "牵头" in text else None
    return lead is not None and "。" not in text[:-1] and names_bodies(lead.group(1))
