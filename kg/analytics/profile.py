"""One page about a body, a person or an instrument: its figures, its partners, and every fact that names it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.analytics.leads import leads
from kg.analytics.legal_bases import legal_bases
from kg.analytics.lookup import find_entities
from kg.analytics.lookup import profile as facts_about
from kg.analytics.network import ROLES
from kg.analytics.officials import officials
from kg.analytics.records import Assignment, assignments
from kg.analytics.scope import Scope
from kg.language.labels import label
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

COLUMNS = ("name", "section", "what", "number_of", "instrument", "quote", "file", "line")
_NO_FIGURES = frozenset(
    {"place", "body", "official", "cited", "number", "iri"}
)  # what a row is about: no figure


def profile(
    store: GraphStore,
    name: str,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    lang: str = "zh",
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

    Returns:
        Columns ``name, section, what, number_of, instrument, quote, file, line``.

    Raises:
        UnknownNameError: nothing has the name, or there is no such place or instrument.
    """
    entities = find_entities(store, name, place)
    scope = Scope(store, None, instrument)
    titles = {found.label for iri, found in scope.instruments.items() if scope.takes(iri)}
    roles = assignments(scope)
    figures = _figures(store, {entity.iri for entity in entities}, instrument, lang)
    rows: list[tuple[object, ...]] = []
    for entity in entities:
        heading = f"{entity.name} [{entity.place}]" if entity.place else entity.name
        summary: list[tuple[str, str, object]] = [("names", other, None) for other in entity.others]
        summary += [("figures", *figure) for figure in figures[entity.iri]]
        summary += [("partners", *partner) for partner in _partners(scope, roles, entity.iri)[:top]]
        rows += [(heading, *line, None, None, None, None) for line in summary]
        for fact in facts_about(store, entity, lang).dicts():
            if instrument is None or fact["instrument"] in titles:
                where = (fact["instrument"], fact["quote"], fact["file"], fact["line"])
                rows.append((heading, fact["kind"], fact["statement"], None, *where))
    return Table(COLUMNS, tuple(rows))


def _figures(
    store: GraphStore, iris: set[str], instrument: str | None, lang: str
) -> defaultdict[str, list[tuple[str, object]]]:
    """The rows about these nodes in the reports that count, one figure after the other."""
    found: defaultdict[str, list[tuple[str, object]]] = defaultdict(list)
    for report in (leads, officials, legal_bases):
        for row in report(store, place=None, instrument=instrument, top=None).dicts():
            if row["iri"] not in iris:
                continue
            where = f" [{row['place']}]" if row.get("place") else ""
            for figure, value in row.items():
                if figure not in _NO_FIGURES and value is not None:
                    found[str(row["iri"])].append((f"{label('columns', figure, lang)}{where}", value))
    return found


def _partners(scope: Scope, roles: list[Assignment], iri: str) -> list[tuple[str, object]]:
    """Organisations with a role in the tasks in which this agent has any, with the number of tasks."""
    own = {a.task for a in roles if a.agent == iri}
    pairs = {
        (a.agent, a.task)
        for a in roles
        if a.task in own and a.agent != iri and a.kind == "org" and a.role in ROLES
    }
    shared = Counter(agent for agent, _ in pairs)
    order = sorted(shared.items(), key=lambda pair: (-pair[1], scope.name(pair[0]), pair[0]))
    return [(scope.name(agent), n) for agent, n in order]
