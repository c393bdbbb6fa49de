"""`kg build --engine spark`: its options, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.errors import Failure, WrongRequest
from kg.cli.terminal import say

if TYPE_CHECKING:
    from kg.build import Options


@dataclass(frozen=True, slots=True)
class SparkOptions:
    """What the command line says of the cluster and of the shards."""

    master: str
    shards: str
    shard_size: int
    settings: dict[str, str]


def spark_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of the engine; the command gets ``spark: SparkOptions | None``."""

    @click.option(
        "--engine",
        type=click.Choice(["local", "spark"]),
        default="local",
        show_default=True,
        help="Build on this machine into a store, or on a Spark cluster into shards.",
    )
    @click.option("--master", default="local[*]", show_default=True, metavar="URL", help="Spark's master.")
    @click.option(
        "--shards",
        default=".kg/shards",
        show_default=True,
        metavar="FOLDER",
        help="With --engine spark: folder or URI of the shards.",
    )
    @click.option(
        "--shard-size",
        type=click.IntRange(min=1),
        default=10_000,
        show_default=True,
        metavar="N",
        help="With --engine spark: documents in a shard.",
    )
    @click.option(
        "--spark-conf", multiple=True, metavar="NAME=VALUE", help="A setting of Spark; may be repeated."
    )
    @wraps(command)
    def with_spark(
        *args: Any,
        engine: str,
        master: str,
        shards: str,
        shard_size: int,
        spark_conf: tuple[str, ...],
        **kwargs: Any,
    ) -> Any:
        settings = dict(setting.partition("=")[::2] for setting in spark_conf)
        if any("=" not in setting for setting in spark_conf):
            raise WrongRequest("--spark-conf takes NAME=VALUE")
        spark = SparkOptions(master, shards, shard_size, settings) if engine == "spark" else None
        return command(*args, spark=spark, **kwargs)

    return with_spark


def build_shards(
    cluster: SparkOptions,
    paths: Sequence[Path | str],
    options: Options,
) -> None:
    """Build into shards and say what was done; what could not be read, or violates the shapes, is a failure."""
    from kg.spark.run import ShardsBuild
    from kg.spark.session import session

    with session(cluster.master, cluster.settings) as spark:
        build = ShardsBuild(spark, cluster.shards, options, cluster.shard_size, say)
        report = build.run([str(path) for path in paths])
    for path, message in report.first_errors:
        say(f"error: {message if path in message else f'{path}: {message}'}")
    for problem, what, document, file, line, quote, _ in report.first_violations:
        say(f"violation: {what}: {problem} ({file}:{line}; {document}; “{quote}”)")
    say(
        f"{report.folder}: {report.shards} shards ({report.read} read, {report.written} written now), "
        f"{report.documents:,} documents, {report.facts:,} facts, {report.quads:,} quads"
    )
    if report.errors:
        say(f"{report.errors:,} documents could not be read: all of them are in {report.folder}/errors")
    if report.violations:
        raise Failure(
            f"the graph violates the shapes in {report.violations:,} places (all of them are in "
            f"{report.folder}/violations); kg load takes it only from a build with --no-validate"
        )
    if report.errors:
        raise click.exceptions.Exit(1)
    say(f"load them with: kg load {cluster.shards} --store STORE")
