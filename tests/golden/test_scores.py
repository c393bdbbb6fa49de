"""The seeds scored against the gold annotations, when those are there: what was reached is not lost again."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.analytics.facts import fact_rows
from kg.analytics.scoring.evaluation import Evaluation, evaluate
from kg.analytics.scoring.gold import read_gold
from kg.graph.store import open_store
from tests.conftest import ROOT, require_path

FLOORS = {
    # type: F1, strict F1; a little below what was measured last, so that one gold row more or less is no failure
    "document": (1.0, 1.0),
    "role": (0.985, 0.98),
    "duty": (0.94, 0.94),
    "target": (0.98, 0.97),
    "citation": (0.98, 0.97),
    "person": (0.99, 0.98),
    "member": (0.98, 0.97),
    "milestone": (0.98, 0.97),
}


@pytest.fixture(scope="module")
def evaluation(seeds_store: Path) -> Evaluation:
    gold = require_path(ROOT.parent / "shared" / "gold" / "dev", "gold annotations")
    with open_store(seeds_store) as store:
        return evaluate(read_gold(gold), fact_rows(store))


@pytest.mark.parametrize("kind", FLOORS)
def test_floor(evaluation: Evaluation, kind: str) -> None:
    score = evaluation.by_type()[kind]
    f1, strict = FLOORS[kind]
    assert score.f1 >= f1
    assert score.strict_f1 >= strict


def test_no_two_bodies_are_mixed_up(evaluation: Evaluation) -> None:
    assert evaluation.aliases.kept_apart == evaluation.aliases.different
