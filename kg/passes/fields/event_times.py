"""Fields that tell when something happens to a project: 开工时间：2024年3月；竣工时间：2025年10月.

Each is a step of its own; when the task as a whole is done stands in other fields (完成时限：…).
"""

from __future__ import annotations

import re

from kg.language.data import load
from kg.passes.rows.task_rows import DatedSpan
from kg.passes.words.dates import find_dues, years_due

_EVENTS = "|".join(
    map(re.escape, sorted(load("tables")["event_fields"]["events"], key=lambda w: (-len(w), w)))
)
EVENT = re.compile(
    rf"(?<!实际)(?<!原定)(?:计划|预计|拟|力争|项目|主体|全面)?(?:{_EVENTS})(?:时间|日期)[:：](?P<value>[^；;。，,（()）\n]{{2,40}})"
)
"""A field that tells when something happens to a project."""


def event_times(text: str, start: int, end: int, anchor: int | None) -> list[DatedSpan]:
    """Give what happens when by the fields of ``text[start:end]``, left to right; ``anchor`` is the year of bare months."""
    if text.find("时间", start, end) < 0 and text.find("日期", start, end) < 0:
        return []
    times: list[DatedSpan] = []
    for field in EVENT.finditer(text, start, end):
        dues = find_dues(text, *field.span("value"), anchor)
        if not dues and (years := years_due(text, *field.span("value"))) is not None:
            dues = [years]
        times.extend(DatedSpan(due.value, field.start(), field.end(), field.start()) for due in dues)
    return times
