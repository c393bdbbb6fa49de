"""`kg report`: questions that people ask every day, by name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from kg.cli.options import Output, output_options, store_option
from kg.cli.terminal import give, give_table, render, say

if TYPE_CHECKING:
    from kg.analytics.registry import Report
    from kg.graph.store import GraphStore
    from kg.table import Table


def day(text: str) -> date:
    """Read a day of the calendar, ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no day of the calendar; write YYYY-MM-DD") from None


@click.command(short_help="Print a report: leads, deadlines, targets, … (--list).")
@click.argument("name", required=False)
@click.argument("about", nargs=-1)
@click.option("--list", "list_", is_flag=True, help="List the reports.")
@click.option("--place", metavar="NAME", help="Only this place (any part of its name).")
@click.option("--instrument", metavar="NAME", help="Only this instrument (number or any part of its title).")
@click.option(
    "--year", type=click.IntRange(1000, 9999), metavar="Y", help="Only what is due, or signed, in this year."
)
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Only the first N (of each place).")
@click.option("--on", type=day, metavar="DATE", help="deadlines, posts: as of this day (YYYY-MM-DD).")
@click.option("--from", "start", type=day, metavar="DATE", help="deadlines, posts: from this day on.")
@click.option("--to", "end", type=day, metavar="DATE", help="deadlines, posts: up to this day.")
@click.option("--evidence", is_flag=True, help="End every row with the quotes it rests on.")
@store_option
@output_options("table", "csv", "json", "md", "html", "xlsx", "ics")
def report(
    name: str | None,
    about: tuple[str, ...],
    list_: bool,
    store: Path,
    output: Output,
    **given: Any,
) -> None:
    """Print the report NAME, for instance `leads`, `profile BODY` or `compare PLACE PLACE`."""
    from kg.analytics.registry import REPORTS, report_named

    if list_:
        _list(output)
        return
    if name is None:
        raise click.UsageError(f"name a report: {', '.join(REPORTS)}")
    chosen = report_named(name)
    wanted = {key: value for key, value in given.items() if value not in (None, False)}
    _check(chosen, about, wanted, output)
    from kg.graph.store import open_store

    with open_store(store) as graph:
        if not graph.sources():
            from kg.errors import KgError

            raise KgError(f"the store {store} is empty; fill it with: kg build PATH --store {store}")
        table = _run(chosen, graph, about, wanted, output)
        if output.format == "table":
            below = [report_named(other) for other in chosen.after]
            shown = [(chosen, table), *((other, _run(other, graph, (), wanted, output)) for other in below)]
            give("\n".join(_page(*part, output) for part in shown), output)
            return
    _give(chosen, table, wanted, output)


def _check(chosen: Report, about: tuple[str, ...], wanted: dict[str, Any], output: Output) -> None:
    """Say what a report does not take before anything is read."""
    from kg.errors import InputError

    if len(about) != len(chosen.arguments):
        names = " ".join(argument.upper() for argument in chosen.arguments)
        raise click.UsageError(f"report {chosen.name} needs: kg report {chosen.name} {names}".rstrip())
    spelled = {"start": "--from", "end": "--to"}
    for key in wanted.keys() - chosen.options:
        options = sorted(spelled.get(o, f"--{o}") for o in chosen.options - {"lang"})
        raise InputError(
            f"report {chosen.name} takes no {spelled.get(key, f'--{key}')}; it takes {', '.join(options)}"
        )
    start, end = wanted.get("start"), wanted.get("end")
    if start and end and start > end:
        raise InputError(f"--from {start} --to {end}: the period ends before it begins")
    if chosen.name == "posts" and "on" in wanted and (start or end):
        raise InputError("report posts takes a day (--on) or a period (--from, --to), not both")
    if output.format == "ics" and chosen.name != "deadlines":
        raise InputError(
            f"report {chosen.name} has no events for a calendar; --format ics goes with: deadlines"
        )
    if output.format == "xlsx" and output.path is None and sys.stdout.isatty():
        raise InputError("an Excel file is nothing for a terminal; name a file: -o FILE.xlsx")


def _run(
    chosen: Report, graph: GraphStore, about: tuple[str, ...], wanted: dict[str, Any], output: Output
) -> Table:
    options = dict.fromkeys(("place", "instrument", "top")) | wanted
    if "lang" in chosen.options:
        options["lang"] = output.lang
    if output.format == "ics":
        options["evidence"] = True  # an event without its source is no help
    return chosen.function(graph, *about, **{k: v for k, v in options.items() if k in chosen.options})


def _page(chosen: Report, table: Table, output: Output) -> str:
    from kg.export.wording import readable

    return render(
        readable(table, output.lang),
        output.lang,
        title=getattr(chosen, output.lang),
        sections=chosen.sections,
        to_file=output.path is not None,
    )


def _give(chosen: Report, table: Table, wanted: dict[str, Any], output: Output) -> None:
    """Give the table as a file for people or for programs."""
    title = getattr(chosen, output.lang)
    match output.format:
        case "html":
            from kg.export.table_html import to_html

            give(to_html(table, title=title, lang=output.lang, sections=chosen.sections), output)
        case "md":
            from kg.export.wording import headed, readable

            give_table(headed(readable(table, output.lang), output.lang), output)
        case "xlsx":
            from kg.export.xlsx import write_xlsx

            _give_bytes(lambda out: write_xlsx(table, out, sheet=chosen.name, lang=output.lang), output)
        case "ics":
            from kg.export.calendar import write_ics

            def write(out: BinaryIO) -> None:
                stamp = wanted.get("on") or date.today()
                left_out = write_ics(table, out, title=title, stamp=stamp, lang=output.lang)
                if left_out:
                    say(f"left out, no day of the calendar: {left_out}")

            _give_bytes(write, output)
        case _:
            give_table(table, output)


def _give_bytes(write: Callable[[BinaryIO], None], output: Output) -> None:
    if output.path is None:
        write(sys.stdout.buffer)
        sys.stdout.flush()
        return
    from kg.export.files import write_whole

    write_whole(output.path, write)
    say(f"written: {output.path}")


def _list(output: Output) -> None:
    from kg.analytics.registry import REPORTS
    from kg.table import Table

    rows = tuple(
        (" ".join((r.name, *(a.upper() for a in r.arguments))), getattr(r, output.lang))
        for r in REPORTS.values()
    )
    give_table(Table(("report", "answers"), rows), replace(output))
