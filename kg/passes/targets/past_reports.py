"""Documents that tell what has been done (统计公报, 工作总结, 情况通报): only what they say of what follows sets targets."""

from __future__ import annotations

import re

from kg.language.data import load
from kg.structure.model import Instrument, LabelKind

_TARGETS = load("targets")
_REPORT = re.compile("|".join(_TARGETS["report_titles"]))
_PLANS = re.compile("|".join(_TARGETS["planning_titles"]))
_NEXT = re.compile("|".join(_TARGETS["next_headings"]))
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
