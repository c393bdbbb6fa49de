"""A store as its readers see it: Oxigraph, read as tables, triples, sorted N-Quads or an rdflib dataset."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pyoxigraph as ox

from kg.graph import guard
from kg.graph.binding import bind
from kg.graph.guard import QueryError
from kg.table import Table

if TYPE_CHECKING:
    from rdflib import Dataset

Bindings = Mapping[str, "str | ox.NamedNode | ox.Literal"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_SOURCES = """
PREFIX gov: <https://w3id.org/govkg/ontology#>
SELECT ?name ?sha256 ?version {
  ?source a gov:Source ; gov:fileName ?name ; gov:sha256 ?sha256 ; gov:pipelineVersion ?version
} ORDER BY ?name ?sha256
"""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source file in the store."""

    name: str
    sha256: str
    pipeline_version: str


class GraphStore:
    """A store, open for reading. Queries see every triple once in the default graph, and by source in the named graphs.

    Args:
        store: the Oxigraph store.
        nquads: the sorted N-Quads of the same content; without it they are dumped from the store.
        held: a descriptor that is closed when the store is.
    """

    def __init__(self, store: ox.Store, nquads: Path | None = None, held: int | None = None) -> None:
        self._store = store
        self._nquads = nquads
        self._release = None if held is None else weakref.finalize(self, os.close, held)

    def select(self, query: str, bindings: Bindings | None = None) -> Table:
        """Runs a SELECT.

        Args:
            query: SPARQL 1.1 text.
            bindings: values for variables, by name without ``?``. A ``str`` that begins like an absolute IRI
                (``https:``, ``http:``, ``urn:``) is one, any other is a plain literal.

        Returns:
            The rows. IRIs and dates are ``str``; integers, decimals, doubles and booleans Python values; unbound ``None``.

        Raises:
            QueryError: the query is malformed, refused, or no SELECT.
        """
        result = self.run(query, bindings)
        if not isinstance(result, ox.QuerySolutions):
            raise QueryError("this is not a SELECT query")
        columns = tuple(variable.value for variable in result.variables)
        try:
            rows = tuple(tuple(python_value(value) for value in solution) for solution in result)
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed: {error}") from None
        return Table(columns, rows)

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Runs an ASK; raises QueryError as :meth:`select`."""
        result = self.run(query, bindings)
        if not isinstance(result, ox.QueryBoolean):
            raise QueryError("this is not an ASK query")
        return bool(result)

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[ox.Triple]:
        """Runs a CONSTRUCT or DESCRIBE; raises QueryError as :meth:`select`."""
        result = self.run(query, bindings)
        if not isinstance(result, ox.QueryTriples):
            raise QueryError("this is not a CONSTRUCT or DESCRIBE query")
        return result

    def run(
        self,
        query: str,
        bindings: Bindings | None = None,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        service: bool = False,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Runs any query, with the dataset that the SPARQL protocol lets a client name.

        Args:
            query: SPARQL 1.1 text.
            bindings: as for :meth:`select`.
            default_graphs: IRIs of graphs of the store that make up the default graph.
            named_graphs: IRIs of graphs of the store that GRAPH sees.
            service: let SERVICE pass.

        Raises:
            QueryError: as :meth:`select`, or a graph is not in the store.
        """
        guard.check(query, self.graphs if "FROM" in query.upper() else (), service=service)
        values = {ox.Variable(name): term(value) for name, value in (bindings or {}).items()}
        for name in (*(default_graphs or ()), *(named_graphs or ())):
            if name not in self.graphs:
                raise QueryError(f"{name}: no such graph in the store, and nothing is fetched")
        try:
            return self._store.query(
                bind(query, values),
                default_graph=_nodes(default_graphs),
                named_graphs=_nodes(named_graphs),
            )
        except SyntaxError as error:
            raise QueryError(f"not SPARQL: {_short(error.msg)}") from None
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed: {error}") from None

    def nquads(self) -> Iterator[str]:
        """Yields every quad as a line of N-Quads without its line end, sorted by code point."""
        if self._nquads is not None:
            with self._nquads.open(encoding="utf-8", newline="\n") as lines:
                for line in lines:
                    yield line[:-1]
            return
        yield from sorted(f"{quad} ." for quad in self._store if quad.graph_name != ox.DefaultGraph())

    def dataset(self) -> Dataset:
        """Gives the store as an rdflib Dataset through oxrdflib; its default graph holds every triple once.

        Its ``query`` bypasses the checks of :meth:`select`; pass it your own queries only.
        """
        import oxrdflib
        import rdflib.plugins.sparql
        from rdflib import Dataset

        rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
        return Dataset(store=oxrdflib.OxigraphStore(store=self._store))

    def sources(self) -> tuple[SourceRow, ...]:
        """The source files in the store, by name."""
        rows = self.select(_SOURCES).rows
        return tuple(SourceRow(str(name), str(sha256), str(version)) for name, sha256, version in rows)

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""
        return frozenset(
            graph.value for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode)
        )

    def close(self) -> None:
        """Releases the files."""
        del self._store
        if self._release is not None:
            self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _nodes(graphs: Sequence[str] | None) -> list[Any] | None:
    return None if graphs is None else [ox.NamedNode(graph) for graph in graphs]


def _short(message: str) -> str:
    """One line of a parser's message: where it stopped, and the beginning of what it expected there."""
    line = " ".join(message.split())
    return line if len(line) <= 160 else f"{line[:160]} …"


def term(value: str | ox.NamedNode | ox.Literal) -> ox.NamedNode | ox.Literal:
    """Makes an RDF term of a binding's value; a string that begins like an absolute IRI and is none is a literal."""
    if not isinstance(value, str):
        return value
    if value.startswith(("https:", "http:", "urn:")):
        try:
            return ox.NamedNode(value)
        except ValueError:
            pass
    return ox.Literal(value)


def python_value(value: object) -> object:
    """Gives the Python value of an RDF term, or the text of one that has none."""
    if isinstance(value, ox.Literal):
        datatype = value.datatype.value
        try:
            if datatype == f"{_XSD}integer":
                return int(value.value)
            if datatype == f"{_XSD}decimal":
                return Decimal(value.value)
            if datatype in {f"{_XSD}double", f"{_XSD}float"}:
                return float(value.value)
        except (ValueError, InvalidOperation):
            return value.value
        return value.value in {"true", "1"} if datatype == f"{_XSD}boolean" else value.value
    if isinstance(value, ox.NamedNode | ox.BlankNode):
        return value.value
    return value if value is None else str(value)
