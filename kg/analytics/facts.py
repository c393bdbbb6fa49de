"""Facts as flat records: every fact in the store, in source order.

The records are read from the graph itself, so a fact that is not in the graph is not among them. Which property
holds which field is the table ``SHAPES``; it follows the worked example in ``ontology/README.md``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kg.analytics.prefixes import PREFIXES
from kg.facts import MemberRole, Relation, Role

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_GOV = "https://w3id.org/govkg/ontology#"

_COMMON = """
SELECT DISTINCT ?g ?iri ?document ?file ?line ?page ?start ?end ?quote ?pass ?order %(variables)s WHERE {
  GRAPH ?g {
    %(about)s
    ?iri a %(cls)s ; gov:evidence ?evidence ; gov:order ?order ; prov:wasGeneratedBy/rdfs:label ?pass .
    ?evidence oa:hasSource ?source ; gov:line ?line ; oa:hasSelector ?text , ?span .
    ?text oa:exact ?quote .
    ?span oa:start ?start ; oa:end ?end .
    OPTIONAL { ?evidence gov:page ?page }
    OPTIONAL { ?iri gov:inDocument ?document }
    %(fields)s
  }
  ?source gov:fileName ?file .
}
"""

_ISSUERS = "SELECT ?g ?iri ?name WHERE { GRAPH ?g { ?iri a gov:Instrument ; gov:issuerName ?name } }"


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind of fact stands in the graph: its class, its fields as property paths, fixed fields."""

    type: str
    cls: str
    fields: Mapping[str, str]
    fixed: Mapping[str, str]


_AGENT = {"agent": "gov:agentName", "agent_kind": "gov:agentKind", "agent_id": "gov:agent"}
_TASK = {"task": "gov:task/gov:text", "task_id": "gov:task"}
_PERSON = {
    "person": "gov:agentName",
    "post": "gov:postName",
    "org": "gov:organizationName",
    "title": "gov:title",
    "date": "gov:date",
    "note": "gov:note",
    "agent_id": "gov:agent",
    "org_id": "org:organization",
}
_DOCUMENT = {
    "title": "eli:title",
    "number": "eli:number",
    "date": "eli:date_document",
    "last_line": "gov:lastLine",
}
_TARGET = {
    "indicator": "gov:indicator",
    "op": "gov:comparator",
    "value": "gov:printedValue",
    "unit": "gov:unit",
    "by": "gov:due",
    "baseline": "gov:baseline",
    "task_id": "gov:task",
}
_CITATION = {
    "title": "gov:citedTitle",
    "number": "gov:citedNumber",
    "relation": "gov:relation",
    "cited": "gov:cited",
}

_MEMBER = {"body": "gov:bodyName", "body_id": "gov:coordinatingBody", **_AGENT, "role": "gov:role"}

SHAPES = (
    Shape("document", "gov:Instrument", _DOCUMENT, {}),
    Shape("role", "gov:ResponsibilityAssignment", {"role": "gov:role", **_AGENT, **_TASK}, {}),
    Shape("duty", "gov:Duty", {**_AGENT, "duty": "gov:text"}, {}),
    Shape("target", "gov:Target", _TARGET, {}),
    Shape("citation", "gov:CitationLink", _CITATION, {}),
    Shape("person", "gov:PostHolding", _PERSON, {"event": "holds"}),
    Shape("person", "gov:Appointment", _PERSON, {"event": "appointed"}),
    Shape("person", "gov:Dismissal", _PERSON, {"event": "dismissed"}),
    Shape("member", "gov:AgentMembership", _MEMBER, {}),
    Shape("milestone", "gov:Milestone", {**_AGENT, **_TASK, "due": "gov:due", "step": "gov:text"}, {}),
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
    issuers = _issuers(store)
    rows: list[tuple[tuple[str, int, int, str], dict[str, Any]]] = []
    for shape in SHAPES:
        if types is not None and shape.type not in types:
            continue
        for found in store.select(_query(shape, about), _bindings(shape, about)).dicts():
            row = _record(shape, found)
            if shape.type == "document":
                row["document"] = row["iri"]
                row["issuer"] = issuers[str(found["g"]), str(found["iri"])]
            rows.append(((row["file"], row["start"], int(str(found["order"])), row["iri"]), row))
    rows.sort(key=lambda keyed: keyed[0])
    return [row for _, row in rows]


def _query(shape: Shape, about: str | None) -> str:
    fields = "\n    ".join(f"OPTIONAL {{ ?iri {path} ?f_{key} }}" for key, path in shape.fields.items())
    variables = " ".join(f"?f_{key}" for key in shape.fields)
    naming = "?iri ?names ?about ." if about and shape.type != "document" else ""
    return PREFIXES + _COMMON % {
        "cls": shape.cls,
        "fields": fields,
        "variables": variables,
        "about": naming,
    }


def _bindings(shape: Shape, about: str | None) -> dict[str, str]:
    """An instrument is its own fact; all other facts name what they are about."""
    if about is None:
        return {}
    return {"iri" if shape.type == "document" else "about": about}


def _record(shape: Shape, found: Mapping[str, object]) -> dict[str, Any]:
    row: dict[str, Any] = {"type": shape.type}
    row |= {key: found[key] for key in ("file", "line", "start", "end", "quote", "document", "iri", "pass")}
    if found["page"] is not None:
        row["page"] = found["page"]
    row |= {key: _plain(found[f"f_{key}"]) for key in shape.fields}
    return row | dict(shape.fixed)


def _plain(value: object) -> object:
    """A concept's IRI becomes the word of the facts format, a date its ISO form."""
    if isinstance(value, date):
        return value.isoformat()
    return _WORDS.get(value, value) if isinstance(value, str) else value


def _issuers(store: GraphStore) -> defaultdict[tuple[str, str], list[str]]:
    names: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for g, iri, name in store.select(PREFIXES + _ISSUERS).rows:
        names[str(g), str(iri)].append(str(name))
    for several in names.values():
        several.sort()
    return names


def _concepts(prefix: str, words: type[StrEnum]) -> Iterator[tuple[str, str]]:
    """The concepts of a scheme are named after the words: ``vice_chair`` is ``memberViceChair``."""
    for word in words:
        yield _GOV + prefix + "".join(part.capitalize() for part in word.value.split("_")), word.value


_WORDS = {
    **dict(_concepts("role", Role)),
    **dict(_concepts("member", MemberRole)),
    **dict(_concepts("relation", Relation)),
}
