"""Parts that tell what has been done or how things are: they set no targets and give no duties.

Of documents that report (统计公报, 工作总结, 情况通报) all that is not said of what follows, of others the parts whose
headings say so (发展现状, 执行情况, 面临形势).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.language.data import alternation, load
from kg.structure.model import Instrument, LabelKind, Paragraph

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
_PAST_WORD = re.compile(alternation("targets", "past_headings"))
_PAST = re.compile(rf"[^，]*(?:{_PAST_WORD.pattern})(?:[和与及、].{{0,12}})?")
_FUTURE = tuple(load("targets")["future_headings"])
_TO_DO = re.compile(
    f"(?:{alternation('targets', 'heading_adverbs')})*(?:{alternation('targets', 'heading_verbs')})"
)
_TOLD = re.compile(alternation("targets", "told_headings"))
_PAST_OPENING = re.compile(
    "(?:“十[二三]五”(?:时期|期间|以来)[，,].{0,40}(?:取得|持续|圆满|全面建成|坚持以|不断)|过去(?:的)?[一五三]年|近年来|一年来|五年来|20\\d\\d年以来)"
)
_CHARGES = re.compile("负责|主管|承担")
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


@lru_cache(maxsize=1)  # asked for by the passes for targets, duties and citations
def past_sections(instrument: Instrument) -> frozenset[int]:
    """Give the sections on what has been done or on how things are, those inside them included."""
    if reports_past(instrument):
        return sections_on_past(instrument)
    past: set[int] = set(told_first(instrument))
    for index, section in enumerate(instrument.sections):
        if index in past or section.parent in past or _is_past(instrument, index):
            past.add(index)
    return frozenset(past)


def _is_past(instrument: Instrument, index: int) -> bool:
    section = instrument.sections[index]
    heading = instrument.paragraph_text(section.heading)[:_MAX_HEADING].split("。")[0]
    past = _PAST_WORD.search(heading) is not None and _PAST.fullmatch(heading) is not None
    if past and _TO_DO.match(instrument.text, instrument.paragraphs[section.heading].body):
        past = _TOLD.search(heading) is not None  # 优化发展环境, 抢抓机遇; but 解决突出问题情况
    if not past and section.heading + 1 < section.last:
        below = instrument.paragraphs[section.heading + 1]
        past = _PAST_OPENING.match(instrument.text, below.body, below.end) is not None
    return past and ("执行情况" in heading or not any(word in heading for word in _FUTURE))


def tells_past(instrument: Instrument, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph stands in a part on the past, and charges nobody with anything."""
    if paragraph.section not in past_sections(instrument):
        return False
    return _CHARGES.search(instrument.text, paragraph.body, paragraph.end) is None
