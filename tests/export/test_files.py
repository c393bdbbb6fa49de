from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pytest

from kg.export.files import write_whole


def test_writes_and_makes_folders(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b.txt"
    write_whole(target, lambda out: _write(out, b"one"))
    write_whole(target, lambda out: _write(out, b"two"))
    assert target.read_bytes() == b"two"
    assert target.stat().st_mode & 0o444 == 0o444 & ~_umask()


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    def fail(out: BinaryIO) -> None:
        out.write(b"half")
        raise RuntimeError("disk full")

    with pytest.raises(RuntimeError):
        write_whole(target, fail)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def _write(out: BinaryIO, data: bytes) -> None:
    out.write(data)


def _umask() -> int:
    import os

    mask = os.umask(0)
    os.umask(mask)
    return mask
