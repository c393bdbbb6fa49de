"""No regular expression of the package takes more than linear time, whatever the text."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable
from types import FrameType

import pytest

from tests.clock import TRIES, slowness
from tests.patterns.attacks import attacks, sample
from tests.patterns.collected import Pattern, patterns

SHORT, LONG = 4_000, 16_000
NOTHING = 0.004  # seconds: faster than this at the short size is linear
MAX_RATIO = 8  # linear gives 4, quadratic 16
GIVE_UP = 1.0  # seconds of a calm machine


class TooSlowError(Exception):
    """An expression was interrupted."""


def seconds(apply: Callable[[str], object], text: str, give_up: float = GIVE_UP) -> float:
    """Processor time of an application, the better of two; infinite where it had to be interrupted."""

    def interrupt(_: int, __: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, interrupt)
    best = float("inf")
    try:
        for _ in range(2):
            signal.setitimer(signal.ITIMER_PROF, give_up)
            begin = time.process_time()
            apply(text)
            best = min(best, time.process_time() - begin)
            if best < NOTHING:
                break
    except TooSlowError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return best


def growth(apply: Callable[[str], object], small: str, large: str, give_up: float) -> float:
    """How many times longer an application to the long text takes: the least of several tries, as soon as it is linear."""
    least = float("inf")
    for attempt in range(2 * TRIES):
        patience = give_up * (slowness() if attempt else 1)
        slow = seconds(apply, small, patience)
        if slow <= NOTHING:
            return 1.0
        # the long text may take as many times longer as is allowed
        ratio = seconds(apply, large, MAX_RATIO * patience) / slow if slow < patience else slow
        least = min(least, ratio)
        if least <= MAX_RATIO or (attempt >= TRIES and ratio == float("inf")):
            break
    return least


def worst(pattern: Pattern, give_up: float = GIVE_UP) -> tuple[float, str]:
    """How many times longer the long text takes than the short one, at the worst, and a piece of that text."""
    compiled = re.compile(pattern.text, pattern.flags)
    found = (1.0, "")
    for method in pattern.applied:
        applied = getattr(compiled, method)

        def apply(text: str, applied: Callable[[str], object] = applied, method: str = method) -> None:
            for _ in applied(text) if method == "finditer" else (applied(text),):
                pass

        for small, large in zip(
            attacks(pattern.text, pattern.flags, SHORT),
            attacks(pattern.text, pattern.flags, LONG),
            strict=True,
        ):
            ratio = growth(apply, small, large, give_up)
            found = max(found, (ratio, f"{method} on {small[:24]!r}"))
            if ratio > MAX_RATIO:
                return found
    return found


@pytest.fixture(scope="module")
def all_patterns() -> list[Pattern]:
    return patterns()


def test_every_pattern_takes_linear_time(all_patterns: list[Pattern]) -> None:
    assert len(all_patterns) > 300
    slow = []
    for pattern in all_patterns:
        ratio, attack = worst(pattern)
        if ratio > MAX_RATIO:
            slow.append(f"{ratio:.0f} times for {LONG // SHORT} times the text: {attack}: {pattern}")
    assert not slow, "\n".join(slow)


QUADRATIC = [r"(?:x*y*)*z", r"a.*b.*c", r"[甲乙]*丙", r"(?:的|了)+$", r"\d+年"]
EXPONENTIAL = [r"(a+)+$", r"(?:a|aa)+$", r"^(\w+\s?)*$"]


@pytest.mark.parametrize("text", [*QUADRATIC, *EXPONENTIAL])
def test_the_check_sees_what_backtracks(text: str) -> None:
    assert worst(Pattern(text, 0, "made.up", ("finditer",)))[0] > MAX_RATIO


@pytest.mark.parametrize("text", [r"甲[^乙]{0,20}丙", r"《[^《》]*》", r"(?:甲|乙)+", r"第[一二三]{1,5}条"])
def test_what_is_linear_passes(text: str) -> None:
    assert worst(Pattern(text, 0, "made.up", ("finditer",)))[0] <= MAX_RATIO


@pytest.mark.parametrize(
    "text", [r"第[一二]{2}条(?:甲|乙)?", r"\d{4}年[^月]", r"(?<!甲)乙(?=丙)丙+", r"[^\s，]{2}"]
)
def test_samples_match(text: str) -> None:
    tree = re._parser.parse(text)  # type: ignore[attr-defined]
    assert re.search(text, sample(tree))
