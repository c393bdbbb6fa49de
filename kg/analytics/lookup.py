"""All that is known of one body, person or instrument, found by any of its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analytics.facts import fact_rows
from kg.analytics.names import close_names, find_places
from kg.analytics.prefixes import PREFIXES
from kg.errors import UnknownNameError
from kg.language.labels import label
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_NAMED = """SELECT DISTINCT ?iri ?name WHERE {
  { VALUES ?kind { gov:PublicBody gov:CoordinatingBody gov:BodyGroup foaf:Person org:Post }
    ?iri a ?kind ; skos:prefLabel|skos:altLabel ?name }
  UNION { ?iri a eli:LegalResource ; eli:title|eli:number ?name }
}"""
_PLACED = """SELECT DISTINCT ?iri ?name ?place WHERE {
  ?iri a ?kind ; skos:prefLabel|skos:altLabel ?name ; gov:jurisdiction/skos:prefLabel ?place
  VALUES ?kind { gov:PublicBody gov:CoordinatingBody gov:BodyGroup org:Post }
}"""
_ENTITY = """SELECT DISTINCT ?kind ?main ?other ?where ?place WHERE {
  ?iri a ?kind .
  OPTIONAL { ?iri skos:prefLabel|eli:title ?main }
  OPTIONAL { ?iri skos:altLabel|eli:number ?other }
  OPTIONAL { ?iri gov:jurisdiction ?where . ?where skos:prefLabel ?place }
}"""


@dataclass(frozen=True, slots=True)
class Entity:
    """A node with a name. ``others`` are its other printed names, or an instrument's number."""

    iri: str
    kinds: tuple[str, ...]
    name: str
    others: tuple[str, ...]
    place: str | None


def find_entities(store: GraphStore, name: str, place: str | None = None) -> tuple[Entity, ...]:
    """Give all bodies, persons, posts and instruments with this exact name (or IRI), one per node.

    White space is ignored. Bodies of several places may share a printed name: all are given, by place and name. The
    place may stand for the level word of a name (甲市乙区财政局 for 区财政局) though no document prints it so.

    Raises:
        UnknownNameError: nothing has the name (or nothing in that place).
    """
    wanted = "".join(name.split())
    rows = [(str(iri), "".join(str(n).split())) for iri, n in store.select(PREFIXES + _NAMED).rows]
    iris = {iri for iri, n in rows if wanted in (n, iri)} or _with_place(store, wanted)
    places = find_places(store, place) if place else None
    entities = [e for iri in iris for e in _entity(store, iri, places)]
    if not entities:
        raise UnknownNameError("name", name, close_names(wanted, (n for _, n in rows)))
    return tuple(sorted(entities, key=lambda e: (e.place or "", e.name, e.iri)))


def _with_place(store: GraphStore, wanted: str) -> set[str]:
    rows = (map(str, row) for row in store.select(PREFIXES + _PLACED).rows)
    return {iri for iri, n, place in rows if n[:1] == place[-1:] and place + n[1:] == wanted}


def profile(store: GraphStore, entity: Entity, lang: str = "zh") -> Table:
    """Give every fact that names the entity, each with the sentence it was read from.

    Returns:
        Columns ``kind, statement, instrument, quote, file, line``, in source order within a kind.
    """
    titles = {
        str(iri): str(name)
        for iri, name in store.select(
            PREFIXES + "SELECT DISTINCT ?iri ?name WHERE { ?iri a gov:Instrument ; eli:title ?name }"
        ).rows
    }
    by_kind: defaultdict[str, list[tuple[object, ...]]] = defaultdict(list)
    for fact in fact_rows(store, about=entity.iri):
        title = titles.get(str(fact["document"]))
        row = (fact["type"], statement(fact, lang), title, fact["quote"], fact["file"], fact["line"])
        by_kind[fact["type"]].append(row)
    return Table(
        ("kind", "statement", "instrument", "quote", "file", "line"),
        tuple(row for rows in by_kind.values() for row in rows),
    )


def statement(fact: Mapping[str, Any], lang: str = "zh") -> str:
    """Say a fact of the facts format in one line."""

    def word(key: str) -> str:
        return label("words", str(fact[key]), lang)

    match fact["type"]:
        case "document":
            parts = [fact["title"], fact["number"], "、".join(fact["issuer"]), fact["date"]]
        case "role":
            parts = [fact["agent"], word("role"), fact["task"]]
        case "duty":
            parts = [fact["agent"], fact["duty"]]
        case "target":
            parts = [fact["indicator"], f"{fact['op']} {fact['value']}{fact['unit'] or ''}", fact["by"]]
            if fact["baseline"]:
                parts.append(f"({fact['baseline']})")
        case "citation":
            parts = [word("relation"), fact["title"] and f"《{fact['title']}》", fact["number"]]
        case "person":
            parts = [fact["date"], fact["person"], word("event"), fact["post"], fact["note"]]
        case "member":
            parts = [fact["body"], word("role"), fact["agent"]]
        case "mention":
            parts = [fact["agent"]]
        case _:
            parts = [fact["due"], fact["agent"], fact["step"], fact["task"]]
    return " · ".join(str(part) for part in parts if part)


def _entity(store: GraphStore, iri: str, places: frozenset[str] | None) -> list[Entity]:
    rows = store.select(PREFIXES + _ENTITY, {"iri": iri}).rows
    kinds, mains, others, wheres, names = (
        {str(v) for v in column if v} for column in zip(*rows, strict=True)
    )
    if places is not None and not wheres & places:
        return []
    main = max(mains, key=lambda n: (len(n), n), default=iri)
    return [
        Entity(
            iri,
            tuple(sorted(kind.rpartition("#")[2].rpartition("/")[2] for kind in kinds)),
            main,
            tuple(sorted((others | mains) - {main})),
            min(names, default=None),
        )
    ]
