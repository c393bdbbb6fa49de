"""Why printed names are one body: the rule by which each was read, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analytics.facts import fact_rows
from kg.analytics.lookup import Entity
from kg.analytics.prefixes import PREFIXES
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

COLUMNS = ("name", "rule", "instrument", "quote", "file", "line")

_RULES = "SELECT DISTINCT ?fact ?rule WHERE { ?fact gov:agent ?about ; gov:namedBy ?rule }"
_TITLES = "SELECT DISTINCT ?iri ?name WHERE { ?iri a gov:Instrument ; eli:title ?name }"


def why(store: GraphStore, entity: Entity) -> Table:
    """Give every printed name of an entity in every instrument, with the rule that made it this entity's.

    A row is the first place of an instrument where a fact carries the name. ``rule`` is empty for the preferred name
    itself, and for persons, posts and groups, whose names are compared as they are.

    Returns:
        Columns ``name, rule, instrument, quote, file, line``; names in order of first appearance.
    """
    bindings = {"about": entity.iri}
    rules = {str(fact): str(rule) for fact, rule in store.select(PREFIXES + _RULES, bindings).rows}
    titles = {str(iri): str(name) for iri, name in store.select(PREFIXES + _TITLES).rows}
    first: dict[tuple[str, str], dict[str, object]] = {}
    said: dict[tuple[str, str], str] = {}
    for fact in fact_rows(store, about=entity.iri):
        if fact.get("agent_id") != entity.iri:
            continue
        key = str(fact.get("agent") or fact.get("person")), str(fact["document"])
        first.setdefault(key, fact)
        if (rule := rules.get(str(fact["iri"]))) is not None:
            said[key] = rule
    rows = [
        (name, said.get((name, document)), titles.get(document), fact["quote"], fact["file"], fact["line"])
        for (name, document), fact in first.items()
    ]
    order = {name: position for position, (name, _) in reversed(list(enumerate(first)))}
    return Table(COLUMNS, tuple(sorted(rows, key=lambda row: order[str(row[0])])))
