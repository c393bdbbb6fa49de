"""Load the language data files of this package."""

from __future__ import annotations

import tomllib
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
