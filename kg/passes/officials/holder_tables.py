"""Tables of persons whose body and title stand in columns of their own: 单位 | 姓名 | 职务 (lists of contacts)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.passes.names.kinds import is_body
from kg.passes.names.person_names import is_name
from kg.passes.names.posts import Post, split_posts, title_of
from kg.structure.model import Cell, Instrument, Table

_NAMES = frozenset(("姓名", "联络员", "联络员姓名", "联系人", "联系人姓名"))
_BODIES = frozenset(
    ("单位", "部门", "工作单位", "所在单位", "单位名称", "部门名称", "成员单位", "所在部门", "单位（部门）")
)
_TITLES = frozenset(("职务", "职位", "现任职务", "行政职务", "职务/职称", "职务职称"))

Held = tuple[str, Post, int, int]
"""A person and one post, with the span of the instrument's text in which both stand."""


def holder_tables(instrument: Instrument) -> Iterator[Held]:
    """Read the persons of all such tables."""
    for table in instrument.tables:
        yield from _holders(table)


def _holders(table: Table) -> Iterator[Held]:
    heads = [cell.compact for cell in table.rows[0]]
    columns = [[n for n, head in enumerate(heads) if head in words] for words in (_NAMES, _BODIES, _TITLES)]
    if any(len(found) != 1 for found in columns):
        return
    name_at, body_at, title_at = (found[0] for found in columns)
    for row in table.rows[1:]:
        if len(row) != len(heads):
            continue
        name, body = row[name_at].compact, row[body_at].compact
        if is_name(name) and not title_of(name) and is_body(body):
            yield from _posts(name, body, (row[name_at], row[body_at], row[title_at]))


def _posts(name: str, body: str, cells: tuple[Cell, Cell, Cell]) -> Iterator[Held]:
    """Give the posts of a row; a title that names a body of the same level itself is of that one."""
    printed = cells[2].compact
    posts = split_posts(printed)
    own = posts[0].org if posts else None
    if own is None or own[0] != body[0] or not is_body(own):
        posts = split_posts(body + printed)
    start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
    if all(post.title is not None for post in posts):
        yield from ((name, post, start, end) for post in posts)
