"""Titles of reports given to a congress, which have neither a number nor recipients.

政府工作报告
——2024年1月15日在甲市第十五届人民代表大会第四次会议上
市长　张三
"""

from __future__ import annotations

import re

_TITLE = re.compile("(?:关于)?[^，。；：]{0,50}报告(?:[（(](?:摘要|节选|全文)[）)])?")
_GIVEN = re.compile(
    r"[（(—－―-]*(?:20\d\d年\d{1,2}月\d{1,2}日)?在?[^。；]{4,60}(?:代表大会|常务委员会|常委会|全体会议)[^。；]{0,30}会?议?上?[）)]?"
)
_DATED = re.compile(r"[（(—－―-]+20\d\d年\d{1,2}月\d{1,2}日在")
_LONGEST = 3  # lines of the title


def report_title(below: list[str]) -> int | None:
    """Give how many of the lines (white space removed) are the title of such a report; None where they are none.

    The line behind the title says when and where it was given.
    """
    joined = ""
    for n, line in enumerate(below[:_LONGEST], 1):
        joined += line
        given = below[n : n + 2]
        if not given or _DATED.match(given[0]) is None or _TITLE.fullmatch(joined) is None:
            continue
        if _GIVEN.fullmatch(given[0]) or _GIVEN.fullmatch("".join(given)):
            return n
    return None
