"""The Spark session: what must be there, and how it is started."""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


_PYTHON = re.compile(r"[A-Za-z][\w.]*(?:Error|Exception)\b(?!: Traceback)")


class SparkError(KgError):
    """Spark cannot be used as asked; the message says what to do."""

    exit_status = 2


class ExecutorsError(KgError):
    """A step failed on the cluster; the message is the cluster's."""


@contextmanager
def session(master: str, settings: Mapping[str, str]) -> Iterator[SparkSession]:
    """Gives a Spark session, which ends with the block.

    Args:
        master: a master URL: ``spark://…``, ``yarn``, ``k8s://…``, ``local[N]``, ``local-cluster[N,cores,MB]``.
        settings: of Spark, by name; they win over those set here.

    Raises:
        SparkError: pyspark or Java is not there, or the master cannot be reached.
        ExecutorsError: what was done in the block failed on the cluster.
    """
    _check_java()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pyspark's own about the versions of others
            import pyspark
            from py4j.protocol import Py4JError
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
    except ImportError:
        raise SparkError("--engine spark needs the extra 'spark': pip install 'kg[spark]'") from None
    os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    log = resources.files("kg.spark") / "log4j2.properties"
    chosen = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.sources.parallelPartitionDiscovery.parallelism": "64",  # not a task for each file of a list
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile=file:{log}",
    }
    if master.startswith("local"):  # nobody else is to talk to it
        chosen |= {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.sql.sources.parallelPartitionDiscovery.threshold": "1000000",
            "spark.sql.shuffle.partitions": "8",  # 200 tasks for each step are for clusters
        }
    builder = SparkSession.builder.master(master).appName("kg build")
    for name, value in {**chosen, **settings}.items():
        builder = builder.config(name, value)
    failures = (Py4JError, PySparkException)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            spark = builder.getOrCreate()
    except failures as error:
        raise SparkError(f"Spark at {master} cannot be used: {short(str(error))}") from None
    spark.sparkContext.setLogLevel("ERROR")
    try:
        yield spark
    except failures as error:
        raise ExecutorsError(f"Spark at {master} failed: {short(str(error))}") from error
    finally:
        spark.stop()


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java") or (home and (Path(home) / "bin" / "java").exists()):
        return
    raise SparkError(
        "--engine spark needs Java 17 or newer: install it (Debian: apt-get install default-jre-headless) "
        "or set JAVA_HOME"
    )


def short(message: str) -> str:
    """Gives what Java says on one line, without its stack: the first that it says, and the error in Python behind it."""
    lines = [line.lstrip(": ").rstrip() for line in message.splitlines() if not line.startswith(("\t", "  "))]
    told = [line for line in lines if line and not line.startswith("An error occurred while calling")]
    behind = [line for line in told[1:] if _PYTHON.match(line)]
    return " … ".join(line[:300] for line in (*told[:1], *behind[-1:]))
