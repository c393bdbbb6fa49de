"""`kg inspect`: how a file was read, so that one sees at once why something was missed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

import click

from kg.cli.terminal import say


@click.command(short_help="Show how one file is read, or mark it in its text.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path),
    metavar="FILE.html",
    help="Write a marked page.",
)
@click.option("--encoding", metavar="NAME", help="Encoding of plain text or a web page, such as gb18030.")
def inspect(file: Path, path: Path | None, encoding: str | None) -> None:
    """Show how FILE is read: instruments, sections, tables, clauses, and what is not understood.

    With -o a page marks clauses, bodies, persons, targets and citations in the text.
    """
    from kg.export.clean import one_line
    from kg.export.files import write_whole
    from kg.export.marked import marked_lines, marked_page, read_marked

    readings = read_marked(file, encoding=encoding)
    if path is not None:
        page = marked_page(file.name, readings).encode("utf-8", errors="replace")

        def write(out: BinaryIO) -> None:
            out.write(page)

        write_whole(path, write)
        say(f"written: {path} ({path.stat().st_size:,} bytes)")
        return
    for reading in readings:
        for line in marked_lines(reading):
            indent = len(line) - len(line.lstrip(" "))
            click.echo(" " * indent + one_line(line.strip()))
        click.echo()
    sys.stdout.flush()
