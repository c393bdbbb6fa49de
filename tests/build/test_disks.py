"""A disk that is really full, one that cannot be written, a file size limit, a clock that jumps."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.graph.store import StoreError
from tests.build.stores import checked, kg, rebuild, run, strays, write_documents
from tests.conftest import ROOT, require_tool, unmet

KILOBYTE = 1024
ROOM = 64 * KILOBYTE**2


class Disk:
    """A file system in memory whose size and rights can be changed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.mount(f"size={ROOM}", "-t", "tmpfs", "tmpfs")

    def mount(self, options: str, *arguments: str) -> None:
        command = ["mount", "-o", options, *arguments, str(self.root)]
        if os.geteuid():
            command = ["sudo", "-n", *command]
        subprocess.run(command, check=True, capture_output=True)

    def leave(self, free: int) -> None:
        """Leaves so many bytes free."""
        used = shutil.disk_usage(self.root).used
        self.mount(f"remount,size={used + free}")

    def unmount(self) -> None:
        command = ["umount", str(self.root)]
        subprocess.run(["sudo", "-n", *command] if os.geteuid() else command, check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    root = tmp_path / "disk"
    root.mkdir()
    try:
        disk = Disk(root)
    except (OSError, subprocess.CalledProcessError):
        unmet("needs the right to mount a file system")
    try:
        disk.root.chmod(0o777)
        yield disk
    finally:
        disk.unmount()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_documents(tmp_path / "documents", 0)
    return tmp_path / "documents"


def listing(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*"))


def test_a_full_disk_at_any_point_of_a_build(disk: Disk, folder: Path) -> None:
    """The room grows until the build succeeds: before that it fails at the cache, the N-Quads, the database, the end."""
    store = disk.root / "store"
    rebuild(folder, store)
    before, files = checked(store), listing(store)
    write_documents(folder, 1)
    failed, free = 0, 4 * KILOBYTE
    while True:
        disk.leave(free)
        try:
            rebuild(folder, store)
            break
        except StoreError as error:
            assert "No space left on device" in str(error)  # noqa: PT017  # and what follows
            assert "as it was before" in str(error)  # noqa: PT017
        assert checked(store) == before
        assert listing(store) == files
        failed += 1
        free = max(free + 16 * KILOBYTE, int(free * 1.25)) // KILOBYTE * KILOBYTE
    assert failed >= 5
    assert checked(store) != before
    rebuild(folder, store)
    assert strays(store) == set()


def test_a_full_disk_on_the_command_line(disk: Disk, folder: Path) -> None:
    store = disk.root / "store"
    disk.leave(100 * KILOBYTE)
    done = run("build", folder, "--store", store)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1].startswith(
        f"Error: the store {store} could not be written (No space left"
    )
    assert "Traceback" not in done.stderr
    disk.leave(ROOM)
    assert run("build", folder, "--store", store).returncode == 0
    checked(store)
    assert strays(store) == set()


def test_a_disk_that_cannot_be_written_is_read_and_not_built_on(
    disk: Disk, folder: Path, tmp_path: Path
) -> None:
    store = disk.root / "store"
    rebuild(folder, store)
    before = checked(store)
    write_documents(folder, 1)
    disk.mount("remount,ro")
    done = run("build", folder, "--store", store)
    assert done.returncode == 1
    assert f"the store {store} cannot be written: Read-only file system" in done.stderr
    new = run("build", folder, "--store", disk.root / "new")
    assert new.returncode == 1
    assert "Read-only file system" in new.stderr
    assert checked(store) == before
    shown = run("query", "leads-by-department", "--store", store, "--format", "csv")
    assert shown.returncode == 0
    assert "区水务局" in shown.stdout
    written = run("export", "nquads", "--store", store, "-o", tmp_path / "graph.nq")
    assert written.returncode == 0
    refused = run("export", "nquads", "--store", store, "-o", disk.root / "graph.nq")
    assert refused.returncode == 1
    assert "Read-only file system" in refused.stderr
    disk.mount("remount,rw")
    assert rebuild(folder, store).changed
    rebuild(folder, store)
    assert strays(store) == set()


def test_a_store_of_another_user(folder: Path, tmp_path: Path) -> None:
    """Rights of files, which do not bind root: tried as another user where the tests run as root."""
    if os.geteuid() == 0:
        require_tool("setpriv")
    store = tmp_path / "store"
    rebuild(folder, store)
    before = checked(store)
    for path in (*folder.parents, *tmp_path.rglob("*")):
        if path.is_relative_to(tmp_path.parent.parent.parent):
            path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        script = (
            "import sys; from pathlib import Path; from kg.build.writer import open_writer\n"
            "from kg.graph.store import StoreError, open_store\n"
            "open_store(Path(sys.argv[1])).close()\n"
            "try:\n    open_writer(Path(sys.argv[1])).__enter__()\n"
            "except StoreError as error:\n    print(error)"
        )
        command = [kg()[0], "-c", script, str(store)]
        other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        done = subprocess.run([*other, *command], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert f"the store {store} cannot be written: Permission denied" in done.stdout
    finally:
        for path in (*folder.parents, *tmp_path.rglob("*")):
            if path.is_relative_to(tmp_path.parent.parent.parent):
                path.chmod(0o755 if path.is_dir() else 0o644)
    assert checked(store) == before


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Lets no file of this process grow beyond a size: writing fails as it does over a quota."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_may_not_grow(folder: Path, tmp_path: Path) -> None:
    """Needs no rights, so it runs everywhere: Python ignores the signal, the write fails."""
    store = tmp_path / "store"
    rebuild(folder, store)
    before, files = checked(store), listing(store)
    write_documents(folder, 1)
    with (
        largest_file(16 * KILOBYTE),
        pytest.raises(StoreError, match=r"(File too large|disk I/O error).*as it was before"),
    ):
        rebuild(folder, store)
    assert checked(store) == before
    assert listing(store) == files
    assert rebuild(folder, store).changed


def test_the_clock_does_not_matter(folder: Path, tmp_path: Path) -> None:
    """Built in the far future, changed, built again decades before: noticed, and the same bytes as at any time."""
    require_tool("faketime")
    store = tmp_path / "store"

    def at(date: str) -> str:
        command = ["faketime", "-f", f"@{date} 00:00:00", *kg("build", folder, "--store", store)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return checked(store)

    future = at("2097-01-01")
    write_documents(folder, 1)
    for path in folder.iterdir():
        os.utime(path, (0, 0))
    past = at("1999-12-31")
    assert past != future
    rebuild(folder, tmp_path / "now")
    assert checked(tmp_path / "now") == past
    write_documents(folder, 0)
    rebuild(folder, store)
    assert checked(store) == future
