"""What the heading of a column says of what its cells promise: by when (2025年建设内容), and that it is promised at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

_YEAR = re.compile(r"(?:到|至)?(?P<year>20\d\d)年(?!\d{1,2}月)(?:度|底|末)?(?=[\u4e00-\u9fff（(])")
_GOAL = re.compile(
    r"(?:目标|任务)值?(?:[（(][^（()）]{1,12}[）)])?$|(?:指标|目标|量化|考核)(?:任务)?要求$|任务数量?$"
)


def names_goal(heading: str) -> bool:
    """Tell whether what stands below a heading is to be reached, so that it needs no verb (目标值: 技改项目30个)."""
    return _GOAL.search("".join(heading.split())) is not None


def year_of_heading(heading: str) -> str | None:
    """Give the year a heading opens with, if it goes on with what is due in it."""
    return parted_heading(heading)[0]


def years_of_headings(headings: Sequence[str]) -> list[str | None]:
    """Give the year each heading of a table sets; the goal in all (总体目标) beside those of several years is of the last."""
    years = [year_of_heading(heading) for heading in headings]
    named = sorted({year for year in years if year})
    return [
        year or (named[-1] if named[1:] and names_goal(heading) else None)
        for year, heading in zip(years, headings, strict=True)
    ]


def parted_heading(heading: str) -> tuple[str | None, str]:
    """Part a heading into the year it opens with, if any, and what it names (2024年种植面积)."""
    text = "".join(heading.split())
    match = _YEAR.match(text)
    return (match.group("year"), text[match.end() :]) if match else (None, text)
