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


@click.command(short_help="All that is known of a body, person or instrument.")
@click.argument("name")
@click.option("--place", metavar="NAME", help="Only in this place (any part of its name).")
@click.option(
    "--why", "reasons", is_flag=True, help="Print why its names are one: rule and evidence of each."
)
@store_option
@output_options("table", "csv", "json", "md")
def show(name: str, place: str | None, reasons: bool, store: Path, output: Output) -> None:
    """Print all that is known of the body, person or instrument NAME, each line with its quote and file:line."""
    from kg.analytics.lookup import find_entities, profile
    from kg.analytics.why import why
    from kg.graph.store import open_store

    with open_store(store) as graph:
        if reasons:
            names = [(entity, why(graph, entity)) for entity in find_entities(graph, name, place)]
            if output.format == "table":
                give("\n".join(_reasons(entity, table) for entity, table in names), output)
            else:
                give_table(_one_table(names, "body"), replace(output))
            return
        found = [
            (entity, profile(graph, entity, output.lang)) for entity in find_entities(graph, name, place)
        ]
    if output.format == "table":
        give("\n".join(_text(entity, table, output.lang) for entity, table in found), output)
    else:
        give_table(_one_table(found), replace(output))


def _one_table(found: list[tuple[Entity, Table]], head: str = "name") -> Table:
    from kg.table import Table

    return Table(
        (head, "place", *found[0][1].columns, "iri"),
        tuple((e.name, e.place, *row, e.iri) for e, table in found for row in table.rows),
    )


def _reasons(entity: Entity, table: Table) -> str:
    """Each printed name with its rule, and below it where it was read."""
    from kg.export.clean import one_line

    lines = [_headline(entity)]
    for name, rows in groupby(table.dicts(), key=lambda row: row["name"]):
        found = list(rows)
        rules = sorted({str(row["rule"]) for row in found if row["rule"]})
        lines += ["", f"{one_line(str(name))}" + (f"  — {'; '.join(map(one_line, rules))}" if rules else "")]
        for row in found:
            quote = _cut(one_line(str(row["quote"])), MAX_STATEMENT)
            lines.append(f"      “{quote}” {one_line(str(row['file']))}:{row['line']}")
    return click.style(lines[0], bold=True) + "\n" + "\n".join(lines[1:]) + "\n"


def _headline(entity: Entity) -> str:
    from kg.export.clean import one_line

    return f"{one_line(entity.name)}" + (f"  [{one_line(entity.place)}]" if entity.place else "")


def _text(entity: Entity, table: Table, lang: str) -> str:
    from kg.export.clean import one_line
    from kg.language.labels import label

    lines = [_headline(entity)]
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
