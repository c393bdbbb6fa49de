"""Opens stores: a folder, or a SPARQL 1.1 endpoint by its URL.

Readers open the generation that ``CURRENT`` names; a build beside them writes another one. What a reader sees does
not change while it is open.
"""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph as ox

from kg.graph.endpoint import Endpoint, is_url
from kg.graph.generations import hold
from kg.graph.guard import QueryError
from kg.graph.layout import Layout, StoreError, check_marker, database, graph_file
from kg.graph.reading import Bindings, GraphStore, SourceRow

__all__ = ["Bindings", "GraphStore", "QueryError", "SourceRow", "StoreError", "open_store"]


def open_store(path: Path | str, *, writable: bool = False) -> GraphStore:
    """Opens the store in a directory, or at a SPARQL 1.1 endpoint.

    Args:
        path: the store directory, or the endpoint's URL as a ``str``.
        writable: also allow changes to the Oxigraph database itself; one process at a time.

    Returns:
        The store, a snapshot of the last finished build.

    Raises:
        StoreError: there is no store, it is of another format, damaged, or locked by another process.
    """
    if is_url(path):
        from kg.graph.remote import RemoteStore

        return RemoteStore(Endpoint(str(path)))
    layout = Layout(Path(path))
    check_marker(layout)
    generation, held = hold(layout)
    try:
        if writable:
            return GraphStore(ox.Store(str(database(generation))), held=held)
        return GraphStore(ox.Store.read_only(str(database(generation))), graph_file(generation), held)
    except (OSError, RuntimeError, ValueError) as error:  # Oxigraph tells damage as a RuntimeError
        os.close(held)
        if "lock" in str(error).lower():
            raise StoreError(
                f"the store {path} is in use by another process; wait until it has ended"
            ) from None
        why = " ".join(str(error).split())
        raise StoreError(
            f"the store {path} cannot be opened ({why}); mend it by a build: kg build PATH --store {path}"
        ) from None
