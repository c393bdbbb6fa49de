"""Sentences that end with who carries a task, or who helps: the passes for roles and for duties ask for the same ones.

What was read is kept for the instrument at hand.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.passes.responsibility.clause_grammar import closing_clause, may_close
from kg.passes.responsibility.clauses import Clause
from kg.passes.responsibility.helping_clauses import Helping, helping, may_help
from kg.structure.model import Instrument

_DUE_ASIDE = re.compile(
    r"[（(](?:完成|办理|办结|整改|落实|推进|工作)?(?:时[限间]|期限)?(?:要求)?[：:为]?(?:长期|持续|全年|(?:20)?\d[\d年月日底前末季度上下半至—-]{2,14})"
    r"(?:坚持|推进|实施|完成|落实|前?完成|到位)?[）)]\Z"
    # 由甲局牵头（乙局、丙局配合）
    r"|(?:(?<=牵头)|(?<=负责))[（(][^（）()]{2,100}(?:配合|参与|参加|协助|协办)[）)]\Z"
)
# …由甲局负责起草，9月底前提请审议
_DUE_BEHIND = re.compile(
    r"(?<=起草)[，,](?:力争|确保|计划|争取)?(?:于|在)?(?:20\d\d年)?(?:\d{1,2}月|年|[上下]半年|第?[一二三四]季度)(?:\d{1,2}日|[上中下]旬|底|末)?之?前?"
    r"(?:提请|提交|报送|报请|报|上报|完成|出台|印发)[^，。；]{0,20}\Z"
)
# …由甲局牵头，乙局参加，联席会议办公室设在甲局: where its office is, which is read with the body
_OFFICE_BEHIND = re.compile(
    r"(?<=参加|参与|配合|组成|牵头|负责|协助)[，,；][^，。；]{0,20}办公室(?:设在|设于|挂靠在?)[^，。；]{2,30}(?:[，,][^。；]{2,60})?\Z"
)
_LEADS_BODY = ("为牵头单位", "为召集单位")
_MAX_ASIDE = 110
_MAX_OFFICE = 120


class _Ends:
    """What sentences of one instrument end with, by their spans."""

    def __init__(self) -> None:
        self.closing: dict[tuple[int, int], tuple[int, Clause] | None] = {}
        self.helping: dict[tuple[int, int], Helping | None] = {}


@lru_cache(maxsize=1)
def _ends(instrument: Instrument) -> _Ends:  # noqa: ARG001  # the key
    return _Ends()


def said_end(text: str, start: int, end: int) -> int:
    """Give where a sentence ends, what says by when at its end left out: …，各区配合（6月底前完成）, …起草，9月底前提请审议."""
    if "办公室" in text[start:end]:
        office = _OFFICE_BEHIND.search(text, max(start, end - _MAX_OFFICE), end)
        if office is not None:
            return office.start()
    if text[end - 1] not in "）)":
        drafted = text.rfind("起草", max(start, end - _MAX_ASIDE), end)
        behind = _DUE_BEHIND.search(text, drafted, end) if drafted > 0 else None
        return behind.start() if behind else end
    due = _DUE_ASIDE.search(text, max(start, end - _MAX_ASIDE), end)
    return due.start() if due and due.start() > start else end


def closing_of(instrument: Instrument, start: int, end: int) -> tuple[int, Clause] | None:
    """Give the clause a sentence ends with, as :func:`kg.passes.responsibility.clause_grammar.closing_clause` reads it."""
    end = said_end(instrument.text, start, end)
    if not may_close(instrument.text, end):
        return None
    if instrument.text.endswith(_LEADS_BODY, start, end) and instrument.text.endswith("组成。", 0, start):
        return None  # 联席会议由…组成。甲局为牵头单位: who leads a body, read with its members
    kept, key = _ends(instrument).closing, (start, end)
    if key not in kept:
        kept[key] = _unless_entry(instrument.text, closing_clause(instrument.text, start, end))
    return kept[key]


def _unless_entry(text: str, closing: tuple[int, Clause] | None) -> tuple[int, Clause] | None:
    """Leave out the entry of a list of duties (甲局：负责组织协调)."""
    if closing is None or not closing[1].assignments:
        return closing
    last = max(assignment.mention.end for assignment in closing[1].assignments)
    return None if text.startswith(("：负责", ":负责"), last) else closing


def helping_of(instrument: Instrument, start: int, end: int) -> Helping | None:
    """Give who helps by the end of a sentence, as :func:`kg.passes.responsibility.helping_clauses.helping` reads it."""
    end = said_end(instrument.text, start, end)
    if not may_help(instrument.text, start, end):
        return None
    kept, key = _ends(instrument).helping, (start, end)
    if key not in kept:
        kept[key] = helping(instrument.text, start, end)
    return kept[key]
