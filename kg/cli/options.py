"""Options that several commands share, each defined once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

DEFAULT_STORE = ".kg/store"

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Output:
    """How and where a command gives its answer. ``path`` is None for standard output."""

    format: str
    lang: str
    path: Path | None


def store_option(command: F) -> F:
    """Add ``--store``; the command gets ``store: Path``."""
    return click.option(
        "--store",
        envvar="KG_STORE",
        show_envvar=True,
        default=DEFAULT_STORE,
        show_default=True,
        type=click.Path(path_type=Path, file_okay=False),
        help="Folder of the graph store.",
    )(command)


def output_options(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add ``--format`` (the first is the default), ``--lang`` and ``-o``; the command gets ``output: Output``."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @click.option(
            "--format",
            "format_",
            type=click.Choice(formats),
            default=formats[0],
            show_default=True,
            help="Form of the answer.",
        )
        @click.option(
            "--lang",
            envvar="KG_LANG",
            type=click.Choice(["zh", "en"]),
            default="zh",
            show_default=True,
            help="Language of headings.",
        )
        @click.option(
            "-o", "--output", "path", default="-", metavar="FILE", help="File to write; - is stdout."
        )
        @wraps(command)
        def with_output(*args: Any, format_: str, lang: str, path: str, **kwargs: Any) -> Any:
            target = None if path == "-" else Path(path)
            return command(*args, output=Output(format_, lang, target), **kwargs)

        return with_output

    return decorate
