"""Leading groups and other coordinating bodies: size, chair, members, and which members they share."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from kg.analytics.records import Membership, memberships
from kg.analytics.scope import Rows, Scope
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_PARTS = {
    "chair": "chair",
    "vice_chairs": "vice_chair",
    "lead_org": "lead_org",
    "office_at": "office_at",
    "parent": "parent",
}
COLUMNS = ("place", "body", "size", "bodies", "persons", *_PARTS, "iri")
OVERLAPS = ("place", "body", "other", "shared", "similarity", "members", "iri")
_NOT_MEMBERS = frozenset({"office_at", "parent"})  # where the office is and what the group is under


def bodies(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    year: int | None = None,
    evidence: bool = False,
) -> Table:
    """List the coordinating bodies (leading groups, headquarters, task forces) with their composition.

    A row is a place (that of the instrument) and a coordinating body of which a member, office or parent is
    printed. ``size`` counts its distinct members: chair, vice chairs, members, leading and member bodies, head of
    office; a body that only houses the office, or is above it, is none. ``bodies`` counts those that are
    organisations, ``persons`` the named persons; the rest of ``size`` are classes of bodies and unnamed office
    holders. The other columns name who has that part.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many of each place.
        year: only instruments signed in this year.
        evidence: end every row with the quotes it rests on.

    Returns:
        Columns ``place, body, size, bodies, persons, chair, vice_chairs, lead_org, office_at, parent, iri``, the
        largest first.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument, year)
    groups = _groups(scope)
    rows = Rows(scope, COLUMNS, evidence)
    size = {key: len(_members(found)) for key, found in groups.items()}
    for key in sorted(groups, key=lambda k: (k[0], -size[k], scope.name(k[1]), k[1])):
        found = groups[key]

        def named(role: str, found: list[Membership] = found) -> str | None:
            return scope.listed(m.agent for m in found if m.role == role)

        kinds = {m.agent: m.kind for m in found if m.role not in _NOT_MEMBERS}
        counts = (size[key], *(sum(kind == k for k in kinds.values()) for kind in ("org", "person")))
        parts = map(named, _PARTS.values())
        cells = (key[0] or None, scope.name(key[1]), *counts, *parts, key[1])
        rows.add(cells, {m.evidence for m in found})
    return rows.table(top, "place")


def bodies_overlap(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    year: int | None = None,
    evidence: bool = False,
) -> Table:
    """List the pairs of coordinating bodies of a place that share members.

    ``shared`` counts the distinct members (as in the report ``bodies``) of both, ``similarity`` divides it by the
    members of either (Jaccard), ``members`` names the shared ones.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many of each place.
        year: only instruments signed in this year.
        evidence: end every row with the quotes that name the shared members in either body.

    Returns:
        Columns ``place, body, other, shared, similarity, members, iri`` (the IRI of ``body``), most shared first.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument, year)
    groups = _groups(scope)
    rows = Rows(scope, OVERLAPS, evidence)
    for where in sorted({place for place, _ in groups}):
        here = sorted((scope.name(iri), iri) for at, iri in groups if at == where)
        lines = []
        for (one, a), (other, b) in combinations(here, 2):
            first, second = _members(groups[where, a]), _members(groups[where, b])
            if both := first & second:
                similar = round(len(both) / len(first | second), 4)
                proof = {m.evidence for m in groups[where, a] + groups[where, b] if m.agent in both}
                cells = (where or None, one, other, len(both), similar, scope.listed(both), a)
                lines.append(((-len(both), -similar, one, other, a, b), cells, proof))
        for _, cells, proof in sorted(lines, key=lambda line: line[0]):
            rows.add(cells, proof)
    return rows.table(top, "place")


def _groups(scope: Scope) -> dict[tuple[str, str], list[Membership]]:
    groups: defaultdict[tuple[str, str], list[Membership]] = defaultdict(list)
    for m in memberships(scope):
        groups[scope.place(m.document) or "", m.body].append(m)
    return groups


def _members(found: list[Membership]) -> frozenset[str]:
    return frozenset(m.agent for m in found if m.role not in _NOT_MEMBERS)
