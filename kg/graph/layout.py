"""Where things stand in a store directory.

``kg-store.json`` (what this is, format, base IRI) · ``CURRENT`` (name of the generation readers open) · ``g-…/`` (one
generation: ``oxigraph/``, ``graph.nq`` with its checksum, ``manifest.json``) · ``facts/`` (what was read from each source,
by content) · ``lock``.

Invariant: a generation is complete and never written again once ``CURRENT`` names it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError

FORMAT = 1
MARKER = "kg-store.json"
CURRENT = "CURRENT"
LOCK = "lock"


class StoreError(KgError):
    """The store cannot be opened or written; the message is one line that names the path and what to do."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of a store directory."""

    root: Path

    @property
    def marker(self) -> Path:
        """Says that the directory is a store."""
        return self.root / MARKER

    @property
    def current(self) -> Path:
        """Holds the name of the generation in use."""
        return self.root / CURRENT

    @property
    def lock(self) -> Path:
        """Is locked while a process writes."""
        return self.root / LOCK

    @property
    def facts(self) -> Path:
        """Holds what was read from the sources."""
        return self.root / "facts"

    def generation(self) -> Path | None:
        """Gives the generation in use, or None before the first build has ended."""
        try:
            name = self.current.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        return self.root / name


def check_marker(layout: Layout) -> None:
    """Makes sure that the directory is a store of the format this version reads.

    Raises:
        StoreError: it is missing, is something else, or is of another format.
    """
    root = layout.root
    if not root.exists():
        raise StoreError(f"no store at {root}; run: kg build --store {root}")
    if not root.is_dir():
        raise StoreError(f"{root} is a file, not a store; choose another path or run: kg build")
    try:
        found = json.loads(layout.marker.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StoreError(
            f"{root} is not a store (it has no {MARKER}); choose another folder or run: kg build"
        ) from None
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{layout.marker} cannot be read ({error}); build the store anew in another folder"
        ) from None
    version = found.get("format") if isinstance(found, dict) else None
    if version != FORMAT:
        raise StoreError(
            f"{root} is a store of format {version}, this version of kg uses {FORMAT}; build it anew in "
            f"another folder, or take its graph along: kg load {root}/g-NUMBER/graph.nq --store NEW"
        )


def graph_file(generation: Path) -> Path:
    """The sorted N-Quads of a generation."""
    return generation / "graph.nq"


def database(generation: Path) -> Path:
    """The Oxigraph database of a generation."""
    return generation / "oxigraph"


def manifest_file(generation: Path) -> Path:
    """What is in a generation, source by source."""
    return generation / "manifest.json"
