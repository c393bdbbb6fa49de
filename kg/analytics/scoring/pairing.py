"""Pairing of gold rows with found facts: one to one, full agreement first, then the nearest line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from kg.analytics.scoring.rules import RULES, Row


def pair(kind: str, gold: Sequence[Row], found: Sequence[Row]) -> dict[int, int]:
    """Pair rows of one type.

    Args:
        kind: the type of fact.
        gold: gold rows of that type.
        found: extracted facts of that type.

    Returns:
        Index of the gold row -> index of the fact that answers it.
    """
    rule = RULES[kind]
    by_key: dict[Hashable, list[int]] = defaultdict(list)
    for j, row in enumerate(found):
        try:
            by_key[rule.key(row)].append(j)
        except KeyError:  # a fact without its key field answers nothing
            continue
    candidates: list[tuple[bool, int, int, int]] = []
    for i, want in enumerate(gold):
        for j in by_key.get(rule.key(want), ()):
            distance = abs(want["line"] - found[j]["line"])
            if distance <= rule.lines and rule.agrees(want, found[j]):
                candidates.append((not rule.strict(want, found[j]), distance, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs
