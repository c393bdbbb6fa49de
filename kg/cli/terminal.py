"""Printing: tables for people, CSV and JSON for machines."""

from __future__ import annotations

import sys
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

import click

from kg.cli.options import Output

if TYPE_CHECKING:
    from rich.console import Console

    from kg.table import Table

MAX_QUOTES = 3  # of a row's evidence on a terminal, each on lines of its own
MAX_CELL = 120  # characters of one cell on a terminal; files and pipes of csv or json get all of it


def say(message: str) -> None:
    """Tell the user something, on standard error."""
    click.echo(message, err=True)


def give(text: str, output: Output) -> None:
    """Give text to standard output or the file asked for."""
    if output.path is None:
        click.echo(text, nl=False)
        return
    from kg.export.files import write_whole

    def write(stream: BinaryIO) -> None:
        stream.write(text.encode("utf-8"))

    write_whole(output.path, write)
    say(f"written: {output.path}")


def give_table(
    table: Table, output: Output, *, title: str | None = None, sections: str | None = None
) -> None:
    """Give a table in the form asked for.

    Args:
        table: what to show.
        output: format, language and place.
        title: heading above it, for people only.
        sections: a column whose values part the rows into tables of their own, for people only.
    """
    from kg.export.tables import to_csv, to_json, to_markdown

    if output.format == "csv":
        give(to_csv(table), output)
    elif output.format == "json":
        give(to_json(table), output)
    elif output.format == "md":
        give(to_markdown(table), output)
    else:
        give(
            render(table, output.lang, title=title, sections=sections, to_file=output.path is not None),
            output,
        )


def render(
    table: Table, lang: str, *, title: str | None = None, sections: str | None = None, to_file: bool = False
) -> str:
    """Give a table as text, as wide as the terminal, or as wide as it needs when piped or in a file."""
    console = _console(to_file)
    with console.capture() as capture:
        if title:
            _bold(console, title)
        if not table.rows:
            console.print("（无）" if lang == "zh" else "(nothing)")
        elif sections is None:
            _print_rows(console, table, table.rows, lang)
        else:
            at = table.columns.index(sections)
            for value, rows in groupby(table.rows, key=lambda row: row[at]):
                none = "（地区不详）" if lang == "zh" else "(not known)"
                _bold(console, f"\n{_cell(value) or none}")
                _print_rows(console, table, tuple(rows), lang, without=sections)
    lines = [line.rstrip() for line in capture.get().splitlines()]
    return "\n".join(lines).strip("\n") + "\n"


def _console(to_file: bool) -> Console:
    from rich.console import Console

    return Console(file=sys.stdout, force_terminal=sys.stdout.isatty() and not to_file)


def _bold(console: Console, text: str) -> None:
    # Never markup: nothing in a document is taken for it.
    console.print(text, style="bold", markup=False, highlight=False, soft_wrap=True)


def _print_rows(
    console: Console,
    table: Table,
    rows: tuple[tuple[object, ...], ...],
    lang: str,
    without: str | None = None,
) -> None:
    from kg.cli.layout import lay_out
    from kg.export.wording import MACHINES
    from kg.language.labels import label

    shown = [i for i, c in enumerate(table.columns) if c != without and c not in MACHINES]
    numbers = (
        n for n, i in enumerate(shown) if any(isinstance(row[i], int | float | Decimal) for row in rows)
    )
    heading, rule, *lines = lay_out(
        [label("columns", table.columns[i], lang) for i in shown],
        [[_cell(row[i], table.columns[i]) for i in shown] for row in rows],
        right=frozenset(numbers),
        # Piped output is not folded: a reader of a file scrolls, a reader of `less -S` too.
        width=console.width if console.is_terminal else None,
    )
    console.print()
    _bold(console, heading)
    console.out("\n".join((rule, *lines)), highlight=False)


def _cell(value: object, column: str = "") -> str:
    from kg.export.clean import one_line

    if value is None:
        return ""
    if column == "share" and isinstance(value, float):
        return f"{value:.1%}"
    if column == "evidence":
        quotes = [_cell(quote) for quote in str(value).split("\n")]
        more = len(quotes) - MAX_QUOTES
        return "\n".join(quotes[:MAX_QUOTES] + ([f"… +{more}"] if more > 0 else []))
    text = one_line(str(value))
    return text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + "…"
