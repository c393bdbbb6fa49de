"""`kg export`: the graph in the formats that other tools read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from kg.cli.options import store_option
from kg.cli.terminal import say

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

FORMATS = (
    "facts",
    "turtle",
    "trig",
    "nquads",
    "jsonld",
    "graphml",
    "gexf",
    "nodes",
    "edges",
    "sqlite",
    "parquet",
    "html",
)
VIEWS = ("overview", "tasks", "ego", "coordinating", "lineage", "posts", "targets")


@dataclass(frozen=True, slots=True)
class Picture:
    """What html draws."""

    view: str
    focus: str | None
    place: str | None
    depth: int
    limit: int | None
    lang: str


@click.command(short_help="Write the graph as files: facts, RDF, tables, pictures.")
@click.argument("format_", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "-o", "--output", "path", default="-", metavar="FILE", help="File to write; - is standard output."
)
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    default="overview",
    show_default=True,
    help="html: what to draw: who works with whom, tasks, what is around one thing, leading groups, legal bases, "
    "people in posts, targets.",
)
@click.option(
    "--focus", metavar="NAME", help="html: a place, body, person or instrument (any part of a name)."
)
@click.option("--place", metavar="NAME", help="html: only this place (any part of its name).")
@click.option(
    "--depth",
    type=click.IntRange(1, 6),
    default=2,
    show_default=True,
    metavar="N",
    help="html: steps around the focus (ego, lineage).",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="html: nodes at most, the most connected first (each view has its own; above 5000 the rest is aggregated).",
)
@click.option(
    "--lang", envvar="KG_LANG", type=click.Choice(["zh", "en"]), default="zh", help="html: language."
)
@store_option
def export(
    format_: str,
    path: str,
    view: str,
    focus: str | None,
    place: str | None,
    depth: int,
    limit: int | None,
    lang: str,
    store: Path,
) -> None:
    """Write the whole graph in a FORMAT; html draws a picture: one file that opens from disk.

    Formats: facts, turtle, trig, nquads, jsonld, graphml, gexf, nodes, edges, sqlite, parquet, html.
    """
    from kg.export.files import write_whole
    from kg.graph.store import open_store

    with open_store(store) as graph:
        write = _writer(format_, graph, Picture(view, focus, place, depth, limit, lang))
        if path == "-":
            write(sys.stdout.buffer)
            sys.stdout.flush()
        else:
            write_whole(Path(path), write)
            say(f"written: {path} ({Path(path).stat().st_size:,} bytes)")


def _writer(format_: str, graph: GraphStore, picture: Picture) -> Callable[[BinaryIO], None]:
    match format_:
        case "facts":
            from kg.export.facts import write_facts

            return lambda out: write_facts(graph, out)
        case "graphml":
            from kg.export.graphml import write_graphml

            return lambda out: write_graphml(graph, out)
        case "gexf" | "nodes" | "edges":
            from kg.export import network

            table: Callable[[GraphStore, BinaryIO], None] = getattr(network, f"write_{format_}")
            return lambda out: table(graph, out)
        case "sqlite" | "parquet":
            from kg.export import database

            rows: Callable[[GraphStore, BinaryIO], None] = getattr(database, f"write_{format_}")
            return lambda out: rows(graph, out)
        case "jsonld":
            from kg.export.jsonld import write_jsonld

            return lambda out: write_jsonld(graph, out)
        case "html":
            from kg.export.html.page import write_html

            return lambda out: write_html(
                graph,
                out,
                view=picture.view,
                focus=picture.focus,
                place=picture.place,
                depth=picture.depth,
                limit=picture.limit,
                lang=picture.lang,
            )
        case _:
            from kg.export import rdf

            writer: Callable[[GraphStore, BinaryIO], None] = getattr(rdf, f"write_{format_}")
            return lambda out: writer(graph, out)
