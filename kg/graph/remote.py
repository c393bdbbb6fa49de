"""A store behind a SPARQL endpoint, read as :class:`~kg.graph.reading.GraphStore` is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.graph import guard
from kg.graph.binding import bind
from kg.graph.endpoint import Endpoint
from kg.graph.guard import QueryError
from kg.graph.layout import StoreError
from kg.graph.reading import Bindings, GraphStore, term

if TYPE_CHECKING:
    from rdflib import Dataset

_JSON = ox.QueryResultsFormat.JSON


class RemoteStore(GraphStore):
    """A store at a SPARQL 1.1 endpoint. Its default graph must hold what its named graphs say, as ``kg build`` writes it."""

    def __init__(self, endpoint: Endpoint) -> None:
        super().__init__(ox.Store())
        self._endpoint = endpoint

    def run(
        self,
        query: str,
        bindings: Bindings | None = None,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        service: bool = False,
    ) -> Any:
        """Sends a query; as :meth:`GraphStore.run`. A CONSTRUCT gives an iterator of triples."""
        guard.check(query, self.graphs if "FROM" in query.upper() else (), service=service)
        values = {ox.Variable(name): term(value) for name, value in (bindings or {}).items()}
        graphs = [("default-graph-uri", name) for name in default_graphs or ()]
        graphs += [("named-graph-uri", name) for name in named_graphs or ()]
        type_, body = self._endpoint.query(bind(query, values), graphs)
        try:
            if type_ == _JSON.media_type:
                return ox.parse_query_results(body, _JSON)
            if (format_ := ox.RdfFormat.from_media_type(type_)) is not None:
                return (quad.triple for quad in ox.parse(body, format_))
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the answer of {self._endpoint.query_url} cannot be read: {error}") from None
        raise StoreError(f"{self._endpoint.query_url} answers with {type_}: it is no SPARQL 1.1 endpoint")

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[ox.Triple]:
        """Runs a CONSTRUCT or DESCRIBE; raises QueryError as :meth:`select`."""
        result = self.run(query, bindings)
        if isinstance(result, ox.QuerySolutions | ox.QueryBoolean):
            raise QueryError("this is not a CONSTRUCT or DESCRIBE query")
        yield from result

    def nquads(self) -> Iterator[str]:
        """Yields every quad as a line of N-Quads without its line end, sorted by code point."""
        lines = []
        for name in sorted(self.graphs):
            solutions = self.run("SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }", {"g": ox.NamedNode(name)})
            lines += [f"{row['s']} {row['p']} {row['o']} <{name}> ." for row in solutions]
        yield from sorted(lines)

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""
        return frozenset(
            str(name) for (name,) in self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows
        )

    def dataset(self) -> Dataset:
        """Gives the endpoint as an rdflib Dataset; its ``query`` bypasses the checks of :meth:`select`."""
        from rdflib import Dataset
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        return Dataset(store=SPARQLStore(self._endpoint.query_url, method="POST_FORM", returnFormat="json"))
