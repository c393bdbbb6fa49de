"""Which instruments a report looks at, the names of what it finds there, and the quotes that prove its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kg.analytics.labels import agent_labels, instrument_places
from kg.analytics.names import find_instruments, find_places
from kg.analytics.prefixes import PREFIXES
from kg.table import Table

if TYPE_CHECKING:
    from kg.analytics.labels import Place
    from kg.graph.store import GraphStore

_INSTRUMENTS = """SELECT DISTINCT ?document ?title ?number ?date WHERE {
  ?document a gov:Instrument . OPTIONAL { ?document eli:title ?title }
  OPTIONAL { ?document eli:number ?number } OPTIONAL { ?document eli:date_document ?date }
}"""
_TASKS = "SELECT DISTINCT ?task ?text WHERE { ?task a gov:Task ; gov:text ?text }"
_QUOTES = """SELECT DISTINCT ?e ?file ?start ?line ?quote WHERE {
  ?e oa:hasSource ?s ; gov:line ?line ; oa:hasSelector ?text , ?span .
  ?text oa:exact ?quote . ?span oa:start ?start . ?s gov:fileName ?file
}"""


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument that was read. ``date`` is that of signature, ``YYYY-MM-DD``."""

    title: str | None
    number: str | None
    date: str | None

    @property
    def label(self) -> str | None:
        """The title, else the number."""
        return self.title or self.number


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Where and how a statement is printed; sorts in source order."""

    file: str
    start: int
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} “{' '.join(self.text.split())}”"


class Scope:
    """A part of the store, by place, instrument and year of signature; names are looked up in the whole store.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        signed: only instruments signed in this year; one without a date is left out.

    Raises:
        UnknownNameError: no such place or instrument.
    """

    def __init__(
        self,
        store: GraphStore,
        place: str | None = None,
        instrument: str | None = None,
        signed: int | None = None,
    ) -> None:
        self.store = store
        self._wanted_places = find_places(store, place) if place else None
        self._wanted = find_instruments(store, instrument) if instrument else None
        self._signed = f"{signed:04d}-" if signed else None

    def takes(self, document: str) -> bool:
        """Say whether an instrument belongs to the part."""
        home = self.places.get(document)
        if self._wanted_places is not None and (home is None or home.iri not in self._wanted_places):
            return False
        if self._signed and not (self.instruments[document].date or "").startswith(self._signed):
            return False
        return self._wanted is None or document in self._wanted

    def rows(self, query: str) -> Iterator[tuple[object, ...]]:
        """Give the distinct rows of a SELECT (without prefixes) whose first column is an instrument of the part."""
        for row in self.store.select(PREFIXES + query).rows:
            if self.takes(str(row[0])):
                yield row

    def place(self, document: str) -> str | None:
        """Name the place whose instrument it is."""
        home = self.places.get(document)
        return home.name if home else None

    def title(self, document: str) -> str | None:
        """Name an instrument that was read."""
        return self.instruments[document].label

    def name(self, agent: str) -> str:
        """Name a body, person, group or post."""
        return self.names.get(agent, agent)

    def listed(self, agents: Iterable[str]) -> str | None:
        """Name several, sorted, in one cell; None for none."""
        return "、".join(sorted({self.name(agent) for agent in agents})) or None

    @cached_property
    def places(self) -> dict[str, Place]:
        """The place of each instrument that was read."""
        return instrument_places(self.store)

    @cached_property
    def names(self) -> dict[str, str]:
        """The preferred name of each agent."""
        return agent_labels(self.store)

    @cached_property
    def instruments(self) -> dict[str, Instrument]:
        """The instruments that were read, by IRI; of several titles the longest."""
        found: dict[str, Instrument] = {}
        for row in self.store.select(PREFIXES + _INSTRUMENTS).rows:
            iri, *rest = (None if value is None else str(value) for value in row)
            new = Instrument(*rest)
            old = found.get(str(iri))
            if old is None or (len(new.title or ""), new.title or "") > (
                len(old.title or ""),
                old.title or "",
            ):
                found[str(iri)] = new
        return found

    @cached_property
    def tasks(self) -> dict[str, str]:
        """The text of each task."""
        return {str(task): str(text) for task, text in self.store.select(PREFIXES + _TASKS).rows}

    @cached_property
    def quotes(self) -> dict[str, Quote]:
        """The quote of each piece of evidence, by its IRI."""
        return {
            str(e): Quote(str(file), int(str(start)), int(str(line)), str(quote))
            for e, file, start, line, quote in self.store.select(PREFIXES + _QUOTES).rows
        }


@dataclass(slots=True)
class Rows:
    """A table in the making; with ``evidence`` every row ends in its quotes, one per line, in source order."""

    scope: Scope
    columns: tuple[str, ...]
    evidence: bool
    _rows: list[tuple[object, ...]] = field(default_factory=list)

    def add(self, cells: tuple[object, ...], evidence: Iterable[str]) -> None:
        """Add a row and the IRIs of the evidence it rests on."""
        if self.evidence:
            quotes = sorted({self.scope.quotes[iri] for iri in evidence})
            cells = (*cells, "\n".join(map(str, quotes)) or None)
        self._rows.append(cells)

    def table(self, top: int | None = None, each: str | None = None) -> Table:
        """Give the table: the first ``top`` rows, or the first ``top`` for every value of the column ``each``."""
        columns = (*self.columns, "evidence") if self.evidence else self.columns
        if top is None or each is None:
            return Table(columns, tuple(self._rows[:top]))
        at, seen, kept = self.columns.index(each), dict[object, int](), list[tuple[object, ...]]()
        for row in self._rows:
            seen[row[at]] = seen.get(row[at], 0) + 1
            if seen[row[at]] <= top:
                kept.append(row)
        return Table(columns, tuple(kept))


def ranks(values: Iterable[object]) -> Iterator[int]:
    """Give the rank of each of some sorted values: 1, 2, 2, 4 …; equal ones share the better rank."""
    rank, last = 0, object()
    for position, value in enumerate(values, 1):
        if value != last:
            rank, last = position, value
        yield rank
