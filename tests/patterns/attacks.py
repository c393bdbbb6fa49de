"""Text that brings out the worst of a regular expression, made from the expression itself.

A backtracking matcher takes more than linear time where one piece of text can be divided between two repetitions in
many ways, or where many beginnings of a match run far before they fail. Both show on long repetitions of what the
expression repeats, begins with or is made of, without the end that it waits for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

_parser: Any = re._parser  # type: ignore[attr-defined]  # the only parser that reads just what ``re`` reads
_c: Any = re._constants  # type: ignore[attr-defined]

_CATEGORY = {"DIGIT": "7", "NOT_DIGIT": "甲", "SPACE": " ", "NOT_SPACE": "甲", "WORD": "甲", "NOT_WORD": "，"}
_SAMPLES = "甲a7 ，、）（\n\t。：x"
_WRONG = "\ufffe"  # no expression waits for it
MOST = 30  # texts of each kind for one expression: those with many are lists of words


def attacks(pattern: str, flags: int, length: int) -> Iterator[str]:
    """Gives texts of about a length: each unit again and again, bare and behind what leads up to it."""
    tree = _parser.parse(pattern, flags)
    whole = sample(tree)
    led = dict.fromkeys(_led(tree, ""))
    units = list(dict.fromkeys([whole, whole[:-1], *(unit for _, unit in led), *_SAMPLES[:7], *_units(tree)]))
    for lead, unit in [*islice(led, MOST), *(("", unit) for unit in units[:MOST])]:
        if unit:
            yield lead + unit * (length // len(unit)) + _WRONG


def sample(items: Iterable[Any]) -> str:
    """Gives a short text that the items match (what looks around is left out)."""
    return "".join(_sample(*item) for item in items)


def _sample(op: Any, value: Any) -> str:  # one line for each kind of item
    if op is _c.LITERAL:
        return chr(value)
    if op is _c.NOT_LITERAL:
        return next(c for c in _SAMPLES if ord(c) != value)
    if op is _c.ANY:
        return "甲"
    if op is _c.IN:
        return _of_class(value)
    if op is _c.BRANCH:
        return sample(value[1][0])
    if op is _c.SUBPATTERN:
        return sample(value[3])
    if op is _c.ATOMIC_GROUP:
        return sample(value)
    if op in (_c.MAX_REPEAT, _c.MIN_REPEAT, _c.POSSESSIVE_REPEAT):
        return sample(value[2]) * max(1, value[0])
    return ""


def _of_class(items: list[Any]) -> str:
    if items[0][0] is not _c.NEGATE:
        return next(_members(items))
    refused = set(_members(items[1:]))
    ranges = [value for op, value in items[1:] if op is _c.RANGE]
    free = (
        c for c in _SAMPLES + "bB9.-" if c not in refused and not any(a <= ord(c) <= b for a, b in ranges)
    )
    return next(free, "\u20ac")


def _members(items: Iterable[Any]) -> Iterator[str]:
    for op, value in items:
        if op is _c.LITERAL:
            yield chr(value)
        elif op is _c.RANGE:
            yield chr(value[0])
        elif op is _c.CATEGORY:
            yield _CATEGORY[str(value).removeprefix("CATEGORY_")]


def _units(items: Iterable[Any]) -> Iterator[str]:
    """What is repeated, every alternative, every single item, and every two neighbours."""
    before = ""
    for op, value in items:
        text = _sample(op, value)
        yield text
        yield before + text
        before = text
        for inner in _inner(op, value):
            yield sample(inner)
            yield from _units(inner)


def _led(items: Iterable[Any], lead: str) -> Iterator[tuple[str, str]]:
    """Each repeated item behind a text that leads up to it."""
    for op, value in items:
        if op in (_c.MAX_REPEAT, _c.MIN_REPEAT, _c.POSSESSIVE_REPEAT):
            yield lead, sample(value[2])
        for inner in _inner(op, value):
            yield from _led(inner, lead)
        lead += _sample(op, value)


def _inner(op: Any, value: Any) -> list[Any]:
    if op is _c.BRANCH:
        return list(value[1])
    if op is _c.SUBPATTERN:
        return [value[3]]
    if op is _c.ATOMIC_GROUP:
        return [value]
    if op in (_c.MAX_REPEAT, _c.MIN_REPEAT, _c.POSSESSIVE_REPEAT):
        return [value[2]]
    if op in (_c.ASSERT, _c.ASSERT_NOT):
        return [value[1]]
    return []
