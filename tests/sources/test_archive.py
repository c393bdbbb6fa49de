"""Archives: what is refused before anything is unpacked, and documents read out of a ZIP."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from kg.build import build
from kg.build.inputs import collect
from kg.sources.archive import SafeArchive
from kg.sources.files import archive_of, is_there, source_name
from kg.sources.limits import DEFAULT_LIMITS, Limits
from kg.sources.model import FormatError, SourceError
from kg.sources.reader import read_source
from tests.sources import instrument
from tests.sources.broken import changed, flagged_encrypted, package
from tests.sources.facts import facts_of


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("链接.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def duplicate() -> bytes:
    return zipped(("a.txt", b"1"), ("b.txt", b"2")).replace(b"b.txt", b"a.txt")


# (archive, words of the refusal), each with what it is
HOSTILE = [
    (zipped(*((f"{n}.txt", b"x") for n in range(4))), "4 files in it, more than 3"),
    (zipped(("a.txt", bytes(range(256)) * 25_000)), "unpacks to 6 MB, more than 5"),
    (zipped(*((f"{n}.bin", bytes(range(256)) * 10_000) for n in range(3))), "unpacks to more than 6 MB"),
    (zipped(("a.txt", b" " * 2_000_000)), "packed more than 50 times"),
    (zipped(("../a.txt", b"x")), "points outside of it"),
    (zipped(("a/../../b.txt", b"x")), "points outside of it"),
    (zipped(("/etc/a.txt", b"x")), "points outside of it"),
    (zipped(("C:\\a.txt", b"x")), "points outside of it"),
    (zipped(("..\\a.txt", b"x")), "points outside of it"),
    (zipped((link(), b"/etc/passwd")), "is a link"),
    (duplicate(), "two files in it have the name 'a.txt'"),
    (flagged_encrypted(zipped(("a.txt", b"x"))), "protected by a password"),
    (zipped(("a.txt", b"x"))[:-10], "damaged or cut off"),
    (b"PK\x03\x04" + bytes(100), "damaged or cut off"),
]


@pytest.mark.parametrize(("data", "words"), HOSTILE)
def test_hostile_archives_are_refused_at_the_door(data: bytes, words: str) -> None:
    limits = Limits(
        entries=3, entry_bytes=5_000_000, total_bytes=6_000_000, ratio=50 if "50" in words else 5_000
    )
    with pytest.raises(FormatError, match=words.replace("(", r"\(")):
        SafeArchive(data, limits)


def test_a_damaged_file_in_an_archive_is_named() -> None:
    data = bytearray(zipped(("a.txt", b"abc" * 1000)))
    data[40] ^= 0xFF
    with (
        SafeArchive(bytes(data), DEFAULT_LIMITS) as archive,
        pytest.raises(FormatError, match=r"damaged in 'a\.txt'"),
    ):
        archive.read("a.txt")


# (part of a package, whether it is refused), each with why
DECLARATIONS = [
    (b"<!DOCTYPE a><a/>", True),
    (b"\xef\xbb\xbf <?xml version='1.0'?><!doctype a><a/>", True),
    ("\ufeff<!DOCTYPE a><a/>".encode("utf-16-le"), True),  # in another encoding
    ("<!ENTITY a 'b'>".encode("utf-16-be"), True),
    (b"\x4c\x6f\xa7\x94", True),  # EBCDIC, which parsers know
    (b"<a>&lt;!DOCTYPE</a>", False),
]


@pytest.mark.parametrize(("part", "refused"), DECLARATIONS)
def test_document_types_and_entities_are_refused_in_any_encoding(part: bytes, refused: bool) -> None:
    with SafeArchive(package({"word/x.xml": part}), DEFAULT_LIMITS) as archive:
        if refused:
            with pytest.raises(FormatError):
                archive.refuse_declarations()
        else:
            archive.refuse_declarations()


def test_a_part_with_entities_is_refused_whatever_its_name() -> None:
    data = changed(
        instrument.as_docx(),
        {"word/media/image1.png": b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"},
    )
    with (
        SafeArchive(data, DEFAULT_LIMITS) as archive,
        pytest.raises(FormatError, match="declares a document type"),
    ):
        archive.refuse_declarations()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Documents of three formats, one damaged, and what archivers add."""
    path = tmp_path / "文件.zip"
    path.write_bytes(
        package(
            {
                "通知.txt": instrument.as_text().encode(),
                "子目录/通知.docx": instrument.as_docx(),
                "子目录/通知.pdf": instrument.as_pdf(),
                "子目录/坏.pdf": b"%PDF-1.7 x",
                "图.png": b"x",
                "__MACOSX/._通知.txt": b"x",
                ".DS_Store": b"x",
            }
        )
    )
    return path


def test_each_document_of_an_archive_is_a_source_of_its_own(archive: Path) -> None:
    found = collect([archive.parent])
    names = [
        "文件.zip/子目录/坏.pdf",
        "文件.zip/子目录/通知.docx",
        "文件.zip/子目录/通知.pdf",
        "文件.zip/通知.txt",
    ]
    assert [file.name for file in found.files] == names
    assert found.ignored == (archive / "图.png",)
    source = read_source(archive / "通知.txt")
    assert (source.name, source.text) == ("文件.zip/通知.txt", instrument.as_text())
    assert facts_of(archive / "子目录/通知.docx") == facts_of(archive / "通知.txt")


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_archive_is_built_and_not_read_again(archive: Path, jobs: int) -> None:
    store = archive.parent / "store"
    report = build([archive], store, jobs=jobs)
    assert [error.path for error in report.errors] == [archive / "子目录/坏.pdf"]
    assert "is cut off" in report.errors[0].message
    assert report.sources == 3
    again = build([archive], store)
    assert not again.changed
    assert not again.extracted


def test_a_source_leaves_the_store_with_its_file_in_the_archive_but_not_with_a_damaged_archive(
    archive: Path,
) -> None:
    store = archive.parent / "store"
    build([archive], store)
    whole = archive.read_bytes()
    archive.write_bytes(whole[:-20])
    broken = build([archive], store)
    assert (len(broken.errors), broken.removed, broken.sources) == (1, (), 3)
    archive.write_bytes(package({"通知.txt": instrument.as_text().encode()}))
    less = build([archive], store)
    assert sorted(less.removed) == ["文件.zip/子目录/通知.docx", "文件.zip/子目录/通知.pdf"]
    assert less.sources == 1


def test_names_written_in_gbk_are_read() -> None:
    data = package({"tongzhi1.txt": b"x"}).replace(b"tongzhi1", "通知二号".encode("gbk"))
    with SafeArchive(data, DEFAULT_LIMITS) as archive:
        assert archive.names == ["通知二号.txt"]


def test_paths_into_an_archive(archive: Path) -> None:
    assert archive_of(archive / "子目录/通知.pdf") == (archive, "子目录/通知.pdf")
    assert archive_of(archive) is None
    assert source_name(archive) == "文件.zip"
    assert is_there(archive / "通知.txt")
    assert not is_there(archive / "没有.txt")
    with pytest.raises(SourceError, match=r"has no file '没有\.txt' in it"):
        read_source(archive / "没有.txt")


def test_an_archive_is_no_document_and_an_archive_in_it_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "外.zip"
    path.write_bytes(package({"内.zip": package({"a.txt": b"x"})}))
    for inside in (path, path / "内.zip"):
        with pytest.raises(SourceError, match="is a ZIP archive, which is not read; unpack it"):
            read_source(inside)


def test_a_word_document_named_zip_is_a_word_document(tmp_path: Path) -> None:
    path = tmp_path / "通知.zip"
    path.write_bytes(instrument.as_docx())
    assert [file.path for file in collect([path]).files] == [path]
    assert read_source(path).encoding == "docx"
