"""A broken or hostile file costs one line; the build goes on, in bounded time and memory."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import InputError
from kg.extract import extract_file
from kg.sources.confined import confined
from kg.sources.limits import DEFAULT_LIMITS, Limits
from kg.sources.model import Extracted, FormatError, SourceError
from kg.sources.reader import read_source
from kg.sources.sniff import Kind, sniff
from tests.clock import HANGS
from tests.sources import instrument
from tests.sources.broken import BROKEN, raw_pdf

MAX_MEGABYTES = 500


@pytest.mark.parametrize("name", [name for name in BROKEN if not name.endswith(".zip")])
def test_each_is_refused_with_one_line(name: str, tmp_path: Path) -> None:
    data, words = BROKEN[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_source(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert words in message
    assert "\n" not in message


def test_a_folder_of_them_and_one_good_file(tmp_path: Path) -> None:
    """The measure of memory is that of the largest process, workers and readers included."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, (data, _) in BROKEN.items():
        (folder / name).write_bytes(data)
    (folder / "通知.docx").write_bytes(instrument.as_docx())
    program = (
        "import resource, sys\nfrom kg.cli import main\n"
        "try:\n    main()\nfinally:\n"
        "    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))\n"
        "    print('peak', peak, file=sys.stderr)\n"
    )
    # the shell forks the measured process: spawned by the test run itself, it would be charged with that one's memory
    done = subprocess.run(
        [
            "sh",
            "-c",
            '"$@"; exit $?',
            "sh",
            sys.executable,
            "-c",
            program,
            "build",
            str(folder),
            "--store",
            str(tmp_path / "store"),
            "--jobs",
            "2",
        ],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONUTF8": "1", "COLUMNS": "300"},
        timeout=HANGS,
        check=False,
    )
    output = done.stdout + done.stderr
    errors = [line for line in output.splitlines() if line.startswith("error: ")]
    assert done.returncode == 1, done.stderr
    assert len(errors) == len(BROKEN) >= 15
    for name, (_, words) in BROKEN.items():
        (line,) = [line for line in errors if f"{folder / name}: " in line]
        assert words in line
    assert ": 1 files, 1 instruments," in output
    (peak,) = [int(line.split()[1]) for line in output.splitlines() if line.startswith("peak ")]
    assert peak / 1024 < MAX_MEGABYTES


def test_a_page_that_is_a_picture_is_in_the_coverage_report(tmp_path: Path) -> None:
    path = tmp_path / "通知.pdf"
    path.write_bytes(with_a_picture_page())
    (gap,) = extract_file(path).gaps
    assert "page without text" in gap.reason
    assert gap.evidence.page == 2
    assert gap.pass_name == "sources"


def with_a_picture_page() -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F 6 0 R >> >> >>"
    text = b"BT /F 12 Tf 50 700 Td (Notice No. 2 of 2031 of the Water Office.) Tj ET"
    picture = b"0 0 500 700 re f"
    streams = [b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data) for data in (text, picture)]
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
            page % 5,
            page % 7,
            streams[0],
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            streams[1],
        ]
    )


def test_work_that_hangs_is_ended() -> None:
    def hang() -> Extracted:
        time.sleep(60)
        return Extracted("", "")

    started = time.monotonic()
    with pytest.raises(FormatError, match=r"took more than 0\.3 s"):
        confined(hang, Limits(seconds=0.3))
    assert time.monotonic() - started < 10


def test_work_that_crashes_its_process_or_fails_or_eats_memory_is_one_line() -> None:
    def crash() -> Extracted:
        os.abort()

    def fail() -> Extracted:
        raise KeyError("第一行\n第二行")

    def recurse() -> Extracted:
        return recurse()

    def eat() -> Extracted:
        return Extracted(str(len(bytearray(2_000_000_000))), "")

    rows = [(crash, "crashed"), (fail, "is damaged \\(KeyError"), (recurse, "nested too deep")]
    if sys.platform == "linux":
        rows.append((eat, "needs more than 100 MB"))
    for work, words in rows:
        with pytest.raises(FormatError, match=words) as caught:
            confined(work, Limits(memory_bytes=100_000_000))
        assert "\n" not in str(caught.value)


def test_work_that_ends_well_gives_its_text_and_changes_no_limit_of_this_process() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    assert confined(lambda: Extracted("甲\U00020bb7", "x"), DEFAULT_LIMITS) == Extracted("甲\U00020bb7", "x")
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲" * 100, encoding="utf-8")
    with pytest.raises(SourceError, match="limit: file_bytes"):
        read_source(path, limits=Limits(file_bytes=10))
    with pytest.raises(SourceError, match="more than 10 characters"):
        read_source(path, limits=Limits(characters=10))


# (content, what it is), each with why
CONTENTS = [
    (instrument.as_pdf(), Kind.PDF),
    (b"\n\n%PDF-1.4", Kind.PDF),  # with something in front
    (instrument.as_docx(), Kind.DOCX),
    (instrument.as_docx()[:-500], Kind.DOCX),  # cut off: still a Word document
    (instrument.as_xlsx(), Kind.XLSX),
    ("<p>甲</p>".encode(), Kind.TEXT),  # a piece of a page is text until its name says more
    (b"\xef\xbb\xbf<!-- saved --><!DOCTYPE html>", Kind.HTML),
    ("\ufeff<html>".encode("utf-16"), Kind.HTML),
    (b"{\\rtf1", Kind.RTF),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related", Kind.MHTML),
    (b"Rar!\x1a\x07\x00", Kind.ARCHIVE),
    ("甲市人民政府".encode(), Kind.TEXT),
]


@pytest.mark.parametrize(("data", "kind"), CONTENTS)
def test_content_tells_what_a_file_is(data: bytes, kind: Kind) -> None:
    assert sniff(data) is kind


def test_limits_are_changed_by_name() -> None:
    assert DEFAULT_LIMITS.changed(["pages=5", "seconds=7", "pages=6"]) == Limits(pages=6, seconds=7)
    for setting, words in (
        ("page=5", "no limit is called 'page'"),
        ("pages=-1", "above 0"),
        ("pages", "not ''"),
    ):
        with pytest.raises(InputError, match=words):
            DEFAULT_LIMITS.changed([setting])


def test_the_build_takes_limits(tmp_path: Path) -> None:
    (tmp_path / "通知.pdf").write_bytes(instrument.as_pdf())
    result = CliRunner().invoke(
        main, ["build", str(tmp_path), "--store", str(tmp_path / "s"), "--limit", "pages=1"]
    )
    assert result.exit_code == 1
    assert "pages, more than 1" in result.output
    wrong = CliRunner().invoke(
        main, ["build", str(tmp_path), "--store", str(tmp_path / "s"), "--limit", "x=1"]
    )
    assert wrong.exit_code == 2
    assert "no limit is called 'x'" in wrong.output
