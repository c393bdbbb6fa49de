"""The pages of the atlas as text; every value is escaped by the template engine."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from kg.export.html.atlas import Atlas, Thing
from kg.export.html.levels import LEVELS
from kg.export.html.page import policy
from kg.export.html.views.registry import VIEWS
from kg.export.html.words import LANGUAGES, words
from kg.export.site.phrases import Phrases
from kg.language.labels import label
from kg.table import Table

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_ROWS = 2000
_HERE = resources.files("kg.export.site")


class Pages:
    """Makes the pages of one atlas.

    Args:
        atlas: the graph.
        lang: ``zh`` or ``en``.
        address: of the page of a thing, from the index.
    """

    def __init__(self, atlas: Atlas, lang: str, address: Mapping[str, str]) -> None:
        self._atlas = atlas
        self._lang = lang
        self._address = address
        self._phrases = Phrases(atlas, lang)
        self._by_name: dict[tuple[str, str], str] = {}
        for iri in address:
            thing = atlas.things[iri]
            for name in (thing.full, thing.name, *thing.others):
                self._by_name.setdefault((thing.place, name), iri)

    def asset(self, name: str) -> str:
        """A file that all pages share."""
        return (_HERE / name).read_text(encoding="utf-8")

    def thing(self, thing: Thing, graph: str) -> str:
        """The page of a body, person or instrument.

        Args:
            thing: what it is about.
            graph: address of its picture.
        """
        cited_by = sorted(
            {link.start for link in self._atlas.links if link.end == thing.iri and thing.kind == "instrument"}
            & set(self._address)
        )
        return self._render(
            "thing.html",
            up="../",
            title=thing.full,
            thing=thing,
            graph=graph,
            also=[name for name in (thing.name, *thing.others) if name != thing.full][:20],
            sections=self._phrases.sections(thing.iri),
            cited_by=[
                self._atlas.things[iri] for iri in cited_by if self._atlas.things[iri].kind == "instrument"
            ],
        )

    def report(self, title: str, table: Table) -> str:
        """The page of a report; names in its cells lead to their pages."""
        shown = [i for i, name in enumerate(table.columns) if not name.endswith("iri")]  # links say it better
        rows = [self._row(table.columns, row, shown) for row in table.rows[:MOST_ROWS]]
        columns = [label("columns", table.columns[i], self._lang) for i in shown]
        return self._render(
            "report.html",
            up="../",
            title=title,
            columns=columns,
            rows=rows,
            shown=len(rows),
            all=len(table.rows),
        )

    def index(self, things: Sequence[Thing], reports: Sequence[tuple[str, str, int]]) -> str:
        """The first page."""
        groups: dict[str, defaultdict[str, list[Thing]]] = {
            name: defaultdict(list) for name in ("bodies", "people", "read", "cited")
        }
        for thing in things:
            if thing.kind == "instrument":
                group = "read" if thing.place else "cited"
                key = thing.place or words(self._lang)["captions"][f"level:{thing.level or LEVELS[-1]}"]
            else:
                group = "people" if thing.kind == "person" else "bodies"
                key = thing.place or self._words["unknown"]
            groups[group][key].append(thing)
        for by_place in groups.values():
            for members in by_place.values():
                members.sort(key=lambda t: (-len(self._atlas.about.get(t.iri, ())), t.full, t.iri))
        views = [
            (f"view/{name}.html", view.zh if self._lang == "zh" else view.en)
            for name, view in VIEWS.items()
            if not view.needs_focus
        ]
        return self._render(
            "index.html",
            up="",
            title=self._words["title"],
            groups=groups,
            reports=reports,
            views=views,
            count={thing.iri: len(self._atlas.about.get(thing.iri, ())) for thing in things},
        )

    def _row(
        self, columns: Sequence[str], row: Sequence[object], shown: Sequence[int]
    ) -> list[tuple[str, str, bool]]:
        """Cells: text, address of the page it names or nothing, whether it is a number."""
        place = str(dict(zip(columns, row, strict=True)).get("place") or "")
        cells = []
        for value in (row[i] for i in shown):
            text = "" if value is None else str(value)
            if isinstance(value, float):
                text = f"{value:.3g}"
            iri = self._by_name.get((place, text), "")
            cells.append((text, self._address.get(iri, ""), isinstance(value, int | float)))
        return cells

    @property
    def _words(self) -> dict[str, str]:
        return site_words(self._lang)

    def _render(self, template: str, **values: Any) -> str:
        return str(
            _environment()
            .get_template(template)
            .render(
                address=self._address,
                things=self._atlas.things,
                words=self._words,
                page_words=words(self._lang),
                lang="zh-CN" if self._lang == "zh" else "en",
                policy=policy("'self' file:", "'self' file:", "'self' file:"),
                **values,
            )
        )


@cache
def site_words(lang: str) -> dict[str, str]:
    """The words of the atlas' pages in a language."""
    text = (_HERE / "words.toml").read_text(encoding="utf-8")
    return {key: pair[LANGUAGES.index(lang)] for key, pair in tomllib.loads(text).items()}


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader

    def load(name: str) -> str:
        return (_HERE / name).read_text(encoding="utf-8")

    return Environment(loader=FunctionLoader(load), autoescape=True, trim_blocks=True, lstrip_blocks=True)
