"""What goes wrong for a reason the user can do something about: one line that names the place and the remedy.

Everything else (a bug) keeps its traceback. The command line prints these messages and ends with
``exit_status``: 1 when the work failed, 2 when the request itself was wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class KgError(Exception):
    """Base of the errors meant for the user."""

    exit_status: ClassVar[int] = 1


class InputError(KgError):
    """A file or folder named by the user cannot be used."""

    exit_status: ClassVar[int] = 2


class UnknownNameError(KgError):
    """A name that nothing in the store or registry has; ``close`` are near ones, best first."""

    exit_status: ClassVar[int] = 2

    def __init__(self, what: str, name: str, close: Sequence[str] = ()) -> None:
        self.close = tuple(close)
        hint = f"; did you mean {' / '.join(close)}?" if close else ""
        super().__init__(f"{what}: {name!r} is not known{hint}")
