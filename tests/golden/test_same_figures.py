"""`kg evaluate` gives the figures of the scorer that came with the gold, when that is there."""

from __future__ import annotations

import importlib.util
import json
import random
from types import ModuleType
from typing import Any

import pytest

from kg.analytics.scoring.evaluation import Evaluation, evaluate
from kg.analytics.scoring.gold import read_gold
from tests.conftest import ROOT, require_path

GOLD = ROOT.parent / "shared" / "gold"


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    path = require_path(GOLD / "score.py", "the scorer of the gold annotations")
    spec = importlib.util.spec_from_file_location("gold_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def disturbed_facts(seed: int) -> list[dict[str, Any]]:
    """Facts as a fair but faulty extraction would give them: gold rows dropped, moved, changed, doubled."""
    chance = random.Random(seed)
    facts: list[dict[str, Any]] = []
    for part in read_gold(GOLD / "dev"):
        for row in part.rows:
            if row["type"] == "alias" or chance.random() < 0.2:
                continue
            fact = {k: v for k, v in row.items() if k not in {"doc", "unsure"}} | {"file": part.file}
            fact["line"] = max(1, fact["line"] + chance.choice([0, 0, 0, 1, -3, 12, 30]))
            if chance.random() < 0.2:
                field = chance.choice(
                    sorted(k for k, v in fact.items() if isinstance(v, str) and k != "type")
                )
                fact[field] = chance.choice(
                    ["", "县教育局", str(fact[field])[:-1], "负责" + str(fact[field])]
                )
            if fact.get("agent"):
                fact["agent_id"] = "urn:" + str(fact["agent"])[-chance.choice([2, 3, 9]) :]
            if fact["type"] == "role" and chance.random() < 0.1:
                fact |= {"type": "duty", "duty": fact["task"]}
            facts += [fact] * chance.choice([1, 1, 1, 2])
    return facts


def as_report(evaluation: Evaluation) -> dict[str, Any]:
    report: dict[str, Any] = {
        kind: {
            "gold": s.gold,
            "found": s.found,
            "precision": round(s.precision, 4),
            "recall": round(s.recall, 4),
            "f1": round(s.f1, 4),
            "strict_f1": round(s.strict_f1, 4),
        }
        for kind, s in evaluation.by_type().items()
    }
    f1, strict = evaluation.macro()
    a = evaluation.aliases
    report["macro"] = {"f1": round(f1, 4), "strict_f1": round(strict, 4)}
    report["alias"] = {
        "same_body_pairs": a.same,
        "resolved_alike": a.resolved_alike,
        "different_body_pairs": a.different,
        "kept_apart": a.kept_apart,
    }
    return report


@pytest.mark.parametrize("seed", range(5))
def test_same_figures_and_misses(scorer: ModuleType, seed: int) -> None:
    facts = disturbed_facts(seed)
    theirs, their_misses = scorer.score(GOLD / "dev", facts)
    ours = evaluate(read_gold(GOLD / "dev"), facts)
    assert as_report(ours) == theirs
    assert 0.3 < theirs["macro"]["f1"] < 0.99, "the disturbance is too strong or too weak to tell"
    for kind, misses in ours.misses.items():
        rows = [json.dumps(m.found or m.gold, sort_keys=True) for m in misses if m.kind == "spurious"]
        wanted = [json.dumps(r, sort_keys=True) for what, _, r in their_misses[kind] if what == "spurious"]
        assert rows == wanted
        assert len(misses) == len(their_misses[kind])
