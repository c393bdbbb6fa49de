"""Bodies and officials of every place: the larger a disc, the more tasks it leads; lines say who shares tasks."""

from __future__ import annotations

from collections import Counter, defaultdict

import networkx as nx

from kg.export.html.atlas import Atlas, Link
from kg.export.html.drawing import MOST_NODES, Drawing, canvas_name
from kg.export.html.islands import Bunch, Flower, Petals, draw_islands, size_of
from kg.export.html.views.request import Request
from kg.export.html.views.shares import Parts, parts_in
from kg.export.html.views.tasks import chief_flower

LIMIT = 400
_BACKBONE = 2  # lines of a body that show at once
_STRONGEST = 12  # lines of a body that show when it is chosen


def draw(atlas: Atlas, request: Request) -> Drawing:
    """Draw the bodies of all places, or of one.

    Bodies stand around the official who oversees most of their tasks; those without one stand with the bodies they
    share most tasks with (Louvain communities of the network of shared tasks, networkx, fixed seed).
    """
    tasks = None
    if request.place:
        tasks = {task.iri for task in atlas.of_kind("task") if task.place == request.place}
    parts = parts_in(atlas, tasks)
    every = parts.bodies(atlas)
    bodies = _turns(atlas, every, request.limit(LIMIT, MOST_NODES))
    shared = Counter({p: n for p, n in parts.shared().items() if p[0] in bodies and p[1] in bodies})
    bunches: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    alone: defaultdict[str, list[str]] = defaultdict(list)
    people = sorted({iri for iris in parts.overseers.values() for iri in iris})
    for person in people:
        bunches[atlas.things[person].place, person] = []
    for body in bodies:
        place, chief = atlas.things[body].place, parts.chief_of(body)
        if chief and atlas.things[chief].place == place:
            bunches[place, chief].append(body)
        else:
            alone[place].append(body)
    groups = [
        Bunch(place, [_flower(atlas, parts, body) for body in members], chief_flower(atlas.things[chief]))
        for (place, chief), members in sorted(bunches.items())
    ]
    for place, members in sorted(alone.items()):
        communities = _communities(members, shared)
        groups += [Bunch(place, [_flower(atlas, parts, body) for body in group]) for group in communities]
    drawing = Drawing("overview", request.subject)
    draw_islands(drawing, atlas, groups, Petals())
    _shared_lines(drawing, parts, shared)
    _oversight(drawing, parts, {(chief, b) for (_, chief), members in bunches.items() for b in members})
    drawing.of = {**parts.totals(atlas), "person": len(people)}
    return drawing


def _turns(atlas: Atlas, bodies: list[str], limit: int) -> dict[str, None]:
    """The first bodies of every place, the places taking turns."""
    ranks: Counter[str] = Counter()
    turn = {}
    for body in bodies:
        place = atlas.things[body].place
        turn[body] = (ranks[place], place)
        ranks[place] += 1
    return dict.fromkeys(sorted(bodies, key=lambda b: turn[b])[:limit])


def _flower(atlas: Atlas, parts: Parts, body: str) -> Flower:
    roles = parts.roles[body]
    disc = size_of(roles["lead"] + 0.3 * roles["responsible"])
    return Flower(body, canvas_name(atlas.things[body]), disc, 11 + round(min(9.0, disc / 4)))


def _communities(bodies: list[str], shared: Counter[tuple[str, str]]) -> list[list[str]]:
    """Groups of bodies that share tasks with one another; those that share none make the last group."""
    members = set(bodies)
    network: nx.Graph[str] = nx.Graph()
    for (a, b), count in sorted(shared.items()):
        if a in members and b in members:
            network.add_edge(a, b, weight=count)
    found = nx.community.louvain_communities(network, weight="weight", seed=7) if network else []
    groups = [sorted(group) for group in found]
    rest = sorted(members.difference(*groups))
    return [*sorted(groups, key=lambda g: (-len(g), g)), *([rest] if rest else [])]


def _shared_lines(drawing: Drawing, parts: Parts, shared: Counter[tuple[str, str]]) -> None:
    """Every body's strongest lines; the very strongest show at once."""
    ties: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for (a, b), count in shared.items():
        ties[a].append((-count, a, b))
        ties[b].append((-count, a, b))
    drawn: dict[tuple[str, str], bool] = {}
    for body in sorted(ties):
        for rank, (count, a, b) in enumerate(sorted(ties[body])[:_STRONGEST]):
            drawn[a, b] = drawn.get((a, b), False) or (rank < _BACKBONE and -count > 1)
    facts = _facts_of(parts.links)
    for (a, b), shows in sorted(drawn.items()):
        common = sorted(facts[a].keys() & facts[b].keys())
        said = [facts[a][task] for task in common[:6]]
        drawing.line(a, b, "shared", facts=said, count=shared[a, b], hidden=not shows)


def _facts_of(links: list[Link]) -> dict[str, dict[str, int]]:
    facts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for link in links:
        facts[link.start].setdefault(link.end, link.facts[0])
    return facts


def _oversight(drawing: Drawing, parts: Parts, near: set[tuple[str, str]]) -> None:
    drawn = drawing.ids
    oversees: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for link in parts.links:
        owner = parts.owner.get(link.end, "")
        if link.role == "overseer" and link.start in drawn and owner in drawn:
            oversees[link.start, owner].append(link.facts[0])
    for (official, body), facts in sorted(oversees.items()):
        far = (official, body) not in near
        drawing.line(official, body, "overseer", facts=facts[:10], count=len(facts), hidden=far)
