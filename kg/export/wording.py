"""Tables made ready for people: headings, codes and yes/no in their language."""

from __future__ import annotations

from kg.language.labels import label
from kg.table import Table

CODED = frozenset(
    {"state", "kind", "reason", "event", "difference", "section"}
)  # columns of codes, not of text

MACHINES = frozenset({"iri", "other_iri"})  # columns that say nothing to people


def worded(table: Table, lang: str) -> Table:
    """Give the codes of a table (``overdue``, ``only a``) as words; what has no word stays."""
    coded = [column in CODED for column in table.columns]
    rows = tuple(
        tuple(
            label("values", cell, lang) if code and isinstance(cell, str) else cell
            for code, cell in zip(coded, row, strict=True)
        )
        for row in table.rows
    )
    return Table(table.columns, rows)


def readable(table: Table, lang: str) -> Table:
    """Give codes and truth values as words; what is not so is empty."""
    yes = label("values", "yes", lang)
    rows = tuple(
        tuple((yes if cell else None) if isinstance(cell, bool) else cell for cell in row)
        for row in worded(table, lang).rows
    )
    return Table(table.columns, rows)


def headed(table: Table, lang: str) -> Table:
    """Give the table under headings for people."""
    return Table(tuple(label("columns", column, lang) for column in table.columns), table.rows)
