"""Sends the shards of a build to a server by the SPARQL 1.1 Graph Store Protocol."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from kg.build.shards import expected, shard_files, sorted_lines
from kg.graph.endpoint import Endpoint
from kg.graph.layout import StoreError
from kg.graph.remote import RemoteStore

_BATCH = 8_000_000  # bytes of a request, about


def send_shards(folder: Path, url: str, *, force: bool = False) -> int:
    """Puts the named graphs of a folder of shards into a server, and what they all say into its default graph.

    A file of quads is held in memory at a time.

    Args:
        folder: as ``kg build --engine spark`` writes it, on this machine.
        url: of the server's SPARQL endpoint; its graph store is found from it.
        force: empty the server's default graph and named graphs first.

    Returns:
        The number of quads.

    Raises:
        StoreError: the folder is not whole, or the server does not answer or holds data already.
    """
    wanted = expected(folder)
    endpoint = Endpoint(url)
    if force:
        endpoint.update("DROP ALL")
    elif RemoteStore(endpoint).ask("ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"):
        raise StoreError(f"the endpoint {url} holds data already; give --force to replace all of it")
    sent = 0
    for shard in shard_files(folder):
        lines = sorted(sorted_lines(shard), key=_graph)
        for graph, group in groupby(lines, key=_graph):
            _send(endpoint, group, graph.decode())
        _send(endpoint, lines, None)
        sent += len(lines)
    if sent != wanted.quads:
        raise StoreError(
            f"{folder} holds {sent:,} quads, its manifest says {wanted.quads:,}; copy it again, or build it again"
        )
    return sent


def _send(endpoint: Endpoint, lines: Iterable[bytes], graph: str | None) -> None:
    batch: list[bytes] = []
    size = 0
    for line in lines:
        batch.append(_triple(line))
        size += len(batch[-1])
        if size > _BATCH:
            endpoint.add(b"".join(batch), graph)
            batch, size = [], 0
    if batch:
        endpoint.add(b"".join(batch), graph)


def _graph(line: bytes) -> bytes:
    return line[line.rindex(b" <") + 2 : -4]


def _triple(line: bytes) -> bytes:
    return line[: line.rindex(b" <")] + b" .\n"
