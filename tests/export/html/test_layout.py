"""Circles do not overlap, and the same input gives the same places."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export.html.layout import pack, rows, seeds_around

RADII = st.lists(st.floats(5, 120), min_size=1, max_size=40).map(
    lambda r: [r[0], *sorted(r[1:], reverse=True)]
)


@given(RADII, st.floats(0, 30))
def test_packed_circles_keep_apart_and_inside(radii: list[float], gap: float) -> None:
    packing = pack(radii, gap)
    assert packing.centres[0] == (0.0, 0.0)
    for (i, a), (j, b) in combinations(enumerate(packing.centres), 2):
        assert math.dist(a, b) >= radii[i] + radii[j] + gap - 1e-3
    for centre, radius in zip(packing.centres, radii, strict=True):
        assert math.hypot(*centre) + radius <= packing.radius + 1e-6
    assert pack(radii, gap) == packing


def test_packing_is_close() -> None:
    packing = pack([10.0] * 100, 0.0)
    assert 100 * 10**2 / packing.radius**2 > 0.7, "share of the disc that is filled"


def test_nothing_to_pack() -> None:
    assert pack([], 1.0).centres == ()
    assert rows([], 1.0, 1.0) == ()


@pytest.mark.parametrize("count", [0, 1, 7, 300])
def test_seeds_keep_apart_and_off_the_disc(count: int) -> None:
    seeds = seeds_around(20, count, 13)
    assert len(seeds.centres) == count
    assert all(20 + 13 * 0.4 < math.hypot(*point) <= seeds.radius for point in seeds.centres)
    distances = [math.dist(a, b) for a, b in combinations(seeds.centres, 2)]
    assert min(distances, default=99) > 13 * 0.5


@given(st.lists(st.floats(5, 500), min_size=1, max_size=20))
def test_rows_keep_apart(radii: list[float]) -> None:
    centres = rows(radii, 10, 1.7)
    for (i, a), (j, b) in combinations(enumerate(centres), 2):
        assert math.dist(a, b) >= radii[i] + radii[j] - 1e-6
