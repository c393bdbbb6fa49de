"""Duties told in tables: with tabs, of work groups printed cell by cell, and of units whose cells follow one another."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts import Agent, AgentKind, DutyFact
from kg.passes.flat_tables.duty_grids import duty_grids
from kg.passes.members.group_tables import group_tables
from kg.passes.members.tabbed_duties import tabbed_duties
from kg.structure.model import Instrument


def table_duties(name: str, instrument: Instrument) -> Iterator[DutyFact]:
    """Give the duties that the tables of an instrument tell, as facts of the pass ``name``."""
    yield from _of_groups(name, instrument)
    yield from _of_grids(name, instrument)


def _of_groups(name: str, instrument: Instrument) -> Iterator[DutyFact]:
    """Give the duties of units and work groups in tables with tabs, and of groups in tables printed cell by cell."""
    for told in tabbed_duties(instrument):
        cell = told.duties
        begin = min(cell.start, told.owners[0].start)
        evidence = instrument.evidence(begin, max(cell.end, told.owners[-1].end))
        for owner in told.owners:
            yield DutyFact(evidence, name, owner.agent, cell.text)
    for row in (row for table in group_tables(instrument) for row in table.rows):
        evidence = instrument.source.evidence(row.duties[0].start, row.duties[-1].end)
        duty = "".join("".join(line.text.split()) for line in row.duties)
        yield DutyFact(evidence, name, Agent("".join(row.name.text.split()), AgentKind.ORG), duty)


def _of_grids(name: str, instrument: Instrument) -> Iterator[DutyFact]:
    """Give the duties of units in flattened tables, one for each entry that is counted in a cell."""
    source = instrument.source
    for row in (row for grid in duty_grids(instrument) for row in grid.rows):
        for entry in row.entries:
            duty = "".join("".join(source.text[start:end].split()) for start, end in entry)
            evidence = source.evidence(
                min(row.start, entry[0][0]) if entry is row.entries[0] else entry[0][0], entry[-1][1]
            )
            for owner in row.owners:
                yield DutyFact(evidence, name, owner, duty)
