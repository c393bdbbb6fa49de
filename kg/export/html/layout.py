"""Positions computed beforehand: circles within circles, no forces, the same in every run.

A body is a disc with its tasks around it like the seeds of a flower; the bodies an official oversees stand in rings
around that official; the officials of a place make up an island; islands stand in rows. Everything near belongs
together, so most edges are short.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
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


def rows(radii: Sequence[float], gap: float, aspect: float) -> tuple[Point, ...]:
    """Set circles in rows from left to right, so that the whole is about ``aspect`` times as wide as high."""
    if not radii:
        return ()
    columns = max(1, math.ceil(math.sqrt(len(radii) * aspect)))
    centres: list[Point] = []
    y = 0.0
    for start in range(0, len(radii), columns):
        row = radii[start : start + columns]
        y += max(row)
        x = 0.0
        for radius in row:
            centres.append((x + radius, y))
            x += 2 * radius + gap
        y += max(row) + gap
    return tuple(centres)
