"""The store: Oxigraph on disk, read as tables, triples or an rdflib dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.table import Table

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Dataset


class StoreError(Exception):
    """The store cannot be opened or used; the message is one line naming the path and what to do."""


class QueryError(Exception):
    """The query is malformed or asks for something that is refused (SERVICE, LOAD, remote FROM)."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source file in the store."""

    name: str
    sha256: str
    pipeline_version: str


class GraphStore:
    """A snapshot of the store at opening. Queries see the union of all named graphs as the default graph."""

    def select(self, query: str, bindings: Mapping[str, str | ox.NamedNode | ox.Literal] | None = None) -> Table:
        """Runs a SELECT. A ``str`` binding starting with a scheme (``https://``) is an IRI, any other a plain literal."""
        raise NotImplementedError

    def ask(self, query: str, bindings: Mapping[str, str | ox.NamedNode | ox.Literal] | None = None) -> bool:
        """Runs an ASK."""
        raise NotImplementedError

    def construct(self, query: str, bindings: Mapping[str, str | ox.NamedNode | ox.Literal] | None = None) -> Iterator[ox.Triple]:
        """Runs a CONSTRUCT or DESCRIBE."""
        raise NotImplementedError

    def nquads(self) -> Iterator[str]:
        """Yields every quad as a line of N-Quads without line end, sorted by code point."""
        raise NotImplementedError

    def dataset(self) -> Dataset:
        """The store as an rdflib Dataset (through oxrdflib); lives as long as this store."""
        raise NotImplementedError

    def sources(self) -> tuple[SourceRow, ...]:
        """The source files in the store, by name."""
        raise NotImplementedError

    def close(self) -> None:
        """Releases the files. Also a context manager."""
        raise NotImplementedError


def open_store(path: Path | str, *, writable: bool = False) -> GraphStore:
    """Opens the store directory ``path``; raises StoreError ("no store at X; run: kg build")."""
    raise NotImplementedError
