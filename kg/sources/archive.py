"""ZIP archives, and the Office documents that are such archives, opened only when they are harmless.

Nothing is ever written to disk, so a name with ``..`` could do no harm here; an archive that has one is refused all
the same, since no honest program writes it. Sizes are checked as declared before anything is unpacked, and the
unpacking stops at the declared size.
"""

from __future__ import annotations

import io
import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from kg.sources.limits import Limits
from kg.sources.model import FormatError

# what zipfile and the packers below it raise on damaged archives
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    RuntimeError,  # NotImplementedError too
)
_SMALL = 1_000_000  # an unpacked file of this size is harmless whatever its ratio
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_MARKS = b"\xef\xbb\xbf\xff\xfe \t\r\n"


class SafeArchive:
    """An archive in memory or on disk whose list of files has been checked.

    Args:
        data: the archive's bytes, or where it lies.
        limits: bounds on number and sizes of its files.

    Raises:
        FormatError: it is damaged, encrypted, a bomb, or has names that no honest archive has.
    """

    def __init__(self, data: bytes | Path, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
        except _DAMAGED as error:
            raise FormatError(f"is damaged or cut off ({error})") from error
        self._files: dict[str, zipfile.ZipInfo] = {}
        try:
            self._check(limits)
        except FormatError:
            self._zip.close()
            raise

    def __enter__(self) -> SafeArchive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> Sequence[str]:
        """The names of the files, in order of name."""
        return sorted(self._files)

    def read(self, name: str) -> bytes:
        """Unpack one file.

        Raises:
            FormatError: there is none of that name, or it is damaged.
        """
        info = self._files.get(name)
        if info is None:
            raise FormatError(f"has no file {name!r} in it")
        try:
            with self._zip.open(info) as stream:
                return stream.read(info.file_size)
        except _DAMAGED as error:
            raise FormatError(f"is damaged in {name!r} ({error})") from error

    def refuse_declarations(self) -> None:
        """Refuse XML with a document type: the Office formats forbid it, and only attacks have entities.

        Raises:
            FormatError: a part has one.
        """
        for name in self.names:
            part = self.read(name).replace(b"\0", b"")  # UTF-16 becomes readable this way
            if name.endswith((".xml", ".rels")) and part and not part.lstrip(_MARKS).startswith(b"<"):
                raise FormatError(f"is damaged: {name!r} is not XML")
            if part.lstrip(_MARKS).startswith(b"<") and _DECLARATION.search(part):
                raise FormatError(
                    f"was refused: {name!r} declares a document type or entities, which no Office program writes"
                )

    def _check(self, limits: Limits) -> None:
        entries = self._zip.infolist()
        if len(entries) > limits.entries:
            raise FormatError(
                f"was refused: {len(entries):,} files in it, more than {limits.entries:,} (limit: entries)"
            )
        total = 0
        for info in entries:
            name = printed_name(info)
            _check_name(name, info)
            if info.flag_bits & _ENCRYPTED:
                raise FormatError("is protected by a password; save it without one")
            if info.is_dir():
                continue
            _check_size(name, info, limits)
            total += info.file_size
            if total > limits.total_bytes:
                raise FormatError(
                    f"was refused: it unpacks to more than {limits.total_bytes // 1_000_000} MB (limit: total_bytes)"
                )
            if name in self._files:
                raise FormatError(f"was refused: two files in it have the name {name!r}")
            self._files[name] = info


def printed_name(info: zipfile.ZipInfo) -> str:
    """Give a file's name as its author saw it: archivers on Chinese Windows write GBK and do not say so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _check_name(name: str, info: zipfile.ZipInfo) -> None:
    parts = name.replace("\\", "/").split("/")
    unsafe = name.startswith(("/", "\\")) or _DRIVE.match(name) or ".." in parts or "\0" in name
    if unsafe:
        raise FormatError(f"was refused: the name {name[:80]!r} in it points outside of it")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise FormatError(f"was refused: {name[:80]!r} in it is a link")


def _check_size(name: str, info: zipfile.ZipInfo, limits: Limits) -> None:
    if info.file_size > limits.entry_bytes:
        raise FormatError(
            f"was refused: {name[:80]!r} in it unpacks to {info.file_size // 1_000_000:,} MB, more than "
            f"{limits.entry_bytes // 1_000_000} (limit: entry_bytes)"
        )
    if info.file_size > _SMALL and info.file_size > info.compress_size * limits.ratio:
        raise FormatError(
            f"was refused: {name[:80]!r} in it is packed more than {limits.ratio} times (limit: ratio); a bomb?"
        )
