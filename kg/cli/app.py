"""The `kg` command and its groups.

Modules of this package import only click and the standard library at their top: `kg --help` must answer at once,
so what is heavy is imported in the body of the command that needs it.
"""

from __future__ import annotations

import sys

import click

from kg import __version__
from kg.cli.build import build
from kg.cli.errors import FriendlyGroup
from kg.cli.evaluate import evaluate
from kg.cli.export import export
from kg.cli.inspect import inspect
from kg.cli.move import dump, load
from kg.cli.query import query
from kg.cli.report import report
from kg.cli.serve import serve
from kg.cli.show import show
from kg.cli.site import site
from kg.cli.validate import validate


@click.group(cls=FriendlyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Governance documents in; who must do what, by when, measured how, on which legal basis, out.

    Data goes to standard output, talk to standard error. Exit status: 0 done, 1 failed, 2 wrong request.
    """
    for stream in (sys.stdout, sys.stderr):
        # Where the locale cannot write Chinese, an escaped character is better than a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


for command in (build, report, query, export, show, evaluate, validate, serve, dump, load, site, inspect):
    main.add_command(command)
