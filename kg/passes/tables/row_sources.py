"""All rows of an instrument that assign tasks, from every layout of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.facts import Role
from kg.passes.fields.field_lines import field_rows
from kg.passes.fields.numbered_fields import numbered_rows
from kg.passes.fields.stated_fields import stated_rows
from kg.passes.flat_tables.flat_lines import flat_spans
from kg.passes.flat_tables.flat_tables import flat_rows
from kg.passes.members.chiefs import chiefs
from kg.passes.responsibility.clauses import leads_first
from kg.passes.responsibility.marked_leads import bears_mark
from kg.passes.rows.task_rows import Post, TaskRow, first_leading, owner_of
from kg.passes.tables.card_tables import card_rows
from kg.passes.tables.indicator_bodies import indicator_bodies
from kg.passes.tables.marked_matrices import matrix_rows
from kg.passes.tables.tabbed_tables import tabbed_rows
from kg.structure.model import Instrument


@lru_cache(maxsize=1)  # the passes for roles and for milestones read them one after the other
def task_rows(instrument: Instrument) -> tuple[TaskRow, ...]:
    """Give the rows of lists of chiefs, of tabbed and flattened tables, of field lines, and of sentences that tell fields."""
    return tuple(_task_rows(instrument))


def _task_rows(instrument: Instrument) -> Iterator[TaskRow]:
    listed = chiefs(instrument)
    yield from (found.row for found in listed if found.row is not None)
    rule = leads_first(instrument)  # 备注：列首位的为牵头单位
    for row in (
        *tabbed_rows(instrument),
        *card_rows(instrument),
        *matrix_rows(instrument),
        *flat_rows(instrument),
        *indicator_bodies(instrument),
    ):
        yield _with_leads(instrument, row, first_leading(row.posts, rule.rest) if rule else row.posts)
    fields = [*field_rows(instrument), *numbered_rows(instrument), *stated_rows(instrument)]
    flat = list(flat_spans(instrument)) if fields else []
    flat += [found.lines for found in listed]
    for row in fields:
        if not any(start <= row.task_span.start < end for start, end in flat):
            yield _with_leads(instrument, row, row.posts)


def _with_leads(instrument: Instrument, row: TaskRow, posts: Sequence[Post]) -> TaskRow:
    """Give a row with its posts, of which those that bear a mark that stands for it lead."""
    posts = tuple(
        replace(p, role=Role.LEAD) if bears_mark(instrument, p.role, p.agent.name, p.evidence) else p
        for p in posts
    )
    return row if posts == tuple(row.posts) else replace(row, posts=posts, owner=owner_of(posts))
