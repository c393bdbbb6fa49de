"""`kg dump` and `kg load`: the whole graph out of one store and into another."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import BinaryIO

import click

from kg.cli.errors import WrongRequest
from kg.cli.options import store_option
from kg.cli.terminal import say


@click.command(short_help="Write the whole store as sorted N-Quads.")
@click.option(
    "-o", "--output", "path", default="-", metavar="FILE", help="File to write; - is standard output."
)
@store_option
def dump(path: str, store: Path | str) -> None:
    """Write every quad as sorted N-Quads; beside a file goes its SHA-256 (FILE.sha256)."""
    from kg.export.files import write_whole
    from kg.export.rdf import write_nquads
    from kg.graph.store import open_store

    with open_store(store) as graph:
        if path == "-":
            write_nquads(graph, sys.stdout.buffer)
            sys.stdout.flush()
            return
        target = Path(path)
        write_whole(target, lambda out: write_nquads(graph, out))
    text = f"{_sha256(target)}  {target.name}\n".encode()

    def checksum(out: BinaryIO) -> None:
        out.write(text)

    write_whole(target.with_name(f"{target.name}.sha256"), checksum)
    say(f"written: {path} ({target.stat().st_size:,} bytes) and its checksum")


@click.command(short_help="Put the quads of a dump or of shards into the store.")
@click.argument("file", type=click.Path(path_type=Path, exists=True), metavar="FILE_OR_SHARDS")
@click.option("--force", is_flag=True, help="Replace what the store holds.")
@store_option
def load(file: Path, force: bool, store: Path | str) -> None:
    """Put quads into a store, which must be new or empty: N-Quads, as kg dump writes them, or a folder of shards.

    This is also how a store of another version comes along: its newest g-*/graph.nq is such a file.
    """
    from kg.build.edit import load_lines
    from kg.build.graph_store import send_shards
    from kg.build.remote import mirror_of, publish
    from kg.build.shards import load_shards
    from kg.graph.layout import Layout

    if file.is_file():
        _check(file)
    if file.is_dir() and isinstance(store, str):
        say(f"loaded: {send_shards(file, store, force=force):,} quads into {store}")
        return
    folder = mirror_of(store) if isinstance(store, str) else store
    if not force and folder is store and Layout(folder).generation() is not None:
        raise WrongRequest(f"the store {store} holds a graph already; give --force to replace it")
    try:
        if file.is_dir():
            manifest = load_shards(file, folder)
        else:
            with file.open(encoding="utf-8", newline="\n") as lines:
                manifest = load_lines(folder, (line.rstrip("\r\n") for line in lines if line.strip()))
    except UnicodeDecodeError:
        raise WrongRequest(f"{file} is not UTF-8") from None
    if isinstance(store, str):
        publish(folder, store, force=force)
    say(f"loaded: {manifest.quads:,} quads into {store}")


def _check(file: Path) -> None:
    beside = file.with_name(f"{file.name}.sha256")
    if beside.exists() and beside.read_text(encoding="utf-8").split()[:1] != [_sha256(file)]:
        raise WrongRequest(f"{file} is not what its checksum says ({beside}); it is damaged or was changed")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
