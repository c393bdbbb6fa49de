"""`kg serve`: a SPARQL endpoint and a query editor."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.errors import Failure, WrongRequest
from kg.cli.options import store_option
from kg.cli.terminal import say


@click.command(short_help="Serve the store: SPARQL endpoint and query editor.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 for all.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=30, show_default=True, help="Seconds per query."
)
@click.option(
    "--workers", type=click.IntRange(min=1), default=2, show_default=True, help="Queries at a time."
)
@click.option(
    "--memory", type=click.IntRange(min=256), default=4000, show_default=True, help="Megabytes per query."
)
@click.option(
    "--max-result", type=click.IntRange(min=1), default=1000, show_default=True, help="Megabytes per answer."
)
@click.option(
    "--max-rows", type=click.IntRange(min=1), default=1_000_000, show_default=True, help="Rows per answer."
)
@click.option(
    "--cors", "origins", multiple=True, metavar="ORIGIN", help="Web origin that may read answers; repeat."
)
@click.option(
    "--name", "hosts", multiple=True, metavar="HOST", help="Further host name it answers to; repeat."
)
@click.option(
    "--allow-update", is_flag=True, help="Take SPARQL updates; they land as a new state of the store."
)
@click.option("--allow-service", is_flag=True, help="Let queries ask other endpoints (SERVICE).")
@store_option
def serve(
    host: str,
    port: int,
    timeout: float,
    workers: int,
    memory: int,
    max_result: int,
    max_rows: int,
    origins: tuple[str, ...],
    hosts: tuple[str, ...],
    allow_update: bool,
    allow_service: bool,
    store: Path,
) -> None:
    """Serve the store: SPARQL 1.1 Protocol at /sparql, a page with an editor and the named questions at /."""
    from kg.graph.endpoint import is_url
    from kg.graph.store import open_store

    if is_url(store):
        raise WrongRequest("kg serve serves a folder; an endpoint serves itself")
    try:
        from kg.serve.run import serve as run
        from kg.serve.settings import LOCAL_HOSTS, Settings
    except ImportError as error:
        raise Failure(
            f"kg serve needs the extra 'serve' ({error.name} is missing): pip install 'kg[serve]'"
        ) from None
    open_store(store).close()  # says now, and clearly, what is wrong with it
    settings = Settings(
        store=store,
        workers=workers,
        seconds=timeout,
        max_result=max_result * 1_000_000,
        max_rows=max_rows,
        memory=memory,
        allow_update=allow_update,
        allow_service=allow_service,
        origins=origins,
        hosts=("*",) if host in {"0.0.0.0", "::"} and not hosts else (*LOCAL_HOSTS, host, *hosts),  # noqa: S104
    )
    run(
        settings,
        host,
        port,
        lambda url: say(f"serving {store} at {url} (endpoint: {url}sparql); end with Ctrl-C"),
    )
