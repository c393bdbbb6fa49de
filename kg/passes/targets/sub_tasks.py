"""Parts of the tasks in a table with a cell for the goal: each body's own part, printed behind the goal.

Parts mostly repeat what the goal says; a number counts only where the goal does not print it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.passes.tables.row_sources import task_rows
from kg.structure.model import Instrument

_DATED = re.compile(r"\d{1,2}\s?月|\d{4}年")
_MIN_PART = 6  # characters


def sub_tasks(
    instrument: Instrument, goals: Sequence[tuple[int, int]]
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Give the parts of tasks as offsets of the instrument's text, each with the index of its goal.

    Args:
        instrument: Where the table stands.
        goals: The spans of the goal cells, in order.
    """
    starts = [start for start, _ in goals]
    seen: set[tuple[int, int]] = set()
    text = instrument.text
    for row in task_rows(instrument):
        for task in (row.task, *(post.task for post in row.posts)):
            start, end = instrument.text_map.span_of(task.evidence.start, task.evidence.end)
            goal = bisect_right(starts, start) - 1
            if goal < 0 or start < goals[goal][1] or (start, end) in seen or end - start < _MIN_PART:
                continue
            seen.add((start, end))
            if not _DATED.search(text, start, end):  # dated steps are milestones
                yield tuple(at for at in range(start, end) if text[at] != "\n"), goal
