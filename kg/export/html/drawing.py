"""What a view hands to the page: placed nodes, lines, discs and captions, and how much was left out.

Nodes and edges are vis-network's, with fields of our own that the page's script reads. Colours are numbers of the
page's palette, because light and dark need different ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kg.export.html.atlas import Link, Thing

LABEL_LINE = 7  # characters of a name in one line
LABEL_LINES = 3
MOST_NODES = 5000  # what a browser draws without a wait; a higher limit aggregates above it
INK = -1  # palette number of the colour of text

SHAPES = {
    "body": "dot",
    "group": "dot",
    "coordinating": "hexagon",
    "person": "diamond",
    "post": "triangle",
    "task": "dot",
    "target": "triangleDown",
    "instrument": "square",
    "more": "dot",
}
HOLLOW = frozenset({"task", "group"})  # drawn as rings


@dataclass(slots=True)
class Drawing:
    """A picture in the making.

    ``shown`` and ``of`` say per kind how many nodes of how many there are; ``focus`` is the node the view is about. ``upright``
    says by island how far to move it on a page that is higher than wide; what is added belongs to ``island``.
    """

    view: str
    subject: str = ""
    nodes: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)
    discs: list[dict[str, Any]] = field(default_factory=list)
    captions: list[dict[str, Any]] = field(default_factory=list)
    of: dict[str, int] = field(default_factory=dict)
    focus: str | None = None
    island: int = -1
    upright: list[tuple[float, float]] = field(default_factory=list)

    def add(self, thing: Thing, x: float, y: float, size: float, colour: int, **more: Any) -> None:
        """Put a thing at a point. ``label`` is the text on the canvas, ``font`` its height in pixels."""
        node: dict[str, Any] = {"id": thing.iri, "kind": thing.kind, "x": number(x), "y": number(y)}
        node |= {"shape": SHAPES[thing.kind], "size": number(size), "c": colour}
        node |= {
            "name": cut(thing.full, 400),
            "place": thing.place,
            "doc": thing.document,
            "year": thing.year,
        }
        names = [name for name in (thing.name, *thing.others) if name != thing.full]
        node |= {"aliases": [cut(name, 200) for name in names]}
        self.nodes.append(node | self._on_island() | more)

    def add_more(self, near: str, count: int, x: float, y: float, colour: int, kind: str = "task") -> None:
        """Say at a point that some of what belongs there is not drawn."""
        self.nodes.append(
            {
                "id": f"more:{near}",
                "kind": "more",
                "of": kind,
                "x": number(x),
                "y": number(y),
                "shape": "text",
            }
            | {"label": f"+{count}", "font": 12, "c": colour, "name": f"+{count}", "aliases": [], "place": ""}
            | {"doc": "", "year": "", "size": 9, "near": near}
            | self._on_island()
        )

    def link(self, link: Link, **more: Any) -> None:
        """Draw a link; ``hidden`` ones show when one of their ends is chosen."""
        self.line(link.start, link.end, link.role, facts=list(link.facts), word=cut(link.word, 60), **more)

    def line(self, start: str, end: str, role: str, **more: Any) -> None:
        """Draw a line that several facts together make."""
        self.edges.append({"id": f"e{len(self.edges)}", "from": start, "to": end, "role": role, **more})

    def disc(self, x: float, y: float, radius: float, colour: int, label: str = "") -> None:
        """Paint ground under what belongs together."""
        place = {"x": number(x), "y": number(y), "r": number(radius)}
        self.discs.append(place | {"c": colour, "label": cut(label, 40)} | self._on_island())

    def caption(
        self, x: float, y: float, text: str, size: float, colour: int = INK, align: str = "left"
    ) -> None:
        """Write on the ground, as a row's or column's heading; ``text`` may be a word's key (``level:nation``)."""
        self.captions.append(
            {"x": number(x), "y": number(y), "text": text, "size": size, "c": colour, "align": align}
        )

    def _on_island(self) -> dict[str, int]:
        return {"i": self.island} if self.island >= 0 else {}

    @property
    def ids(self) -> set[str]:
        """The things that are drawn."""
        return {node["id"] for node in self.nodes}


def wrapped(name: str, line: int = LABEL_LINE, lines: int = LABEL_LINES) -> str:
    """A name in short lines of about equal length, cut where it would be longer than any real one."""
    text = cut(" ".join(name.split()), line * lines)
    count = max(1, -(-len(text) // line))
    width = max(1, -(-len(text) // count))
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def short_title(title: str) -> str:
    """What an instrument is about: 甲市人民政府关于印发乙方案的通知 is 乙方案."""
    inner = title.partition("关于印发")[2] or title.partition("关于")[2] or title
    for ending in ("的通知", "的意见", "的决定"):
        if inner.endswith(ending) and len(inner) > len(ending) + 1 and inner != title:
            inner = inner.removesuffix(ending)
    return inner.strip("《》〈〉")


def canvas_name(thing: Thing) -> str:
    """The name on the canvas: without the place, where the place stands beside it anyway."""
    rest = thing.name.removeprefix(thing.place) if thing.place else thing.name
    return rest if len(rest) > 2 else thing.name


def cut(text: str, length: int) -> str:
    """At most ``length`` characters, the last an ellipsis where some are left out."""
    return text if len(text) <= length else text[: length - 1] + "…"


def number(value: float) -> float:
    """Tenths of a pixel are enough, and short numbers make a small file that is equal on every machine."""
    return round(value, 1) + 0.0  # no -0.0
