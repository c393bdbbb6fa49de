"""Printed lines in a row of which nothing was read and that look alike; what they look like is for others to tell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from kg.structure.model import Instrument, Line


def unread_runs(
    instrument: Instrument,
    read: Sequence[tuple[int, int]],
    looks: Callable[[str], bool],
    *,
    between: int = 0,
    longest: int | None = None,
) -> Iterator[list[Line]]:
    """Give the runs of lines that look so and of which nothing was read.

    Args:
        instrument: where the lines stand.
        read: the spans of the source that facts and gaps rest on, merged and in order.
        looks: tells of the text of a line whether it is one of those.
        between: other lines that may stand between two of a run.
        longest: characters of such another line; no bound where it is None.
    """
    starts = [start for start, _ in read]
    run: list[Line] = []
    others = 0  # lines since the last of the run
    for paragraph in instrument.paragraphs[instrument.header.opening_end :]:
        for line in paragraph.lines:
            k = bisect_right(starts, line.end - 1) - 1
            told = k >= 0 and read[k][1] > line.start
            if not (told or paragraph.is_row) and looks(line.text):
                run.append(line)
                others = 0
                continue
            others += 1
            ends = told or paragraph.is_row or others > between
            if run and (ends or (longest is not None and len(line.text) > longest)):
                yield run
                run = []
    if run:
        yield run
