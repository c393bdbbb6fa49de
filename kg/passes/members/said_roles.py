"""The words by which a sentence gives somebody a part in a coordinating body: 由甲任组长, 乙为成员."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.language.data import load
from kg.passes.members.coordinating_names import ABBREVIATED, HEADS

LABELS: dict[str, str] = {
    word: role
    for role, words in load("rosters")["labels"].items()
    if not role.startswith(("office", "lead"))
    for word in words
}
"""What members are called, with what they are as members."""

ROLES = "|".join(sorted(LABELS, key=lambda word: (-len(word), word)))
"""What members may be called (组长, 副组长, 成员 …), as an alternation."""

OFFICE_RANK = "(?P<rank>常务副|执行副|第一副|副)?"
"""The rank of who heads an office, in front of 主任."""
_APPOINTS = re.compile("任命|免去|决定任免")
_CLOSE = ("）", ")")
# 可根据需要增加有关单位为成员单位, 有关部门派一名科长为联络员: no members yet
_MAY_ADD = re.compile("可[^。；]{0,40}?(?:增加|邀请|吸收|增补)|派(?!出|驻)[^，。；]{2,30}$")
EACH = re.compile(
    "各[^，。；]{1,24}?(?:(?:要|应当?|须|可)[^，。；]{0,12})?(?:成立|组建|建立|设立)|(?:以上|上述)各?(?:专项)?(?:指挥部|工作组|小组|专班)|[^。；]{0,60}(?:推行|建立|实行|健全)(?![^，。；]{0,40}(?:联席|协调|联络))[^，。；]{2,60}(?:机制|制度)[，,]由"
)
"""What tells that a part is one in a body that several places, or a way of working, have each."""


def as_role(short_names: Sequence[str] = ()) -> re.Pattern[str]:
    """Give what matches 由甲任组长, 甲、乙为成员, 甲同志兼任办公室主任, with the short names of bodies in it."""
    # 增补某人为市食安委副主任: a short name that the text may print in full nowhere
    bodies = "|".join(
        (rf"[\u4e00-\u9fff]{{0,30}}?(?:{HEADS})", *map(re.escape, short_names), ABBREVIATED.pattern)
    )
    return re.compile(
        rf"(?P<verb>担任|兼任|任(?<![责主信委胜就离现历连常担兼]任)|为(?<![作成分认行因]为))(?P<body>{bodies})?"
        rf"(?:(?P<office>办公室|(?<=[组部会班])办){OFFICE_RANK}主任(?=[，。；、,;的\n（()）]|$)|(?P<role>{ROLES})(?=[，。；、,;的\n（()）]|$))"
    )


AS_ROLE = as_role()
"""The same where no short names are known."""


def no_part(text: str, sentence: int, found: re.Match[str]) -> bool:
    """Tell whether 为 gives a post in a standing body (任命甲为…委员会主任), or one that may be given some day."""
    if found.group("verb") != "为":
        return False
    before = text[sentence : found.start()]
    return _APPOINTS.search(before) is not None or _MAY_ADD.search(before) is not None


def in_bracket(text: str, found: re.Match[str]) -> bool:
    """Tell whether a part closes a bracket: 抢险组（张三任组长）."""
    return text[found.end() : found.end() + 1] in _CLOSE and found.group("role") is not None
