"""The manifest of a folder of shards: what it is of, and which of its shards are done."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kg.build.shards import FORMAT
from kg.graph.layout import StoreError


@dataclass(slots=True)
class Manifest:
    """What stands in ``manifest.json``.

    Attributes:
        number: of shards; files are dealt out to them by their path, so that more files do not change all shards.
        made_by: digest of the versions and options that the shards were made with.
        graph_version: what a store says of the graph in it.
        validate: whether the graph was to be checked.
        read: shard to the digest of the files that were read for it.
        settled: digest of all that was read when names were settled.
        written: shard to how much is in it of what, and the ``settled`` it was written with (``of``).
        complete: whether all shards are there.
        errors: number of documents that could not be read.
        violations: number of places where the graph violates the shapes.
    """

    number: int
    made_by: str
    graph_version: str
    validate: bool
    read: dict[str, str] = field(default_factory=dict)
    settled: str = ""
    written: dict[str, dict[str, Any]] = field(default_factory=dict)
    complete: bool = False
    errors: int = 0
    violations: int = 0

    def text(self) -> bytes:
        """Gives the file's content."""
        return json.dumps(
            {"shards": "kg", "format": FORMAT, **asdict(self)}, indent=1, sort_keys=True
        ).encode()


def read_manifest(data: bytes, where: str) -> Manifest:
    """Reads a manifest.

    Raises:
        StoreError: it is none of this format.
    """
    try:
        found = json.loads(data)
        known = found.pop("shards"), found.pop("format")
        manifest = Manifest(**found)
    except (ValueError, KeyError, TypeError, AttributeError):
        known = ("", 0)
    if known != ("kg", FORMAT):
        raise StoreError(f"{where} is no folder of shards of this version; name another --shards")
    return manifest


def shard_of(path: str, number: int) -> str:
    """Gives the shard of a file."""
    return f"{zlib.crc32(path.encode('utf-8', 'surrogatepass')) % number:05d}"


def by_shard(paths: Iterable[tuple[str, str]], number: int) -> Mapping[str, list[tuple[str, str]]]:
    """Deals files (path, state) out to shards, in order."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for path, state in sorted(paths):
        found[shard_of(path, number)].append((path, state))
    return dict(sorted(found.items()))


def digest(*parts: object) -> str:
    """Gives a digest of plain values."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
