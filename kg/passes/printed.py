"""Give back to facts the characters that the source prints.

The passes read a text folded to simplified characters (see :mod:`kg.structure.fold`). A value of a fact is a run of
that text, mostly inside the fact's evidence: the same run of the source is the value as printed.
"""

from __future__ import annotations

import dataclasses
from enum import Enum
from typing import Any, TypeVar

from kg.evidence import Evidence
from kg.facts import Fact
from kg.sources.model import SourceText
from kg.structure.fold import fold

FactT = TypeVar("FactT", bound=Fact)
_KEPT = frozenset({"pass_name"})


class Printed:
    """Looks up folded values in the source they were read from."""

    def __init__(self, source: SourceText) -> None:
        self._printed = "".join(source.text.split())
        self._folded = fold(self._printed)

    def fact(self, fact: FactT) -> FactT:
        """Give a fact whose text values are as printed."""
        result: FactT = self._value(fact, fact.evidence)
        return result

    def _value(self, value: Any, evidence: Evidence) -> Any:
        if isinstance(value, Evidence | Enum):
            return value
        if isinstance(value, str):
            return self._text(value, evidence)
        if isinstance(value, tuple):
            return tuple(self._value(item, evidence) for item in value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            own = getattr(value, "evidence", evidence)
            names = [field.name for field in dataclasses.fields(value) if field.name not in _KEPT]
            return dataclasses.replace(
                value, **{name: self._value(getattr(value, name), own) for name in names}
            )
        return value

    def _text(self, value: str, evidence: Evidence) -> str:
        quote = "".join(evidence.quote.split())
        at = fold(quote).find(value)
        if at >= 0:
            return quote[at : at + len(value)]
        at = self._folded.find(value)
        return self._printed[at : at + len(value)] if at >= 0 else value
