"""Names parted by nothing but printed white space: （责任单位：甲局 乙局　配合单位：丙局）.

The compact text has no white space. Where a line had some between two names, a clause is parsed as if 、 stood
there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from kg.passes.names.agents import Mention
from kg.passes.names.kinds import is_body, is_group, is_person
from kg.passes.responsibility.clause_grammar import Clause, parse_clause
from kg.passes.responsibility.clause_words import LABEL
from kg.structure.model import Instrument

_SEPARATOR = re.compile("[、，,；;：:（）()。]")
_BRACKET_END = re.compile("[（(][^（()）]{1,20}[）)]$")
_LINE_END = re.compile(r"[\n\r\f\v\x85\u2028\u2029]")
_SECOND_HALVES = frozenset(
    ("办公室", "委员会", "办事处", "管委会", "指挥部", "领导小组", "工作专班", "管理局", "中心")
)
_MIN_NAME = 3


def parse_printed_clause(instrument: Instrument, start: int, end: int) -> Clause:
    """Parse ``text[start:end]`` of an instrument as a clause, printed gaps between names taken for separators."""
    text = instrument.text
    printed = _printed_gaps(instrument, start, end)
    around = zip([start, *printed], printed, [*printed[1:], end], strict=False)
    gaps = [at for before, at, after in around if _parts_names(text, before, at, after)]
    if not gaps:
        return parse_clause(text, start, end)
    pieces = [text[a:b] for a, b in zip([start, *gaps], [*gaps, end], strict=True)]
    local = "、".join(pieces)
    marks = [at - start + n for n, at in enumerate(gaps)]

    def back(offset: int) -> int:
        return start + offset - bisect_left(marks, offset)

    clause = parse_clause(local, 0, len(local))
    return Clause(
        tuple(
            replace(a, mention=Mention(a.mention.agent, back(a.mention.start), back(a.mention.end)))
            for a in clause.assignments
        ),
        tuple((back(a), back(b)) for a, b in clause.unread),
        clause.explicit,
    )


def _printed_gaps(instrument: Instrument, start: int, end: int) -> list[int]:
    """Give the offsets inside a span before which white space stood on the printed line."""
    offsets, sources = instrument.text_map.compact, instrument.text_map.source
    found = []
    for k in range(bisect_right(offsets, start), bisect_left(offsets, end)):
        between = instrument.source.text[instrument.text_map.to_source(offsets[k] - 1) + 1 : sources[k]]
        if between and between.isspace() and not _LINE_END.search(between):
            found.append(offsets[k])
    return found


def _parts_names(text: str, start: int, at: int, end: int) -> bool:
    """Tell whether a name ends before ``at`` and another, or a label, begins there."""
    named = text[max(start, at - 60) : at]
    left = _SEPARATOR.split(_BRACKET_END.sub("", named))[-1]  # 各镇（街道） 甲局
    right = _SEPARATOR.split(text[at : min(end, at + 60)])[0]
    if not (is_body(left) or is_group(left) or is_person(left)):
        return False
    if LABEL.match(f"、{text[at : at + 20]}", 1):
        return True
    if is_person(left) or is_person(right):
        return is_person(left) and is_person(right)
    if right[:1] == "各" and is_group(right):
        return True  # 甲局 各村
    return len(right) >= _MIN_NAME and right not in _SECOND_HALVES and (is_body(right) or is_group(right))
