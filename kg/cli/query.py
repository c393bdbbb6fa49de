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
    from kg.table import Table

# What may stand before the query form: blanks, comments, PREFIX and BASE declarations.
_PROLOGUE = re.compile(r"\s+|#[^\n]*|PREFIX\s+(?:[^\s<]+\s*)?<[^<>\s]*>|BASE\s+<[^<>\s]*>", re.IGNORECASE)
_FORM = re.compile(r"SELECT|ASK|CONSTRUCT|DESCRIBE", re.IGNORECASE)


@click.command(short_help="Ask in SPARQL, or by the name of a question (--list).")
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
    """Ask in SPARQL: -q TEXT, -f FILE, or the NAME of a question in the ontology (kg query --list).

    Of a question by NAME a table shows names, not the IRIs of nodes; csv and json have both.
    """
    if list_:
        _list(output)
        return
    if sum(given is not None for given in (name, text, file)) != 1:
        raise click.UsageError("give exactly one of NAME, -q TEXT, -f FILE")
    bindings = dict(_binding(param) for param in params)
    sparql = _sparql(name, text, file, bindings)
    from kg.graph.store import open_store

    with open_store(store) as graph:
        _answer(graph, sparql, bindings, output, named=name is not None)


def form_of(sparql: str) -> str:
    """Give the query form in capitals: SELECT, ASK, CONSTRUCT or DESCRIBE; SELECT where none is seen."""
    at = 0
    while match := _PROLOGUE.match(sparql, at):
        at = match.end()
    form = _FORM.match(sparql, at)
    return form[0].upper() if form else "SELECT"


def _answer(graph: GraphStore, sparql: str, bindings: dict[str, str], output: Output, *, named: bool) -> None:
    from kg.table import Table

    match form_of(sparql):
        case "ASK":
            give_table(Table(("answer",), ((graph.ask(sparql, bindings),),)), output)
        case "CONSTRUCT" | "DESCRIBE":
            # Triples have one form here, N-Triples, whatever the table format.
            give("".join(sorted(f"{triple} .\n" for triple in graph.construct(sparql, bindings))), output)
        case _:
            table = graph.select(sparql, bindings)
            give_table(_without_iris(table) if named and output.format == "table" else table, output)


def _without_iris(table: Table) -> Table:
    """The columns that say something to a person."""
    from kg.table import Table

    def only_iris(column: int) -> bool:
        values = [str(row[column]) for row in table.rows if row[column] is not None]
        return bool(values) and all(value.startswith(("http:", "https:", "urn:")) for value in values)

    kept = [i for i in range(len(table.columns)) if not only_iris(i)]
    rows = tuple(tuple(row[i] for i in kept) for row in table.rows)
    return Table(tuple(table.columns[i] for i in kept), rows)


def _sparql(name: str | None, text: str | None, file: Path | None, bindings: dict[str, str]) -> str:
    if name is not None:
        from kg.graph.ontology import named_query

        question = named_query(name)
        question.check(bindings)
        return question.text
    if text is None:
        text = sys.stdin.read() if str(file) == "-" else Path(str(file)).read_text(encoding="utf-8")
    from kg.errors import InputError
    from kg.graph.lexer import tokens

    variables = {token.text[1:] for token in tokens(text) if token.kind == "variable"}
    if unknown := sorted(bindings.keys() - variables):
        raise InputError(f"--param {unknown[0]}: the query has no variable ?{unknown[0]}")
    return text


def _list(output: Output) -> None:
    from kg.graph.ontology import named_query, query_names
    from kg.table import Table

    questions = [named_query(name) for name in query_names()]
    rows = tuple((q.name, ", ".join(q.parameters), getattr(q, f"question_{output.lang}")) for q in questions)
    give_table(Table(("name", "parameters", "answers"), rows), output)


def _binding(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals or not name.lstrip("?").isidentifier():
        raise click.UsageError(f"--param {param}: write NAME=VALUE")
    return name.lstrip("?"), value
