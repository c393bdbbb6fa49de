"""Tables of the members of a coordinating body whose header names a column of persons (序号 姓名 单位及职务 组内职务).

Which column says the part of each is told by what it holds (组长, 副组长, 成员); the others of posts and bodies are the
post each holds elsewhere, a body beside its title (县某局 | 局长) included. Tables whose rows begin with the label of a
part are read as lists (:mod:`kg.passes.members.roster_lists`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.facts import Agent, AgentKind, MemberRole
from kg.language.data import load, words
from kg.passes.members.coordinating_context import Bodies
from kg.passes.members.roster_entries import Entry, Printed, compacted
from kg.passes.members.roster_lists import part_in
from kg.passes.names.kinds import is_person
from kg.passes.names.posts import split_posts
from kg.structure.model import Instrument, Table

_NAMES = frozenset(words("appointments", "columns_name"))
_LABELS = {label: role for role, labels in load("rosters")["labels"].items() for label in labels}
_POST_WORDS = ("职务", "单位", "职称", "部门")
_HEADS_OFFICE = re.compile("兼(?:任)?(?:[\u4e00-\u9fff]{0,12}(?:领导小组|指挥部|委员会|专班))?办公室主任")
_LEAST = 2  # persons

Span = tuple[int, int]


def table_members(instrument: Instrument, bodies: Bodies) -> tuple[list[Entry], frozenset[int]]:
    """Give the members in tables in which the part of each stands behind the name, and the paragraphs of these tables."""
    entries: list[Entry] = []
    read: set[int] = set()
    for table in instrument.tables:
        names, posts = _columns(table)
        if names < 0 or not posts:
            continue
        rows = [_cells(instrument, table, n) for n in range(1, len(table.rows))]
        part = _part_column(rows, names)
        body = bodies.above(table.paragraphs[0]) if part > names else None
        if body is None:
            continue
        found = [
            entry
            for printed, cells in rows
            for entry in _entries(instrument, body, printed, cells, (names, part), posts)
        ]
        if len({entry.agent for entry in found}) >= _LEAST:
            entries += found
            read.update(table.paragraphs)
    return entries, frozenset(read)


def _columns(table: Table) -> tuple[int, list[int]]:
    """Give the column of names (-1: none) and those of posts."""
    heads = [cell.text for cell in table.rows[0]]
    names = next((n for n, head in enumerate(heads) if head in _NAMES), -1)
    return names, [n for n, head in enumerate(heads) if n > names and any(w in head for w in _POST_WORDS)]


def _cells(instrument: Instrument, table: Table, row: int) -> tuple[Printed, list[Span]]:
    """Give a printed row and the spans of its cells, those empty at its beginning included."""
    printed = Printed.of(instrument.paragraphs[table.paragraphs[row]])
    spans: list[Span] = []
    at = 0
    for cell in printed.text.split("\t"):
        spans.append((at, at + len(cell)))
        at += len(cell) + 1
    return printed, [(0, 0)] * (len(table.rows[row]) - len(spans)) + spans


def _text(printed: Printed, span: Span) -> str:
    return "".join(printed.text[slice(*span)].split())


def _part_column(rows: Sequence[tuple[Printed, list[Span]]], names: int) -> int:
    """Give the column most cells of which name a part in a body, or -1."""
    widest = max((len(cells) for _, cells in rows), default=0)
    for n in range(widest):
        labels = [_text(printed, cells[n]) for printed, cells in rows if n < len(cells) and n != names]
        if labels and sum(label in _LABELS for label in labels) * 2 > len(rows):
            return n
    return -1


def _entries(
    instrument: Instrument,
    body: str,
    printed: Printed,
    cells: Sequence[Span],
    columns: tuple[int, int],
    posts: Sequence[int],
) -> Iterator[Entry]:
    """Read a row; ``columns`` are those of the name and of the part in the body.

    A remark may say that who is a member is head of the body's office, too (兼任办公室主任).
    """
    names, part = columns
    if max(columns) >= len(cells):
        return
    name, label = _text(printed, cells[names]), _text(printed, cells[part])
    held = [cells[n] for n in posts if n != part and n < len(cells)]
    if not is_person(name) or label not in _LABELS or not held:
        return
    compact, offsets = compacted(printed.text, held[0][0], held[-1][1])
    start, end = cells[names]
    found = [
        (post, printed.evidence(instrument, start, offsets[post.end - 1] + 1))
        for post in split_posts(compact)
    ]
    where, role = part_in(body, _LABELS[label])
    evidence = found[-1][1] if found else printed.evidence(instrument, start, end)
    person = Agent(name, AgentKind.PERSON)
    yield Entry(where, role, person, evidence, tuple(found))
    for n, cell in enumerate(cells):
        if n not in (*posts, names, part) and _HEADS_OFFICE.fullmatch(_text(printed, cell)):
            evidence = printed.evidence(instrument, *cell)
            yield Entry(body, MemberRole.OFFICE_HEAD, person, evidence)
