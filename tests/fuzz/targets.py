"""What is fuzzed: each target takes bytes and raises where something does not hold.

Whatever the input: nothing raises, every character and every fact leads back to the source, and time is bounded.
"""

from __future__ import annotations

import hashlib
import io
import time
import traceback
import zipfile
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract import extract_source
from kg.sources import docx, html, xlsx
from kg.sources.archive import SafeArchive
from kg.sources.limits import Limits
from kg.sources.model import Extracted, FormatError, SourceError, SourceText
from kg.sources.privacy import MASK, masked
from kg.sources.reader import READERS, read_text
from kg.sources.sniff import Kind, sniff
from kg.sources.text import UndecodableError
from kg.structure.fold import folding
from kg.structure.instruments import read_instruments
from tests.fuzz.texts import TEXTS as KINDS
from tests.fuzz.words import bytes_of, text_of
from tests.small import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SECONDS = 1.0
"""Processor time for an input: a paragraph of 6,000 characters or a document made of them."""

LIMITS = Limits(
    file_bytes=10**6, characters=10**6, pages=50, cells=50_000, seconds=20, memory_bytes=600_000_000
)
HEAD = "甲市人民政府关于做好供水工作的通知\n甲政发〔2023〕5号\n各区人民政府：\n"


class TooSlowError(AssertionError):
    """An input took too long."""


@contextmanager
def timed() -> Iterator[None]:
    """Raises where the work takes too much processor time, measured again by the caller's next run."""
    begin = time.process_time()
    yield
    took = time.process_time() - begin
    if took > MAX_SECONDS:
        raise TooSlowError(f"{took:.2f} s")


def structure(data: bytes) -> None:
    """Cuts any text into instruments."""
    text = text_of(data)
    source = SourceText("a.txt", text, "0", "utf-8")
    hidden = masked(text, source.personal_numbers)
    folded = folding(hidden)
    shown = folded(hidden) if folded is not None else hidden
    with timed():
        instruments = read_instruments(source)
    for instrument in instruments:
        before = -1
        for offset, character in enumerate(instrument.text):  # personal numbers are masked there
            if character in "\n\t ":
                continue
            at = instrument.text_map.to_source(offset)
            assert character in (text[at], shown[at], MASK)
            assert at > before
            before = at
        header = instrument.header
        assert instrument.evidence(header.title_start, header.title_end).quote.strip()
        end = -1
        for paragraph in instrument.paragraphs:
            assert end < paragraph.start <= paragraph.body <= paragraph.end
            end = paragraph.end


def passes(data: bytes) -> None:
    """Extracts facts from any text behind the head of a document, or from bare text."""
    text = text_of(data[1:])
    text = HEAD + text if data[:1] < b"\x80" else text
    check_extraction(SourceText("a.txt", text, "0", "utf-8"))


def check_extraction(source: SourceText) -> None:
    """Extracts from a source and makes sure that every row leads back to it."""
    with timed():
        try:
            found = extract_source(source)
        except SourceError:
            return
    for instrument in found.instruments:
        for row in (instrument.document, *instrument.facts, *instrument.gaps):
            evidence = row.evidence
            assert source.text[evidence.start : evidence.end] == evidence.quote
            assert evidence.line == 1 + source.text.count("\n", 0, evidence.start)


@cache
def parts(name: str) -> Mapping[str, bytes]:
    """The parts of a good Word document or workbook."""
    from tests.sources import instrument

    data = instrument.as_docx() if name == "docx" else instrument.as_xlsx()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {part: archive.read(part) for part in archive.namelist()}


def _package(name: str, part: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for other, old in parts(name).items():
            archive.writestr(other, data if other == part else old)
    return out.getvalue()


def _archive(data: bytes) -> Extracted:
    with SafeArchive(data, LIMITS) as archive:
        for name in archive.names[:5]:
            archive.read(name)
    raise FormatError("is an archive")


def _any(data: bytes) -> Extracted:
    kind = sniff(data)
    if kind is Kind.PDF or kind not in READERS:
        raise FormatError(f"is {kind}")
    return READERS[kind](data, None, LIMITS)  # in a process of its own, as for a user


READ: tuple[Callable[[bytes], Extracted], ...] = (
    lambda data: READERS[Kind.PDF](data, None, LIMITS),
    lambda data: docx.read_docx(_package("docx", "word/document.xml", data), LIMITS),
    lambda data: docx.read_docx(_package("docx", "word/numbering.xml", data), LIMITS),
    lambda data: docx.read_docx(data, LIMITS),
    lambda data: xlsx.read_xlsx(_package("xlsx", "xl/worksheets/sheet1.xml", data), LIMITS),
    lambda data: xlsx.read_xlsx(_package("xlsx", "xl/sharedStrings.xml", data), LIMITS),
    lambda data: xlsx.read_xlsx(data, LIMITS),
    lambda data: html.read_html(data, None, LIMITS),
    lambda data: read_text(data, None, LIMITS),
    lambda data: html.read_html(
        f"<html><body>{text_of(data)}</body></html>".encode("utf-8", "replace"), None, LIMITS
    ),
    _archive,
    _any,
)
"""How the first byte of an input says what the rest is."""


def documents(data: bytes) -> None:
    """Reads any bytes as a document of each format.

    The readers of Word, Excel and web pages run in this process, so that the fuzzer sees their code; a user's run in one
    of their own, where an error of a library becomes one line. An error that begins in our code is a finding.
    """
    if not data:
        return
    begin = time.process_time()
    try:
        extracted = READ[data[0] % len(READ)](data[1:])
    except (FormatError, SourceError, UndecodableError) as error:
        if "\n" in str(error):
            raise
        return
    except Exception as error:
        if Path(traceback.extract_tb(error.__traceback__)[-1].filename).parent.parent.name == "kg":
            raise
        return
    finally:
        if time.process_time() - begin > 5 * MAX_SECONDS:
            raise TooSlowError("reading")
    text = extracted.text
    text.encode("utf-8")
    assert list(extracted.page_starts) == sorted(extracted.page_starts)
    for problem in extracted.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
    if extracted.stated.title is not None:
        start, end = extracted.stated.title
        assert text[start:end].strip()
    if text.strip() and len(text) < 6_000:
        digest = hashlib.sha256(data).hexdigest()
        source = SourceText(
            "a.txt", text, digest, extracted.encoding, extracted.page_starts, extracted.problems, extracted.stated,
            extracted.wrapped,
        )  # fmt: skip
        check_extraction(source)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "structure": structure,
    "passes": passes,
    "documents": documents,
}


def seeds(target: str) -> list[bytes]:
    """Good inputs to begin with."""
    from tests.sources import instrument

    texts = [*TEXTS.values(), *KINDS, instrument.as_text()]
    if target == "structure":
        return [bytes_of(text) for text in texts]
    if target == "passes":
        return [b"\xff" + bytes_of(text) for text in texts] + [b"\x00" + bytes_of(text) for text in texts]
    good = (
        instrument.as_pdf(),
        parts("docx")["word/document.xml"],
        parts("docx").get("word/numbering.xml", b"<a/>"),
        instrument.as_docx(),
        parts("xlsx")["xl/worksheets/sheet1.xml"],
        parts("xlsx").get("xl/sharedStrings.xml", b"<a/>"),
        instrument.as_xlsx(),
        instrument.as_html(),
        instrument.as_text().encode(),
        bytes_of(instrument.as_text()),
        instrument.as_docx(),
        instrument.as_docx(),
    )
    return [bytes([number]) + data for number, data in enumerate(good)]
