"""Writing that survives a kill or a full disk: a file is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Opens a file for writing under a temporary name beside it; at the end it is forced to disk and moved into place."""
    temporary = path.with_name(temporary_name(path.name))
    try:
        with temporary.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def temporary_name(name: str) -> str:
    """Gives the name under which a file is written before it is moved into place."""
    return f".{name}.tmp"


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that it is there whole or not at all."""
    with whole_file(path) as stream:
        stream.write(data)


def sync_folder(folder: Path) -> None:
    """Forces a folder's entries to disk, where the system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)
