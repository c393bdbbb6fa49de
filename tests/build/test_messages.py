"""What the messages of a build hold: the file and the place, never the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build.extraction import read_document
from kg.build.inputs import InputFile
from kg.errors import KgError
from kg.extract import extract_file
from kg.facts import SourceFacts
from kg.sources.model import SourceError

BODY = "".join(f"第{n}条甲县水务局负责第{n}号泵站的日常管理工作。\n" for n in range(2_000))
TEXT = (
    f"甲县人民政府关于供水管理的通知\n甲政发〔2024〕6号\n各乡镇人民政府：\n{BODY}甲县人民政府\n2024年3月5日\n"
)
LONGEST = 1_000  # characters of a message; the text has some 50,000
QUOTED = 240  # of them, those that a message may take from the text


def file_of(path: Path) -> InputFile:
    return InputFile(path, "0" * 64, path.name, path.stat().st_size)


def longest_taken(message: str, text: str) -> int:
    """Give the length of the longest run of characters of a message that stands in a text."""
    taken, best = 0, 0
    squeezed = "".join(text.split())
    for end in range(1, len(message) + 1):
        while message[end - taken - 1 : end] not in squeezed:
            taken -= 1
            if taken < 0:
                break
        taken += 1
        best = max(best, taken)
    return best


@pytest.mark.parametrize("kind", [ValueError, KeyError, AssertionError, KgError, SourceError])
def test_an_error_that_holds_the_document_is_cut(tmp_path: Path, kind: type[Exception]) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(TEXT, encoding="utf-8")

    def fail(read: Path) -> SourceFacts:
        raise kind(f"{read}: line 7: {TEXT}")

    outcome = read_document(file_of(path), extract=fail)
    assert isinstance(outcome, str)
    assert str(path) in outcome
    assert "line 7" in outcome
    assert "\n" not in outcome
    assert len(outcome) <= LONGEST
    assert TEXT[-40:].strip() not in outcome


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("broken.txt", TEXT.encode()[:30_001] + b"\xff" + TEXT.encode()[30_001:], "error at byte 29999"),
        ("zeros.txt", b"\0\1\2" * 4_000 + TEXT.encode(), "binary"),
        ("cut.pdf", b"%PDF-1.7\n" + TEXT.encode(), "cut off"),
        ("list.docx", b"PK\3\4" + TEXT.encode(), "list.docx"),
    ],
)
def test_a_bad_file_is_named_and_not_repeated(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    outcome = read_document(file_of(path), extract=extract_file)
    assert isinstance(outcome, str)
    assert name in outcome
    assert says in outcome
    assert len(outcome) <= LONGEST
    assert longest_taken(outcome, TEXT) < QUOTED
