"""From a path to a source text: the one place that knows which reader serves which kind of file.

A file is read by what it holds. Its name only decides where the content leaves it open (plain text or a web page),
and whether a folder's file is taken for a document at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from kg.sources.confined import confined
from kg.sources.files import read_bytes, source_name
from kg.sources.limits import DEFAULT_LIMITS, Limits
from kg.sources.model import Extracted, FormatError, SourceError, SourceText
from kg.sources.sniff import Kind, sniff
from kg.sources.text import UndecodableError, decode

Reader = Callable[[bytes, str | None, Limits], Extracted]
"""Takes the file's bytes, an encoding if known, and bounds; gives the text."""


def read_text(data: bytes, encoding: str | None, limits: Limits) -> Extracted:
    """Read a plain text file (see :mod:`kg.sources.text`)."""
    text, found = decode(data, encoding)
    if len(text) > limits.characters:
        raise FormatError(f"holds more than {limits.characters:,} characters of text (limit: characters)")
    return Extracted(text=text, encoding=found)


def _read_pdf(data: bytes, _: str | None, limits: Limits) -> Extracted:
    from kg.sources import pdf

    pdf.load()
    return confined(partial(pdf.read_pdf, data, limits), limits)


def _read_docx(data: bytes, _: str | None, limits: Limits) -> Extracted:
    from kg.sources import docx

    docx.load()
    return confined(partial(docx.read_docx, data, limits), limits)


def _read_xlsx(data: bytes, _: str | None, limits: Limits) -> Extracted:
    from kg.sources import xlsx

    xlsx.load()
    return confined(partial(xlsx.read_xlsx, data, limits), limits)


def _read_html(data: bytes, encoding: str | None, limits: Limits) -> Extracted:
    from kg.sources import html

    html.load()
    return confined(partial(html.read_html, data, encoding, limits), limits)


READERS: Mapping[Kind, Reader] = {
    Kind.TEXT: read_text,
    Kind.HTML: _read_html,
    Kind.PDF: _read_pdf,
    Kind.DOCX: _read_docx,
    Kind.XLSX: _read_xlsx,
}
"""Readers by kind of content; a new format is one more module and one more row (and a mark in ``sniff``)."""

ENDINGS: Mapping[str, Kind] = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".shtml": Kind.HTML,
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
    ".docm": Kind.DOCX,
    ".xlsx": Kind.XLSX,
    ".xlsm": Kind.XLSX,
    ".zip": Kind.ZIP,
    ".doc": Kind.LEGACY,
    ".xls": Kind.LEGACY,
    ".wps": Kind.LEGACY,
    ".et": Kind.LEGACY,
    ".ofd": Kind.OFD,
    ".rtf": Kind.RTF,
    ".mht": Kind.MHTML,
    ".mhtml": Kind.MHTML,
    ".odt": Kind.OPEN_DOCUMENT,
    ".ods": Kind.OPEN_DOCUMENT,
}
"""Endings of files that are taken for documents; those that cannot be read are refused by name, not passed over."""

_REMEDY: Mapping[Kind, str] = {
    Kind.LEGACY: "save it as .docx or .xlsx",
    Kind.LOCKED: "save it without the password",
    Kind.OPEN_DOCUMENT: "save it as .docx or .xlsx",
    Kind.PRESENTATION: "save its text as .docx",
    Kind.OFD: "save it as PDF",
    Kind.RTF: "save it as .docx",
    Kind.MHTML: "save the page as .html",
    Kind.ARCHIVE: "unpack it",
    Kind.ZIP: "unpack it; an archive inside an archive is not opened",
    Kind.PICTURE: "recognise its text (OCR) first",
}


def read_source(path: Path, *, encoding: str | None = None, limits: Limits = DEFAULT_LIMITS) -> SourceText:
    """Read a file as a document.

    Args:
        path: the file, or a file in an archive as ``archive.zip/name``.
        encoding: the encoding of plain text and web pages, if known.
        limits: bounds on what one document may take.

    Raises:
        SourceError: missing, unreadable, empty, damaged, hostile or of a kind that is not read; the message is one
            line that names the file and what to do.
    """
    try:
        data = read_bytes(path, limits)
        extracted = _extract(path, data, encoding, limits)
    except FormatError as error:
        raise SourceError(f"{path}: {error}") from error
    except UndecodableError as error:
        raise SourceError(f"{path}: {error}; save it as UTF-8 text or name its encoding") from error
    return SourceText(
        name=source_name(path),
        text=extracted.text,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=extracted.encoding,
        page_starts=extracted.page_starts,
        problems=extracted.problems,
        stated=extracted.stated,
        wrapped=extracted.wrapped,
    )


def _extract(path: Path, data: bytes, encoding: str | None, limits: Limits) -> Extracted:
    if not data.strip():
        raise FormatError("is empty; nothing to read")
    extracted = READERS[_kind(path, data)](data, encoding, limits)
    if not extracted.text.strip():
        raise FormatError("is empty; nothing to read")
    return extracted


def _kind(path: Path, data: bytes) -> Kind:
    """Decide as what a file is read.

    Raises:
        FormatError: it is of a kind that is not read, or named like one that it is not.
    """
    kind = sniff(data)
    named = ENDINGS.get(path.suffix.lower())
    if kind is Kind.TEXT:
        if named is None:
            known = " ".join(sorted(ENDINGS))
            raise FormatError(f"unknown kind of file {path.suffix!r}; known: {known}")
        if named not in (Kind.TEXT, Kind.HTML):
            raise FormatError(
                f"is named like {named} and is not one; rename it to what it is, or fetch it again"
            )
        return named
    if kind not in READERS:
        raise FormatError(f"is {kind}, which is not read; {_REMEDY[kind]}")
    return kind
