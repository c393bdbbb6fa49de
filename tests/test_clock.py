"""A bound on time holds back what is slow, and forgives what only the machine makes slow."""

from __future__ import annotations

import pytest

from tests import clock
from tests.clock import CALM, growth, slowness, within, yardstick


def several(times: int) -> None:
    for _ in range(times):
        yardstick()


def test_what_is_fast_enough_gives_its_result() -> None:
    assert within(1, lambda: 7) == 7


def test_what_is_slow_fails_on_any_machine() -> None:
    with pytest.raises(AssertionError, match=r"allowed, taken: \d"):
        within(CALM, lambda: several(4))


def test_what_a_slow_machine_makes_slow_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "slowness", lambda: 40.0)
    within(CALM / 10, yardstick)


def test_a_machine_is_never_called_faster_than_calm() -> None:
    assert slowness() >= 1


def test_growth_is_told() -> None:
    assert 4 < growth(lambda: several(1), lambda: several(8)) < 16
