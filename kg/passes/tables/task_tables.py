"""Pass ``task_tables``: who carries which task, out of tables (with tabs or flattened) and field lines."""

from __future__ import annotations

from kg.facts import Fact, Gap, RoleFact
from kg.passes.component import Findings, register
from kg.passes.tables.row_sources import task_rows
from kg.structure.model import Instrument

NAME = "task_tables"


def find_task_tables(instrument: Instrument) -> Findings:
    """Find the role facts of all rows of task tables."""
    facts: list[Fact] = []
    gaps: list[Gap] = []
    for row in task_rows(instrument):
        seen: set[tuple[str, str]] = set()
        for post in row.posts:
            key = (post.role.value, post.agent.name)
            if key not in seen:
                seen.add(key)
                facts.append(RoleFact(post.evidence, NAME, post.role, post.agent, post.task))
        gaps.extend(
            Gap(instrument.evidence(span.start, span.end), reason, NAME)
            for span, reason in row.unread
            if span.start < span.end
        )
    return Findings(tuple(facts), tuple(gaps))


register(NAME, find_task_tables)
