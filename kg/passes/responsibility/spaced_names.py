"""Names parted by nothing but printed white space: （责任单位：甲局 乙局　配合单位：丙局）.

The compact text has no white space. Where a line had some between two names, a clause is parsed as if 、 stood
there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from kg.passes.names.agents import Mention
from kg.passes.names.kinds import is_body, is_group, is_person
from kg.passes.names.spaced_posts import posts_behind_names, printed_gaps
from kg.passes.responsibility.clause_grammar import parse_clause
from kg.passes.responsibility.clause_words import LABEL
from kg.passes.responsibility.clauses import Clause
from kg.structure.model import Instrument

_SEPARATOR = re.compile("[、，,；;：:（）()。]")
_BRACKET_END = re.compile("[（(][^（()）]{1,20}[）)]$")
_SECOND_HALVES = frozenset(
    ("办公室", "委员会", "办事处", "管委会", "指挥部", "领导小组", "工作专班", "管理局", "中心")
)
_PARTY_COMMITTEE = re.compile("(?:[省市县区州旗盟镇乡]|工)委$")
_ITS_DEPARTMENT = re.compile("(?![国省市县区州旗盟镇乡])[\u4e00-\u9fff]{1,8}(?:部|办|委|办公室)")
_MIN_NAME = 3
_MARKS = "、，,；;。：:"


def parse_printed_clause(instrument: Instrument, start: int, end: int) -> Clause:
    """Parse ``text[start:end]`` of an instrument as a clause, printed gaps between names taken for separators."""
    text = instrument.text
    printed = printed_gaps(instrument, start, end)
    if printed:
        printed = _between_names(text, start, printed, end)
    held = [span[1:] for span in posts_behind_names(text, start, printed, end)] if printed else []
    around = zip([start, *printed], printed, [*printed[1:], end], strict=False)
    apart = [at for before, at, after in around if _parts_names(text, before, at, after)]
    gaps = [at for at in apart if not any(a <= at < b for a, b in held)]
    if not gaps and not held:
        return parse_clause(text, start, end)
    # the pieces that are kept, each with what is read behind it and where it begins in what is read
    cuts = sorted([(at, at) for at in gaps] + held)
    begins, ends = [start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end]
    local, places = "", []
    for begin, stop in zip(begins, ends, strict=True):
        joint = "、" if local and local[-1] not in _MARKS and text[begin : begin + 1] not in _MARKS else ""
        local += joint if begin < stop else ""
        places.append(len(local))
        local += text[begin:stop]

    def back(offset: int) -> int:
        piece = max(0, bisect_right(places, offset) - 1)
        return min(begins[piece] + offset - places[piece], ends[piece])

    clause = parse_clause(local, 0, len(local))
    return Clause(
        tuple(
            replace(a, mention=Mention(a.mention.agent, back(a.mention.start), back(a.mention.end)))
            for a in clause.assignments
        ),
        tuple((back(a), back(b)) for a, b in clause.unread),
        clause.explicit,
    )


def _between_names(text: str, start: int, printed: list[int], end: int) -> list[int]:
    """Leave out the gaps inside names of two characters, which are set apart to be as wide as others: 罗　平."""
    found: list[int] = []
    inside = False
    for before, at, after in zip([start, *printed], printed, [*printed[1:], end], strict=False):
        single = text[at - 2] in _MARKS or (at - 1 == before and not inside)
        inside = bool(
            single and (at + 1 == after or text[at + 1] in _MARKS) and is_person(text[at - 1 : at + 1])
        )
        if not inside:
            found.append(at)
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
    if _PARTY_COMMITTEE.search(left) and _ITS_DEPARTMENT.fullmatch(right):
        return False  # 县委 宣传部: one name
    if right[:1] == "各" and is_group(right):
        return True  # 甲局 各村
    return len(right) >= _MIN_NAME and right not in _SECOND_HALVES and (is_body(right) or is_group(right))
