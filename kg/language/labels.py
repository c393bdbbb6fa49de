"""Words of the interface in Chinese and English."""

from __future__ import annotations

from kg.language.data import load

LANGUAGES = ("zh", "en")


def label(group: str, key: str, lang: str) -> str:
    """Give the word for ``key`` in a group of ``labels.toml``; a key without an entry stands for itself."""
    entry = load("labels").get(group, {}).get(key)
    return str(entry[LANGUAGES.index(lang)]) if entry else key
