"""What the page is given: the drawing, and of the facts exactly those that its nodes and lines need, each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from kg.analytics.lookup import statement
from kg.export.html.atlas import Atlas
from kg.export.html.drawing import Drawing, cut, number
from kg.export.html.words import words

FACTS_OF_NODE = 150
FACTS_OF_LINE = 10
_LONGEST_STATEMENT = 300
_LONGEST_QUOTE = 400


def payload(
    drawing: Drawing,
    atlas: Atlas,
    lang: str,
    title: str,
    pages: Mapping[str, str] | None = None,
    facts: int = FACTS_OF_NODE,
) -> dict[str, Any]:
    """Give the page's data as plain values for JSON.

    Args:
        drawing: what is drawn.
        atlas: where its facts are.
        lang: ``zh`` or ``en``.
        title: the page's heading.
        pages: address of a thing's own page, where it has one.
        facts: of a node at most; the page says how many more there are.
    """
    pack = _Pack(atlas, lang)
    short = {
        node["id"]: f"n{i}" for i, node in enumerate(drawing.nodes)
    }  # an IRI is long and stands in every line
    nodes = []
    for node in drawing.nodes:
        about = atlas.about.get(node["id"], ())
        extra: dict[str, Any] = {"facts": [pack.fact(i) for i in about[:facts]]}
        extra["cut"] = max(0, len(about) - facts)
        extra["doc"] = pack.document(node["doc"]) if node["doc"] else -1
        if pages and node["id"] in pages:
            extra["page"] = pages[node["id"]]
        if "near" in node:
            extra["near"] = short[node["near"]]
        nodes.append(node | extra | {"id": short[node["id"]]})
    edges = [
        edge
        | {
            "from": short[edge["from"]],
            "to": short[edge["to"]],
            "facts": [pack.fact(i) for i in edge["facts"][: min(facts, FACTS_OF_LINE)]],
            "times": len(edge["facts"]),
        }
        for edge in drawing.edges
    ]
    captions_of = words(lang)["captions"]
    captions = [
        caption | {"text": captions_of.get(caption["text"], caption["text"])} for caption in drawing.captions
    ]
    return {
        "view": drawing.view,
        "title": title,
        "note": note(drawing, lang),
        "focus": short.get(drawing.focus or ""),
        "nodes": nodes,
        "edges": edges,
        "discs": [disc | {"label": captions_of.get(disc["label"], disc["label"])} for disc in drawing.discs],
        "captions": captions,
        "upright": [[number(dx), number(dy)] for dx, dy in drawing.upright],
        "facts": pack.facts,
        "quotes": pack.quotes,
        "docs": pack.docs,
    }


def note(drawing: Drawing, lang: str) -> str:
    """Say how many of how many are drawn."""
    shown = Counter(node["kind"] for node in drawing.nodes)
    counted = words(lang)["counted"]
    counts = {
        kind: (len(drawing.nodes) if kind == "all" else shown[kind], total)
        for kind, total in drawing.of.items()
    }
    if all(count == total for count, total in counts.values()):
        parts = [f"{total:,} {counted[kind]}" for kind, (_, total) in counts.items()]
        return "、".join(parts) if lang == "zh" else ", ".join(parts)
    if lang == "zh":
        return "显示 " + "、".join(
            f"{total:,} {counted[kind]}中的 {count:,} {counted[kind][0]}"
            for kind, (count, total) in counts.items()
        )
    return "showing " + ", ".join(
        f"{count:,} of {total:,} {counted[kind]}" for kind, (count, total) in counts.items()
    )


class _Pack:
    """Numbers facts, quotes and instruments in the order they are asked for."""

    def __init__(self, atlas: Atlas, lang: str) -> None:
        self.facts: list[list[Any]] = []  # what it says, its type, number of quote, number of instrument
        self.quotes: list[list[Any]] = []  # text, file, line
        self.docs: list[dict[str, str]] = []
        self._atlas = atlas
        self._lang = lang
        self._numbers: dict[object, int] = {}

    def fact(self, index: int) -> int:
        fact = self._atlas.facts[index]

        def row() -> list[Any]:
            said = cut(statement(fact, self._lang), _LONGEST_STATEMENT)
            return [said, fact["type"], self._quote(fact), self.document(str(fact["document"]))]

        return self._number(("fact", index), self.facts, row)

    def document(self, iri: str) -> int:
        thing = self._atlas.things[iri]
        return self._number(
            iri,
            self.docs,
            lambda: {"title": cut(thing.full, 200), "year": thing.year, "place": thing.place},
        )

    def _quote(self, fact: Mapping[str, Any]) -> int:
        quote = cut(" ".join(str(fact["quote"]).split()), _LONGEST_QUOTE)
        key = (quote, fact["file"], fact["line"])
        return self._number(key, self.quotes, lambda: list(key))

    def _number(self, key: object, rows: list[Any], row: Any) -> int:
        if key not in self._numbers:
            made = row()
            self._numbers[key] = len(rows)
            rows.append(made)
        return self._numbers[key]
