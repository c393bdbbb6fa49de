"""One page about a body, a person or an instrument: its figures, its partners, and every fact that names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.analytics.facts import fact_rows
from kg.analytics.leads import leads
from kg.analytics.legal_bases import legal_bases
from kg.analytics.lookup import Entity, find_entities
from kg.analytics.lookup import profile as facts_about
from kg.analytics.network import ROLES
from kg.analytics.officials import officials
from kg.analytics.records import Assignment, assignments
from kg.analytics.scope import Quote, Scope
from kg.language.labels import label
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

COLUMNS = ("name", "section", "what", "number_of", "instrument", "quote", "file", "line")
_NO_FIGURES = frozenset(
    {"place", "body", "official", "cited", "number", "iri", "evidence"}
)  # what a row is about: no figure


def profile(
    store: GraphStore,
    name: str,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    lang: str = "zh",
    evidence: bool = False,
) -> Table:
    """Give all that is known of a body, person or instrument.

    Sections, in this order: ``names``, its other printed names; ``figures``, its row in the report ``leads``
    (body), ``officials`` (person) or ``legal-bases`` (instrument), one line per place and figure; ``partners``, the
    organisations with which it has a role in the same tasks, with the number of distinct tasks; then every fact
    that names it by kind, each with quote, file and line. Where several nodes have the name (finance bureaus of two
    districts), each has a page of its own, told apart by place in ``name``.

    Args:
        store: the graph.
        name: any printed name, document number or IRI; white space is ignored.
        place: only nodes of places with this name (or part of a name).
        instrument: only facts of instruments with this number or title; figures and partners likewise.
        top: only the first so many partners.
        lang: language of the words for roles, ``zh`` or ``en``.
        evidence: end every row with the quotes it rests on: of a figure those that were counted, of a name those that
            print it and of which it is the subject; a title or number of an instrument has none but the instrument's.

    Returns:
        Columns ``name, section, what, number_of, instrument, quote, file, line``.

    Raises:
        UnknownNameError: nothing has the name, or there is no such place or instrument.
    """
    entities = find_entities(store, name, place)
    scope = Scope(store, None, instrument)
    titles = {found.label for iri, found in scope.instruments.items() if scope.takes(iri)}
    roles = assignments(scope)
    figures = _figures(store, {entity.iri for entity in entities}, instrument, lang, evidence)
    rows: list[tuple[object, ...]] = []
    for entity in entities:
        heading = f"{entity.name} [{entity.place}]" if entity.place else entity.name
        facts = [
            fact
            for fact in facts_about(store, entity, lang).dicts()
            if instrument is None or fact["instrument"] in titles
        ]
        lines = [
            *_names(store, entity, evidence),
            *(("figures", *figure) for figure in figures[entity.iri]),
            *list(_partners(scope, roles, entity.iri, evidence))[:top],
        ]
        rows += [(heading, *line[:3], None, None, None, None, line[3]) for line in lines]
        for fact in facts:
            where = (fact["instrument"], fact["quote"], fact["file"], fact["line"])
            proof = f"{fact['file']}:{fact['line']} “{' '.join(str(fact['quote']).split())}”"
            rows.append((heading, fact["kind"], fact["statement"], None, *where, proof))
    if evidence:
        return Table((*COLUMNS, "evidence"), tuple(rows))
    return Table(COLUMNS, tuple(row[:-1] for row in rows))


_Line = tuple[str, str, object, str | None]  # section, what, number, evidence


def _names(store: GraphStore, entity: Entity, evidence: bool) -> Iterator[_Line]:
    """Other names; the evidence of one is the facts that print it, of an instrument's all that are about it."""
    facts = fact_rows(store, about=entity.iri) if evidence and entity.others else []
    for other in entity.others:
        printing = [
            f for f in facts if other in (f.get("agent"), f.get("person"), f.get("body"), f.get("post"))
        ]
        yield "names", other, None, _quoted(printing or facts)


def _quoted(facts: list[dict[str, Any]]) -> str | None:
    quotes = sorted({Quote(f["file"], f["start"], f["line"], f["quote"]) for f in facts})
    return "\n".join(map(str, quotes)) or None


def _figures(
    store: GraphStore, iris: set[str], instrument: str | None, lang: str, evidence: bool
) -> defaultdict[str, list[tuple[str, object, str | None]]]:
    """The rows about these nodes in the reports that count, one figure after the other."""
    found: defaultdict[str, list[tuple[str, object, str | None]]] = defaultdict(list)
    for report in (leads, officials, legal_bases):
        for row in report(store, place=None, instrument=instrument, top=None, evidence=evidence).dicts():
            if row["iri"] not in iris:
                continue
            where = f" [{row['place']}]" if row.get("place") else ""
            proof = str(row["evidence"]) if row.get("evidence") else None
            for figure, value in row.items():
                if figure not in _NO_FIGURES and value is not None:
                    found[str(row["iri"])].append((f"{label('columns', figure, lang)}{where}", value, proof))
    return found


def _partners(scope: Scope, roles: list[Assignment], iri: str, evidence: bool) -> Iterator[_Line]:
    """Organisations with a role in the tasks in which this agent has any, with the number of tasks."""
    own: defaultdict[str, set[str]] = defaultdict(set)
    for a in roles:
        if a.agent == iri:
            own[a.task].add(a.evidence)
    tasks: defaultdict[str, set[str]] = defaultdict(set)
    proof: defaultdict[str, set[str]] = defaultdict(set)
    for a in roles:
        if a.task in own and a.agent != iri and a.kind == "org" and a.role in ROLES:
            tasks[a.agent].add(a.task)
            proof[a.agent] |= {a.evidence, *own[a.task]}
    for agent in sorted(tasks, key=lambda other: (-len(tasks[other]), scope.name(other), other)):
        quotes = sorted({scope.quotes[e] for e in proof[agent]}) if evidence else ()
        yield "partners", scope.name(agent), len(tasks[agent]), "\n".join(map(str, quotes)) or None
