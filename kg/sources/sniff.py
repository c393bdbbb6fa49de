"""What a file is, by its content: its name may lie about it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of content that are told apart; the values are what a user calls them."""

    TEXT = "plain text"
    HTML = "a web page"
    PDF = "a PDF"
    DOCX = "a Word document"
    XLSX = "an Excel workbook"
    ZIP = "a ZIP archive"
    LEGACY = "an Office document of the kind before 2007 (.doc .xls .ppt .wps .et)"
    LOCKED = "an Office document protected by a password"
    PRESENTATION = "a presentation"
    OPEN_DOCUMENT = "an OpenDocument file"
    OFD = "an OFD document"
    RTF = "an RTF document"
    MHTML = "a web archive (.mht)"
    ARCHIVE = "a packed archive of a kind that is not read (RAR, 7z, gzip …)"
    PICTURE = "a picture"


_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"II*\0", Kind.PICTURE),
    (b"MM\0*", Kind.PICTURE),
    (b"Rar!\x1a\x07", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"\x1f\x8b\x08", Kind.ARCHIVE),
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ\0", Kind.ARCHIVE),
    (b"{\\rtf", Kind.RTF),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # compound file: Office before 2007, or a newer document encrypted
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_PARTS = (  # a part that only this kind of package has
    ("word/document.xml", Kind.DOCX),
    ("xl/workbook.xml", Kind.XLSX),
    ("ppt/presentation.xml", Kind.PRESENTATION),
    ("OFD.xml", Kind.OFD),
    ("META-INF/manifest.xml", Kind.OPEN_DOCUMENT),
)
PACKAGE_PARTS = frozenset(part for part, _ in _PARTS)
"""Parts that tell a document which is a ZIP archive inside from an archive of documents."""
_HEAD = 4096
_PDF_HEAD = 1024  # a PDF may have this much in front of its mark
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*|<!--[^>]{0,500}-->\s*){0,3}<(?:!doctype\s+html|html|head|meta|body)\b",
    re.I,
)
_MHTML = re.compile(rb"(?:From: <Saved by|MIME-Version: 1\.0|Subject: )")


def sniff(data: bytes) -> Kind:
    """Give the kind of a file's content; what has no known mark counts as plain text."""
    head = data[:_HEAD]
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head.startswith(_OLE):
        return Kind.LOCKED if _ENCRYPTED in data else Kind.LEGACY
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return _package(data)
    if b"%PDF-" in head[:_PDF_HEAD]:
        return Kind.PDF
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")  # UTF-8 with a mark, UTF-16
    if _HTML.match(plain):
        return Kind.HTML
    if _MHTML.match(plain) and b"multipart/related" in plain:
        return Kind.MHTML
    return Kind.TEXT


def _package(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, struct.error):
        return _damaged_package(data)
    for part, kind in _PARTS:
        if part in names:
            return kind
    return Kind.ZIP


def _damaged_package(data: bytes) -> Kind:
    """A cut package has lost its list of parts; their names stand in front of each part too."""
    for part, kind in _PARTS:
        if part.encode() in data:
            return kind
    return Kind.ZIP
