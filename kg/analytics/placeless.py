"""Instruments that name no place: neither their issuer nor their title nor the rest of their file does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analytics.prefixes import PREFIXES
from kg.resolve.model import UNNAMED

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_PLACELESS = f"""SELECT DISTINCT ?instrument ?title ?file WHERE {{
  ?place skos:prefLabel ?name FILTER(STRSTARTS(?name, "{UNNAMED}"))
  ?instrument gov:jurisdiction ?place ; a gov:Instrument ; eli:title ?title ;
    gov:evidence/oa:hasSource/gov:fileName ?file
}} ORDER BY ?file ?title"""


def placeless(store: GraphStore) -> list[tuple[str, str]]:
    """Give file and title of each instrument of an unknown place; their bodies meet those of no other."""
    rows = store.select(PREFIXES + _PLACELESS).rows
    return list(dict.fromkeys((str(file), str(title)) for _, title, file in rows))
