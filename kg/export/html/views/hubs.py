"""Views of hubs and their people or members: leading groups with who is in them, bodies with who holds posts there."""

from __future__ import annotations

from collections import Counter, defaultdict

from kg.export.html.atlas import Atlas, Link
from kg.export.html.drawing import MOST_NODES, SHAPES, Drawing, canvas_name
from kg.export.html.islands import Bunch, Flower, Petals, draw_islands, font_of, size_of
from kg.export.html.views.request import Request

LIMIT = 400
_HUB_FONT = 24  # read in the whole picture of some hundred hubs
MEMBER_ROLES = (
    "chair",
    "vice_chair",
    "lead_org",
    "office_at",
    "office_head",
    "member_org",
    "member",
    "parent",
)
POST_ROLES = ("holds", "appointed", "dismissed")


def coordinating(atlas: Atlas, request: Request) -> Drawing:
    """Draw leading groups and headquarters with their chairs, members and offices."""
    return _hubs(atlas, request, "coordinating", MEMBER_ROLES)


def posts(atlas: Atlas, request: Request) -> Drawing:
    """Draw bodies with the people who hold posts there, were appointed or dismissed."""
    return _hubs(atlas, request, "posts", POST_ROLES)


def _hubs(atlas: Atlas, request: Request, view: str, roles: tuple[str, ...]) -> Drawing:
    links = [link for link in atlas.links if link.role in roles and _asked(atlas, request, link)]
    members: defaultdict[str, dict[str, list[Link]]] = defaultdict(dict)
    for link in links:
        members[link.end].setdefault(link.start, []).append(link)
    home = _homes(members, roles)
    drawing = Drawing(view, request.subject)
    flowers: list[Flower] = []
    room = request.limit(LIMIT, MOST_NODES)
    ranked = sorted(members, key=lambda hub: (-len(members[hub]), atlas.things[hub].full, hub))
    for hub in ranked:
        if room <= 0:
            break
        disc = size_of(2 * len(members[hub]))
        own = [agent for agent in members[hub] if home[agent] == hub and agent not in members]
        own.sort(key=lambda agent: (_rank(members[hub][agent], roles), atlas.things[agent].name, agent))
        kept = own[: max(room - 1, 0)]
        room -= 1 + len(kept)
        flowers.append(
            Flower(
                hub,
                canvas_name(atlas.things[hub]),
                disc,
                max(_HUB_FONT, font_of(disc)),
                kept,
                len(own) - len(kept),
            )
        )
    bunches: defaultdict[str, list[Flower]] = defaultdict(list)
    for flower in flowers:
        bunches[atlas.things[flower.iri].place].append(flower)
    islands = [Bunch(place, group) for place, group in bunches.items()]
    draw_islands(drawing, atlas, islands, Petals(size=7, spacing=46, font=11))
    drawn = drawing.ids
    for link in links:
        if link.start in drawn and link.end in drawn:
            own_line = home.get(link.start) == link.end and link.start not in members
            drawing.link(link, home=own_line, hidden=not own_line)
    kinds = Counter(atlas.things[agent].kind for agent in {*home, *members})
    drawing.of = {kind: kinds[kind] for kind in SHAPES if kinds[kind]}
    return drawing


def _asked(atlas: Atlas, request: Request, link: Link) -> bool:
    if request.focus:
        return request.focus in (link.start, link.end)
    return not request.place or atlas.things[link.end].place == request.place


def _rank(links: list[Link], roles: tuple[str, ...]) -> int:
    return min(roles.index(link.role) for link in links)


def _homes(members: dict[str, dict[str, list[Link]]], roles: tuple[str, ...]) -> dict[str, str]:
    """The hub an agent stands with: where its part is the strongest, then the smallest hub, so that all keep some."""
    home: dict[str, tuple[int, int, str]] = {}
    for hub, agents in members.items():
        for agent, links in agents.items():
            candidate = (_rank(links, roles), len(agents), hub)
            home[agent] = min(home.get(agent, candidate), candidate)
    return {agent: hub for agent, (_, _, hub) in home.items()}
