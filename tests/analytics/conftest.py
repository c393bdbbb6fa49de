from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph.store import GraphStore, open_store
from tests.analytics.town import town_sources
from tests.small import graph_of


@pytest.fixture(scope="session")
def town() -> GraphStore:
    """The graph that ``tests/analytics/town.py`` describes."""
    return graph_of(*town_sources())


@pytest.fixture(scope="session")
def seeds(seeds_store: Path) -> Iterator[GraphStore]:
    """The store built from the seeds, open."""
    with open_store(seeds_store) as store:
        yield store
