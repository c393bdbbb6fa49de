"""Files where Spark finds them (file:, hdfs:, s3a: …), by Hadoop's own file system interface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.build.inputs import is_document, wanted
from kg.errors import InputError
from kg.graph.layout import MARKER

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@dataclass(frozen=True, slots=True)
class Listed:
    """A file to read: its URI, and what tells one state of it from another."""

    path: str
    size: int
    changed: str


class Storage:
    """Small files of a run: written under another name first, then moved.

    Args:
        spark: the session.
    """

    def __init__(self, spark: SparkSession) -> None:
        self._spark = spark
        context: Any = spark.sparkContext
        self._jvm = context._jvm
        self._settings = context._jsc.hadoopConfiguration()

    def _at(self, path: str) -> tuple[Any, Any]:
        at = self._jvm.org.apache.hadoop.fs.Path(path)
        return at.getFileSystem(self._settings), at

    def qualified(self, path: str) -> str:
        """Gives a path as a URI."""
        system, at = self._at(path)
        return str(system.makeQualified(at).toString())

    def exists(self, path: str) -> bool:
        """Says whether a file or folder is there."""
        system, at = self._at(path)
        return bool(system.exists(at))

    def is_empty(self, path: str) -> bool:
        """Says whether a folder has nothing in it."""
        system, at = self._at(path)
        return len(system.listStatus(at)) == 0

    def remove(self, path: str) -> None:
        """Removes a file or folder with all in it."""
        system, at = self._at(path)
        system.delete(at, True)

    def read(self, path: str) -> bytes:
        """Reads a file."""
        system, at = self._at(path)
        stream = system.open(at)
        try:
            return bytes(stream.readAllBytes())
        finally:
            stream.close()

    def write(self, path: str, data: bytes) -> None:
        """Writes a file; it is there whole or not at all."""
        system, at = self._at(path)
        _, beside = self._at(f"{path}.tmp")
        stream = system.create(beside, True)
        try:
            stream.write(data)
        finally:
            stream.close()
        system.delete(at, False)
        system.rename(beside, at)

    def documents(
        self, paths: Sequence[str], include: Sequence[str], exclude: Sequence[str]
    ) -> tuple[Listed, ...]:
        """Lists the documents at files and folders, by the rules of a local build, in order.

        Raises:
            InputError: a path does not exist, or there is no document.
        """
        for path in paths:
            if not self.exists(path):
                raise InputError(f"{path}: there is no such file or folder")
        found = (
            self._spark.read.format("binaryFile")
            .option("recursiveFileLookup", "true")
            .option("__globPaths__", "false")  # brackets in a name are brackets
            .load(list(paths))
            .select("path", "length", "modificationTime")
            .coalesce(2 * self._spark.sparkContext.defaultParallelism)
            .collect()
        )
        given = {self.qualified(path) for path in paths}
        stores = tuple(f"{row.path.rpartition('/')[0]}/" for row in found if row.path.endswith(f"/{MARKER}"))
        listed = [
            Listed(row.path, row.length, str(row.modificationTime))
            for row in found
            if row.path in given
            or (not row.path.startswith(stores) and _is_wanted(row.path, include, exclude))
        ]
        if not listed:
            raise InputError(f"{', '.join(paths)}: no document found")
        return tuple(sorted(listed, key=lambda file: file.path))


def _is_wanted(path: str, include: Sequence[str], exclude: Sequence[str]) -> bool:
    file = Path(path)
    return is_document(file) and (file.suffix.lower() == ".zip" or wanted(file, include, exclude))
