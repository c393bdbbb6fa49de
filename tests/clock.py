"""Bounds on time that mean the same on every machine, calm or busy.

A bound is written in seconds of a calm machine: the one on which :data:`CALM` was measured. Work that stays below it
passes at once. Work that does not is held against what a fixed piece of other work, the yardstick, takes at that very
moment: on a machine half as fast, or while neighbours take half of it, the bound is twice as many seconds. It never gets
shorter, and what grows with the square of a text misses it by a factor of ten and more on any machine.
"""

from __future__ import annotations

import functools
import os
import random
import re
import time
from collections.abc import Callable
from typing import TypeVar

from kg.uncollected import uncollected
from tests.bench.extraction import forget

T = TypeVar("T")

CALM = 0.036
"""Processor seconds of the yardstick where nothing else runs: the best of 200 on the machine that set the bounds."""

HANGS = 600
"""Seconds after which a command that does not end is taken to hang: a guard, no bound on speed."""

TRIES = 3
"""A neighbour that comes and goes within one try is no fault of the work."""

WORDS = re.compile(
    "(?P<body>局|办|委|政府)|(?P<figure>[0-9]+(?:\\.[0-9]+)?[%所家]?)|(?P<verb>由|负责|牵头)|[，。；]"
)
SENTENCE = "县财政局牵头，县住建局配合，新建学校36所；由县卫健委负责，覆盖率达到95%。"


def children() -> float:
    """Tell the processor seconds of all processes started and ended so far."""
    times = os.times()
    return times.children_user + times.children_system


def within(seconds: float, work: Callable[[], T], clock: Callable[[], float] = time.process_time) -> T:
    """Give what ``work`` gives, which takes at most so many processor seconds of a calm machine.

    Work runs as extraction runs it: caches that outlive a document empty, cycles not collected (what other tests left
    in memory does not count). With the clock :func:`children` it is the commands run that count.

    Raises:
        AssertionError: when it takes longer, each of three times.
    """
    told = []
    for _ in range(TRIES):
        forget()
        begin = clock()
        result = uncollected(work)()
        taken = clock() - begin
        if taken <= seconds or taken <= seconds * slowness():
            return result
        told.append(f"{taken:.2f} s")
    raise AssertionError(f"{seconds} s of a calm machine allowed, taken: {', '.join(told)}")


def growth(small: Callable[[], object], large: Callable[[], object]) -> float:
    """Tell how many times the processor time of ``small`` ``large`` takes, the least of three."""
    return min(_seconds(large) / _seconds(small) for _ in range(TRIES))


def slowness() -> float:
    """Tell how many times longer than on a calm machine work takes now; at least 1."""
    return max(1.0, _seconds(yardstick) / CALM)


def yardstick() -> None:
    """Do work of the kind that reading does: patterns over text, and lookups all over a large table."""
    groups: dict[tuple[str | None, str], list[tuple[int, str]]] = {}
    for match in WORDS.finditer(SENTENCE * 1000):
        groups.setdefault((match.lastgroup, match[0]), []).append((match.start(), match[0]))
    sorted(place for places in groups.values() for place in places)
    table, keys = _table()
    sum(len(table[key]) for key in keys)


@functools.cache
def _table() -> tuple[dict[str, tuple[str, int]], list[str]]:
    """Larger than a processor's cache, which is what neighbours take first."""
    table = {f"{n}号": (str(n), n) for n in range(100_000)}
    keys = list(table)
    random.Random(0).shuffle(keys)
    return table, keys


def _seconds(work: Callable[[], object]) -> float:
    forget()
    begin = time.process_time()
    uncollected(work)()
    return time.process_time() - begin
