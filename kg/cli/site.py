"""`kg site`: the graph as a folder of static pages."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.cli.terminal import say


@click.command(short_help="Write an atlas of linked pages to a folder.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--lang",
    envvar="KG_LANG",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="Language of the pages.",
)
@store_option
def site(folder: Path, lang: str, store: Path) -> None:
    """Write an atlas to DIR: reports, pictures, a page per body, official and instrument; open its index.html."""
    from kg.export.site.atlas_site import write_site
    from kg.graph.store import open_store

    with open_store(store) as graph:
        count = write_site(graph, folder, lang)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    say(f"written: {folder / 'index.html'} ({count:,} pages, {size / 1e6:,.1f} MB)")
