"""Nothing is fetched when kg is installed, imported or run: the commands succeed where there is no network at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.clock import HANGS
from tests.conftest import ROOT
from tests.small import FIRST

# Python's own connections end the process at once, whoever catches what; a pipe between processes is no network.
GUARD = """
import os, sys
def hook(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"):
        os.write(2, f"network: {event} {args[1:]}\\n".encode())
        os._exit(97)
sys.addaudithook(hook)
"""
COMMANDS = [
    ("build", "{folder}/one.txt"),
    ("report", "leads"),
    ("query", "leads-by-department"),
    ("export", "html", "-o", "{folder}/picture.html"),
    ("export", "jsonld", "-o", "{folder}/graph.jsonld"),
    ("validate",),
]


def alone() -> list[str]:
    """A command's beginning that gives it a network without interfaces, where this machine allows that."""
    for prefix in (["unshare", "-n"], ["unshare", "-rn"]):
        if (
            shutil.which("unshare")
            and not subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode
        ):
            return prefix
    return []  # the guard remains


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "guard").mkdir(exist_ok=True)
    (folder / "guard" / "sitecustomize.py").write_text(GUARD)
    (folder / "home").mkdir(exist_ok=True)  # no cache of this machine's user helps out
    environment = {
        **{key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")},
        "PYTHONPATH": os.pathsep.join([str(folder / "guard"), str(ROOT)]),
        "HOME": str(folder / "home"),
        "XDG_CACHE_HOME": str(folder / "home"),
    }
    command = [*alone(), sys.executable, *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, cwd=folder, timeout=HANGS
    )


def test_the_guard_sees_and_stops_a_connection(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", "import urllib.request; urllib.request.urlopen('http://192.0.2.1/')")
    assert done.returncode == 97
    assert done.stderr.startswith("network: ")


def test_every_module_is_imported_without_a_network(tmp_path: Path) -> None:
    code = (
        "import importlib, pkgutil, kg\n"
        "for module in pkgutil.walk_packages(kg.__path__, 'kg.'):\n"
        "    if not module.name.endswith('__main__'): importlib.import_module(module.name)\n"
    )
    done = run(tmp_path, "-c", code)
    assert done.returncode == 0, done.stderr


def test_documents_are_read_asked_and_drawn_without_a_network(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(FIRST, encoding="utf-8")
    told = ""
    for command in COMMANDS:
        arguments = [part.format(folder=tmp_path) for part in command]
        done = run(tmp_path, "-m", "kg", *arguments, "--store", str(tmp_path / "store"))
        assert done.returncode == 0, (command, done.stderr)
        assert "network:" not in done.stderr
        told += done.stdout
    assert "区水务局" in told
    assert "区水务局" in (tmp_path / "picture.html").read_text(encoding="utf-8")


def test_nothing_is_written_at_home(tmp_path: Path) -> None:
    """A model or a list that was fetched would have to lie somewhere."""
    (tmp_path / "one.txt").write_text(FIRST, encoding="utf-8")
    assert run(tmp_path, "-m", "kg", "build", "one.txt", "--store", "store").returncode == 0
    assert not [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
