"""Names that many reports need: of agents, and of the places whose instruments speak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analytics.prefixes import PREFIXES

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_AGENTS = """SELECT DISTINCT ?agent ?name WHERE {
  VALUES ?kind { gov:PublicBody gov:CoordinatingBody gov:BodyGroup foaf:Person org:Post }
  ?agent a ?kind ; skos:prefLabel ?name
}"""
_PLACES = """SELECT DISTINCT ?document ?place ?name WHERE {
  ?document a gov:Instrument ; gov:jurisdiction ?place . ?place skos:prefLabel ?name
}"""


@dataclass(frozen=True, slots=True)
class Place:
    """A place by IRI and name."""

    iri: str
    name: str


def agent_labels(store: GraphStore) -> dict[str, str]:
    """Give each agent's preferred name by IRI; the longest where several graphs prefer several."""
    labels: dict[str, str] = {}
    for agent, name in store.select(PREFIXES + _AGENTS).rows:
        iri, text = str(agent), str(name)
        labels[iri] = max(labels.get(iri, ""), text, key=lambda n: (len(n), n))
    return labels


def instrument_places(store: GraphStore) -> dict[str, Place]:
    """Give the place whose instrument each one is, by the instrument's IRI."""
    rows = store.select(PREFIXES + _PLACES).rows
    return {str(document): Place(str(place), str(name)) for document, place, name in rows}
