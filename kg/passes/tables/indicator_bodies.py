"""Who answers for the indicators of a table whose cells follow one another (:mod:`kg.passes.flat_tables.indicator_grids`)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts import Task
from kg.passes.flat_tables.indicator_grids import IndicatorGrid, indicator_grids
from kg.passes.names.agents import split_names
from kg.passes.rows.table_headers import ROLES, meaning
from kg.passes.rows.task_rows import Post, Span, TaskRow, owner_of
from kg.structure.model import Cell, Instrument


def indicator_bodies(instrument: Instrument) -> Iterator[TaskRow]:
    """Give the rows of all such tables that have a column of bodies."""
    for grid in indicator_grids(instrument):
        if grid.bodies >= 0:
            yield from _rows(instrument, grid)


def _rows(instrument: Instrument, grid: IndicatorGrid) -> Iterator[TaskRow]:
    column = meaning(grid.header[grid.bodies].text)
    role = ROLES.get(column) if column is not None else None
    if role is None:
        return
    for cells in grid.rows:
        name, bodies = cells[grid.name], cells[grid.bodies]
        task = Task(name.text, instrument.evidence(name.start, name.end))
        offsets = _offsets(instrument, bodies)
        posts = tuple(
            Post(
                role,
                mention.agent,
                task,
                instrument.evidence(offsets[mention.start], offsets[mention.end - 1] + 1),
            )
            for mention in split_names(bodies.text, 0, len(bodies.text))
        )
        yield TaskRow(task, Span(name.start, name.end), posts, owner_of(posts))


def _offsets(instrument: Instrument, cell: Cell) -> list[int]:
    """Give where in the instrument's text each character of a cell stands that is broken over lines."""
    return [i for i in range(cell.start, cell.end) if not instrument.text[i].isspace()]
