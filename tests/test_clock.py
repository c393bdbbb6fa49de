"""A bound on time holds back what is slow, and forgives what only the machine makes slow."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle

import pytest

from tests import clock
from tests.clock import CALM, growth, slowness, within, yardstick


def lasting(seconds: float) -> Callable[[], float]:
    """Give a clock by which any work takes so many seconds; what the machine does at that moment is not tested here."""
    return cycle((0.0, seconds)).__next__


def test_what_is_fast_enough_gives_its_result() -> None:
    assert within(1, lambda: 7, lasting(0.9)) == 7


def test_what_is_slow_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "slowness", lambda: 1.0)
    with pytest.raises(AssertionError, match=r"1 s of a calm machine allowed, taken: 1\.10 s, 1\.10"):
        within(1, lambda: 7, lasting(1.1))


def test_what_a_slow_machine_makes_slow_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "slowness", lambda: 40.0)
    assert within(1, lambda: 7, lasting(39)) == 7
    with pytest.raises(AssertionError, match="allowed"):
        within(1, lambda: 7, lasting(41))


def test_work_of_many_yardsticks_is_slow_on_any_machine() -> None:
    def many() -> None:
        for _ in range(20):  # a neighbour that takes half the machine doubles one try, not twenty times one
            yardstick()

    with pytest.raises(AssertionError, match="allowed"):
        within(CALM, many)


def test_a_machine_is_never_called_faster_than_calm(monkeypatch: pytest.MonkeyPatch) -> None:
    assert slowness() >= 1
    monkeypatch.setattr(clock, "_seconds", lambda _work: CALM / 2)
    assert slowness() == 1
    monkeypatch.setattr(clock, "_seconds", lambda _work: CALM * 3)
    assert slowness() == pytest.approx(3)


def test_growth_is_the_least_of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter((80.0, 10.0, 90.0, 10.0, 70.0, 10.0))  # the large work, then the small, three times
    monkeypatch.setattr(clock, "_seconds", lambda _work: next(seconds))
    assert growth(yardstick, yardstick) == pytest.approx(7)
