"""From a path to a source text, or one clear line that names the file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kg.sources.model import SourceError
from kg.sources.reader import ENDINGS, read_source
from kg.sources.sniff import Kind

TEXT = "甲市人民政府\r\n由乙局负责。\n"


@pytest.mark.parametrize("suffix", [*(e for e, kind in ENDINGS.items() if kind is Kind.TEXT), ".TXT", ".Md"])
def test_reads_files_by_their_ending(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"通知{suffix}"
    path.write_bytes(TEXT.encode())
    source = read_source(path)
    assert (source.name, source.text, source.encoding) == (path.name, TEXT, "utf-8")
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_uses_the_named_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    assert read_source(path, encoding="gbk").encoding == "gbk"


# (file name, content or None for no file, words of the message), each with what is wrong
BAD = [
    ("missing.txt", None, "cannot be read"),
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b" \r\n\t\n ", "is empty"),
    ("blank16.txt", "\ufeff \n\u3000\n".encode("utf-16-le"), "is empty"),
    ("mark.txt", b"\xef\xbb\xbf", "is empty"),
    ("image.png", b"\x89PNG", "unknown kind of file '.png'"),
    ("none", b"abc", "unknown kind of file ''"),
    ("binary.txt", bytes(range(256)) * 8, "binary"),
    ("cut.txt", ("甲市乙局" * 40).encode()[:-1], "save it as UTF-8"),
]


@pytest.mark.parametrize(("name", "data", "words"), BAD)
def test_a_bad_file_gives_one_line_that_names_it(
    tmp_path: Path, name: str, data: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_source(path)
    message = str(caught.value)
    assert str(path) in message
    assert words in message
    assert "\n" not in message


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    with pytest.raises(SourceError, match=r"folder\.txt: cannot be read"):
        read_source(folder)
