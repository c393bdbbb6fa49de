"""Versions: what was read is kept until the code or the language data that read it change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import kg
from kg.language import divisions
from kg.language.files import ontology_folder

_EXTRACTION = (
    "evidence.py",
    "extract.py",
    "facts.py",
    "language",
    "passes",
    "privacy.py",
    "sources",
    "structure",
)
_GRAPH = ("build", "facts.py", "graph", "language", "resolve")
_SUFFIXES = (".py", ".toml", ".cfg")


@cache
def pipeline_version() -> str:
    """Gives the version of what reads sources, such as ``0.1.0+1a2b3c4d``: the release and a digest of code and data."""
    return f"{kg.__version__}+{_digest(_EXTRACTION)}"


@cache
def graph_version() -> str:
    """Gives the version of what turns facts into the graph."""
    return f"{kg.__version__}+{_digest(_GRAPH)}"


def _digest(parts: Iterable[str]) -> str:
    hasher = hashlib.sha256()
    package = resources.files("kg")
    for part in parts:
        for name, file in _files(package / part, part):
            hasher.update(name.encode())
            hasher.update(hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).digest())
    hasher.update((ontology_folder() / divisions.FILE).read_bytes().replace(b"\r\n", b"\n"))
    return hasher.hexdigest()[:8]


def _files(node: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    if node.is_dir():
        for child in sorted(node.iterdir(), key=lambda child: child.name):
            yield from _files(child, f"{name}/{child.name}")
    elif node.is_file() and name.endswith(_SUFFIXES):
        yield name, node
