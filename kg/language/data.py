"""Load the language data files of this package."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Give the content of ``kg/language/<name>.toml``.

    Raises:
        FileNotFoundError: there is no such data file.
    """
    return tomllib.loads((resources.files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


def words(name: str, key: str) -> tuple[str, ...]:
    """Give a word list of a data file, longest first, so that an alternation of them prefers the longest."""
    return tuple(sorted(load(name)[key], key=lambda word: (-len(word), word)))


def alternation(name: str, key: str) -> str:
    """Give a word list as a regular expression alternation, longest word first."""
    import re

    return "|".join(re.escape(word) for word in words(name, key))


def by_last(endings: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Sort endings by their last character: ``text.endswith(ENDINGS.get(text[-1:], ()))`` asks for a few of them only."""
    found: dict[str, tuple[str, ...]] = {}
    for word in endings:
        found[word[-1]] = (*found.get(word[-1], ()), word)
    return found


def by_first(beginnings: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Sort beginnings by their first character, as :func:`by_last` does endings."""
    found: dict[str, tuple[str, ...]] = {}
    for word in beginnings:
        found[word[0]] = (*found.get(word[0], ()), word)
    return found
