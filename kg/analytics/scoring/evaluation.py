"""Scores of extracted facts against gold: per type, per annotated part, with every row that was missed.

Definitions, per type and part: ``gold`` counts gold rows that are not marked unsure; ``found`` counts
facts inside the part's lines, less those that answer an unsure row or give the other fair reading of a
sentence; ``hits`` are gold rows answered; ``strict`` are hits that agree in every field. precision = hits /
found, recall = hits / gold, F1 their harmonic mean; strict F1 takes ``strict`` for ``hits``. Nothing found
and nothing expected is 1.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from kg.analytics.scoring.folding import fold
from kg.analytics.scoring.gold import Part
from kg.analytics.scoring.pairing import pair
from kg.analytics.scoring.rules import RULES, Row, has_other_reading


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one type of fact, addable over parts."""

    gold: int = 0
    found: int = 0
    hits: int = 0
    strict: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.gold + other.gold,
            self.found + other.found,
            self.hits + other.hits,
            self.strict + other.strict,
        )

    @property
    def precision(self) -> float:
        """Share of the found facts that are right."""
        return self._precision(self.hits)

    @property
    def recall(self) -> float:
        """Share of the gold rows that were found."""
        return self._recall(self.hits)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _harmonic(self.precision, self.recall)

    @property
    def strict_f1(self) -> float:
        """F1 of the facts that agree in every field."""
        return _harmonic(self._precision(self.strict), self._recall(self.strict))

    def _precision(self, hits: int) -> float:
        return hits / self.found if self.found else float(self.gold == 0)

    def _recall(self, hits: int) -> float:
        return hits / self.gold if self.gold else 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A row that costs points. ``kind`` is ``missed``, ``not strict`` or ``spurious``."""

    kind: str
    part: str
    gold: Row | None
    found: Row | None


@dataclass(frozen=True, slots=True)
class AliasScore:
    """Pairs of printed names: same body resolved alike, different bodies kept apart."""

    same: int = 0
    resolved_alike: int = 0
    different: int = 0
    kept_apart: int = 0

    def __add__(self, other: AliasScore) -> AliasScore:
        return AliasScore(
            self.same + other.same,
            self.resolved_alike + other.resolved_alike,
            self.different + other.different,
            self.kept_apart + other.kept_apart,
        )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result: scores by (part, type), misses by type, and the alias score over all parts."""

    scores: Mapping[tuple[str, str], Score]
    misses: Mapping[str, tuple[Miss, ...]]
    aliases: AliasScore

    def by_type(self) -> dict[str, Score]:
        """Scores per type of fact, over all parts."""
        return {k: sum((s for (_, t), s in self.scores.items() if t == k), Score()) for k in RULES}

    def macro(self) -> tuple[float, float]:
        """Mean F1 and mean strict F1 over the types that have gold rows."""
        counted = [s for s in self.by_type().values() if s.gold]
        n = max(1, len(counted))
        return sum(round(s.f1, 4) for s in counted) / n, sum(round(s.strict_f1, 4) for s in counted) / n


def evaluate(parts: Sequence[Part], facts: Iterable[Row]) -> Evaluation:
    """Score facts against gold parts.

    Args:
        parts: the gold, as :func:`~kg.analytics.scoring.gold.read_gold` gives it.
        facts: rows of the public facts format.
    """
    by_file: dict[Any, list[Row]] = {}
    for row in facts:
        by_file.setdefault(row.get("file"), []).append(row)
    scores: dict[tuple[str, str], Score] = {}
    misses: dict[str, list[Miss]] = {kind: [] for kind in RULES}
    aliases = AliasScore()
    for part in parts:
        here = [
            f
            for f in by_file.get(part.file, [])
            if part.first_line <= int(f.get("line", -1)) <= part.last_line
        ]
        for kind in RULES:
            scores[part.name, kind], missed = _score(kind, part, here)
            misses[kind].extend(missed)
        aliases += _score_aliases(part, here)
    return Evaluation(scores, {k: tuple(v) for k, v in misses.items()}, aliases)


def _score(kind: str, part: Part, here: list[Row]) -> tuple[Score, list[Miss]]:
    all_gold: list[Row] = list(part.rows)
    gold = [r for r in all_gold if r["type"] == kind]
    found = [f for f in here if f.get("type") == kind]
    pairs = pair(kind, gold, found)
    strict_rule = RULES[kind].strict
    misses: list[Miss] = []
    sure = hits = strict = 0
    for i, row in enumerate(gold):
        if row.get("unsure") or (i not in pairs and has_other_reading(kind, row, here)):
            continue
        sure += 1
        if i not in pairs:
            misses.append(Miss("missed", part.name, row, None))
            continue
        hits += 1
        answer = found[pairs[i]]
        if strict_rule(row, answer):
            strict += 1
        else:
            misses.append(Miss("not strict", part.name, row, answer))
    excused = sum(1 for i in pairs if gold[i].get("unsure"))
    paired = set(pairs.values())
    for j, fact in enumerate(found):
        if j in paired:
            continue
        if has_other_reading(kind, fact, all_gold):
            excused += 1
        else:
            misses.append(Miss("spurious", part.name, None, fact))
    return Score(sure, len(found) - excused, hits, strict), misses


def _score_aliases(part: Part, here: list[Row]) -> AliasScore:
    ids: dict[str, Any] = {}
    for fact in here:
        if fact.get("agent") and fact.get("agent_id"):
            ids.setdefault(fold(fact["agent"]), fact["agent_id"])
    bodies = [[fold(n) for n in r["names"]] for r in part.rows if r["type"] == "alias"]
    same = [pair for names in bodies for pair in combinations(names, 2)]
    # Only names that were found at all can be kept apart or mixed up.
    apart = [
        (a, b) for one, other in combinations(bodies, 2) for a in one for b in other if a in ids and b in ids
    ]
    return AliasScore(
        len(same),
        sum(a in ids and ids[a] == ids.get(b) for a, b in same),
        len(apart),
        sum(ids[a] != ids[b] for a, b in apart),
    )


def _harmonic(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0
