"""What the server is allowed to do and to use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a store is served.

    Attributes:
        store: the store directory.
        workers: processes that answer queries.
        seconds: how long one query may take; time spent waiting for a slow reader does not count.
        max_request: bytes of a request's body.
        max_result: bytes of an answer.
        max_rows: rows, or triples, of an answer.
        memory: megabytes that one process may take.
        allow_update: whether updates are allowed; they land as a new generation of the store.
        allow_service: whether SERVICE may leave this machine.
        origins: web origins other than the server's own that may read answers (CORS).
        hosts: names the server answers to; against web pages that give the loopback address a name of theirs.
    """

    store: Path
    workers: int = 2
    seconds: float = 30
    max_request: int = 1_000_000
    max_result: int = 1_000_000_000
    max_rows: int = 1_000_000
    memory: int = 4_000
    allow_update: bool = False
    allow_service: bool = False
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = LOCAL_HOSTS
