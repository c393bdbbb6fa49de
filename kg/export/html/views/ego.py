"""One thing and what is around it, in rings by distance, pruned by degree of interest."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict

from kg.export.html.atlas import Atlas, Link
from kg.export.html.drawing import INK, MOST_NODES, Drawing, canvas_name, cut, short_title, wrapped
from kg.export.html.layout import rings
from kg.export.html.views.request import Request

LIMIT = 220
COLOUR_OF_KIND = {
    "body": 0,
    "coordinating": 5,
    "group": 6,
    "person": INK,
    "post": 7,
    "task": 2,
    "target": 3,
    "instrument": 1,
}
_SIZE = {"task": 5.0, "target": 7.0, "instrument": 10.0, "person": 12.0, "post": 9.0}
_ORDER = ("person", "coordinating", "instrument", "target", "task", "post", "group", "body")
_PER_STEP = 2.0  # what one step away costs, in doublings of the number of links


def draw(atlas: Atlas, request: Request) -> Drawing:
    """Draw the neighbourhood of ``request.focus`` up to ``request.depth`` steps."""
    centre = str(request.focus)
    links = atlas.links_by_end()
    distance, parent, total = neighbourhood(links, centre, request.depth, request.limit(LIMIT, MOST_NODES))
    drawing = Drawing("ego", request.subject, focus=centre)
    kinds = {iri: atlas.things[iri].kind for iri in distance}
    order = {iri: (_ORDER.index(kinds[iri]), atlas.things[iri].name, iri) for iri in distance}
    widths = {iri: 22.0 if kinds[iri] == "task" else 74.0 for iri in distance}
    spots = rings(distance, parent, order, widths)
    shares = _strength(links, distance)
    for iri, (x, y) in spots.items():
        kind, thing = kinds[iri], atlas.things[iri]
        size = 26.0 if iri == centre else _SIZE.get(kind, 7 + 2.2 * math.sqrt(shares[iri]))
        name = short_title(thing.name) if kind == "instrument" else canvas_name(thing)
        label = {} if kind == "task" and iri != centre else {"label": wrapped(name), "font": 13}
        if iri == centre:
            label = {"label": wrapped(cut(name, 40), 10), "font": 24}
        drawing.add(thing, x, y, size, COLOUR_OF_KIND[kind], **label)
    for link in {id(link): link for iri in distance for link in links.get(iri, ())}.values():
        if link.start in distance and link.end in distance:
            home = parent.get(link.start) == link.end or parent.get(link.end) == link.start
            drawing.link(link, home=home and centre not in (link.start, link.end), hidden=not home)
    drawing.of = {"all": total}
    return drawing


def neighbourhood(
    links: dict[str, list[Link]], centre: str, depth: int, limit: int
) -> tuple[dict[str, int], dict[str, str], int]:
    """Choose what is worth showing around a node (degree of interest, Furnas 1986).

    A node's interest is the logarithm of how many links it has, less what its distance costs; the most interesting
    neighbour of what is already chosen comes next, so that everything chosen hangs together.

    Returns:
        Distance and parent of each chosen node, and how many there are within ``depth`` in all.
    """
    distance, parent = {centre: 0}, {}
    frontier: list[tuple[float, str, str, int]] = []
    seen = {centre}

    def open_up(iri: str) -> None:
        step = distance[iri] + 1
        for link in links.get(iri, ()):
            other = link.end if link.start == iri else link.start
            if step <= depth and other not in seen:
                seen.add(other)
                interest = math.log2(1 + len(links[other])) - _PER_STEP * step
                heapq.heappush(frontier, (-round(interest, 6), other, iri, step))

    open_up(centre)
    while frontier and len(distance) < limit:
        _, iri, near, step = heapq.heappop(frontier)
        distance[iri], parent[iri] = step, near
        open_up(iri)
    return distance, parent, _count_within(links, centre, depth)


def _count_within(links: dict[str, list[Link]], centre: str, depth: int) -> int:
    seen, rim = {centre}, {centre}
    for _ in range(depth):
        rim = {end for iri in rim for link in links.get(iri, ()) for end in (link.start, link.end)} - seen
        seen |= rim
    return len(seen)


def _strength(links: dict[str, list[Link]], chosen: dict[str, int]) -> dict[str, int]:
    """How many links a node has to others that are chosen."""
    count: defaultdict[str, int] = defaultdict(int)
    for iri in chosen:
        count[iri] = sum(link.start in chosen and link.end in chosen for link in links.get(iri, ()))
    return count
