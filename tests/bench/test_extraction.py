"""A floor under the speed of extraction, as a ratio so that it holds on any machine."""

from __future__ import annotations

import pytest

from kg.passes.component import INSTRUMENT
from kg.passes.pipeline import load_pipeline, run
from kg.sources.model import SourceText
from kg.structure.instruments import read_instruments
from tests.bench.extraction import extraction_pipeline, measure, seeds, stages

FLOOR = 0.19
"""Of the speed of tokenizing alone; far enough below what is measured that only a real loss falls through."""


_TRIES = 12
"""Where other work keeps the machine busy, extraction suffers more than tokenizing: a quiet moment tells."""


def test_extraction_is_fast_enough() -> None:
    measured = (measure(seeds(), runs=1).ratio for _ in range(_TRIES))
    assert any(ratio >= FLOOR for ratio in measured), (
        "see where the time goes: python -m tests.bench.extraction"
    )


def test_every_stage_is_measured() -> None:
    taken = stages(seeds()[:1], runs=1)
    assert [*taken] == ["read", "structure", *extraction_pipeline().pipe_names, "resolve"]


@pytest.mark.parametrize(("tokens", "disable"), [(False, ["spans"]), (True, [])])
def test_tokens_are_made_only_for_components_that_read_them(tokens: bool, disable: list[str]) -> None:
    text = "甲市人民政府关于供水的通知\n甲政发〔2023〕5号\n一、市水务局负责供水调度。\n"
    (instrument,) = read_instruments(SourceText("made_up.txt", text, "0", "utf-8"))
    doc = run(load_pipeline(disable=disable), instrument)
    assert len(doc) == (len(instrument.text) if tokens else 0)
    assert doc.user_data[INSTRUMENT] is instrument
    assert doc._.facts
