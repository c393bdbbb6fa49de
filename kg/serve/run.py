"""Starts the server."""

from __future__ import annotations

from collections.abc import Callable

import uvicorn

from kg.serve.app import create_app
from kg.serve.settings import Settings


def serve(settings: Settings, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serves until the process is asked to end.

    Args:
        settings: what is served and how.
        host: the address to listen at.
        port: the port; 0 for any that is free.
        ready: told the server's URL when it listens.
    """
    config = uvicorn.Config(
        create_app(settings), host=host, port=port, log_level="warning", server_header=False, lifespan="on"
    )
    listening = config.bind_socket()
    listening.listen(config.backlog)
    name, number = listening.getsockname()[:2]
    ready(f"http://{f'[{name}]' if ':' in name else name}:{number}/")
    uvicorn.Server(config).run(sockets=[listening])
