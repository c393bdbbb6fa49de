"""Titles of lists of who was appointed and dismissed, which have neither a number nor recipients.

国务院任免国家工作人员        甲市人民政府任免名单        甲市人民政府2024年2月份人事任免
"""

from __future__ import annotations

import re

from kg.language.data import alternation

_TITLE = re.compile(
    rf"(?P<issuer>[\u4e00-\u9fff（）()]{{2,40}}?(?:{alternation('structure', 'issuer_endings')}))"
    r"(?:20\d\d年(?:\d{1,2}月份?)?(?:\d{1,2}日)?)?(?:关于)?"
    "(?:任免国家工作人员|(?:人事|干部)?任免(?:工作人员|人员|干部|事项)?(?:的?(?:名单|情况|信息))?|(?:任|免)职名单)"
)
_APPOINTS = re.compile(
    "(?:[\u4e00-\u9fff]{2,12})?(?:20\\d\\d年\\d{1,2}月\\d{1,2}日)?(?:决定)?[:：，,]?(?:任命|免去)"
)
_SAYS_SO = re.compile("(?:任命|免去)(?!的)|任免(?:如下|下列)|决定任免")
_REACH = 2  # lines below the title in which somebody is appointed or dismissed
_LONGEST = 60  # characters of the title


def personnel_issuer(printed: str, below: list[str]) -> str | None:
    """Give the issuer that the title of such a list names; None for any other line.

    Args:
        printed: The line, white space removed.
        below: The lines below it, white space removed.
    """
    if ("任" not in printed and "免职" not in printed) or len(printed) > _LONGEST:
        return None
    title = _TITLE.fullmatch(printed)
    if title is None or not below:
        return None
    said = "".join(below[:_REACH])
    return title.group("issuer") if _APPOINTS.match(below[0]) or _SAYS_SO.search(said) else None
