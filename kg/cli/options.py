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


class StoreType(click.Path):
    """A folder (``Path``), or the URL of an endpoint (``str``)."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Leave a URL as it is."""
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value
        return super().convert(value, param, ctx)


class SourceType(click.Path):
    """A file or folder (``Path``), or a URI for an engine that reads such (``str``): ``hdfs://…``, ``s3a://…``."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Leave a URI as it is."""
        if isinstance(value, str) and "://" in value:
            return value
        return super().convert(value, param, ctx)


def store_option(command: F) -> F:
    """Add ``--store``; the command gets ``store: Path``, or a ``str`` that is a URL."""
    return click.option(
        "--store",
        envvar="KG_STORE",
        show_envvar=True,
        default=DEFAULT_STORE,
        show_default=True,
        type=StoreType(path_type=Path, file_okay=False),
        help="Folder of the graph store, or URL of a SPARQL 1.1 endpoint.",
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
