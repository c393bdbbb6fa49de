"""`kg validate`: does the store hold what the shapes and checks of the ontology ask for?"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import Output, output_options, store_option
from kg.cli.terminal import give_table, say


@click.command(short_help="Check the store against the shapes (SHACL).")
@click.option(
    "--quick", is_flag=True, help="The check of kg build instead of pyshacl: same verdict, much faster."
)
@store_option
@output_options("table", "csv", "json", "md")
def validate(quick: bool, store: Path, output: Output) -> None:
    """Validate every instrument's graph with SHACL and the whole store with SPARQL checks; exit status 1 on violations.

    Each violation names the document, file and line it was read from, and the quote.
    """
    from kg.graph.store import open_store
    from kg.graph.validation.store import validate as validate_store

    with open_store(store) as graph:
        table = validate_store(graph, lang=output.lang, quick=quick)
        graphs = len(graph.graphs)
    if not table.rows:
        if output.format != "table":
            give_table(table, output)
        say(f"{store} conforms: {graphs} graphs against the shapes, the whole against the checks")
        return
    give_table(table, output)
    say(f"{store} does not conform: {len(table.rows)} violations")
    raise click.exceptions.Exit(1)
