"""What an instrument says of the composition of coordinating bodies, read once for the passes that ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.facts import Gap
from kg.passes.members.composed_bodies import composed_bodies
from kg.passes.members.coordinating_context import Bodies
from kg.passes.members.coordinating_prose import said_members
from kg.passes.members.office_seats import seats_below
from kg.passes.members.respective_parts import parts_of
from kg.passes.members.roster_entries import Entry
from kg.passes.members.roster_lists import listed_members
from kg.passes.members.roster_tables import table_members
from kg.passes.members.units_below import units_below
from kg.passes.members.work_groups import set_up_together
from kg.structure.model import Instrument


@dataclass(frozen=True, slots=True)
class Compositions:
    """The coordinating bodies of an instrument, and their members as lists and sentences give them."""

    bodies: Bodies
    listed: tuple[Entry, ...]
    said: tuple[Entry, ...]
    gaps: tuple[Gap, ...]


@lru_cache(maxsize=1)  # the passes for persons and for members ask one after the other
def compositions(instrument: Instrument) -> Compositions:
    """Read the lists and sentences about coordinating bodies."""
    bodies = Bodies(instrument)
    tabled, rows = table_members(instrument, bodies)
    listed, gaps = listed_members(instrument, bodies, rows)
    listed += [*tabled, *units_below(instrument, bodies)]
    together = [(found, *parts_of(instrument, found)) for found in set_up_together(instrument, bodies)]
    severally = [(found.start, found.end) for found, parts, untold in together if parts or untold]
    said, unsaid = said_members(instrument, bodies, severally)
    said = [
        *(entry for _, parts, _ in together for entry in parts),
        *composed_bodies(instrument, bodies),
        *seats_below(instrument, bodies),
        *said,
    ]
    return Compositions(
        bodies,
        tuple(listed),
        tuple(said),
        (*gaps, *unsaid, *(gap for _, _, untold in together for gap in untold)),
    )
