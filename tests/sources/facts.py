"""Facts without their places, so that they can be compared across formats."""

from __future__ import annotations

import dataclasses
from enum import Enum
from pathlib import Path

from kg.evidence import Evidence
from kg.extract import extract_file

_PLACES = {"last_line"}


def facts_of(path: Path) -> list[object]:
    """All facts of a file in their order: types and fields, no offsets and lines."""
    source = extract_file(path)
    return [
        _plain(fact) for instrument in source.instruments for fact in (instrument.document, *instrument.facts)
    ]


def _plain(value: object) -> object:
    if isinstance(value, Evidence):
        return None
    if dataclasses.is_dataclass(value):
        fields = [f.name for f in dataclasses.fields(value) if f.name not in _PLACES]
        return (type(value).__name__, *(_plain(getattr(value, name)) for name in fields))
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return value.value if isinstance(value, Enum) else value
