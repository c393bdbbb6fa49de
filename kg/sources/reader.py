"""From a path to a source text: the one place that knows which reader serves which file name ending."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from kg.sources.model import SourceError, SourceText
from kg.sources.text import UndecodableError, decode

Reader = Callable[[bytes, str, str | None], SourceText]
"""Takes the file's bytes, its base name and an encoding if known; gives the source text."""


def read_text(data: bytes, name: str, encoding: str | None) -> SourceText:
    """Read a plain text file (see :mod:`kg.sources.text`)."""
    text, found = decode(data, encoding)
    return SourceText(name=name, text=text, sha256=hashlib.sha256(data).hexdigest(), encoding=found)


READERS: Mapping[str, Reader] = {".txt": read_text, ".text": read_text, ".md": read_text}
"""Readers by file name ending; a new format is one more module and one more row."""


def read_source(path: Path, *, encoding: str | None = None) -> SourceText:
    """Read a file as a document.

    Raises:
        SourceError: missing, unreadable, empty or undecodable; the message names the file and what to do.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}") from error
    if not data.strip():
        raise SourceError(f"{path}: is empty; nothing to read")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = " ".join(sorted(READERS))
        raise SourceError(f"{path}: unknown kind of file {path.suffix!r}; known: {known}")
    try:
        source = reader(data, path.name, encoding)
    except UndecodableError as error:
        raise SourceError(f"{path}: {error}; save it as UTF-8 text or name its encoding") from error
    if not source.text.strip():
        raise SourceError(f"{path}: is empty; nothing to read")
    return source
