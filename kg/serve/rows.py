"""Counts the rows of an answer in the bytes of its form, as they go by.

pyoxigraph writes answers natively and tells nobody how many rows it wrote. Each of the four result forms shows where a
row ends, however the bytes are cut into pieces and whatever stands in the values.
"""

from __future__ import annotations

import re
from typing import Protocol

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)


class RowCounter(Protocol):
    """Takes the pieces of an answer."""

    def count(self, piece: bytes) -> int:
        """Gives the number of rows that have begun (or ended) so far."""


class TsvRows:
    """One line a row, below one of names: line feeds in values are escaped."""

    def __init__(self) -> None:
        self._lines = 0

    def count(self, piece: bytes) -> int:
        """Gives the number of rows that have ended."""
        self._lines += piece.count(b"\n")
        return max(self._lines - 1, 0)


class CsvRows:
    """One line a row, below one of names; a line feed between quotes is part of a value."""

    def __init__(self) -> None:
        self._lines = 0
        self._quoted = False

    def count(self, piece: bytes) -> int:
        """Gives the number of rows that have ended."""
        for number, part in enumerate(piece.split(b'"')):
            self._quoted ^= number > 0
            if not self._quoted:
                self._lines += part.count(b"\n")
        return max(self._lines - 1, 0)


class XmlRows:
    """One ``result`` element a row; an angle bracket in a value is escaped."""

    _MARK = b"<result>"

    def __init__(self) -> None:
        self._tail = b""
        self._rows = 0

    def count(self, piece: bytes) -> int:
        """Gives the number of rows that have begun."""
        data = self._tail + piece
        self._rows += data.count(self._MARK)
        self._tail = data[1 - len(self._MARK) :]
        return self._rows


class JsonRows:
    """One object a row: with strings left out, ``},{`` stands between two rows and nowhere else."""

    _MARK = b"},{"

    def __init__(self) -> None:
        self._open = b""  # a string whose end is in a later piece
        self._tail = b""
        self._rows = 1  # the first has none before it

    def count(self, piece: bytes) -> int:
        """Gives the number of rows that have begun; 1 also for none."""
        data = self._open + piece
        bare = _STRING.sub(b"", data)
        bare, quote, _ = bare.partition(b'"')
        last = max((match.end() for match in _STRING.finditer(data)), default=0)
        self._open = data[data.index(b'"', last) :] if quote else b""
        bare = self._tail + bare
        self._rows += bare.count(self._MARK)
        self._tail = bare[1 - len(self._MARK) :]
        return self._rows


COUNTERS: dict[str, type[RowCounter]] = {
    "json": JsonRows,
    "xml": XmlRows,
    "csv": CsvRows,
    "tsv": TsvRows,
}
