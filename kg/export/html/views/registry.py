"""The views by name. A new view is one function and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.errors import UnknownNameError
from kg.export.html.atlas import Atlas
from kg.export.html.drawing import Drawing
from kg.export.html.views import ego, hubs, lineage, overview, targets, tasks
from kg.export.html.views.request import Request


@dataclass(frozen=True, slots=True)
class View:
    """A view: its function, its title in Chinese and English, the kinds of things it can focus on.

    ``place`` as a focus means the name of a place; ``needs_focus`` views show nothing without one.
    """

    draw: Callable[[Atlas, Request], Drawing]
    zh: str
    en: str
    focus: tuple[str, ...]
    needs_focus: bool = False


_AGENTS = ("body", "coordinating", "group", "person")

VIEWS: Mapping[str, View] = {
    "overview": View(overview.draw, "谁牵头，谁协同", "Who leads, who works with whom", ("place",)),
    "tasks": View(tasks.draw, "谁牵头，谁负责", "Who leads, who answers", ("place", "instrument", *_AGENTS)),
    "ego": View(ego.draw, "关系网", "Neighbourhood", (*_AGENTS, "post", "instrument"), needs_focus=True),
    "coordinating": View(
        hubs.coordinating, "议事协调机构", "Coordinating bodies", ("place", "coordinating", "body", "person")
    ),
    "lineage": View(lineage.draw, "依据与引用", "Legal bases and citations", ("place", "instrument")),
    "posts": View(
        hubs.posts, "任职与分工", "Officials and posts", ("place", "body", "coordinating", "person")
    ),
    "targets": View(targets.draw, "规划指标", "Targets of plans", ("place", "instrument")),
}


def view_named(name: str) -> View:
    """Give a view by name.

    Raises:
        UnknownNameError: there is no such view; names the ones there are.
    """
    try:
        return VIEWS[name]
    except KeyError:
        raise UnknownNameError("view", name, list(VIEWS)) from None
