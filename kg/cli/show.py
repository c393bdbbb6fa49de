"""`kg show`: all that is known of one body, person or instrument."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import Output, output_options, store_option
from kg.cli.terminal import give, give_table

if TYPE_CHECKING:
    from kg.analytics.lookup import Entity
    from kg.table import Table

MAX_QUOTE = 200  # characters on a terminal; csv and json give all
MAX_STATEMENT = 100


@click.command()
@click.argument("name")
@click.option("--place", metavar="NAME", help="Only in this place (any part of its name).")
@store_option
@output_options("table", "csv", "json", "md")
def show(name: str, place: str | None, store: Path, output: Output) -> None:
    """Print all that is known of the body, person or instrument NAME, each line with its quote and file:line."""
    from kg.analytics.lookup import find_entities, profile
    from kg.graph.store import open_store

    with open_store(store) as graph:
        found = [
            (entity, profile(graph, entity, output.lang)) for entity in find_entities(graph, name, place)
        ]
    if output.format == "table":
        give("\n".join(_text(entity, table, output.lang) for entity, table in found), output)
    else:
        give_table(_one_table(found), replace(output))


def _one_table(found: list[tuple[Entity, Table]]) -> Table:
    from kg.table import Table

    return Table(
        ("name", "place", *found[0][1].columns, "iri"),
        tuple((e.name, e.place, *row, e.iri) for e, table in found for row in table.rows),
    )


def _text(entity: Entity, table: Table, lang: str) -> str:
    from kg.export.clean import one_line
    from kg.language.labels import label

    lines = [f"{one_line(entity.name)}" + (f"  [{one_line(entity.place)}]" if entity.place else "")]
    if entity.others:
        lines.append("  = " + " / ".join(one_line(other) for other in entity.others))
    for kind, rows in groupby(table.dicts(), key=lambda row: row["kind"]):
        facts = list(rows)
        lines += ["", f"{label('facts', str(kind), lang)} ({len(facts)})"]
        for fact in facts:
            lines.append(f"  {_cut(one_line(str(fact['statement'])), MAX_STATEMENT)}")
            quote = _cut(one_line(str(fact["quote"])), MAX_QUOTE)
            lines.append(f"      “{quote}” {one_line(str(fact['file']))}:{fact['line']}")
    return click.style(lines[0], bold=True) + "\n" + "\n".join(lines[1:]) + "\n"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
