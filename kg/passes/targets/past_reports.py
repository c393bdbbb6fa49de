"""Documents that tell what has been done (统计公报, 工作总结, 情况通报): only what they say of what follows sets targets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.language.data import load
from kg.structure.model import Instrument, LabelKind

_TARGETS = load("targets")
_REPORT = re.compile("|".join(_TARGETS["report_titles"]))
_PLANS = re.compile("|".join(_TARGETS["planning_titles"]))
_NEXT = re.compile("|".join(_TARGETS["next_headings"]))
# what a report to a congress looks back on comes first: 政府工作报告, 关于…计划执行情况与…计划草案的报告
_TO_CONGRESS = re.compile(
    "(?:政府工作报告|执行情况.{0,40}(?:草案|安排).{0,4}的?报告)(?:[（(][^（）()]{1,12}[）)])?$"
)
_AHEAD = re.compile(
    "今年(?!以来)|明年|目标|总体要求|总体思路|(?:工作|计划|政府)(?:的)?(?:安排|打算|思路|建议)|(?:重点|主要)(?:工作|任务)"
    "|今后|未来|下一|十[四五六]五"
)
_LOOKS_BACK = re.compile("回顾|执行情况|完成情况|成效|成就|总结")
_YEAR = re.compile(r"20\d\d(?=年)")
_OVER = re.compile("情况|进展|成效|完成|回顾|存在")
_MAX_HEADING = 40


def reports_past(instrument: Instrument) -> bool:
    """Tell by its title whether a document reports what has been done, and plans nothing beside."""
    title = instrument.header.title
    return _REPORT.search(title) is not None and not _PLANS.search(title)


def sections_on_past(instrument: Instrument) -> frozenset[int]:
    """Give the sections of a report that do not say what is to be done next; -1 stands for what is in no section."""
    past = {-1}
    for index, section in enumerate(instrument.sections):
        heading = instrument.paragraph_text(section.heading)[:_MAX_HEADING].split("。")[0]
        annexed = section.label is not None and section.label.kind is LabelKind.ANNEX
        ahead = annexed or _NEXT.search(heading) is not None
        ahead = ahead and not _OVER.search(heading)
        if not ahead and (section.parent in past or section.parent < 0):
            past.add(index)
    return frozenset(past)


def told_first(instrument: Instrument) -> Iterator[int]:
    """Give the parts of a report to a congress in front of the first one that plans: they tell what has been done.

    Their headings need not say so (一、攻坚克难，经济社会稳步发展).
    """
    if _TO_CONGRESS.search(instrument.header.title) is None:
        return
    top = [n for n, section in enumerate(instrument.sections) if section.parent < 0]
    heads = [
        instrument.paragraph_text(instrument.sections[n].heading)[:_MAX_HEADING].split("。")[0] for n in top
    ]
    last = max((year for head in heads for year in _YEAR.findall(head)), default="")
    for at, head in enumerate(heads):
        ahead = _AHEAD.search(head) or (last and last in head)
        if ahead and not _LOOKS_BACK.search(head):
            yield from top[:at]
            return
