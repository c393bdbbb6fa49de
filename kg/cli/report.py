"""`kg report`: questions that people ask every day, by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from kg.cli.options import Output, output_options, store_option
from kg.cli.terminal import give, give_table, render, say


@click.command()
@click.argument("name", required=False)
@click.option("--list", "list_", is_flag=True, help="List the reports.")
@click.option("--place", metavar="NAME", help="Only this place (any part of its name).")
@click.option("--instrument", metavar="NAME", help="Only this instrument (number or any part of its title).")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Only the first N (of each place).")
@store_option
@output_options("table", "csv", "json", "md")
def report(
    name: str | None,
    list_: bool,
    place: str | None,
    instrument: str | None,
    top: int | None,
    store: Path,
    output: Output,
) -> None:
    """Print the report NAME, for instance `leads` or `coverage`."""
    from kg.analytics.registry import REPORTS, report_named

    if list_:
        _list(output)
        return
    if name is None:
        raise click.UsageError(f"name a report: {', '.join(REPORTS)}")
    from kg.graph.store import open_store

    chosen = report_named(name)
    with open_store(store) as graph:
        table = chosen.function(graph, place=place, instrument=instrument, top=top)
        if not table.rows and not graph.sources():
            say(f"the store {store} is empty; fill it with: kg build PATH --store {store}")
        if output.format != "table":
            give_table(table, output)
            return
        text = render(
            table,
            output.lang,
            title=getattr(chosen, output.lang),
            sections=chosen.sections,
            to_file=output.path is not None,
        )
        if chosen.after:
            below = report_named(chosen.after)
            rows = below.function(graph, place=place, instrument=instrument, top=None)
            text += "\n" + render(
                rows, output.lang, title=getattr(below, output.lang), to_file=output.path is not None
            )
    give(text, output)


def _list(output: Output) -> None:
    from kg.analytics.registry import REPORTS
    from kg.table import Table

    rows = tuple((r.name, getattr(r, output.lang)) for r in REPORTS.values())
    give_table(Table(("report", "answers"), rows), replace(output))
