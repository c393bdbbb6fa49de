"""The targets of plans: one block per plan, a column per year they are due."""

from __future__ import annotations

from collections import defaultdict

from kg.export.html.atlas import Atlas, Thing
from kg.export.html.drawing import MOST_NODES, Drawing, cut, wrapped
from kg.export.html.islands import COLOURS
from kg.export.html.views.request import Request

LIMIT = 200
_WIDTH, _HEIGHT = 250.0, 34.0
_BLOCK_GAP = 120.0
_DEEP = 14  # targets of one column of a block


def draw(atlas: Atlas, request: Request) -> Drawing:
    """Draw the targets of an instrument, of a place's instruments, or of all; plans with most targets first."""
    plans: defaultdict[str, list[Thing]] = defaultdict(list)
    for target in atlas.of_kind("target"):
        if (not request.focus or target.document == request.focus) and (
            not request.place or target.place == request.place
        ):
            plans[target.document].append(target)
    drawing = Drawing("targets", request.subject)
    room = request.limit(LIMIT, MOST_NODES)
    blocks: list[tuple[str, list[list[Thing]], int]] = []
    for plan in sorted(plans, key=lambda p: (-len(plans[p]), atlas.things[p].name, p)):
        if room <= 1:
            break
        targets = plans[plan][: room - 1]
        room -= 1 + len(targets)
        blocks.append((plan, _columns(targets), len(plans[plan]) - len(targets)))
    for at, (plan, columns, left_out), colour in _flow(blocks):
        _block(drawing, atlas, plan, columns, left_out, at, colour)
    drawn = drawing.ids
    for link in atlas.links:
        if link.role == "in" and link.start in drawn and link.end in drawn:
            drawing.link(link, hidden=True)
    drawing.of = {"instrument": len(plans), "target": sum(len(targets) for targets in plans.values())}
    return drawing


def _columns(targets: list[Thing]) -> list[list[Thing]]:
    """Targets by the year they are due, without a year last; a long column goes on in the next."""
    years: defaultdict[str, list[Thing]] = defaultdict(list)
    for target in targets:
        years[target.year].append(target)
    found = []
    for year in sorted(years, key=lambda y: (not y, y)):
        found += [years[year][i : i + _DEEP] for i in range(0, len(years[year]), _DEEP)]
    return found


def _flow(
    blocks: list[tuple[str, list[list[Thing]], int]],
) -> list[tuple[tuple[float, float], tuple[str, list[list[Thing]], int], int]]:
    """Set blocks in lines, so that the whole is about as wide as it is high."""
    area = sum(len(c) * _WIDTH * (max(map(len, c)) * _HEIGHT + _BLOCK_GAP) for _, c, _ in blocks)
    line = max((area * 1.6) ** 0.5, *(len(c) * _WIDTH for _, c, _ in blocks)) if blocks else 0
    placed = []
    x = y = deepest = 0.0
    for i, block in enumerate(blocks):
        width = len(block[1]) * _WIDTH
        if x and x + width > line:
            x, y, deepest = 0.0, y + deepest + _BLOCK_GAP, 0.0
        placed.append(((x, y), block, i % COLOURS))
        deepest = max(deepest, max(map(len, block[1])) * _HEIGHT + 60)
        x += width + 70
    return placed


def _block(
    drawing: Drawing,
    atlas: Atlas,
    plan: str,
    columns: list[list[Thing]],
    left_out: int,
    at: tuple[float, float],
    colour: int,
) -> None:
    x, y = at
    title = wrapped(atlas.things[plan].name, max(18, 17 * len(columns)), 2)
    drawing.add(atlas.things[plan], x + 8, y - 6, 10, colour, label="")
    drawing.caption(x + 28, y - 12 if "\n" in title else y, title, 17, colour)
    for i, column in enumerate(columns):
        left = x + i * _WIDTH
        if not i or columns[i - 1][0].year != column[0].year:
            drawing.caption(left, y + 42, column[0].year or "year:none", 15, colour)
        for row, target in enumerate(column):
            middle = left + (_WIDTH - 14) / 2
            drawing.add(
                target,
                middle,
                y + 66 + row * _HEIGHT,
                6,
                colour,
                label=cut(target.name, 17),
                font=13,
                box=_WIDTH - 14,
            )
    if left_out:
        drawing.add_more(plan, left_out, x + len(columns) * _WIDTH, y, colour, "target")
