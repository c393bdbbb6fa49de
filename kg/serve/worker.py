"""A process that answers queries, one at a time: requests as lines of JSON on standard input, frames on standard output.

It may be killed at any moment: it only reads the store, and an update lands in one step.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.build.edit import update_store
from kg.errors import KgError
from kg.graph.guard import RefusedError
from kg.graph.layout import Layout
from kg.graph.store import GraphStore, QueryError, open_store
from kg.serve import frames
from kg.serve.negotiate import GRAPHS, RESULTS, choose
from kg.serve.rows import COUNTERS, RowCounter

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_PIECE = 64 * 1024


class StopError(Exception):
    """The request ends here with an HTTP status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Pieces:
    """A file that sends what is written to it, in pieces of some size, up to a limit of bytes and rows."""

    def __init__(
        self, out: BinaryIO, limit: int, max_rows: int = 0, counter: RowCounter | None = None
    ) -> None:
        self._out = out
        self._left = limit
        self._held = bytearray()
        self._max_rows = max_rows
        self._counter = counter

    def write(self, data: bytes) -> int:
        """Takes bytes; raises StopError at a limit."""
        self._left -= len(data)
        if self._left < 0:
            raise StopError(413, "the answer is larger than this server gives; ask for less, or with LIMIT")
        if self._counter is not None and self._counter.count(data) > self._max_rows:
            raise _too_many(self._max_rows)
        self._held += data
        if len(self._held) >= _PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Sends what is held."""
        if self._held:
            frames.write(self._out, frames.DATA, bytes(self._held))
            self._held.clear()


class Worker:
    """Answers requests from one store; opens its newest generation when a build has landed one."""

    def __init__(self, path: Path, out: BinaryIO) -> None:
        self._path = path
        self._out = out
        self._generation: Path | None = None
        self._store: GraphStore | None = None

    def answer(self, request: dict[str, Any]) -> None:
        """Answers one request with frames; never raises for what a client can do."""
        try:
            if request["kind"] == "update":
                update_store(self._path, request["text"])
                frames.write(self._out, frames.HEAD, b"")
            else:
                self._query(request)
            frames.write(self._out, frames.END)
        except StopError as stop:
            self._fail(stop.status, str(stop))
        except RefusedError as error:
            self._fail(403, str(error))
        except QueryError as error:
            self._fail(400, str(error))
        except (KgError, OSError) as error:  # it names paths of this machine: for the log alone
            self._fail(503, "the store cannot be read or written; the server's log says why", log=str(error))
        except MemoryError:
            self._fail(503, "the query needs more memory than it may take")

    def _fail(self, status: int, message: str, *, log: str = "") -> None:
        shown = message.replace(str(self._path.resolve()), "the store").replace(str(self._path), "the store")
        data = json.dumps({"status": status, "message": shown, "log": log}, ensure_ascii=False)
        frames.write(self._out, frames.ERROR, data.encode("utf-8", "backslashreplace"))

    def _query(self, request: dict[str, Any]) -> None:
        result = self._open().run(
            request["text"],
            default_graphs=request["default"],
            named_graphs=request["named"],
            service=request["service"],
        )
        graph = isinstance(result, ox.QueryTriples)
        form = choose(request["accept"], GRAPHS if graph else RESULTS)
        if form is None:
            offers = ", ".join(GRAPHS if graph else RESULTS)
            raise StopError(406, f"none of the forms asked for can be given; there are: {offers}")
        format_: Any = _GRAPHS[form] if graph else _RESULTS[form]
        frames.write(self._out, frames.HEAD, format_.media_type.encode())
        most = request["rows"]
        try:
            # the stubs of serialize ask for IO[bytes]; what it calls is write()
            if isinstance(result, ox.QueryTriples):
                pieces = Pieces(self._out, request["limit"])
                ox.serialize(_at_most(most, result), pieces, format_)  # type: ignore[arg-type]
            else:
                pieces = Pieces(self._out, request["limit"], most, COUNTERS[form]())
                result.serialize(pieces, format=format_)  # type: ignore[arg-type]
        except (OSError, RuntimeError, ValueError) as error:
            raise StopError(400, f"the query failed: {error}") from None
        pieces.flush()

    def _open(self) -> GraphStore:
        generation = Layout(self._path).generation()
        if self._store is None or generation != self._generation:
            self._store, self._generation = open_store(self._path), generation
        return self._store


def _at_most(most: int, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    for number, triple in enumerate(triples):
        if number == most:
            raise _too_many(most)
        yield triple


def _too_many(most: int) -> StopError:
    return StopError(
        413, f"the answer has more than {most:,} rows; ask for less, or for a part with LIMIT and OFFSET"
    )


def main() -> None:
    """Serves requests until standard input ends."""
    path, memory = Path(sys.argv[1]), int(sys.argv[2]) * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    worker = Worker(path, sys.stdout.buffer)
    for line in sys.stdin.buffer:
        worker.answer(json.loads(line))


if __name__ == "__main__":
    main()
