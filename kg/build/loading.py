"""Loading of a new database from sorted N-Quads: in parts, two at a time, in memory that does not grow with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

import pyoxigraph as ox

_PART = 8_000_000  # bytes of lines that are loaded at once: some 50 MB in the loader
_AT_ONCE = 2  # the loader works on one core a call and lets go of Python's lock

Part = tuple[bytes, ox.RdfFormat]


def load(path: Path, lines: Iterable[bytes]) -> ox.Store:
    """Loads named graphs, and their union as the default graph, into a new database.

    Oxigraph's own union of graphs answers once per graph that says a thing; a default graph that holds each triple
    once gives simple queries right counts. Equal triples stand side by side in sorted lines.

    Args:
        path: the folder of the database; made.
        lines: all quads as sorted lines of N-Quads with their ends, UTF-8; read once, in their order.

    Returns:
        The database, flushed.

    Raises:
        OSError: the database cannot be written.
        SyntaxError: a line is not N-Quads.
    """
    store = ox.Store(str(path))
    running: set[Future[None]] = set()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for part, form in _parts(lines):
            running.add(pool.submit(store.bulk_load, part, format=form))
            if len(running) > _AT_ONCE:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for task in done:
                    task.result()
        for task in running:
            task.result()
    store.flush()
    return store


def _parts(lines: Iterable[bytes]) -> Iterator[Part]:
    quads: list[bytes] = []
    triples: list[bytes] = []
    size, last = 0, b""
    for line in lines:
        quads.append(line)
        size += len(line)
        triple = line[: line.rindex(b" <")]  # an IRI of a graph has no space in it
        if triple != last:
            triples.append(triple + b" .\n")
            last = triple
        if size > _PART:
            yield from _joined(quads, triples)
            quads, triples, size = [], [], 0
    yield from _joined(quads, triples)


def _joined(quads: list[bytes], triples: list[bytes]) -> Iterator[Part]:
    if quads:
        yield b"".join(quads), ox.RdfFormat.N_QUADS
    if triples:
        yield b"".join(triples), ox.RdfFormat.N_TRIPLES
