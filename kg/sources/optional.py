"""The libraries of the optional formats: loaded when the first such file is read."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from kg.sources.model import FormatError


def library(name: str, extra: str, what: str) -> ModuleType:
    """Import a library of an extra.

    Args:
        name: the module.
        extra: the extra of this package that installs it.
        what: what it reads, for the message.

    Raises:
        FormatError: it is not installed; the message says how to install it.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise FormatError(
            f"reading {what} needs {error.name or name}, which is not installed: pip install 'kg[{extra}]'"
        ) from error
