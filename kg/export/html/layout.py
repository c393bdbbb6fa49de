"""Positions computed beforehand: circles within circles, no forces, the same in every run.

A body is a disc with its tasks around it like the seeds of a flower; the bodies an official oversees stand in rings
around that official; the officials of a place make up an island; islands stand in rows. Everything near belongs
together, so most edges are short.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))  # what a sunflower turns by, so that no two seeds line up

Point = tuple[float, float]
Circles = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.int_]


@dataclass(frozen=True, slots=True)
class Packing:
    """Centres of circles around (0, 0), and the radius of the circle that holds them all."""

    centres: tuple[Point, ...]
    radius: float


def seeds_around(disc: float, count: int, spacing: float) -> Packing:
    """Spread ``count`` points evenly over a ring around a disc.

    Args:
        disc: radius of the disc that stays free.
        count: how many points.
        spacing: about how far neighbours stand apart.

    Returns:
        The points, nearest first, and the radius that holds disc and points.
    """
    inner = disc + spacing * 0.8
    area = spacing * spacing / math.pi  # that one point gets, so that density does not depend on the count
    points = []
    distance = disc
    for i in range(count):
        distance = math.sqrt(inner * inner + i * area * 1.15)
        points.append((distance * math.cos(i * GOLDEN_ANGLE), distance * math.sin(i * GOLDEN_ANGLE)))
    return Packing(tuple(points), distance + (spacing * 0.6 if count else 0.0))


def pack(radii: Sequence[float], gap: float) -> Packing:
    """Pack circles closely around the first one.

    Each circle goes where it touches two earlier ones and stands nearest to the middle; linear in the number of
    pairs of neighbours per circle.

    Args:
        radii: one per circle: the middle one, then the others from large to small.
        gap: free space between neighbours.
    """
    placed = np.zeros((len(radii), 3))  # x, y, radius with half the gap
    pairs: list[tuple[int, int]] = []
    for n, radius in enumerate(radii):
        grown = radius + gap / 2
        if n == 1:
            placed[n] = (placed[0, 2] + grown, 0.0, grown)
        elif n > 1:
            placed[n] = (*_nearest_free(placed[:n], np.array(pairs), grown), grown)
        else:
            placed[n] = (0.0, 0.0, grown)
        # Two circles too far apart for this one to touch both are so for all later, smaller ones.
        apart = np.hypot(placed[:n, 0] - placed[n, 0], placed[:n, 1] - placed[n, 1]) - placed[:n, 2] - grown
        pairs += [(int(other), n) for other in np.flatnonzero(apart <= 2 * max(radii[1:], default=0) + gap)]
    reach = np.hypot(placed[:, 0], placed[:, 1]) + placed[:, 2] - gap / 2
    return Packing(tuple((float(x), float(y)) for x, y, _ in placed), float(max(reach, default=0.0)))


def _nearest_free(placed: Circles, pairs: Pairs, radius: float) -> Point:
    """Where a circle touches two placed ones, overlaps none, and is nearest to the middle."""
    a, b = placed[pairs[:, 0]], placed[pairs[:, 1]]
    to_a, to_b = a[:, 2] + radius, b[:, 2] + radius
    span = np.hypot(b[:, 0] - a[:, 0], b[:, 1] - a[:, 1])
    touching = span <= to_a + to_b
    a, b, to_a, to_b, span = a[touching], b[touching], to_a[touching], to_b[touching], span[touching]
    along = (to_a**2 - to_b**2 + span**2) / (2 * span)
    aside = np.sqrt(np.maximum(to_a**2 - along**2, 0.0))
    ux, uy = (b[:, 0] - a[:, 0]) / span, (b[:, 1] - a[:, 1]) / span
    x = np.concatenate([a[:, 0] + along * ux - aside * uy, a[:, 0] + along * ux + aside * uy])
    y = np.concatenate([a[:, 1] + along * uy + aside * ux, a[:, 1] + along * uy - aside * ux])
    # Rounded, so that equal distances are equal on every machine and the first pair wins.
    for i in np.argsort(np.round(np.hypot(x, y), 3), kind="stable"):
        free = np.hypot(placed[:, 0] - x[i], placed[:, 1] - y[i]) - placed[:, 2] - radius
        if free.min() > -1e-6:
            return float(x[i]), float(y[i])
    raise AssertionError("two circles on the rim always leave a place outside")


def enclosing(centres: Sequence[Point], radii: Sequence[float]) -> tuple[Point, float]:
    """A small circle around circles: its centre moves towards the farthest one in ever smaller steps.

    Within a few thousandths of the smallest circle (Badoiu and Clarkson 2003), which is enough for a picture.
    """
    x = y = 0.0
    for step in range(1, 300):
        away = [math.hypot(cx - x, cy - y) + r for (cx, cy), r in zip(centres, radii, strict=True)]
        far = max(range(len(away)), key=lambda i: (round(away[i], 6), -i))
        x += (centres[far][0] - x) / (step + 1)
        y += (centres[far][1] - y) / (step + 1)
    reach = (math.hypot(cx - x, cy - y) + r for (cx, cy), r in zip(centres, radii, strict=True))
    return (x, y), max(reach, default=0.0)


def rows(radii: Sequence[float], gap: float, aspect: float) -> tuple[Point, ...]:
    """Set circles in rows from left to right, with as many columns as make them largest on a page.

    Args:
        radii: of the circles, in reading order.
        gap: free space between neighbours.
        aspect: width of the page divided by its height.
    """
    best: tuple[float, tuple[Point, ...]] = (math.inf, ())
    for columns in range(1, len(radii) + 1):
        centres: list[Point] = []
        y = width = 0.0
        for start in range(0, len(radii), columns):
            row = radii[start : start + columns]
            y += max(row)
            x = 0.0
            for radius in row:
                centres.append((x + radius, y))
                x += 2 * radius + gap
            width = max(width, x - gap)
            y += max(row) + gap
        need = max(width, (y - gap) * aspect)
        if need < best[0] - 1e-6:
            best = (need, tuple(centres))
    return best[1]


def rings(
    distance: Mapping[str, int],
    parent: Mapping[str, str],
    order: Mapping[str, tuple[int, str, str]],
    widths: Mapping[str, float],
) -> dict[str, Point]:
    """Place nodes in rings around the one at distance 0, each near its parent's direction.

    Args:
        distance: steps from the middle, per node.
        parent: the node each hangs on.
        order: sorts the nodes of the first ring; those that hang on one node also.
        widths: the room a node needs along its ring.

    Returns:
        A point per node; a distance with more nodes than fit a ring gets several.
    """
    spots: dict[str, Point] = {}
    angle: dict[str, float] = {}
    radius = 0.0
    for step in range(max(distance.values()) + 1):
        nodes = [node for node in distance if distance[node] == step]
        if step == 0:
            spots |= dict.fromkeys(nodes, (0.0, 0.0))
            angle |= dict.fromkeys(nodes, 0.0)
            continue
        nodes.sort(key=lambda node: (round(angle[parent[node]], 6), order[node]))
        tracks = _tracks(nodes, widths, radius + 95.0)
        for track, at in tracks:
            need = sum(widths[node] for node in track)
            turned = 0.0
            for node in track:
                turned += widths[node] / 2
                angle[node] = 2 * math.pi * turned / need - math.pi / 2
                turned += widths[node] / 2
                spots[node] = (at * math.cos(angle[node]), at * math.sin(angle[node]))
        radius = tracks[-1][1]
    return spots


def _tracks(nodes: Sequence[str], widths: Mapping[str, float], inner: float) -> list[tuple[list[str], float]]:
    """Spread nodes over as many rings as they need, every n-th to the n-th ring, so that directions stay."""
    need = sum(widths[node] for node in nodes)
    count = 1
    gap = 30.0 if max(widths[node] for node in nodes) < 40 else 62.0
    while sum(2 * math.pi * (inner + i * gap) for i in range(count)) < need:
        count += 1
    shares = [inner + i * gap for i in range(count)]
    tracks: list[list[str]] = [[] for _ in range(count)]
    filled = [0.0] * count
    for node in nodes:  # the ring that is emptiest for its length
        i = min(range(count), key=lambda k: (round(filled[k] / shares[k], 6), k))
        tracks[i].append(node)
        filled[i] += widths[node]
    return [(track, at) for track, at in zip(tracks, shares, strict=True) if track]


def layers(
    rows_of: Sequence[Sequence[str]],
    near: Mapping[str, Sequence[str]],
    cell: tuple[float, float],
    columns: int,
) -> tuple[dict[str, Point], list[tuple[float, float]]]:
    """Place nodes in layers, near what they are linked with (median heuristic after Sugiyama).

    Args:
        rows_of: the nodes of each layer, top first.
        near: the nodes each is linked with.
        cell: width and height of a node with its name.
        columns: nodes in one line; a layer with more gets several lines.

    Returns:
        A point per node, and top and bottom of each layer.
    """
    spread = {
        node: (i + 0.5) / len(layer) for layer in rows_of for i, node in enumerate(layer)
    }  # from 0 to 1
    for _ in range(6):
        for layer in rows_of:
            wanted = {}
            for node in layer:
                around = sorted(spread[other] for other in near.get(node, ()))
                wanted[node] = around[len(around) // 2] if around else spread[node]
            ranked = sorted(layer, key=lambda n: (round(wanted[n], 6), n))
            spread |= {node: (i + 0.5) / len(ranked) for i, node in enumerate(ranked)}
    placed: dict[str, Point] = {}
    bands = []
    y = 0.0
    width = cell[0] * columns
    for layer in rows_of:
        ranked = sorted(layer, key=lambda n: spread[n])
        lines = max(1, -(-len(ranked) // columns))
        for i, node in enumerate(ranked):
            # Neighbours in the order stand one below the other, so that a layer in several lines keeps directions.
            column, line = divmod(i, lines)
            held = -(-len(ranked) // lines)
            left = (width - held * cell[0]) / 2
            aside = (line % 2) * 0.5 * cell[0]
            placed[node] = (left + (column + 0.5) * cell[0] + aside, y + (line + 0.5) * cell[1])
        bands.append((y, y + lines * cell[1]))
        y += lines * cell[1] + 0.9 * cell[1]
    return placed, bands
