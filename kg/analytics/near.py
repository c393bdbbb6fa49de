"""Pairs of like names, found without comparing every name with every other.

Names that share one of their rarer pairs of characters are compared (RapidFuzz); titles of instruments are compared
where leaving out one character makes them equal. Time grows with the number of names, not with its square.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from math import ceil

from rapidfuzz import fuzz

from kg.resolve.coordination import is_subsequence

LEAST = 0.75  # likeness of two names
LEAST_SHORT = 0.5  # … of which one is a short form of the other
_SHORTEST_TITLE = 8  # characters; one of fewer is another title
_FEW = 64  # names that share a pair of characters: above this it says nothing of them
_NUMERALS = frozenset("0123456789〇零一二三四五六七八九十百年月第()上下中东南西北前后省市区县镇乡旗州")
_PLACE = re.compile(r"(?:.{1,8}?省)?(?:.{1,8}?市)?(?:.{1,8}?[区县旗市])?")


def near_names(names: Mapping[str, str]) -> Iterator[tuple[str, str, str, float]]:
    """Find pairs of like names.

    Args:
        names: the names by key.

    Yields:
        Two keys in order, ``same name``, ``short form`` or ``similar``, and the likeness: twice the number of characters
        both have in the same order divided by all characters (indel similarity).
    """
    for one, other in sorted(_candidates(names)):
        a, b = names[one], names[other]
        if a == b:
            yield one, other, "same name", 1.0
            continue
        likeness = fuzz.ratio(a, b) / 100
        short, long = sorted((a, b), key=len)
        is_short = a[-1] == b[-1] and is_subsequence(short, long)
        if likeness >= LEAST:
            yield one, other, "short form" if is_short else "similar", likeness
        elif is_short and a[0] == b[0] and likeness >= LEAST_SHORT and len(short) > 2:
            yield one, other, "short form", likeness


def _candidates(names: Mapping[str, str]) -> set[tuple[str, str]]:
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    having = Counter(gram for name in names.values() for gram in _grams(name))
    for key in sorted(names):
        name = names[key]
        grams = sorted(_grams(name), key=lambda gram: (having[gram], gram))
        for gram in grams[: max(2, ceil(len(grams) / 2))]:
            blocks[gram].append(key)
        blocks[f"{name[0]}…{name[-1]}"].append(key)
        blocks[f"={name}"].append(key)
    return {
        pair
        for gram, keys in blocks.items()
        if len(keys) <= _FEW or gram.startswith("=")
        for pair in combinations(keys, 2)
    }


def _grams(name: str) -> frozenset[str]:
    return frozenset(name[i : i + 2] for i in range(len(name) - 1)) or frozenset({name})


def misprints(titles: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """Find pairs of titles that one character more, less or other makes equal.

    A figure, a direction or a place that differs makes another instrument.

    Args:
        titles: folded titles by key.

    Yields:
        Two keys in order and the likeness.
    """
    without: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    whole: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(titles):
        title = titles[key]
        if len(title) >= _SHORTEST_TITLE:
            whole[title].append(key)
            for i in range(len(title)):
                without[title[:i] + title[i + 1 :], i].append(key)
    found: set[tuple[str, str]] = set()
    for (rest, i), keys in without.items():
        for one, other in combinations(keys, 2):
            if titles[one] != titles[other] and _is_misprint(titles[one], titles[other], i):
                found.add((one, other))
        for key in whole.get(rest, ()):
            found |= {_ordered(key, longer) for longer in keys if _is_misprint(titles[longer], rest, i)}
    for one, other in sorted(found):
        yield one, other, fuzz.ratio(titles[one], titles[other]) / 100


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _is_misprint(one: str, other: str, at: int) -> bool:
    characters = {one[at : at + 1], other[at : at + 1] if len(one) == len(other) else one[at : at + 1]}
    match = _PLACE.match(one)
    in_place = match is not None and at < match.end()
    return characters.isdisjoint(_NUMERALS) and not in_place
