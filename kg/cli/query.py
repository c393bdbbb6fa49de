"""`kg query`: SPARQL from the command line, from a file, or by the name of a competency question."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import Output, output_options, store_option
from kg.cli.terminal import give, give_table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

# What may stand before the query form: blanks, comments, PREFIX and BASE declarations.
_PROLOGUE = re.compile(r"\s+|#[^\n]*|PREFIX\s+[^\s<]*\s*<[^<>\s]*>|BASE\s+<[^<>\s]*>", re.IGNORECASE)
_FORM = re.compile(r"SELECT|ASK|CONSTRUCT|DESCRIBE", re.IGNORECASE)


@click.command()
@click.argument("name", required=False)
@click.option("-q", "--query", "text", metavar="SPARQL", help="The query itself.")
@click.option(
    "-f", "--file", type=click.Path(path_type=Path), metavar="FILE", help="A file with the query; - is stdin."
)
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="Bind ?NAME to a value (an IRI or text)."
)
@click.option("--list", "list_", is_flag=True, help="List the questions that have a name.")
@store_option
@output_options("table", "csv", "json", "md")
def query(
    name: str | None,
    text: str | None,
    file: Path | None,
    params: tuple[str, ...],
    list_: bool,
    store: Path,
    output: Output,
) -> None:
    """Ask in SPARQL: -q TEXT, -f FILE, or the NAME of a question in the ontology (kg query --list)."""
    if list_:
        _list(output)
        return
    if sum(given is not None for given in (name, text, file)) != 1:
        raise click.UsageError("give exactly one of NAME, -q TEXT, -f FILE")
    sparql = _sparql(name, text, file)
    bindings = dict(_binding(param) for param in params)
    from kg.graph.store import open_store

    with open_store(store) as graph:
        _answer(graph, sparql, bindings, output)


def form_of(sparql: str) -> str:
    """Give the query form in capitals: SELECT, ASK, CONSTRUCT or DESCRIBE; SELECT where none is seen."""
    at = 0
    while match := _PROLOGUE.match(sparql, at):
        at = match.end()
    form = _FORM.match(sparql, at)
    return form[0].upper() if form else "SELECT"


def _answer(graph: GraphStore, sparql: str, bindings: dict[str, str], output: Output) -> None:
    from kg.table import Table

    match form_of(sparql):
        case "ASK":
            give_table(Table(("answer",), ((graph.ask(sparql, bindings),),)), output)
        case "CONSTRUCT" | "DESCRIBE":
            # Triples have one form here, N-Triples, whatever the table format.
            give("".join(sorted(f"{triple} .\n" for triple in graph.construct(sparql, bindings))), output)
        case _:
            give_table(graph.select(sparql, bindings), output)


def _sparql(name: str | None, text: str | None, file: Path | None) -> str:
    if text is not None:
        return text
    if file is not None:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    from kg.graph.ontology import named_query

    return named_query(str(name)).text


def _list(output: Output) -> None:
    from kg.graph.ontology import named_query, query_names
    from kg.table import Table

    rows = tuple((name, getattr(named_query(name), f"question_{output.lang}")) for name in query_names())
    give_table(Table(("name", "answers"), rows), output)


def _binding(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals or not name.lstrip("?").isidentifier():
        raise click.UsageError(f"--param {param}: write NAME=VALUE")
    return name.lstrip("?"), value
