"""From what a user types to what the store holds: places and instruments by any part of their name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from kg.analytics.prefixes import PREFIXES
from kg.errors import UnknownNameError

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_PLACES = "SELECT DISTINCT ?iri ?name WHERE { ?iri a gov:Place ; skos:prefLabel ?name }"
_INSTRUMENTS = """SELECT DISTINCT ?iri ?title ?number WHERE {
  ?iri a gov:Instrument ; eli:title|eli:title_alternative ?title . OPTIONAL { ?iri eli:number ?number }
}"""
_ROUND = str.maketrans("〔〕[]【】（）", "()()()()")


def find_places(store: GraphStore, text: str) -> frozenset[str]:
    """Give the IRIs of the places whose name is ``text`` or, where none is, holds it.

    Raises:
        UnknownNameError: no place has such a name.
    """
    rows = store.select(PREFIXES + _PLACES).rows
    return _match("place", text, [(str(iri), str(name)) for iri, name in rows])


def find_instruments(store: GraphStore, text: str) -> frozenset[str]:
    """Give the IRIs of the instruments read whose number or title is ``text`` or, where none is, holds it.

    Raises:
        UnknownNameError: no instrument has such a number or title.
    """
    names: list[tuple[str, str]] = []
    for iri, title, number in store.select(PREFIXES + _INSTRUMENTS).rows:
        names += [(str(iri), str(name)) for name in (title, number) if name]
    return _match("instrument", text, names)


_ALIKE = 50  # percent
_PART = 0.9  # what likeness with a part of a name counts, beside likeness with all of it


def close_names(text: str, names: Iterable[str], limit: int = 5) -> list[str]:
    """Give names that look like ``text``, best first: those that hold it or that it holds, then similar ones.

    Likeness is that of the whole name or of its part most like ``text``: 甲乡 is close to 某市某区甲镇 too. Only proposes.
    """
    every = sorted(set(names), key=lambda n: (len(n), n))
    held = [n for n in every if text in n or (len(n) > 1 and n in text)]
    scored = []
    for name in every:
        score = fuzz.ratio(text, name)
        if len(text) <= len(name):
            score = max(score, fuzz.partial_ratio(text, name) * _PART)
        if score >= _ALIKE * _PART:
            scored.append((-score, len(name), name))
    return list(dict.fromkeys([*held, *(name for *_, name in sorted(scored))]))[:limit]


def _match(what: str, text: str, names: list[tuple[str, str]]) -> frozenset[str]:
    wanted = _fold(text)
    folded = [(iri, _fold(name)) for iri, name in names]
    found = frozenset(iri for iri, name in folded if name == wanted)
    found = found or frozenset(iri for iri, name in folded if wanted and wanted in name)
    if not found:
        every = sorted({name for _, name in names})
        # Of places there are few: where none is like it, say which there are.
        close = close_names(text, every) or (every[:5] if what == "place" else [])
        raise UnknownNameError(what, text, close)
    return found


def _fold(name: str) -> str:
    return "".join(name.split()).translate(_ROUND)
