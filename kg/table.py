"""A query's answer as plain data: column names and rows. Nothing in here prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column names. Cells are ``str``, ``int``, ``float``, ``Decimal``, ``bool``, ``date`` or ``None`` (unbound)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def dicts(self) -> Iterator[dict[str, object]]:
        """Yields each row as a mapping from column name to cell."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))
