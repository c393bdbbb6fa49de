"""The command line: click commands, the only place that prints."""

from kg.cli.app import main

__all__ = ["main"]
