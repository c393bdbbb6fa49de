"""The networkx view: a directed multigraph of who does what, built by SPARQL from the store.

Nodes are IRIs, with ``kind`` (``body``, ``coordinating``, ``group``, ``person``, ``post``, ``task``, ``target``, ``instrument``),
``label``, and where known ``place`` (name of the jurisdiction). Tasks and targets have ``instrument`` (IRI). Targets also have
``comparator``, ``value``, ``unit`` and ``due``.

Edges, by their key:

- ``lead``, ``responsible``, ``support``, ``overseer``: agent -> task (once, however often it is said; ``weight`` counts)
- ``chair``, ``vice_chair``, ``member``, ``lead_org``, ``member_org``, ``office_at``, ``office_head``, ``parent``: agent -> body
- ``holds``, ``appointed``, ``dismissed``: person -> post (``weight`` counts)
- ``in``: post -> body it is in; task, target -> instrument; target -> task it stands in
- ``basis``, ``repeals``, ``amends``, ``forwards``, ``mentions``: instrument -> instrument
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

    View = nx.MultiDiGraph[str]  # not subscriptable at run time


_PREFIXES = """
PREFIX gov: <https://w3id.org/govkg/ontology#>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_AGENTS = """
SELECT DISTINCT ?node ?kind ?label ?place {
  VALUES (?class ?kind) {
    (gov:PublicBody "body") (gov:CoordinatingBody "coordinating") (gov:BodyGroup "group") (foaf:Person "person") (org:Post "post")
  }
  ?node a ?class ; skos:prefLabel ?label ; gov:jurisdiction/skos:prefLabel ?place
} ORDER BY ?node ?kind
"""
_INSTRUMENTS = """
SELECT ?node (MIN(COALESCE(?title, ?number)) AS ?label) (MIN(?placeName) AS ?place) {
  ?node a eli:LegalResource
  OPTIONAL { ?node eli:title ?title } OPTIONAL { ?node eli:number ?number }
  OPTIONAL { ?node gov:jurisdiction/skos:prefLabel ?placeName }
} GROUP BY ?node ORDER BY ?node
"""
_TASKS = "SELECT ?node ?label ?instrument { ?node a gov:Task ; gov:text ?label ; gov:inDocument ?instrument } ORDER BY ?node"
_TARGETS = """
SELECT ?node ?label ?instrument ?comparator ?value ?unit ?due ?task {
  ?node a gov:Target ; gov:indicator ?label ; gov:inDocument ?instrument ; gov:comparator ?comparator ;
    gov:printedValue ?value ; gov:unit ?unit
  OPTIONAL { ?node gov:due ?due } OPTIONAL { ?node gov:task ?task }
} ORDER BY ?node
"""
# each: SELECT ?from ?to ?key ?weight
_EDGES = (
    """
SELECT ?from ?to ?key (COUNT(DISTINCT ?fact) AS ?weight) {
  VALUES (?role ?key) {
    (gov:roleLead "lead") (gov:roleResponsible "responsible") (gov:roleSupport "support") (gov:roleOverseer "overseer")
  }
  ?fact gov:role ?role ; gov:agent ?from ; gov:task ?to
} GROUP BY ?from ?to ?key ORDER BY ?from ?to ?key
""",
    """
SELECT ?from ?to ?key (COUNT(DISTINCT ?fact) AS ?weight) {
  VALUES (?role ?key) {
    (gov:memberChair "chair") (gov:memberViceChair "vice_chair") (gov:memberMember "member") (gov:memberLeadOrg "lead_org")
    (gov:memberMemberOrg "member_org") (gov:memberOfficeAt "office_at") (gov:memberOfficeHead "office_head")
    (gov:memberParent "parent")
  }
  ?fact gov:role ?role ; gov:agent ?from ; gov:coordinatingBody ?to
} GROUP BY ?from ?to ?key ORDER BY ?from ?to ?key
""",
    """
SELECT ?from ?to ?key (COUNT(DISTINCT ?fact) AS ?weight) {
  VALUES (?class ?key) { (gov:PostHolding "holds") (gov:Appointment "appointed") (gov:Dismissal "dismissed") }
  ?fact a ?class ; gov:agent ?from ; gov:post ?to
} GROUP BY ?from ?to ?key ORDER BY ?from ?to ?key
""",
    """
SELECT ?from ?to ?key (COUNT(DISTINCT ?fact) AS ?weight) {
  VALUES (?relation ?key) {
    (gov:relationBasis "basis") (gov:relationRepeals "repeals") (gov:relationAmends "amends") (gov:relationForwards "forwards")
    (gov:relationMentions "mentions")
  }
  ?fact gov:relation ?relation ; gov:inDocument ?from ; gov:cited ?to
} GROUP BY ?from ?to ?key ORDER BY ?from ?to ?key
""",
    'SELECT DISTINCT ?from ?to ?key (1 AS ?weight) { BIND("in" AS ?key) ?from org:postIn ?to } ORDER BY ?from ?to',
)


def networkx_view(store: GraphStore) -> View:
    """Builds the view of a store.

    Args:
        store: an open store.

    Returns:
        A graph with the nodes and edges the module describes, the same for the same store, in the same order.
    """
    view: View = nx.MultiDiGraph()
    for node, kind, label, place in store.select(_PREFIXES + _AGENTS).rows:
        # a coordinating body of one document may be a plain body's name in another: the more telling kind wins
        if kind == "body" and view.nodes.get(str(node), {}).get("kind") == "coordinating":
            continue
        view.add_node(str(node), kind=str(kind), label=str(label), place=str(place))
    for node, label, place in store.select(_PREFIXES + _INSTRUMENTS).rows:
        view.add_node(str(node), kind="instrument", label=str(label), **_known(place=place))
    for node, label, instrument in store.select(_PREFIXES + _TASKS).rows:
        view.add_node(str(node), kind="task", label=str(label), instrument=str(instrument))
        view.add_edge(str(node), str(instrument), key="in", weight=1)
    for row in store.select(_PREFIXES + _TARGETS).dicts():
        node, instrument, task = str(row["node"]), str(row["instrument"]), row["task"]
        attributes = _known(
            **{name: row[name] for name in ("label", "instrument", "comparator", "value", "unit", "due")}
        )
        view.add_node(node, kind="target", **attributes)
        view.add_edge(node, instrument, key="in", weight=1)
        if task is not None:
            view.add_edge(node, str(task), key="in", weight=1)
    for query in _EDGES:
        for start, end, key, weight in store.select(_PREFIXES + query).rows:
            view.add_edge(str(start), str(end), key=str(key), weight=weight)
    return view


def _known(**attributes: object) -> dict[str, Any]:
    """The attributes that have a value: exporters take no None."""
    return {name: str(value) for name, value in attributes.items() if value is not None}
