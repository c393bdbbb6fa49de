"""Names of bodies without their place: folding, abbreviations, endings.

The lists are data (``kg/language/abbreviations.toml``); this module only says how they are applied.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from kg.language.data import load
from kg.structure.fold import fold as simplified

_BRACKETED_TAIL = re.compile(r"[（(][^（）()]*[）)]$")
_CONJUNCTION = re.compile("[和与及·、]")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=1 << 12)
def compact(name: str) -> str:
    """Gives the name in one width, in simplified characters and without white space; brackets become （）."""
    text = simplified(_SPACE.sub("", unicodedata.normalize("NFKC", name)))
    return text.replace("(", "（").replace(")", "）")


def without_second_name(name: str) -> str:
    """Drops bracketed second names at the end: 区委宣传部（区网信办） is looked up as 区委宣传部.

    The second name alone stays another body: which of the two is meant by it is not for a rule to say.
    """
    while (shorter := _BRACKETED_TAIL.sub("", name)) != name and shorter:
        name = shorter
    return name


def fold(function: str) -> str:
    """Gives the form in which functions are compared: conjunctions and list commas do not count."""
    return _CONJUNCTION.sub("", function)


@cache
def _functions() -> dict[str, str]:
    table: dict[str, str] = {}
    for full, short_forms in load("abbreviations")["functions"].items():
        for form in (full, *short_forms):
            table[fold(form)] = full
    return table


def known_function(function: str) -> str | None:
    """Gives the full standard name of a department's function, or None where the tables have none."""
    table = _functions()
    return table.get(function) or table.get(fold(function))  # a name that the table has is folded


def canonical_function(function: str, *, prefixed: bool) -> str:
    """Gives the form by which a body's function is identified.

    Args:
        function: the name without place or level prefix, compact.
        prefixed: whether a place or level stood before it. Only then is a bare field (区财政) the department.

    Returns:
        The standard full name where the tables know it, else the name with its ending written out.
    """
    if found := known_function(function):
        return found
    if prefixed and (found := known_function(function + "局")):
        return found
    for short, full in load("abbreviations")["endings"].items():
        if function.endswith(short):
            return fold(function[: -len(short)] + full)
    if function.endswith("办") and len(function) > 1:
        return known_function(function + "公室") or fold(function + "公室")
    return fold(function)
