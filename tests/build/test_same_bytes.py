"""The same documents give the same bytes: elsewhere, under another name of the folder, locale, time zone, order of hashes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.small import TEXTS


def built(folder: Path, *, seed: str, zone: str, jobs: int) -> bytes:
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "kg",
        "build",
        str(folder),
        "--store",
        f"{folder}-store",
        "--jobs",
        str(jobs),
    ]
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    [graph] = Path(f"{folder}-store").glob("g-*/graph.nq")
    data = graph.read_bytes()
    shutil.rmtree(f"{folder}-store")
    return data


def test_two_builds_on_different_paths_give_the_same_bytes(tmp_path: Path) -> None:
    first = built(tmp_path / "a", seed="1", zone="UTC", jobs=1)
    second = built(tmp_path / "另一 文件夹", seed="424242", zone="Asia/Shanghai", jobs=2)
    assert first == second
    assert first.count(b"\n") > 100
