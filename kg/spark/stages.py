"""The stages of a build on a cluster as Spark jobs. What is done to each document is in ``kg.spark.steps``."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from kg.build.register import identity_of
from kg.build.versions import graph_version, pipeline_version
from kg.export.database import table_columns
from kg.graph.layout import StoreError
from kg.resolve.names import compact
from kg.resolve.settle import settle
from kg.spark import steps
from kg.spark.steps import ASKS, CLAIM, FACT, NAME, QUAD, VIOLATION, Reader

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import DataFrame, SparkSession

KINDS = ("read", "census", "again", "answers", "quads", "facts", "violations", "errors")
"""The folders beside the manifest; all but ``census`` and ``errors`` are divided into shards."""

_TYPES = {"integer": "bigint", "text": "string", "texts": "array<string>"}
_TASK = 50  # files that an executor reads in one go, at most in a large shard
_PART = 4_000_000  # bytes of encoded facts whose quads go into one file: some 250 MB, 20 MB compressed
_SHOWN = 20  # errors and violations that are handed on


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong: how much, and the first of it."""

    count: int
    first: Sequence[tuple[Any, ...]]


class Stages:
    """Reads, settles and writes below one folder.

    Args:
        spark: the session.
        folder: URI of the folder of shards.
        reader: how documents are read, and what holds for the whole build.
    """

    def __init__(self, spark: SparkSession, folder: str, reader: Reader) -> None:
        self._spark = spark
        self._folder = folder
        self._reader = reader
        self._decisions = reader.options.decisions

    def read(self, paths: Sequence[str], shard: str) -> None:
        """Reads files; their encoded facts, or the errors, become a shard of ``read``."""
        files = (
            self._spark.read.format("binaryFile")
            .option("__globPaths__", "false")  # brackets in a name are brackets
            .option("recursiveFileLookup", "true")  # else files of several folders are taken for partitions
            .load(list(paths))
            .select("path", "content")
            .coalesce(max(2 * self._parallel(), math.ceil(len(paths) / _TASK)))
        )
        rows = self._frame(files.rdd.mapPartitions(self._reader), steps.READ)
        rows.write.mode("overwrite").parquet(self._at("read", shard))

    def settle(self) -> None:
        """Settles names, place by place, and titles over all that was read; every shard gets its documents' answers.

        Raises:
            DecisionsError: a decision names what no document names, or is not clear.
            StoreError: executors run another version of kg.
        """
        read = self._read()
        self._check_version(read)
        # a document that stands in several files, by name and content, is written once
        again = read.selectExpr("path", "shard", "MIN(path) OVER (PARTITION BY name, sha256) AS first")
        again = again.where("path <> first").select("path", "shard")
        again.write.mode("overwrite").partitionBy("shard").parquet(self._at("again"))
        census = read.select("shard", "name", "sha256", "facts").rdd
        rows = census.mapPartitions(partial(steps.census_rows, self._reader.settings))
        written = self._frame(rows, steps.CENSUS).write.mode("overwrite")
        written.partitionBy("kind").parquet(self._at("census"))
        taken = self._spark.read.schema(steps.CENSUS).parquet(self._at("census"))
        known = self._names(taken).unionByName(_titles(taken))
        asks = taken.where(f"kind = '{ASKS}'").selectExpr("shard", "document", "one AS question")
        answers = asks.distinct().join(known, "question")
        answers.write.mode("overwrite").partitionBy("shard").parquet(self._at("answers"))

    def write(self, shard: str) -> dict[str, int]:
        """Writes quads, facts and violations of the shapes of a shard; gives how many there are of each.

        Every file of quads is sorted, and all quads of a document are in one.
        """
        from pyspark import StorageLevel

        documents = self._documents(shard)
        count, size = documents.selectExpr("COUNT(*)", "COALESCE(SUM(LENGTH(facts)), 0)").collect()[0]
        parts = max(1, min(count, self._parallel()), math.ceil(size / _PART))
        asking = documents.join(self._answers(shard), "document", "left").repartition(parts, "document")
        rows = asking.sortWithinPartitions("document").rdd.mapPartitions(
            partial(steps.written_rows, self._reader.settings)
        )
        written = self._frame(rows, steps.WRITTEN).persist(StorageLevel.DISK_ONLY)
        try:
            quads = written.where(f"kind = '{QUAD}'").select("text").sortWithinPartitions("text")
            quads.write.mode("overwrite").option("compression", "gzip").text(self._at("quads", shard))
            columns = ", ".join(f"`{name}` {_TYPES[kind]}" for name, kind in table_columns().items())
            facts = written.where(f"kind = '{FACT}'").selectExpr(f"from_json(text, '{columns}') AS fact")
            facts.select("fact.*").write.mode("overwrite").parquet(self._at("facts", shard))
            violations = written.where(f"kind = '{VIOLATION}'").select("text")
            violations.write.mode("overwrite").text(self._at("violations", shard))
            counts = {row["kind"]: row["count"] for row in written.groupBy("kind").count().collect()}
        finally:
            written.unpersist()
        return {"documents": count, **{kind: counts.get(kind, 0) for kind in (FACT, QUAD, VIOLATION)}}

    def errors(self) -> Found:
        """Writes the table of documents that could not be read (path, message)."""
        read = self._spark.read.schema(f"{steps.READ}, shard string").parquet(self._at("read"))
        bad = read.where("error IS NOT NULL").selectExpr("path", "error AS message")
        ordered = bad.repartition(1).sortWithinPartitions("path", "message")
        ordered.write.mode("overwrite").parquet(self._at("errors"))
        written = self._spark.read.parquet(self._at("errors"))
        return Found(written.count(), [tuple(row) for row in written.take(_SHOWN)])

    def violations(self) -> Found:
        """Gives what violates the shapes."""
        rows = self._spark.read.text(self._at("violations")).select("value")
        first = rows.orderBy("value").take(_SHOWN)
        return Found(rows.count() if first else 0, [tuple(json.loads(row["value"])) for row in first])

    def _at(self, kind: str, shard: str = "") -> str:
        return f"{self._folder}/{kind}/shard={shard}" if shard else f"{self._folder}/{kind}"

    def _parallel(self) -> int:
        return int(self._spark.sparkContext.defaultParallelism)

    def _frame(self, rows: RDD[Any], schema: str) -> DataFrame:
        return self._spark.createDataFrame(rows, schema, verifySchema=False)

    def _read(self) -> DataFrame:
        """All documents that could be read."""
        read = self._spark.read.schema(f"{steps.READ}, shard string").parquet(self._at("read"))
        return read.where("error IS NULL")

    def _check_version(self, read: DataFrame) -> None:
        here = f"{pipeline_version()} {graph_version()}"
        others = read.where(f"made_by <> '{here}'").select("made_by").take(1)
        if others:
            raise StoreError(
                f"executors run another version of kg ({others[0]['made_by']}) than this process ({here}); install the same one "
                "everywhere"
            )

    def _names(self, taken: DataFrame) -> DataFrame:
        """The answers on names: those of each place are settled together."""
        names = taken.where(f"kind = '{NAME}'").select("one", "two", "three").distinct().rdd
        together, touched = self._decided(names)
        untouched = names.filter(lambda row: row["one"] not in touched)
        grouped = untouched.map(lambda row: (row["one"], (row["two"], row["three"]))).groupByKey()
        known = self._frame(grouped.flatMap(lambda group: steps.settle_place(group[1])), steps.KNOWN)
        if together:
            known = known.unionByName(self._spark.createDataFrame(together, steps.KNOWN))
        return known

    def _decided(self, names: RDD[Any]) -> tuple[list[tuple[str, str]], frozenset[str]]:
        """Settles the names of the places that decisions speak of; gives the answers and the places."""
        wanted = self._decisions.names()
        if not wanted:
            return [], frozenset()
        touched = frozenset(
            names.filter(lambda row: compact(json.loads(row["three"])) in wanted)
            .map(lambda row: row["one"])
            .distinct()
            .collect()
        )
        own = names.filter(lambda row: row["one"] in touched).map(lambda row: (row["two"], row["three"]))

        def others() -> Iterable[str]:
            return [json.loads(form) for form in names.map(lambda row: row["three"]).distinct().collect()]

        together = [(identity_of(identity), json.loads(form)) for identity, form in own.collect()]
        return steps.known_rows(settle(together, self._decisions, others).items()), touched

    def _documents(self, shard: str) -> DataFrame:
        """The documents of a shard with their keys, each once."""
        read = self._read().where(f"shard = '{shard}'").select("path", "name", "sha256", "facts")
        again = self._spark.read.schema("path string, shard string").parquet(self._at("again"))
        once = read.join(again.where(f"shard = '{shard}'").select("path"), "path", "left_anti")
        return self._frame(once.rdd.map(steps.keyed), steps.KEYED)

    def _answers(self, shard: str) -> DataFrame:
        """The answers that the documents of a shard wait for: document, and a list of question and answer."""
        asked = self._spark.read.schema(f"{steps.ANSWERS}, shard string").parquet(self._at("answers"))
        pairs = asked.where(f"shard = '{shard}'").selectExpr("document", "struct(question, answer) AS answer")
        return pairs.groupBy("document").agg({"answer": "collect_list"}).toDF("document", "answers")


def _titles(taken: DataFrame) -> DataFrame:
    """The key of each title; JSON's null where documents claim it for several."""
    from pyspark.sql.functions import expr

    claims = taken.where(f"kind = '{CLAIM}'").groupBy("one")
    answer = expr("IF(MIN(two) = MAX(two), MIN(two), 'null')")
    return claims.agg(answer.alias("answer")).withColumnRenamed("one", "question")
