"""From the chosen part of the graph to placed nodes, edges and discs, as plain data for the page."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from kg.export.html.layout import Point, pack, rows, seeds_around
from kg.export.html.picture import Body, Official, Part, Picture

# Distinguishable for most kinds of colour vision (after Paul Tol's "bright" and "muted" schemes).
PALETTE = ("#4477aa", "#cc5566", "#228833", "#aa7722", "#4a93a8", "#aa3377", "#666666", "#117733")
INK = "#1f2933"
ASPECT = 1.7
TASK_SIZE = 3.4
TASK_SPACING = 13.0
LABEL_ROOM = 9.0  # a body's name stands below its disc
LABEL_LINE = 7  # characters of a name in one line
LABEL_LINES = 3
READABLE = 16  # names of this height and more show in the whole picture
QUOTES_PER_TASK = 3
_GROUP_GAP = 10.0


@dataclass(frozen=True, slots=True)
class Scene:
    """What the page draws. Nodes and edges are vis-network's; discs are painted behind them."""

    nodes: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)
    discs: list[dict[str, Any]] = field(default_factory=list)
    quotes: list[dict[str, Any]] = field(default_factory=list)  # edges and tasks point into this list


@dataclass(frozen=True, slots=True)
class Group:
    """An official (or nobody) in the middle, the bodies whose tasks that official mostly oversees around."""

    official: Official | None
    bodies: tuple[Body, ...]
    centres: tuple[Point, ...]  # of the official, if any, then of the bodies
    radius: float


def compose(picture: Picture) -> Scene:
    """Place everything. The same picture gives the same scene."""
    return _Composer(picture).scene


class _Composer:
    """Fills a scene; holds what several steps look up."""

    def __init__(self, picture: Picture) -> None:
        self.scene = Scene()
        self._picture = picture
        self._owner = {task: body.iri for body in picture.bodies for task in body.tasks}
        self._quote_of = self._quotes()
        self._quotes_of_task: defaultdict[str, dict[int, None]] = defaultdict(dict)
        for part, quote in self._quote_of.items():
            self._quotes_of_task[part.task][quote] = None
        self._near: defaultdict[str, set[str]] = defaultdict(set)  # official -> bodies of the same group
        self._islands()
        self._edges()

    def _islands(self) -> None:
        groups = group_by_place(self._picture)
        places = sorted(groups)
        packs = [pack([g.radius for g in groups[place]], gap=22) for place in places]
        centres = rows([packing.radius + 30 for packing in packs], gap=30, aspect=ASPECT)
        for i, (place, packing, (x, y)) in enumerate(zip(places, packs, centres, strict=True)):
            colour = PALETTE[i % len(PALETTE)]
            self._disc(x, y, packing.radius + 26, colour, place)
            for group, (dx, dy) in zip(groups[place], packing.centres, strict=True):
                self._group(group, x + dx, y + dy, colour)

    def _group(self, group: Group, x: float, y: float, colour: str) -> None:
        spots = list(group.centres)
        if group.official:
            self._disc(x, y, group.radius, colour)
            dx, dy = spots.pop(0)
            self._official(group.official, x + dx, y + dy)
            self._near[group.official.iri] = {body.iri for body in group.bodies}
        for body, (dx, dy) in zip(group.bodies, spots, strict=True):
            self._body(body, x + dx, y + dy, colour)

    def _official(self, official: Official, x: float, y: float) -> None:
        self.scene.nodes.append(
            _node(official.iri, "official", x, y, "diamond", 18)
            | {"label": wrapped(official.name), "place": official.place, "color": INK, "font": _font(28)}
        )

    def _body(self, body: Body, x: float, y: float, colour: str) -> None:
        size = disc_radius(body)
        self.scene.nodes.append(
            _node(body.iri, "body", x, y, "dot", size)
            | {"label": wrapped(body.name), "full": body.full_name, "place": body.place}
            | {"counts": {role: body.counts[role] for role in ("lead", "responsible", "support")}}
            | {"color": colour, "font": _font(label_size(body))}
        )
        seeds = seeds_around(size, len(body.tasks), TASK_SPACING).centres
        for task, (dx, dy) in zip(body.tasks, seeds, strict=True):
            self.scene.nodes.append(
                _node(task, "task", x + dx, y + dy, "dot", TASK_SIZE)
                | {"text": self._picture.tasks[task]}
                | {"quotes": list(self._quotes_of_task[task])[:QUOTES_PER_TASK]}
                | {"color": {"background": "#ffffff", "border": colour}, "borderWidth": 1.4}
            )

    def _disc(self, x: float, y: float, radius: float, colour: str, label: str = "") -> None:
        self.scene.discs.append({"x": _n(x), "y": _n(y), "r": _n(radius), "color": colour, "label": label})

    def _quotes(self) -> dict[Part, int]:
        """Every quote stands in the page once, however many edges were read from it."""
        index: dict[tuple[str, str, int], int] = {}
        for part in self._picture.parts:
            key = (part.quote, part.file, part.line)
            if key not in index:
                index[key] = len(index)
                self.scene.quotes.append({"text": part.quote, "file": part.file, "line": part.line})
        return {part: index[part.quote, part.file, part.line] for part in self._picture.parts}

    def _edges(self) -> None:
        """Tasks hang on their own body; all other parts are there, hidden until somebody asks."""
        oversees: Counter[tuple[str, str]] = Counter()
        for part, quote in self._quote_of.items():
            home = part.agent == self._owner[part.task]
            if part.role == "overseer":
                oversees[part.agent, self._owner[part.task]] += 1
            self._edge(part.agent, part.task, part.role, quote=quote, home=home, hidden=not home)
        for (official, body), count in sorted(oversees.items()):
            width = _n(0.8 + math.sqrt(count) / 2)
            far = body not in self._near[official]
            self._edge(official, body, "overseer", count=count, width=width, hidden=far)

    def _edge(self, start: str, end: str, role: str, **more: Any) -> None:
        self.scene.edges.append(
            {"id": f"e{len(self.scene.edges)}", "from": start, "to": end, "role": role, **more}
        )


def group_by_place(picture: Picture) -> dict[str, list[Group]]:
    """Give per place its officials with their bodies, the largest group first, the one with nobody included."""
    overseers: defaultdict[str, list[str]] = defaultdict(list)
    for part in picture.parts:
        if part.role == "overseer":
            overseers[part.task].append(part.agent)
    people = {official.iri: official for official in picture.officials}
    members: defaultdict[tuple[str, str], list[Body]] = defaultdict(list)
    for official in picture.officials:
        members[official.place, official.iri] = []
    for body in picture.bodies:
        tally = Counter(iri for task in body.tasks for iri in overseers[task] if iri in people)
        chief = min(tally, key=lambda iri: (-tally[iri], iri)) if tally else ""
        members[body.place, chief].append(body)
    groups: defaultdict[str, list[Group]] = defaultdict(list)
    for (place, chief), bodies in members.items():
        bodies.sort(key=lambda b: (-flower_radius(b), b.full_name, b.iri))
        middle = [24.0] if chief else []
        packing = pack([*middle, *(flower_radius(body) for body in bodies)], _GROUP_GAP)
        groups[place].append(Group(people.get(chief), tuple(bodies), packing.centres, packing.radius))
    for several in groups.values():
        several.sort(key=lambda g: (-g.radius, g.official.name if g.official else ""))
    return dict(groups)


def disc_radius(body: Body) -> float:
    """A body's size: its area grows with the tasks it leads, and a little with those it answers for."""
    return 6 + 2.4 * math.sqrt(body.counts["lead"] + 0.3 * body.counts["responsible"])


def flower_radius(body: Body) -> float:
    """The circle that holds a body, its tasks and its name."""
    disc = disc_radius(body)
    flower = max(seeds_around(disc, len(body.tasks), TASK_SPACING).radius, disc + 4) + LABEL_ROOM
    size = label_size(body)
    # Small names only show on zooming in, when there is room anyway.
    return max(flower, (0.5 if size > READABLE else 0.35) * size * min(LABEL_LINE, len(body.name)))


def label_size(body: Body) -> int:
    """The name's height: those who carry most can be read in the whole picture, the others on zooming in."""
    return 11 + min(20, round(max(0.0, disc_radius(body) - 8) * 1.7))


def wrapped(name: str) -> str:
    """A name in short lines, cut where it would be longer than any real one."""
    room = LABEL_LINE * LABEL_LINES
    text = name if len(name) <= room else name[: room - 1] + "…"
    lines = max(1, -(-len(text) // LABEL_LINE))
    width = max(1, -(-len(text) // lines))  # lines of about equal length
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def _node(iri: str, kind: str, x: float, y: float, shape: str, size: float) -> dict[str, Any]:
    return {"id": iri, "kind": kind, "x": _n(x), "y": _n(y), "shape": shape, "size": _n(size)}


def _font(size: int) -> dict[str, Any]:
    return {"size": size, "color": INK, "strokeWidth": 4, "strokeColor": "#ffffff"}


def _n(value: float) -> float:
    """Tenths of a pixel are enough, and short numbers make a small file that is equal on every machine."""
    return round(value, 1)
