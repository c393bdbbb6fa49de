"""The page's own words in a language, from ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

LANGUAGES = ("zh", "en")


@cache
def words(lang: str) -> dict[str, dict[str, str]]:
    """Give all words by group and key.

    Args:
        lang: ``zh`` or ``en``.
    """
    text = (resources.files("kg.export.html") / "words.toml").read_text(encoding="utf-8")
    column = LANGUAGES.index(lang)
    return {
        group: {key: pair[column] for key, pair in entries.items()}
        for group, entries in tomllib.loads(text).items()
    }
