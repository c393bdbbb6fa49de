"""Instruments and what they rest on, in rows by level of government, the highest on top."""

from __future__ import annotations

from collections import Counter, defaultdict

from kg.export.html.atlas import Atlas, Link
from kg.export.html.drawing import MOST_NODES, Drawing, short_title, wrapped
from kg.export.html.layout import layers
from kg.export.html.levels import LEVELS
from kg.export.html.views.request import Request

LIMIT = 250
ROLES = ("basis", "repeals", "amends", "forwards", "mentions")
_COLOURS = dict(zip(LEVELS, (1, 3, 2, 0, 4, 6), strict=True))
_CELL = (112.0, 92.0)  # of a node with its name
_COLUMNS = 18


def draw(atlas: Atlas, request: Request) -> Drawing:
    """Draw who cites what: everything, one place's instruments, or one instrument up to ``depth`` steps."""
    links = [link for link in atlas.links if link.role in ROLES and _placed(atlas, request, link)]
    if request.focus:
        links = _around(links, request.focus, request.depth)
    degree = Counter(iri for link in links for iri in (link.start, link.end))
    if request.focus:
        degree[request.focus] += len(degree)
    # An instrument without any link has no lineage; those with most links are kept, citing ones before cited ones.
    citing = {link.start for link in links}
    ranked = sorted(degree, key=lambda iri: (iri not in citing, -degree[iri], atlas.things[iri].name, iri))
    kept = set(ranked[: request.limit(LIMIT, MOST_NODES)])
    rows: defaultdict[str, list[str]] = defaultdict(list)
    for iri in ranked:
        if iri in kept:
            rows[atlas.things[iri].level].append(iri)
    near: defaultdict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.start in kept and link.end in kept:
            near[link.start].append(link.end)
            near[link.end].append(link.start)
    drawing = Drawing("lineage", request.subject, focus=request.focus)
    used = [level for level in LEVELS if rows[level]]
    placed, bands = layers([rows[level] for level in used], near, _CELL, _COLUMNS)
    for level, (top, bottom) in zip(used, bands, strict=True):
        drawing.caption(-_CELL[0] * 0.4, (top + bottom) / 2, f"level:{level}", 30, _COLOURS[level], "right")
        for iri in rows[level]:
            x, y = placed[iri]
            size = 7 + min(13, 2 * degree[iri] ** 0.5)
            name = atlas.things[iri].name
            drawing.add(
                atlas.things[iri],
                x,
                y,
                size,
                _COLOURS[level],
                label=wrapped(short_title(name), 9, 2),
                font=11,
            )
    for link in links:
        if link.start in kept and link.end in kept:
            drawing.link(link, hidden=link.role == "mentions" and not request.focus, arrow=True)
    drawing.of = {"instrument": len(degree)}
    return drawing


def _placed(atlas: Atlas, request: Request, link: Link) -> bool:
    return not request.place or request.focus is not None or atlas.things[link.start].place == request.place


def _around(links: list[Link], focus: str, depth: int) -> list[Link]:
    inside, rim = {focus}, {focus}
    for _ in range(depth):
        rim = {
            iri for link in links if link.start in rim or link.end in rim for iri in (link.start, link.end)
        }
        rim -= inside
        inside |= rim
    return [link for link in links if link.start in inside and link.end in inside]
