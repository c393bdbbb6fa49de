"""For which part of a task a body answers.

Told in brackets behind its name (甲局（停车泊位、加装电梯）), or in front of it (加装电梯由甲局负责).
"""

from __future__ import annotations

import re

from kg.passes.names.kinds import is_body, is_concrete_body, is_group

_SCOPE = re.compile("[（(](?P<said>[^（）()，]{2,24})[）)]$")
# 老旧小区, 新建学校: things, though they end as names of bodies do
_THING = re.compile("(?:负责|新建|改建|扩建|改造|涉及)(?=[\u4e00-\u9fff]{2})|(?:小区|校区|学区)$")
_NAME_INSIDE = re.compile(
    "[局委办厅部院会所站队组司处室社联团镇乡区县市省]$|中心|街道|集团|银行|机制|学校|单位|部门|机构|牵头|负责|配合|主办|协办|公司|牌子|列第|首位"
)

_FOR_A_PART = re.compile(
    "(?P<for>(?:[^由（(]{0,6}层面|(?:具体|日常|其他|其余|有关|相关)[^由（(]{0,4}(?:工作|事项|事务|任务))由)[\u4e00-\u9fff]{2}"
)
_FOR_ANY_PART = re.compile("(?P<for>[^由（(]{2,40}(?<![自理缘来])由)(?P<name>[\u4e00-\u9fff].+)")


def behind_part(printed: str) -> int:
    """Give where the name begins in 乡镇层面由各乡镇, 加装电梯由甲局; 0 where no part of the task stands in front."""
    part = _FOR_A_PART.match(printed)
    if part is None:
        part = _FOR_ANY_PART.fullmatch(printed)
        if part is None or not (is_concrete_body(part["name"]) or is_group(part["name"])):
            return 0
    return part.end("for")


def stands_behind_part(text: str, begin: int, name: int) -> bool:
    """Tell whether the name at ``name`` stands behind a part of the task: 某工作由甲局负责 is a sentence of its own."""
    if name - 2 < begin or text[name - 1] != "由" or text[name - 2] in "，,；;、。":
        return False
    return _FOR_A_PART.search(text, begin, name + 2) is None


def without_scope(name: str) -> str:
    """甲局（停车泊位、加装电梯）: for which part of the task a body answers; a second name (甲办（乙局）) stays."""
    scope = _SCOPE.search(name) if name[-1:] in ("）", ")") else None
    if scope is None or all(_may_name(part) for part in scope["said"].split("、")):
        return name
    bare = name[: scope.start()]
    return bare if is_concrete_body(bare) else name


def _may_name(said: str) -> bool:
    named = is_body(said) or is_group(said) or _NAME_INSIDE.search(said) is not None
    return named and _THING.search(said) is None
