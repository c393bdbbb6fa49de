"""Bodies of the central government: known by name, in documents of every place (``kg/language/national_bodies.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.language.data import load
from kg.resolve.model import Level, Place
from kg.resolve.names import fold

_OFFICES = ("办公厅", "办公室")  # of the body before them
RULE = "a body of the central government"


def national_body(name: str, home: Place) -> str | None:
    """Gives the full name of the central body that ``name`` denotes in a document of ``home``; None for others."""
    for office in _OFFICES:
        body = name.removesuffix(office)
        if body != name and name != f"国务院{office}" and (of := _names().get(fold(body))):
            return f"{of}{office}"
    found = _names().get(fold(name))
    if found is None and home.level is Level.NATION:
        found = _at_home().get(fold(name))
    return found


@cache
def _names() -> Mapping[str, str]:
    return _by_form("names")


@cache
def _at_home() -> Mapping[str, str]:
    return _by_form("at_home")


def _by_form(table: str) -> Mapping[str, str]:
    rows = load("national_bodies")[table]
    return {fold(form): full for full, forms in rows.items() for form in (full, *forms)}
