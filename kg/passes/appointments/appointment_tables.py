"""Tables of appointments: a column of names, and columns of posts that say by their headings what happens to them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts import PostEvent
from kg.language.data import words
from kg.passes.names.kinds import is_person
from kg.structure.model import Cell, Table

_NAMES = frozenset(words("appointments", "columns_name"))
_APPOINT = frozenset(words("appointments", "columns_appoint"))
_DISMISS = frozenset(words("appointments", "columns_dismiss"))
_POSTS = frozenset(words("appointments", "columns_post"))

_DATES = frozenset(words("appointments", "columns_date"))

RowClause = tuple[tuple[int, str], tuple[int, int], PostEvent | None, str]
"""The name with its offset, the span of the posts, the event if the column's heading tells it, and the printed date."""


def row_clauses(table: Table) -> list[tuple[int, list[RowClause]]]:
    """Read the rows of a table whose header names a column of persons and at least one of posts.

    Returns:
        For each row the index of its paragraph and what it says.
    """
    columns = _columns(table.rows[0])
    if columns is None:
        return []
    names, posts = columns
    date = next((at for at, cell in enumerate(table.rows[0]) if cell.text in _DATES), -1)
    return [
        (
            index,
            [
                (
                    (row[names].start, row[names].text),
                    (row[at].start, row[at].end),
                    event,
                    row[date].text if 0 <= date < len(row) else "",
                )
                for at, event in posts.items()
                if at < len(row) and row[at].text
            ],
        )
        for index, row in zip(table.paragraphs[1:], table.rows[1:], strict=True)
        if names < len(row) and is_person(row[names].text)
    ]


def _columns(header: Sequence[Cell]) -> tuple[int, dict[int, PostEvent | None]] | None:
    names = [at for at, cell in enumerate(header) if cell.text in _NAMES]
    posts: dict[int, PostEvent | None] = {}
    for at, cell in enumerate(header):
        if cell.text in _APPOINT:
            posts[at] = PostEvent.APPOINTED
        elif cell.text in _DISMISS:
            posts[at] = PostEvent.DISMISSED
        elif cell.text in _POSTS:
            posts[at] = None
    return (names[0], posts) if names and posts else None
