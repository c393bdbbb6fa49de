"""`kg export`: the graph in the formats that other tools read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from kg.cli.options import store_option
from kg.cli.terminal import say

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

FORMATS = ("facts", "turtle", "trig", "nquads", "jsonld", "graphml", "html")


@click.command()
@click.argument("format_", metavar="|".join(FORMATS), type=click.Choice(FORMATS))
@click.option(
    "-o", "--output", "path", default="-", metavar="FILE", help="File to write; - is standard output."
)
@click.option("--place", metavar="NAME", help="html: only this place (any part of its name).")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    metavar="N",
    help="html: nodes at most.",
)
@click.option(
    "--lang", envvar="KG_LANG", type=click.Choice(["zh", "en"]), default="zh", help="html: language."
)
@store_option
def export(format_: str, path: str, place: str | None, limit: int, lang: str, store: Path) -> None:
    """Write the whole graph in a format; html draws the picture of the leads report."""
    from kg.export.files import write_whole
    from kg.graph.store import open_store

    with open_store(store) as graph:
        write = _writer(format_, graph, place, limit, lang)
        if path == "-":
            write(sys.stdout.buffer)
            sys.stdout.flush()
        else:
            write_whole(Path(path), write)
            say(f"written: {path} ({Path(path).stat().st_size:,} bytes)")


def _writer(
    format_: str, graph: GraphStore, place: str | None, limit: int, lang: str
) -> Callable[[BinaryIO], None]:
    match format_:
        case "facts":
            from kg.export.facts import write_facts

            return lambda out: write_facts(graph, out)
        case "graphml":
            from kg.export.graphml import write_graphml

            return lambda out: write_graphml(graph, out)
        case "html":
            from kg.export.html.page import write_html

            return lambda out: write_html(graph, out, place=place, limit=limit, lang=lang)
        case _:
            from kg.export import rdf

            writer: Callable[[GraphStore, BinaryIO], None] = getattr(rdf, f"write_{format_}")
            return lambda out: writer(graph, out)
