"""Tasks around the body that leads them, bodies around the official who oversees them, an island per place."""

from __future__ import annotations

from collections import defaultdict, deque

from kg.export.html.atlas import Atlas, Thing
from kg.export.html.drawing import MOST_NODES, Drawing, canvas_name
from kg.export.html.islands import Bunch, Flower, Petals, draw_islands, font_of, size_of
from kg.export.html.views.request import Request
from kg.export.html.views.shares import Parts, parts_in

LIMIT = 1500


def draw(atlas: Atlas, request: Request) -> Drawing:
    """Draw the tasks of a place, an instrument, a body or (without focus) all.

    More bodies and tasks than the limit: those with most leads stay, the places taking turns, and every body says
    how many of its tasks are not drawn.
    """
    parts = parts_in(atlas, _tasks_of(atlas, request))
    drawing = Drawing("tasks", request.subject)
    flowers = {body: _flower(atlas, parts, body) for body in parts.bodies(atlas)}
    kept = _within(atlas, list(flowers.values()), request.limit(LIMIT, MOST_NODES))
    bunches: defaultdict[tuple[str, str], list[Flower]] = defaultdict(list)
    for official in sorted({iri for task in parts.owner for iri in parts.overseers.get(task, ())}):
        if any(official in parts.overseers.get(task, ()) for f in kept for task in f.petals):
            bunches[atlas.things[official].place, official] = []
    for flower in kept:
        chief = parts.chief_of(flower.iri) or ""
        place = atlas.things[flower.iri].place
        bunches[place, chief if (place, chief) in bunches else ""].append(flower)
    draw_islands(
        drawing,
        atlas,
        [
            Bunch(place, group, chief_flower(atlas.things[chief]) if chief else None)
            for (place, chief), group in bunches.items()
        ],
        Petals(),
    )
    _lines(drawing, parts, {(chief, f.iri) for (_, chief), group in bunches.items() for f in group})
    drawing.of = {**parts.totals(atlas), "task": len(parts.owner)}
    return drawing


def chief_flower(person: Thing) -> Flower:
    """An official in the middle of a bunch."""
    return Flower(person.iri, person.name, 18, 28)


def _tasks_of(atlas: Atlas, request: Request) -> set[str] | None:
    if request.focus:
        thing = atlas.things[request.focus]
        if thing.kind == "instrument":
            return {task.iri for task in atlas.of_kind("task") if task.document == thing.iri}
        return {
            link.end
            for link in atlas.links
            if link.start == thing.iri and atlas.things[link.end].kind == "task"
        }
    if request.place:
        return {task.iri for task in atlas.of_kind("task") if task.place == request.place}
    return None


def _flower(atlas: Atlas, parts: Parts, body: str) -> Flower:
    roles = parts.roles[body]
    disc = size_of(roles["lead"] + 0.3 * roles["responsible"])
    return Flower(body, canvas_name(atlas.things[body]), disc, font_of(disc), list(parts.own[body]))


def _within(atlas: Atlas, flowers: list[Flower], room: int) -> list[Flower]:
    """Keep the first bodies of every place, the places taking turns, until the nodes are used up."""
    queues: defaultdict[str, deque[Flower]] = defaultdict(deque)
    for flower in flowers:
        queues[atlas.things[flower.iri].place].append(flower)
    kept: list[Flower] = []
    while any(queues.values()):
        for place in sorted(queues):
            if not queues[place]:
                continue
            flower = queues[place].popleft()
            if room <= 0 and kept:
                return kept
            room = max(room - 1, 0)
            flower.left_out = max(len(flower.petals) - room, 0)
            del flower.petals[len(flower.petals) - flower.left_out :]
            room -= len(flower.petals)
            kept.append(flower)
    return kept


def _lines(drawing: Drawing, parts: Parts, near: set[tuple[str, str]]) -> None:
    """Tasks hang on their own body; all other parts are there, hidden until somebody asks."""
    drawn = drawing.ids
    oversees: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for link in parts.links:
        if link.end not in drawn or link.start not in drawn:
            continue
        owner = parts.owner.get(link.end, "")
        if link.role == "overseer" and owner in drawn:
            oversees[link.start, owner].append(link.facts[0])
        home = link.start == owner
        drawing.link(link, home=home, hidden=not home)
    for (official, body), facts in sorted(oversees.items()):
        far = (official, body) not in near
        drawing.line(official, body, "overseer", facts=facts[:10], count=len(facts), hidden=far)
