"""The bytes of a document, in a file of its own or in a ZIP archive (``archive.zip/name``)."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from kg.sources.archive import SafeArchive
from kg.sources.limits import Limits
from kg.sources.model import FormatError

ARCHIVE_ENDING = ".zip"


def archive_of(path: Path) -> tuple[Path, str] | None:
    """Give the archive that a path leads into and the name in it, or None for a path of its own."""
    if ARCHIVE_ENDING not in str(path).lower():
        return None
    for parent in path.parents:
        if parent.suffix.lower() == ARCHIVE_ENDING and parent.is_file():
            return parent, PurePosixPath(path.relative_to(parent)).as_posix()
    return None


def source_name(path: Path) -> str:
    """Give the name under which a source is known: its base name, in an archive behind the archive's."""
    inside = archive_of(path)
    return path.name if inside is None else f"{inside[0].name}/{inside[1]}"


def is_there(path: Path) -> bool:
    """Tell whether a file exists, or an archive that holds one of that name."""
    inside = archive_of(path)
    if inside is None:
        return path.exists()
    try:
        with SafeArchive(inside[0], Limits()) as archive:
            return inside[1] in archive.names
    except FormatError:
        return False


def read_bytes(path: Path, limits: Limits) -> bytes:
    """Read a file, or a file in an archive.

    Raises:
        FormatError: it cannot be read or is too large.
    """
    inside = archive_of(path)
    try:
        if inside is not None:
            with SafeArchive(inside[0], limits) as archive:
                return archive.read(inside[1])
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise FormatError(
                f"has {size // 1_000_000:,} MB, more than {limits.file_bytes // 1_000_000}; split it (limit: file_bytes)"
            )
        return path.read_bytes()
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror or error}") from error
