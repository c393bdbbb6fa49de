"""What an instrument says of the composition of coordinating bodies, read once for the passes that ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.facts import Gap
from kg.passes.coordinating_context import Bodies
from kg.passes.coordinating_prose import said_members
from kg.passes.roster_entries import Entry
from kg.passes.roster_lists import listed_members
from kg.passes.roster_tables import table_members
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
    listed, gaps = listed_members(instrument, bodies)
    listed = [*listed, *table_members(instrument, bodies, listed)]
    said, unsaid = said_members(instrument, bodies)
    return Compositions(bodies, tuple(listed), tuple(said), (*gaps, *unsaid))
