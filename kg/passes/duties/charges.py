"""Where a sentence charges somebody: the verbs 负责, 承担, 主管 and 是…主管部门, without those that give a role."""

from __future__ import annotations

import re

from kg.passes.duties.duty_ends import excepted_charges
from kg.passes.responsibility.helping_clauses import helpers_behind
from kg.passes.responsibility.task_spans import behind_date
from kg.passes.words.sentences import Brackets

CHARGE = re.compile(
    "负责(?![（(]|[^，。；、的]{2,16}的(?:部门|机构|机关)(?:负责|组织|应|要|会同|统筹)|牵头|人(?!员)|制(?!定|作|订)|同志|任|的|应对$|(?:与[^，。；]{1,20})?相结合)"
    "|承担(?=[^，。；]{0,12}(?:日常|具体)[^，。；]{0,6}工作)"
    "|主管(?!部门|单位|机[关构]|人员|领导|[^，。；、的]{2,16}的(?:部门|机[关构])|[的局，。；、）]|[^，。；、]{0,10}(?:[省市县区州镇乡局处科部]长|主任|书记|秘书长)(?:[，。；、（担任兼]|$))"
    "|是(?=[^，。；]{2,40}主管(?:部门|机关)(?:[，。；]|$)|[^，。；]{2,40}(?:综合|职能|管理|监管|执法|服务|协调)(?:部门|机构|单位)[，,](?:主要|具体)?负责)"
)
"""The verbs that charge a body with something."""

_SHARED = ("分工", "职责", "共同", "分别")  # 甲局牵头，乙局、丙局按职责分工负责，6月底前完成…
_LED_ABOVE = re.compile("由[^。；]{2,60}牵头[，、]")
_LEADING = re.compile("牵头[^，。]{0,4}$")
_AND_TOO = ("，并", "，并且", "，同时", "，还")  # 甲局负责拟定计划，并负责组织实施: one duty


def charges_in(text: str, start: int, end: int, brackets: Brackets) -> list[re.Match[str]]:
    """Find the verbs that charge bodies with duties in the sentence ``text[start:end]``, one for each duty.

    ``brackets`` are those of the paragraph; what stands in them is left to other passes.
    """
    excepted = excepted_charges(text, start, end)
    return [
        c
        for n, c in enumerate(CHARGE.finditer(text, start, end))
        # 牵头负责: a role
        if not brackets.inside(c.start())
        and c.end() not in excepted
        and not _LEADING.search(text[max(start, c.start() - 6) : c.start()])
        and not (n and text.endswith(_AND_TOO, start, c.start()))
        # 甲局负责，乙局配合，定期巡查: a role; 由甲局牵头，乙局负责，于6月底前完成, too
        and not (
            text.startswith("，", c.end())
            and (
                text.endswith(_SHARED, start, c.start())
                or _LED_ABOVE.search(text, start, c.start())
                or helpers_behind(text, c.end(), end)[0]
                or behind_date(text, c.end() + 1, end) > c.end() + 1  # 甲局负责，8月底前完成改造
            )
        )
    ]
