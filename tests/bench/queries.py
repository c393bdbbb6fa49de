"""Every competency question: Oxigraph, as the store runs it, against rdflib's memory store with the same quads.

A question that rdflib does not answer within a limit counts with the limit.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

from rdflib import Dataset

from kg.graph.ontology import named_query, query_names
from kg.graph.store import GraphStore
from tests.bench.rows import Row
from tests.bench.seeds import seeds_store

LIMIT = 30.0


def measure() -> Iterator[Row]:
    """Milliseconds of the clock."""
    with seeds_store() as store:
        memory = Dataset(default_union=True)
        memory.parse(data="\n".join(store.nquads()), format="nquads")
        faster = []
        for name in query_names():
            text = named_query(name).text
            ours = min(_oxigraph(store, text) for _ in range(3))
            theirs = _rdflib(memory, text)
            faster.append(theirs / ours)
            beyond = "" if theirs < LIMIT else " (cut off)"
            against = f"rdflib: {theirs * 1000:,.0f} ms{beyond}"
            yield Row("queries", name, ours * 1000, "ms", against, theirs / ours)
    faster.sort()
    yield Row(
        "queries", "median of all", faster[len(faster) // 2], "times faster", "rdflib in memory", goal="> 1"
    )


def _oxigraph(store: GraphStore, text: str) -> float:
    begin = time.perf_counter()
    store.select(text)
    return time.perf_counter() - begin


def _rdflib(memory: Dataset, text: str) -> float:
    """In a process that shares the memory and can be ended."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_timed, args=(memory, text, sender))
    process.start()
    sender.close()
    try:
        return float(receiver.recv()) if receiver.poll(LIMIT) else LIMIT
    finally:
        process.kill()
        process.join()


def _timed(memory: Dataset, text: str, sender: Connection) -> None:
    begin = time.perf_counter()
    list(memory.query(text))
    sender.send(time.perf_counter() - begin)
