"""Statements of the graph that cannot well be true together: for a person to look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from kg.analytics.alike import bare
from kg.analytics.posts import Holding, holdings
from kg.analytics.prefixes import PREFIXES
from kg.analytics.records import Target, assignments, post_statements, targets
from kg.analytics.scope import Rows, Scope
from kg.analytics.targets import same_indicator
from kg.language.data import load
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

COLUMNS = ("place", "kind", "what", "this", "that", "instrument", "other_instrument", "iri", "other_iri")
_YEAR = 366  # days
_WORKING = """SELECT DISTINCT ?body WHERE {
  VALUES ?type { gov:typeDepartment gov:typeTownship gov:typeInstitution gov:typeEnterprise gov:typeCourt
    gov:typeProcuratorate gov:typeMassOrganisation }
  ?body org:classification ?type
}"""
_MIN_TASK = 4  # characters: shorter texts are headings, the same by chance
_UPPER, _LOWER = frozenset({"<=", "<"}), frozenset({">=", ">"})
_Line = tuple[tuple[object, ...], frozenset[str]]


def conflicts(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    evidence: bool = False,
) -> Table:
    """List contradictions inside a place: they may be errors of reading, of printing, or changes of mind.

    ``kind`` is one of: ``leads`` — two tasks of one text (white space and punctuation aside, at least four
    characters) in two instruments whose leading agents differ; ``values`` — two targets with the same indicator, due
    period and comparator and different values (a least and a greatest value are no contradiction unless they exclude
    each other); ``holders`` — two persons who hold a post with one holder (its head, not a deputy) on the same day;
    ``reappointed`` — one person appointed to a post twice without a dismissal between; ``namesakes`` — one person by name
    who two instruments say, less than a year apart, holds posts in two bodies of which a person works in one, none of
    them concurrent (兼): one who moved, or two persons (within half a year they are two nodes, see
    ``unresolved``). A row is a pair of statements: ``this`` and ``that`` with their instruments and nodes.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only statements of instruments with this number or title (or part of it), on both sides.
        top: only the first so many rows.
        evidence: end every row with the quotes of both statements.

    Returns:
        Columns ``place, kind, what, this, that, instrument, other_instrument, iri, other_iri``.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument)
    rows = Rows(scope, COLUMNS, evidence)
    lines = [*_leads(scope), *_values(scope), *_holders(scope)]
    for cells, proof in sorted(lines, key=lambda line: tuple(str(c or "") for c in line[0])):
        rows.add(cells, proof)
    return rows.table(top)


def _leads(scope: Scope) -> Iterator[_Line]:
    leads: defaultdict[tuple[str, str], set[str]] = defaultdict(set)  # (instrument, task) -> agents
    proof: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    same: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)  # (place, text) -> tasks
    for a in assignments(scope):
        text = bare(scope.tasks[a.task])
        if a.role == "lead" and len(text) >= _MIN_TASK:
            key = a.document, a.task
            leads[key].add(a.agent)
            proof[key].add(a.evidence)
            same[scope.place(a.document) or "", text].add(key)
    for (where, _), tasks in same.items():
        for one, other in combinations(sorted(tasks), 2):
            if one[0] != other[0] and leads[one] != leads[other]:
                said = (scope.tasks[one[1]], scope.listed(leads[one]), scope.listed(leads[other]))
                titles = (scope.title(one[0]), scope.title(other[0]))
                cells = (where or None, "leads", *said, *titles, one[1], other[1])
                yield cells, frozenset(proof[one] | proof[other])


def _values(scope: Scope) -> Iterator[_Line]:
    same: defaultdict[tuple[object, ...], dict[str, Target]] = defaultdict(dict)
    for t in targets(scope):
        if t.due:
            same[scope.place(t.document), same_indicator(t), t.due].setdefault(t.iri, t)
    for (where, *_), found in same.items():
        for one, other in combinations(sorted(found.values(), key=lambda t: (t.document, t.iri)), 2):
            if _contradict(one, other):
                said = (f"{one.indicator} {one.due}", _said(one), _said(other))
                titles = (scope.title(one.document), scope.title(other.document))
                cells = (where, "values", *said, *titles, one.iri, other.iri)
                yield cells, frozenset({one.evidence, other.evidence})


def _contradict(one: Target, other: Target) -> bool:
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return one.comparator == other.comparator and one.value != other.value
    if one.comparator == other.comparator:
        return (one.low, one.high) != (other.low, other.high)
    if one.comparator in _UPPER and other.comparator in _LOWER:
        return one.high < other.low
    if one.comparator in _LOWER and other.comparator in _UPPER:
        return one.low > other.high
    return False


def _said(target: Target) -> str:
    return f"{target.comparator} {target.value}{target.unit}"


def _holders(scope: Scope) -> Iterator[_Line]:
    at: defaultdict[str, list[Holding]] = defaultdict(list)
    for holding in holdings(post_statements(scope), scope):
        at[holding.post].append(holding)
        if holding.appointments > 1:
            title = scope.title(holding.document)
            said = (scope.name(holding.post), scope.name(holding.person), scope.name(holding.person))
            place = scope.place(holding.document)
            nodes = (holding.person, holding.person)
            yield (place, "reappointed", *said, title, title, *nodes), holding.evidence
    yield from _namesakes(scope, [h for found in at.values() for h in found])
    for post, found in at.items():
        if not one_holder(scope.name(post)):
            continue
        for one, other in combinations(found, 2):
            if one.person != other.person and _meet(one, other):
                said = (scope.name(post), _held(scope, one), _held(scope, other))
                titles = (scope.title(one.document), scope.title(other.document))
                cells = (scope.place(one.document), "holders", *said, *titles, one.person, other.person)
                yield cells, one.evidence | other.evidence


def _namesakes(scope: Scope, held: list[Holding]) -> Iterator[_Line]:
    """Posts of one person in two working bodies, stated by two instruments at about one time."""
    works_in = {str(body) for (body,) in scope.store.select(PREFIXES + _WORKING).rows}
    by_person: defaultdict[str, list[Holding]] = defaultdict(list)
    for holding in held:
        if holding.body in works_in and "兼" not in (holding.note or ""):
            by_person[holding.person].append(holding)
    for found in by_person.values():
        for one, other in combinations(sorted(found, key=lambda h: (h.stated or "", h.post)), 2):
            if one.body == other.body or one.document == other.document or not _meet(one, other):
                continue
            if not _within_a_year(one.stated, other.stated):
                continue
            said = (scope.name(one.person), *(f"{scope.name(h.post)} {_since(h)}" for h in (one, other)))
            titles = (scope.title(one.document), scope.title(other.document))
            cells = (scope.place(one.document), "namesakes", *said, *titles, one.post, other.post)
            yield cells, one.evidence | other.evidence


def _within_a_year(one: str | None, other: str | None) -> bool:
    try:
        days = [date.fromisoformat(day) for day in (one or "", other or "")]
    except ValueError:
        return False
    return abs((days[0] - days[1]).days) < _YEAR


def _since(holding: Holding) -> str:
    return f"{holding.since or (f'≤{holding.stated}' if holding.stated else '')}–{holding.until or ''}"


def one_holder(post: str) -> bool:
    """Say whether a post is that of a head, of which there is one at a time (``kg/language/single_posts.toml``)."""
    words = load("single_posts")
    title = next((t for t in words["titles"] if post.endswith(t)), None)
    return title is not None and not post.removesuffix(title).endswith(tuple(words["not_after"]))


def _meet(one: Holding, other: Holding) -> bool:
    """Whether two holdings have a day in common: the later of the known first days is before either ends."""
    first = max(one.since or one.stated or "", other.since or other.stated or "")
    return bool(first) and all(h.until is None or first < h.until for h in (one, other))


def _held(scope: Scope, holding: Holding) -> str:
    return f"{scope.name(holding.person)} {_since(holding)}"
