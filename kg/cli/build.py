"""`kg build`: from documents to the graph."""

from __future__ import annotations

import click


@click.command()
def build() -> None:
    """Read documents and put their facts into the store."""
