"""All rows of an instrument that assign tasks, from every layout of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from kg.passes.fields.field_lines import field_rows
from kg.passes.fields.stated_fields import stated_rows
from kg.passes.flat_tables.flat_lines import flat_spans
from kg.passes.flat_tables.flat_tables import flat_rows
from kg.passes.members.chiefs import chiefs
from kg.passes.responsibility.clause_grammar import leads_first
from kg.passes.rows.task_rows import TaskRow, first_leading, owner_of
from kg.passes.tables.tabbed_tables import tabbed_rows
from kg.structure.model import Instrument


@lru_cache(maxsize=1)  # the passes for roles and for milestones read them one after the other
def task_rows(instrument: Instrument) -> tuple[TaskRow, ...]:
    """Give the rows of lists of chiefs, of tabbed and flattened tables, of field lines, and of sentences that tell fields."""
    return tuple(_task_rows(instrument))


def _task_rows(instrument: Instrument) -> Iterator[TaskRow]:
    listed = chiefs(instrument)
    yield from (found.row for found in listed if found.row is not None)
    noted = leads_first(instrument) is not None  # 备注：列首位的为牵头单位
    for row in (*tabbed_rows(instrument), *flat_rows(instrument)):
        posts = first_leading(row.posts) if noted else row.posts
        yield replace(row, posts=tuple(posts), owner=owner_of(posts)) if noted and row.posts else row
    fields = [*field_rows(instrument), *stated_rows(instrument)]
    flat = list(flat_spans(instrument)) if fields else []
    flat += [found.lines for found in listed]
    for row in fields:
        if not any(start <= row.task_span.start < end for start, end in flat):
            yield row
