"""Writes the atlas: index, pictures, reports, a page per thing, assets shared by all; whole or not at all."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.analytics.registry import REPORTS
from kg.errors import InputError
from kg.export.html.atlas import Atlas, Thing, read_atlas
from kg.export.html.page import json_text, page_script, render_linked, text_of, vis_network
from kg.export.html.payload import payload
from kg.export.html.views.ego import draw as draw_ego
from kg.export.html.views.registry import VIEWS
from kg.export.html.views.request import Request
from kg.export.html.words import words
from kg.export.site.pages import Pages

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

MARKER = ".kg-site"
MAIN_REPORTS = (
    "leads",
    "officials",
    "coordination",
    "workload",
    "targets",
    "legal-bases",
    "bodies",
    "posts",
    "orphans",
    "conflicts",
    "unresolved",
    "coverage",
)
FOLDERS = {
    "body": "body",
    "coordinating": "body",
    "group": "body",
    "person": "person",
    "instrument": "instrument",
}
EGO_NODES = 40
EGO_FACTS = 2  # of a node: the page below has them all


def write_site(store: GraphStore, folder: Path, lang: str = "zh") -> int:
    """Write the atlas of a store.

    Args:
        store: the graph.
        folder: where to; made if missing. An older atlas there is replaced when the new one is complete.
        lang: ``zh`` or ``en``.

    Returns:
        The number of pages.

    Raises:
        InputError: the folder holds something else than an atlas.
        OSError: the disk is full, or the folder cannot be written to; the old atlas stays.
    """
    if folder.exists() and (
        not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARKER).exists())
    ):
        raise InputError(f"{folder} is not empty and no atlas of kg; name a new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
    try:
        count = _Writer(store, part, lang).write()
        part.chmod(0o755)
        _swap(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return count


def _swap(part: Path, folder: Path) -> None:
    """Put the new folder in the place of the old one."""
    old = part.with_suffix(".old")
    if folder.exists():
        folder.rename(old)
    part.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


class _Writer:
    """Writes into an empty folder."""

    def __init__(self, store: GraphStore, folder: Path, lang: str) -> None:
        self._store = store
        self._folder = folder
        self._lang = lang
        self._atlas = read_atlas(store)
        self._things = sorted(_with_page(self._atlas), key=lambda t: (t.kind, t.place, t.full, t.iri))
        self._address = {t.iri: f"{FOLDERS[t.kind]}/{_slug(t.iri)}.html" for t in self._things}
        self._pages = Pages(self._atlas, lang, self._address)
        self._count = 0

    def write(self) -> int:
        self._assets()
        for name, view in VIEWS.items():
            if not view.needs_focus:
                drawing = view.draw(self._atlas, Request())
                title = view.zh if self._lang == "zh" else view.en
                data = payload(drawing, self._atlas, self._lang, title, self._from_folder(), 40)
                self._page(f"view/{name}.html", render_linked(data, self._lang, "../assets"))
        for thing in self._things:
            drawing = draw_ego(self._atlas, Request(thing.iri, most=EGO_NODES))
            data = payload(drawing, self._atlas, self._lang, thing.full, self._from_folder(), EGO_FACTS)
            graph = f"graph/{_slug(thing.iri)}.html"
            self._page(graph, render_linked(data, self._lang, "../assets"))
            self._page(self._address[thing.iri], self._pages.thing(thing, f"../{graph}"))
        reports = []
        for name in MAIN_REPORTS:
            if (report := REPORTS.get(name)) and not report.arguments:
                table = report.function(self._store, place=None, instrument=None, top=None)
                title = report.zh if self._lang == "zh" else report.en
                self._page(f"report/{name}.html", self._pages.report(title, table))
                reports.append((f"report/{name}.html", title, len(table.rows)))
        self._page("index.html", self._pages.index(self._things, reports))
        self._file(MARKER, "An atlas written by kg site; it is replaced as a whole.\n")
        return self._count

    def _from_folder(self) -> dict[str, str]:
        """Addresses as seen from a page in one of the folders."""
        return {iri: f"../{address}" for iri, address in self._address.items()}

    def _assets(self) -> None:
        self._file("assets/vis-network.min.js", vis_network())
        self._file("assets/page.js", page_script())
        self._file("assets/page.css", text_of("page.css"))
        for name in ("site.css", "site.js"):
            self._file(f"assets/{name}", self._pages.asset(name))
        self._file("assets/LICENSES.txt", vis_network().partition("*/")[0].removeprefix("/**") + _NOTICE)
        kinds = words(self._lang)["kinds"]
        names = [
            [
                t.full,
                [n for n in (t.name, *t.others) if n != t.full],
                f"{kinds[t.kind]} · {t.place or t.year}",
                address,
            ]
            for t in self._things
            if (address := self._address[t.iri])
        ]
        self._file("assets/names.js", f"window.kgNames = {json_text(names)};\n")

    def _page(self, address: str, text: str) -> None:
        self._count += 1
        self._file(address, text)

    def _file(self, address: str, text: str) -> None:
        path = self._folder / address
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8", "replace"))


_NOTICE = """
vis-network.min.js stands under the licence above, at your choice: https://www.apache.org/licenses/LICENSE-2.0 or
https://opensource.org/licenses/MIT. It comes from the Python package pyvis. All other files here are part of kg (Apache-2.0).
"""


def _with_page(atlas: Atlas) -> Iterator[Thing]:
    """Bodies, people and instruments that any fact names."""
    linked = Counter(iri for link in atlas.links for iri in (link.start, link.end))
    return (t for t in atlas.of_kind(*FOLDERS) if linked[t.iri] or atlas.about.get(t.iri))


def _slug(iri: str) -> str:
    """A file name for an IRI: the same in every run, whatever characters it holds."""
    return hashlib.sha256(iri.encode("utf-8")).hexdigest()[:16]
