"""Circles do not overlap, and the same input gives the same places."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export.html.layout import enclosing, layers, pack, rings, rows, seeds_around

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


@given(RADII)
def test_an_enclosing_circle_holds_all_and_is_small(radii: list[float]) -> None:
    centres = pack(radii, 0).centres
    (x, y), reach = enclosing(centres, radii)
    assert all(math.dist((x, y), c) + r <= reach + 1e-6 for c, r in zip(centres, radii, strict=True))
    assert reach <= pack(radii, 0).radius * 1.02 + 1e-6


@given(st.lists(st.integers(0, 30), min_size=1, max_size=120))
def test_rings_keep_nodes_apart(parents: list[int]) -> None:
    distance, parent = {"0": 0}, {}
    for i, above in enumerate(parents, 1):
        parent[str(i)] = str(above % i)
        distance[str(i)] = distance[parent[str(i)]] + 1
    order = {node: (0, node, node) for node in distance}
    spots = rings(distance, parent, order, dict.fromkeys(distance, 22.0))
    assert set(spots) == set(distance)
    assert spots["0"] == (0.0, 0.0)
    assert min((math.dist(a, b) for a, b in combinations(spots.values(), 2)), default=99) > 15
    radii = {
        step: [math.hypot(*spots[n]) for n in spots if distance[n] == step] for step in {*distance.values()}
    }
    for step in range(1, max(radii) + 1):
        assert min(radii[step]) > max(radii[step - 1]), "farther is farther out"


def test_layers_do_not_mix_and_nodes_stand_near_their_links() -> None:
    top, bottom = [f"a{i}" for i in range(7)], [f"b{i}" for i in range(7)]
    near = {f"a{i}": [f"b{6 - i}"] for i in range(7)} | {f"b{6 - i}": [f"a{i}"] for i in range(7)}
    placed, bands = layers([top, bottom], near, (100, 80), 10)
    assert bands[0][1] <= bands[1][0]
    assert all(bands[0][0] <= placed[n][1] <= bands[0][1] for n in top)
    assert len(set(placed.values())) == 14
    assert sum(abs(placed[n][0] - placed[near[n][0]][0]) for n in top) < 200, "lines do not cross"


def test_a_wide_layer_gets_several_lines() -> None:
    placed, bands = layers([[str(i) for i in range(45)]], {}, (100, 80), 18)
    assert max(x for x, _ in placed.values()) <= 18 * 100 + 100
    assert bands == [(0.0, 240.0)]
