"""`kg evaluate`: precision and recall against documents that a careful reader annotated."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import Output, output_options, store_option
from kg.cli.terminal import give, give_table, render

if TYPE_CHECKING:
    from kg.analytics.scoring.evaluation import Evaluation, Score
    from kg.table import Table

_FIGURES = ("gold", "found", "precision", "recall", "f1", "strict_f1")


@click.command(short_help="Score the store against annotated documents.")
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD_DIR")
@click.option("--by", type=click.Choice(["type", "instrument"]), default="type", help="One row per what.")
@click.option(
    "--misses", metavar="TYPE", help="List every missed, spurious and not strict row of a type of fact."
)
@click.option("--part", metavar="ID", help="Only this annotated part.")
@store_option
@output_options("table", "csv", "json", "md")
def evaluate(gold: Path, by: str, misses: str | None, part: str | None, store: Path, output: Output) -> None:
    """Score the facts in the store against the annotations in GOLD_DIR (scope.tsv and one .jsonl per part)."""
    from kg.analytics.facts import fact_rows
    from kg.analytics.scoring.evaluation import evaluate as score
    from kg.analytics.scoring.gold import read_gold
    from kg.errors import UnknownNameError
    from kg.graph.store import open_store

    parts = read_gold(gold)
    if part is not None:
        names = [p.name for p in parts]
        parts = tuple(p for p in parts if p.name == part)
        if not parts:
            raise UnknownNameError("part", part, names)
    with open_store(store) as graph:
        result = score(parts, fact_rows(graph))
    if misses is not None:
        if misses not in result.misses:
            raise UnknownNameError("type", misses, list(result.misses))
        table = _misses(result, misses)
        if output.format == "table":
            give("".join(_miss_text(row) for row in table.rows), output)
        else:
            give_table(table, output)
    elif by == "instrument":
        give_table(_by_part(result), output)
    elif output.format == "table":
        give(_summary(result, output), output)
    else:
        give_table(_by_type(result), output)


def _figures(score: Score) -> tuple[object, ...]:
    figures = (score.precision, score.recall, score.f1, score.strict_f1)
    return score.gold, score.found, *(f"{figure:.3f}" for figure in figures)


def _by_type(result: Evaluation) -> Table:
    from kg.table import Table

    rows = tuple((kind, *_figures(score)) for kind, score in result.by_type().items())
    return Table(("type", *_FIGURES), rows)


def _by_part(result: Evaluation) -> Table:
    from kg.table import Table

    rows = tuple(
        (part, kind, *_figures(score))
        for (part, kind), score in result.scores.items()
        if score.gold or score.found
    )
    return Table(("part", "type", *_FIGURES), rows)


def _summary(result: Evaluation, output: Output) -> str:
    f1, strict = result.macro()
    a = result.aliases
    return (
        render(_by_type(result), output.lang, to_file=output.path is not None)
        + f"macro F1 {f1:.3f}  strict {strict:.3f}\n"
        + f"alias: {a.resolved_alike}/{a.same} same-body pairs resolved alike, "
        + f"{a.kept_apart}/{a.different} different bodies kept apart\n"
    )


def _misses(result: Evaluation, kind: str) -> Table:
    from kg.export.tables import json_text
    from kg.table import Table

    def brief(row: object) -> str | None:
        if not isinstance(row, dict):
            return None
        return json_text(
            {k: v for k, v in row.items() if k not in {"type", "doc", "file", "quote", "document", "iri"}}
        )

    rows = tuple(
        (
            miss.kind,
            miss.part,
            (miss.gold or miss.found or {}).get("line"),
            brief(miss.gold),
            brief(miss.found),
        )
        for miss in result.misses[kind]
    )
    return Table(("what", "part", "line", "gold", "found"), rows)


def _miss_text(row: tuple[object, ...]) -> str:
    """A miss in full, one line per side: whoever looks at misses wants to read, not to look at a table."""
    what, part, line, gold, found = row
    text = f"{what} {part}:{line}\n"
    return text + "".join(
        f"    {side}: {json}\n" for side, json in (("gold", gold), ("found", found)) if json
    )
