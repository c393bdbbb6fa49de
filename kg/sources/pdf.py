"""PDF: the text layer page by page, ruled tables as rows; what has no usable text layer is named, not guessed.

The characters come from PDFium, which reads Chinese fonts right; the grid of a ruled table from pdfplumber, on the
pages that have ruling lines (:mod:`kg.sources.pdf_tables`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from types import ModuleType
from typing import Any

from kg.sources.limits import Limits
from kg.sources.lines import LineBuilder, printable
from kg.sources.model import Extracted, FormatError
from kg.sources.optional import library
from kg.sources.pdf_pages import without_furniture
from kg.sources.pdf_quality import VERTICAL, fault
from kg.sources.pdf_rows import rejoined
from kg.sources.pdf_tables import Ruling, text_by_place, text_drawn_once
from kg.sources.radicals import unify

_TAIL = 4096
_MIN_RULES = 4  # a table of two rows and two columns has more lines than this
_MAX_RULES = 20_000  # drawings, not tables
_MIN_LINE = 3  # characters of a line by which a second layer of text is noticed
_DOUBLED = 4  # every so-maniest line at least comes again
_NO_TEXT = "page without text (a scanned picture?); recognise its text (OCR) and read it again"
_NO_TABLES = "page whose ruled lines could not be read: tables on it are read as running text"
_NOT_LOADED = "page that is damaged and cannot be read"


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page (table rows as lists of cells), or why it has none."""

    lines: tuple[str | list[str], ...]
    problem: str | None = None


def load() -> None:
    """Load the libraries.

    Raises:
        FormatError: they are not installed.
    """
    library("pypdfium2", "pdf", "PDF")
    library("pdfplumber", "pdf", "PDF")


def read_pdf(data: bytes, limits: Limits) -> Extracted:
    """Read the text of a PDF.

    Raises:
        FormatError: protected, damaged, cut off, without pages, with too many, or without any readable text.
    """
    pdfium = library("pypdfium2", "pdf", "PDF")
    tail = data.rstrip(b"\0\r\n ")[-_TAIL:]
    if b"%%EOF" not in tail:
        raise FormatError("is cut off: the end of the PDF is missing; fetch it again")
    document = _open(data, pdfium)
    try:
        count = len(document)
        if count == 0:
            raise FormatError("has no pages, or is damaged")
        if count > limits.pages:
            raise FormatError(f"has {count:,} pages, more than {limits.pages:,}; split it (limit: pages)")
        ruling = Ruling(data)
        pages = [_page(document, number, ruling, pdfium) for number in range(count)]
    finally:
        document.close()
    _require_text(pages)
    builder = LineBuilder(limits.characters)
    whole, doubts = rejoined(without_furniture([page.lines for page in pages]))
    for number, (lines, page) in enumerate(zip(whole, pages, strict=True)):
        for line in lines:
            if isinstance(line, str):
                builder.add(line)
            else:
                builder.row(line)
        builder.end_page(page.problem or doubts.get(number))
    text, starts, problems = builder.finish()
    return Extracted(text=text, encoding="pdf", page_starts=starts, problems=problems)


def _open(data: bytes, pdfium: ModuleType) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium.raw.FPDF_ERR_PASSWORD:
            raise FormatError("is protected by a password; save it without one") from error
        if error.err_code == pdfium.raw.FPDF_ERR_SECURITY:
            raise FormatError(
                "is encrypted in a way that cannot be read; save it without encryption"
            ) from error
        raise FormatError("is damaged or has no pages: it cannot be opened as a PDF") from error


def _page(document: Any, number: int, ruling: Ruling, pdfium: ModuleType) -> Page:
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return Page((), _NOT_LOADED)
    try:
        textpage = page.get_textpage()
        text = _clean(textpage.get_text_range())
        if not text.strip():
            return Page((), _NO_TEXT if _has_objects(page) else None)
        if _looks_doubled(text):
            text = _clean(text_drawn_once(page, textpage))
        bad = fault(text)
        by_place = bad == VERTICAL
        if by_place:
            text = _clean(text_by_place(page, textpage))
            bad = fault(text)
        if bad is not None:
            return Page((), bad)
        if not _has_rules(page, pdfium):
            return Page(tuple(text.split("\n")))
        try:
            lines = ruling.lines(number, page, textpage, _clean, by_place=by_place)
        except (
            Exception
        ):  # the second library may stumble over a file that the first reads: its text is not lost
            return Page(tuple(text.split("\n")), _NO_TABLES)
        return Page(tuple(lines or text.split("\n")))
    except pdfium.PdfiumError:
        return Page((), _NOT_LOADED)
    finally:
        page.close()


def _looks_doubled(text: str) -> bool:
    """Tell whether so many lines of a page come twice that its text may have been drawn twice, one layer on the other."""
    lines = [stripped for line in text.split("\n") if len(stripped := line.strip()) >= _MIN_LINE]
    again = len(lines) - len(set(lines))
    return again > 0 and again * _DOUBLED >= len(lines)


def _clean(text: str) -> str:
    return unify(printable(text))


def _has_objects(page: Any) -> bool:
    """A page with neither text nor pictures nor drawings is merely blank."""
    return next(iter(page.get_objects(max_depth=1)), None) is not None


def _has_rules(page: Any, pdfium: ModuleType) -> bool:
    paths = page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_PATH], max_depth=3)
    return _MIN_RULES < sum(1 for _ in islice(paths, _MAX_RULES + 1)) <= _MAX_RULES


def _require_text(pages: Sequence[Page]) -> None:
    if any(page.lines for page in pages):
        return
    reasons = {page.problem for page in pages if page.problem}
    if not reasons:
        raise FormatError("has only blank pages")
    if reasons == {_NO_TEXT}:
        raise FormatError("has no text, only pictures of pages (a scan); recognise the text (OCR) first")
    if _NOT_LOADED in reasons:
        raise FormatError("is damaged: none of its pages can be read")
    raise FormatError(f"has no readable text: {min(reasons)}")
