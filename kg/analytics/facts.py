"""Facts as flat records: every fact in the store, in source order.

The records are read from the graph itself, so a fact that is not in the graph is not among them. Which property
holds which field is the table ``SHAPES``; it follows the worked example in ``ontology/README.md``.

A fact's properties are read in one scan of its node, evidence and tasks once for all facts that share them, and put
together here: one query with a pattern per field takes ten times as long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kg.analytics.prefixes import PREFIXES
from kg.facts import MemberRole, Relation, Role

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_GOV = "https://w3id.org/govkg/ontology#"
_ELI = "http://data.europa.eu/eli/ontology#"
_GENERATED = "http://www.w3.org/ns/prov#wasGeneratedBy"
_ORG = "http://www.w3.org/ns/org#"
_ORGANIZATION = _ORG + "organization"

_PROPERTIES = "SELECT ?g ?iri ?p ?o WHERE { GRAPH ?g { %s ?iri a %s ; ?p ?o } }"
_NAMING = """VALUES ?names { gov:agent gov:coordinatingBody org:organization gov:post gov:cited gov:inDocument
    org:originalOrganization org:resultingOrganization }
  ?iri ?names ?about ."""
_EVIDENCE = """SELECT DISTINCT ?g ?e ?source ?line ?page ?start ?end ?quote WHERE {
  GRAPH ?g {
    %s
    ?e oa:hasSource ?source ; gov:line ?line ; oa:hasSelector ?text , ?span .
    ?text oa:exact ?quote .
    ?span oa:start ?start ; oa:end ?end .
    OPTIONAL { ?e gov:page ?page }
  }
}"""
_FILES = (
    "SELECT ?source ?file WHERE { ?source gov:fileName ?file }"  # joined here: in one query it takes squares
)
_PASSES = "SELECT DISTINCT ?run ?label WHERE { ?run a prov:Activity ; rdfs:label ?label }"
_TASKS = "SELECT DISTINCT ?task ?text WHERE { %s ?task a gov:Task ; gov:text ?text }"


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind of fact stands in the graph: its class, the property of each field, fixed fields."""

    type: str
    cls: str
    fields: Mapping[str, str]
    fixed: Mapping[str, str]


_AGENT = {"agent": _GOV + "agentName", "agent_kind": _GOV + "agentKind", "agent_id": _GOV + "agent"}
_TASK = {"task": "", "task_id": _GOV + "task"}  # the text is looked up by the id
_PERSON = {
    "person": _GOV + "agentName",
    "post": _GOV + "postName",
    "org": _GOV + "organizationName",
    "title": _GOV + "title",
    "date": _GOV + "date",
    "note": _GOV + "note",
    "agent_id": _GOV + "agent",
    "org_id": _ORGANIZATION,
}
_DOCUMENT = {
    "title": _ELI + "title",
    "number": _ELI + "number",
    "issuer": _GOV + "issuerName",
    "date": _ELI + "date_document",
    "last_line": _GOV + "lastLine",
}
_TARGET = {
    "indicator": _GOV + "indicator",
    "op": _GOV + "comparator",
    "value": _GOV + "printedValue",
    "unit": _GOV + "unit",
    "by": _GOV + "due",
    "baseline": _GOV + "baseline",
    "task_id": _GOV + "task",
}
_CITATION = {
    "title": _GOV + "citedTitle",
    "number": _GOV + "citedNumber",
    "relation": _GOV + "relation",
    "cited": _GOV + "cited",
}
_MEMBER = {"body": _GOV + "bodyName", "body_id": _GOV + "coordinatingBody", **_AGENT, "role": _GOV + "role"}
_MILESTONE = {**_AGENT, **_TASK, "due": _GOV + "due", "step": _GOV + "text"}

_CHANGE = {
    "former": _GOV + "formerName",
    "body": _GOV + "laterName",
    "former_id": _ORG + "originalOrganization",
    "body_id": _ORG + "resultingOrganization",
    "change": _GOV + "change",
    "date": _GOV + "date",
}

SHAPES = (
    Shape("document", "gov:Instrument", _DOCUMENT, {}),
    Shape("role", "gov:ResponsibilityAssignment", {"role": _GOV + "role", **_AGENT, **_TASK}, {}),
    Shape("duty", "gov:Duty", {**_AGENT, "duty": _GOV + "text"}, {}),
    Shape("target", "gov:Target", _TARGET, {}),
    Shape("citation", "gov:CitationLink", _CITATION, {}),
    Shape("person", "gov:PostHolding", _PERSON, {"event": "holds"}),
    Shape("person", "gov:Appointment", _PERSON, {"event": "appointed"}),
    Shape("person", "gov:Dismissal", _PERSON, {"event": "dismissed"}),
    Shape("member", "gov:AgentMembership", _MEMBER, {}),
    Shape("milestone", "gov:Milestone", _MILESTONE, {}),
    Shape("mention", "gov:Mention", _AGENT, {}),
    Shape("change", "gov:BodyChange", _CHANGE, {}),
)


def fact_rows(
    store: GraphStore, about: str | None = None, types: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """Give facts as records of the facts format, in source order.

    Source order is: file name, start of the evidence, the order the passes gave. An instrument printed in two
    files gives two records, one per printing.

    Args:
        store: the graph.
        about: IRI of a body, person, post or instrument: only the facts that name it.
        types: only facts of these types.
    """
    shared = _Shared(store, about)
    rows: list[tuple[tuple[str, int, int, str], dict[str, Any]]] = []
    for shape in SHAPES:
        if types is not None and shape.type not in types:
            continue
        for (graph, iri), properties in _nodes(store, shape, about).items():
            row = _record(shape, iri, properties, shared, graph)
            rows.append(((row["file"], row["start"], int(properties[_GOV + "order"][0]), iri), row))
    rows.sort(key=lambda keyed: keyed[0])
    return [row for _, row in rows]


class _Shared:
    """What many facts point to: evidence by graph and IRI, tasks' texts and passes' names by IRI."""

    def __init__(self, store: GraphStore, about: str | None) -> None:
        patterns = ["?e a oa:SpecificResource ."]
        if about:
            patterns = [f"{_NAMING} ?iri gov:evidence ?e .", "?about gov:evidence ?e ."]
        bindings = {"about": about} if about else None
        files = {source: str(name) for source, name in store.select(PREFIXES + _FILES).rows}
        self.evidence = {
            (row["g"], row["e"]): row | {"file": files[row["source"]]}
            for pattern in patterns
            for row in store.select(PREFIXES + _EVIDENCE % pattern, bindings).dicts()
        }
        naming = f"{_NAMING} ?iri gov:task ?task ." if about else ""
        self.tasks = {
            str(task): text for task, text in store.select(PREFIXES + _TASKS % naming, bindings).rows
        }
        self.passes = {str(run): label for run, label in store.select(PREFIXES + _PASSES).rows}


def _nodes(store: GraphStore, shape: Shape, about: str | None) -> dict[tuple[str, str], dict[str, list[Any]]]:
    """The fact nodes of a class: (graph, IRI) -> property -> values."""
    # An instrument is its own fact; all other facts name what they are about.
    naming, bindings = "", {}
    if about and shape.type == "document":
        bindings = {"iri": about}
    elif about:
        naming, bindings = _NAMING, {"about": about}
    nodes: defaultdict[tuple[str, str], dict[str, list[Any]]] = defaultdict(dict)
    for graph, iri, name, value in store.select(PREFIXES + _PROPERTIES % (naming, shape.cls), bindings).rows:
        values = nodes[str(graph), str(iri)].setdefault(str(name), [])
        if value not in values:  # a fact may name the same node by two properties
            values.append(value)
    return nodes


def _record(
    shape: Shape, iri: str, properties: Mapping[str, list[Any]], shared: _Shared, graph: str
) -> dict[str, Any]:
    def one(name: str) -> Any:
        value = properties.get(name, [None])[0]
        return WORDS.get(value, value) if isinstance(value, str) else value

    evidence = shared.evidence[graph, properties[_GOV + "evidence"][0]]
    row: dict[str, Any] = {"type": shape.type}
    row |= {key: evidence[key] for key in ("file", "line", "start", "end", "quote")}
    row |= {"document": iri if shape.type == "document" else one(_GOV + "inDocument"), "iri": iri}
    row["pass"] = shared.passes[one(_GENERATED)]
    if evidence["page"] is not None:
        row["page"] = evidence["page"]
    row |= {key: one(name) for key, name in shape.fields.items()}
    if "task" in shape.fields:
        row["task"] = shared.tasks[row["task_id"]]
    if shape.type == "document":
        row["issuer"] = sorted(properties.get(_GOV + "issuerName", []))
    return row | dict(shape.fixed)


def _concepts(prefix: str, words: type[StrEnum]) -> Iterator[tuple[str, str]]:
    """The concepts of a scheme are named after the words: ``vice_chair`` is ``memberViceChair``."""
    for word in words:
        yield _GOV + prefix + "".join(part.capitalize() for part in word.value.split("_")), word.value


WORDS = {
    **dict(_concepts("role", Role)),
    **dict(_concepts("member", MemberRole)),
    **dict(_concepts("relation", Relation)),
}
