"""The ratio of :mod:`tests.bench.extraction` on the seeds, as rows of the table."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.extraction import measure as measure_extraction
from tests.bench.extraction import seeds
from tests.bench.rows import Row


def measure() -> Iterator[Row]:
    """Millions of characters per second and core."""
    speed = measure_extraction(seeds())
    millions = speed.characters / 1e6
    yield Row("extraction", "spacy.blank('zh') tokenizes", millions / speed.tokenizing, "M characters/s")
    yield Row(
        "extraction", "all of it, without store", millions / speed.extracting, "M characters/s", "tokenizing",
        speed.ratio, ">= 0.8",
    )  # fmt: skip
