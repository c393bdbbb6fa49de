"""Texts that say nearly the same: found by their pairs of neighbouring characters."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

_NOT_WORD = re.compile(r"[\W_]+")
ALIKE = 0.6  # of the pairs of either text


def bare(text: str) -> str:
    """Give a text without white space and punctuation."""
    return _NOT_WORD.sub("", text)


def bigrams(text: str) -> frozenset[str]:
    """Give the pairs of neighbouring characters of a text, punctuation aside."""
    plain = bare(text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))


def alike(
    ours: Mapping[str, str], theirs: Mapping[str, str], least: float = ALIKE
) -> Iterator[tuple[str, str, float]]:
    """Find for each text the one on the other side that is most like it.

    Likeness is the number of character pairs that both have, divided by that of the pairs either has (Jaccard).

    Args:
        ours: texts by key.
        theirs: texts by key.
        least: the least likeness, above 0.

    Yields:
        Key, key of the most alike (the first by key among equals), likeness; in the order of ``ours``.
    """
    grams = {key: bigrams(text) for key, text in theirs.items()}
    having: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(grams):
        for gram in grams[key]:
            having[gram].append(key)
    for key, text in ours.items():
        own = bigrams(text)
        common = Counter(other for gram in own for other in having.get(gram, ()))
        best = _best((n / len(own | grams[other]), other) for other, n in common.items())
        if best and best[0] >= least:
            yield key, best[1], best[0]


def _best(scored: Iterable[tuple[float, str]]) -> tuple[float, str] | None:
    return min(scored, key=lambda pair: (-pair[0], pair[1]), default=None)
