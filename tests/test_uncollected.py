"""Work without collection of cycles leaves the collector as it was."""

from __future__ import annotations

import gc

import pytest

from kg.uncollected import uncollected


def test_the_collector_rests_while_work_is_done_and_only_then() -> None:
    seen: list[bool] = []

    @uncollected
    def work(fails: bool) -> str:
        seen.append(gc.isenabled())
        if fails:
            raise ValueError
        return "done"

    assert gc.isenabled()
    assert work(fails=False) == "done"
    assert gc.isenabled()
    with pytest.raises(ValueError):  # noqa: PT011
        work(fails=True)
    assert gc.isenabled()
    assert seen == [False, False]


def test_who_switched_the_collector_off_finds_it_off() -> None:
    gc.disable()
    try:
        assert uncollected(lambda: 1)() == 1
        assert not gc.isenabled()
    finally:
        gc.enable()
