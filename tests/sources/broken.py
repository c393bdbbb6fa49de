"""Broken and hostile files of every kind, made in memory."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

from reportlab.lib.pdfencrypt import StandardEncryption

from tests.sources.instrument import PdfPage, as_docx, as_pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def raw_pdf(objects: Sequence[bytes], root: int = 1) -> bytes:
    """Put numbered objects (from 1) into a PDF with a right table of places."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    return bytes(out)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def no_pages() -> bytes:
    return raw_pdf([CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"])


def cyclic_pages() -> bytes:
    """The tree of pages is its own child."""
    return raw_pdf([CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 4 >>"])


def many_pages(count: int = 10_000) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    return raw_pdf([CATALOG, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), *[page] * count])


def lying_count() -> bytes:
    """Says that it has two thousand million pages and has one, blank."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"
    return raw_pdf([CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>", page])


def scan(pages: int = 2) -> bytes:
    """Pages that are pictures."""
    objects = [CATALOG, b"", stream(b"q 100 0 0 100 0 0 cm /I Do Q"), b""]
    objects[3] = stream(
        bytes(16),
        b"/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 3 0 R /Resources << /XObject << /I 4 0 R >> >> >>"
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + pages))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)
    return raw_pdf([*objects, *[page] * pages])


def mapped_pdf(mapping: Mapping[int, str], text: bytes, repeat: int = 1) -> bytes:
    """A page whose font says that its codes stand for the given characters, right or wrong."""
    rows = "\n".join(f"<{code:02X}> <{char.encode('utf-16-be').hex()}>" for code, char in mapping.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(mapping)} beginbfchar\n{rows}\nendbfchar\nendcmap end end"
    )
    lines = b"".join(b"1 0 0 1 50 %d Tm (%s) Tj\n" % (750 - 20 * n, text) for n in range(repeat))
    return raw_pdf(
        [
            CATALOG,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
            stream(b"BT /F 12 Tf\n%sET" % lines),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
            stream(cmap.encode()),
        ]
    )


def garbled() -> bytes:
    """A text layer of private characters."""
    return mapped_pdf({65 + n: chr(0xE000 + n) for n in range(26)}, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", repeat=5)


def protected_pdf() -> bytes:
    out = io.BytesIO()
    page = PdfPage(out, encrypt=StandardEncryption("geheim", strength=128))
    page.lines(["甲市乙区人民政府"])
    page.save()
    return out.getvalue()


def package(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def changed(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A package with some parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        old = {name: archive.read(name) for name in archive.namelist()}
    return package(old | dict(parts))


def billion_laughs() -> bytes:
    entities = b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(10)
    )
    document = (
        b'<?xml version="1.0"?><!DOCTYPE w [%s]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
        b'2006/main"><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>' % entities
    )
    return changed(as_docx(), {"word/document.xml": document})


def bomb_docx() -> bytes:
    return changed(as_docx(), {"word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"})


def many_cells(count: int = 600_000) -> bytes:
    from tests.sources.instrument import as_xlsx

    cells = b"".join(
        b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n * 7919) for n in range(1, count)
    )
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
    return changed(as_xlsx(), {"xl/worksheets/sheet1.xml": sheet % cells})


def flagged_encrypted(data: bytes) -> bytes:
    """Set the bit that says encrypted on every file of an archive, in both places where it stands."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            (flags,) = struct.unpack_from("<H", out, at + offset)
            struct.pack_into("<H", out, at + offset, flags | 1)
            at = out.find(mark, at + 4)
    return bytes(out)


# file name -> (content, words of the line that names it): 24 files, each of another kind
BROKEN: Mapping[str, tuple[bytes, str]] = {
    "blank.pdf": (b" \n", "is empty"),
    "cut.pdf": (as_pdf()[:-3000], "is cut off"),
    "cyclic.pdf": (cyclic_pages(), "damaged"),
    "garbled.pdf": (garbled(), "unreadable"),
    "junk.pdf": (b"%PDF-1.7\n" + bytes(range(128, 256)) * 40 + b"\n%%EOF\n", "cannot be opened as a PDF"),
    "manypages.pdf": (many_pages(), "10,000 pages, more than 2,000"),
    "lyingcount.pdf": (lying_count(), "has only blank pages"),
    "nopages.pdf": (no_pages(), "has no pages"),
    "protected.pdf": (protected_pdf(), "is protected by a password"),
    "scan.pdf": (scan(), "has no text, only pictures of pages"),
    "renamed.pdf": ("甲市乙区人民政府".encode(), "is named like a PDF and is not one"),
    "picture.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(100), "is a picture"),
    "bomb.docx": (bomb_docx(), "is packed more than 200 times"),
    "cut.docx": (as_docx()[:-2000], "is damaged or cut off"),
    "entities.docx": (billion_laughs(), "declares a document type or entities"),
    "protected.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "noparts.docx": (package({"word/document.xml": b"<a/>"}), "is damaged"),
    "cells.xlsx": (many_cells(), "cells, more than 500,000"),
    "old.doc": (OLE, "of the kind before 2007"),
    "script.html": (b"<html><body><script>alert('x')</script></body></html>", "is a web page without text"),
    "up.zip": (package({"../../etc/x.txt": b"x"}), "points outside of it"),
    "locked.zip": (flagged_encrypted(package({"a.txt": b"abc"})), "protected by a password"),
    "nothing.zip": (package({"a.png": b"abc"}), "no document in it"),
    "cut.zip": (package({"a.txt": b"abc" * 100})[:-30], "is damaged or cut off"),
}
