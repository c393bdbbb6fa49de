"""A build on a cluster: read shard by shard, settle names grouped by place, write shard by shard; resumable.

Every shard is written by Spark's committer before the manifest says that it is done: a build that was cut short goes on
behind the last shard that is whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.build.options import Options
from kg.build.shards import MANIFEST
from kg.build.versions import graph_version, pipeline_version
from kg.graph.layout import StoreError
from kg.spark.manifest import Manifest, by_shard, digest, read_manifest
from kg.spark.stages import KINDS, Stages
from kg.spark.steps import FACT, QUAD, Reader
from kg.spark.storage import Storage

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ShardsReport:
    """The outcome of a build into shards.

    Attributes:
        folder: where they are, as a URI.
        shards: how many there are; ``read`` and ``written``: how many of them were made now.
        documents, facts, quads: how many are in them.
        errors: number of documents that could not be read.
        violations: number of places where the graph violates the shapes.
        first_errors: path and message of some of them.
        first_violations: some of them, in the columns of :data:`kg.graph.validation.store.COLUMNS`.
    """

    folder: str
    shards: int
    read: int
    written: int
    documents: int
    facts: int
    quads: int
    errors: int
    violations: int
    first_errors: Sequence[tuple[str, str]]
    first_violations: Sequence[tuple[object, ...]]


class ShardsBuild:
    """One build into a folder of shards.

    Args:
        spark: the session.
        folder: path or URI of the folder; made where it is missing, resumed where it is there.
        options: what may be asked for.
        shard_size: number of files in a shard, about.
        say: is told what is being done.
    """

    def __init__(
        self,
        spark: SparkSession,
        folder: str,
        options: Options,
        shard_size: int,
        say: Say,
    ) -> None:
        self._storage = Storage(spark)
        self._folder = self._storage.qualified(folder).rstrip("/")
        self._stages = Stages(spark, self._folder, Reader(options, options.settings()))
        self._options = options
        self._shard_size = shard_size
        self._say = say

    def run(self, paths: Sequence[str]) -> ShardsReport:
        """Builds documents at paths or URIs.

        Raises:
            InputError: there is nothing to read.
            DecisionsError: a decision names what no document names, or is not clear.
            StoreError: the folder holds something else, or executors run another version of kg.
        """
        listed = self._storage.documents(paths, self._options.include, self._options.exclude)
        manifest = self._manifest(len(listed))
        shards = by_shard(((file.path, f"{file.size} {file.changed}") for file in listed), manifest.number)
        for shard in (manifest.read.keys() | manifest.written.keys()) - shards.keys():
            self._drop(shard, manifest)
        read = self._read(shards, manifest)
        written = self._write(shards, manifest)
        errors, violations = self._stages.errors(), self._stages.violations()
        manifest.errors, manifest.violations = errors.count, violations.count
        self._keep(manifest, complete=True)
        parts = manifest.written.values()
        return ShardsReport(
            folder=self._folder,
            shards=len(shards),
            read=read,
            written=written,
            documents=sum(part["documents"] for part in parts),
            facts=sum(part[FACT] for part in parts),
            quads=sum(part[QUAD] for part in parts),
            errors=errors.count,
            violations=violations.count,
            first_errors=errors.first,
            first_violations=violations.first,
        )

    def _read(self, shards: Mapping[str, Sequence[tuple[str, str]]], manifest: Manifest) -> int:
        """Reads the shards whose files are not those of the manifest; gives their number."""
        todo = [shard for shard, files in shards.items() if manifest.read.get(shard) != digest(files)]
        for number, shard in enumerate(todo, 1):
            self._say(f"reading shard {number} of {len(todo)}: {len(shards[shard])} files")
            self._stages.read([path for path, _ in shards[shard]], shard)
            manifest.read[shard] = digest(shards[shard])
            self._keep(manifest, complete=False)
        return len(todo)

    def _write(self, shards: Mapping[str, object], manifest: Manifest) -> int:
        """Settles names over all that was read, and writes the shards anew if there is anything new."""
        state = digest(sorted(manifest.read.items()))
        if manifest.settled != state:
            self._say("settling names and titles over all documents")
            self._stages.settle()
            manifest.settled = state
            self._keep(manifest, complete=False)
        todo = [shard for shard in shards if manifest.written.get(shard, {}).get("of") != state]
        for number, shard in enumerate(todo, 1):
            self._say(f"writing shard {number} of {len(todo)}")
            manifest.written[shard] = {"of": state, **self._stages.write(shard)}
            self._keep(manifest, complete=False)
        return len(todo)

    def _manifest(self, files: int) -> Manifest:
        """Gives the manifest to go on with; shards that were made in another way are removed."""
        options, decisions = self._options, self._options.decisions.digest()
        path = f"{self._folder}/{MANIFEST}"
        made_by = digest(pipeline_version(), graph_version(), repr(options), decisions)
        version = " ".join(filter(None, (graph_version(), options.base, decisions, options.jurisdiction)))
        if self._storage.exists(path):
            found = read_manifest(self._storage.read(path), self._folder)
            if found.made_by == made_by:
                return found
            self._say("the shards were made by another version or with other options: all are made anew")
            for kind in KINDS:
                self._storage.remove(f"{self._folder}/{kind}")
        elif self._storage.exists(self._folder) and not self._storage.is_empty(self._folder):
            raise StoreError(f"{self._folder} holds other files; name another --shards")
        manifest = Manifest(max(1, math.ceil(files / self._shard_size)), made_by, version, options.validate)
        self._keep(manifest, complete=False)
        return manifest

    def _drop(self, shard: str, manifest: Manifest) -> None:
        """Removes a shard whose files are no longer there."""
        for kind in KINDS:
            self._storage.remove(f"{self._folder}/{kind}/shard={shard}")
        manifest.read.pop(shard, None)
        manifest.written.pop(shard, None)

    def _keep(self, manifest: Manifest, *, complete: bool) -> None:
        manifest.complete = complete
        self._storage.write(f"{self._folder}/{MANIFEST}", manifest.text())
