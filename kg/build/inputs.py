"""Which files a build reads: the given files, and the documents in the given folders, checked against their manifest."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from kg.build.report import FileError
from kg.errors import InputError
from kg.sources.archive import SafeArchive
from kg.sources.files import ARCHIVE_ENDING
from kg.sources.limits import DEFAULT_LIMITS, Limits
from kg.sources.model import FormatError
from kg.sources.reader import ENDINGS
from kg.sources.sniff import PACKAGE_PARTS

MANIFEST = "sources.toml"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to build, with the checksum of its bytes."""

    path: Path  # in an archive: archive.zip/name
    sha256: str
    name: (
        str  # under which the source is known in the graph: the base name, in an archive behind the archive's
    )
    size: int  # in bytes


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was found at the given paths. ``roots`` are the absolute paths themselves."""

    files: tuple[InputFile, ...]
    ignored: tuple[Path, ...]
    errors: tuple[FileError, ...]
    roots: tuple[Path, ...]

    def covers(self, path: Path) -> bool:
        """Says whether a path is one of those given or lies below one."""
        return any(path == root or root in path.parents for root in self.roots)


def collect(
    paths: Sequence[Path],
    *,
    limits: Limits = DEFAULT_LIMITS,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
) -> Inputs:
    """Finds the files to build.

    Args:
        paths: files or folders; folders are walked. In a folder with a ``sources.toml`` the files listed there must
            be present with the checksum given. The documents in a ZIP archive are files of their own.
        limits: bounds on archives.
        include: patterns such as ``*2024*``; of what folders and archives hold only matching files are read.
        exclude: patterns of files in folders and archives that are left out.

    Raises:
        InputError: a path does not exist, or nothing that can be read was found.
    """
    files: dict[tuple[str, str], InputFile] = {}
    ignored: list[Path] = []
    errors: list[FileError] = []
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder")
        expected = _manifest(path, errors) if path.is_dir() else {}
        for file in _walk(path) if path.is_dir() else [path]:
            if path.is_dir() and not is_document(file):
                if file.name != MANIFEST:
                    ignored.append(file)
                continue
            if path.is_dir() and file.suffix.lower() != ARCHIVE_ENDING and not wanted(file, include, exclude):
                continue
            try:
                _check(file, expected.get(file))
                documents, others = _documents(file, limits)
            except FormatError as error:
                errors.append(FileError(file, f"{file}: {error}"))
                continue
            except OSError as error:
                errors.append(FileError(file, f"{file}: cannot be read: {error.strerror or error}"))
                continue
            ignored += others
            for found in documents:
                if found.path != file and not wanted(found.path, include, exclude):
                    continue
                files.setdefault((found.name, found.sha256), found)
        errors += (
            FileError(file, f"{file}: is listed in {MANIFEST} and is not there")
            for file in expected
            if not file.exists()
        )
    if not files and not errors:
        raise InputError(
            f"{', '.join(map(str, paths))}: no document found (known endings: {' '.join(sorted(ENDINGS))})"
        )
    ordered = sorted(files.values(), key=lambda file: (file.name, file.sha256))
    return Inputs(tuple(ordered), tuple(ignored), tuple(errors), tuple(path.resolve() for path in paths))


def wanted(path: Path, include: Sequence[str], exclude: Sequence[str]) -> bool:
    """Says whether the patterns let a file in: each is matched with the path and with its last part."""

    def among(patterns: Sequence[str]) -> bool:
        return any(fnmatch(str(path), pattern) or fnmatch(path.name, pattern) for pattern in patterns)

    return (not include or among(include)) and not among(exclude)


def is_document(file: Path) -> bool:
    """Says whether a file in a folder is read: its ending is known, and it is no README."""
    return file.suffix.lower() in ENDINGS and not file.name.upper().startswith("README")


def _check(file: Path, wanted: str | None) -> None:
    if wanted is not None and wanted != _sha256(file):
        raise FormatError(f"its checksum is not the one in {MANIFEST}; restore the file or mend the entry")


def _documents(file: Path, limits: Limits) -> tuple[list[InputFile], list[Path]]:
    """Give the documents in a file (itself, or those of an archive) and what else an archive holds.

    Raises:
        FormatError: the archive is damaged, hostile, or holds no document.
        OSError: the file cannot be read.
    """
    if file.suffix.lower() != ARCHIVE_ENDING:
        return [InputFile(file, _sha256(file), file.name, file.stat().st_size)], []
    documents: list[InputFile] = []
    others: list[Path] = []
    with SafeArchive(file, limits) as archive:
        if not PACKAGE_PARTS.isdisjoint(archive.names):  # an Office document under a wrong name
            return [InputFile(file, _sha256(file), file.name, file.stat().st_size)], []
        for name in archive.names:
            path = file / name
            if any(part.startswith((".", "__MACOSX")) for part in path.relative_to(file).parts):
                continue
            if is_document(path):
                data = archive.read(name)
                documents.append(
                    InputFile(path, hashlib.sha256(data).hexdigest(), f"{file.name}/{name}", len(data))
                )
            else:
                others.append(path)
    if not documents:
        raise FormatError("no document in it that kg can read")
    return documents, others


def _walk(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in order; hidden ones and stores are left out."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not (path / "kg-store.json").exists():
                yield from _walk(path)
        elif path.is_file():
            yield path


def _manifest(folder: Path, errors: list[FileError]) -> Mapping[Path, str]:
    file = folder / MANIFEST
    if not file.exists():
        return {}
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8")).get("source", [])
        return {folder / entry["file"]: entry["sha256"] for entry in entries}
    except (OSError, ValueError, KeyError, TypeError) as error:
        errors.append(FileError(file, f"{file}: is not a list of sources with file and sha256 ({error})"))
        return {}


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
