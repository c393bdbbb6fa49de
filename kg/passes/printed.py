"""Give back to facts the characters that the source prints.

The passes read a text folded to simplified characters and marks at full width (see :mod:`kg.structure.fold`). A value
of a fact is a run of that text, mostly inside the fact's evidence: the same run of the source is the value as printed.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from kg.evidence import Evidence
from kg.facts import Fact
from kg.sources.model import SourceText

FactT = TypeVar("FactT", bound=Fact)
# … of which dates and numbers are written as the format of the facts says
_KEPT = frozenset({"pass_name", "by", "due", "date", "value"})


class Printed:
    """Looks up folded values in the source they were read from."""

    def __init__(self, source: SourceText, fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._printed = "".join(source.text.split())
        self._folded = "".join(fold(source.text).split())

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
        at = self._fold(quote).find(value)
        if at >= 0:
            return quote[at : at + len(value)]
        return self._in_pieces(value)

    def _in_pieces(self, value: str) -> str:
        """Look up a value in the whole source, in pieces where the source prints something else in between."""
        pieces: list[str] = []
        at = 0
        while value:
            found, length = self._place(value, at), len(value)
            if found < 0:  # the longest beginning that is printed in one
                length = bisect_left(range(1, len(value)), 1, key=self._absent(value))
                found = self._place(value[:length], at) if length else -1
            length = max(length, 1)
            pieces.append(self._printed[found : found + length] if found >= 0 else value[:length])
            at = found + length if found >= 0 else at
            value = value[length:]
        return "".join(pieces)

    def _place(self, value: str, at: int) -> int:
        behind = self._folded.find(value, at)
        return behind if behind >= 0 else self._folded.find(value)

    def _absent(self, value: str) -> Callable[[int], int]:
        return lambda length: int(value[:length] not in self._folded)
