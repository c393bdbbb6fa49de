"""Flowers on islands: a hub with its petals around it, hubs that belong together in a bunch, one island per place.

The picture of most views. Lines inside a flower are short; all others are hidden until somebody asks for them, so
that no number of facts makes a hairball.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.export.html.atlas import Atlas
from kg.export.html.drawing import HOLLOW, INK, LABEL_LINE, Drawing, canvas_name, wrapped
from kg.export.html.layout import enclosing, pack, rows, seeds_around

ASPECT = 1.7
COLOURS = 8
READABLE = 16  # names of this height and more show in the whole picture
_LABEL_ROOM = 9.0  # a name stands below its disc
_GROUP_GAP = 10.0
_GROUP = 3  # so many hubs without a chief have ground of their own


@dataclass(slots=True)
class Flower:
    """A hub and what stands around it; ``left_out`` more are not drawn one by one."""

    iri: str
    name: str
    disc: float
    font: int
    petals: list[str] = field(default_factory=list)
    left_out: int = 0


@dataclass(slots=True)
class Bunch:
    """Flowers that belong together, around a chief (or around the largest of them)."""

    place: str
    flowers: list[Flower]
    chief: Flower | None = None


@dataclass(frozen=True, slots=True)
class Petals:
    """How the petals of a view look: size and distance of neighbours; names are written when ``font`` is set."""

    size: float = 3.4
    spacing: float = 13.0
    font: int = 0


def size_of(weight: float) -> float:
    """A disc whose area grows with a weight."""
    return 6 + 2.4 * math.sqrt(weight)


def font_of(disc: float) -> int:
    """The name's height: those who carry most can be read in the whole picture, the others on zooming in."""
    return 11 + min(20, round(max(0.0, disc - 8) * 1.7))


def flower_radius(flower: Flower, petals: Petals) -> float:
    """The circle that holds a hub, its petals and its name."""
    count = len(flower.petals) + bool(flower.left_out)
    radius = max(seeds_around(flower.disc, count, petals.spacing).radius, flower.disc + 4) + _LABEL_ROOM
    # Small names only show on zooming in, when there is room anyway.
    share = 0.55 if flower.font > READABLE else 0.35
    return max(radius, share * flower.font * min(LABEL_LINE, len(flower.name)))


def draw_islands(drawing: Drawing, atlas: Atlas, bunches: Sequence[Bunch], petals: Petals) -> None:
    """Place all bunches; the same bunches give the same places.

    Ground is drawn under every place and every bunch. On an upright page the islands stand otherwise.
    """
    islands: defaultdict[str, list[tuple[Bunch, list[tuple[float, float]], float]]] = defaultdict(list)
    for bunch in bunches:
        bunch.flowers.sort(key=lambda f: (-flower_radius(f, petals), f.name, f.iri))
        flowers = [bunch.chief, *bunch.flowers] if bunch.chief else bunch.flowers
        radii = [24.0 if flower is bunch.chief else flower_radius(flower, petals) for flower in flowers]
        packing = pack(radii, _GROUP_GAP)
        islands[bunch.place].append((bunch, list(packing.centres), packing.radius))
    for group in islands.values():
        group.sort(
            key=lambda g: (
                -g[2],
                g[0].chief.name if g[0].chief else "",
                g[0].flowers[0].iri if g[0].flowers else "",
            )
        )
    places = sorted(islands, key=lambda place: (not place, place))
    packs = [pack([radius for _, _, radius in islands[place]], gap=22) for place in places]
    around = [
        enclosing(packing.centres, [radius for _, _, radius in islands[place]])
        for place, packing in zip(places, packs, strict=True)
    ]
    centres = rows([radius + 30 for _, radius in around], gap=30, aspect=ASPECT)
    upright = rows(
        [radius + 30 for _, radius in around],
        gap=30 + 0.2 * max((r for _, r in around), default=0.0),
        aspect=1 / ASPECT,
    )
    drawing.upright = [(u[0] - c[0], u[1] - c[1]) for u, c in zip(upright, centres, strict=True)]
    for i, (place, packing, (ax, ay)) in enumerate(zip(places, packs, centres, strict=True)):
        colour = i % COLOURS
        (mx, my), reach = around[i]
        drawing.island = i
        drawing.disc(ax, ay, reach + 26, colour, place or "place:none")
        x, y = ax - mx, ay - my
        for (bunch, spots, radius), (dx, dy) in zip(islands[place], packing.centres, strict=True):
            if bunch.flowers and (bunch.chief or len(bunch.flowers) >= _GROUP):
                drawing.disc(x + dx, y + dy, radius, colour)
            flowers = [bunch.chief, *bunch.flowers] if bunch.chief else bunch.flowers
            for flower, (ex, ey) in zip(flowers, spots, strict=True):
                _flower(drawing, atlas, flower, (x + dx + ex, y + dy + ey), colour, petals)


def _flower(
    drawing: Drawing, atlas: Atlas, flower: Flower, at: tuple[float, float], colour: int, petals: Petals
) -> None:
    thing = atlas.things[flower.iri]
    shade = INK if thing.kind == "person" else colour
    drawing.add(thing, *at, flower.disc, shade, label=wrapped(flower.name), font=flower.font)
    count = len(flower.petals) + bool(flower.left_out)
    spots = seeds_around(flower.disc, count, petals.spacing).centres
    for iri, (dx, dy) in zip(flower.petals, spots, strict=False):
        petal = atlas.things[iri]
        shade = INK if petal.kind == "person" else colour
        size = petals.size if petal.kind in HOLLOW or petals.font else petals.size + 2
        text = {"label": wrapped(canvas_name(petal)), "font": petals.font} if petals.font else {}
        drawing.add(petal, at[0] + dx, at[1] + dy, size, shade, **text)
    if flower.left_out:
        dx, dy = spots[-1]
        drawing.add_more(flower.iri, flower.left_out, at[0] + dx, at[1] + dy, colour)
