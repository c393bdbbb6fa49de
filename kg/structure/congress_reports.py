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
# 关于甲省2022年国民经济和社会发展计划 / 执行情况与2023年国民经济和社会发展计划 / 草案的报告
_WHOLE = ("关于", "政府工作报告")
_BEGINS = re.compile("(?:[\u4e00-\u9fff]{2,20})?关于[^，。；：]{4,60}")
_TELLS = re.compile("[^，。；：]{0,30}20\\d\\d年[^，。；：]{0,40}(?:计划|预算|情况|决算|年|[和与及])")


def lines_above(above: list[str], title: str) -> int:
    """Give how many of the lines right above the end of such a title (the nearest last) belong to it.

    Only a title of two reports in one breaks over several lines: what was carried out, and what is planned.
    """
    if title.startswith(_WHOLE):
        return 0
    count = 0
    for line in reversed(above):
        if _BEGINS.fullmatch(line):
            return count + 1
        if not _TELLS.fullmatch(line):
            break
        count += 1
    return count


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
