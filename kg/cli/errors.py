"""Errors as one clear line on standard error, with the right exit status."""

from __future__ import annotations

import errno
from typing import Any

import click


class Failure(click.ClickException):
    """A line for the user and exit status 1: the work failed."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class WrongRequest(Failure):
    """A line for the user and exit status 2: the request itself was wrong."""

    exit_code = 2


class FriendlyGroup(click.Group):
    """A group whose commands may raise the errors meant for users; all others keep their traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn errors meant for the user into one line."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as error:  # those meant for users are imported only once one was raised
            failure = as_failure(error)
            if failure is None:
                raise
            raise failure from error


def as_failure(error: Exception) -> Failure | None:
    """Give the line and exit status for an error meant for the user, None for any other."""
    # Imported here: only a command that failed pays for it.
    from kg.errors import KgError
    from kg.sources.model import SourceError

    if isinstance(error, KgError):
        return (WrongRequest if error.exit_status == 2 else Failure)(str(error))
    if isinstance(error, SourceError):
        return Failure(str(error))
    if isinstance(error, OSError) and error.errno not in (None, errno.EPIPE):
        where = f"{error.filename}: " if error.filename else ""
        return Failure(f"{where}{error.strerror}")
    return None
