"""Who works with whom: measures of bodies in the co-responsibility network, its communities, pairs and teams."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

from kg.analytics.network import ROLES, communities, network, pagerank, participation, task_bodies
from kg.analytics.records import Assignment, assignments
from kg.analytics.scope import Rows, Scope, ranks
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.store import GraphStore

_MEASURES = ("betweenness", "pagerank", "core", "community", "bridging")
BODIES = ("place", "rank", "body", "partners", "shared", *_MEASURES, "iri")
COMMUNITIES = ("place", "community", "size", "tasks", "bodies")
PAIRS = ("place", "rank", "body", "other", "tasks", "similarity", "lead", "led_by_other", "iri")
TEAMS = ("place", "size", "tasks", "bodies")


def coordination(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    year: int | None = None,
    evidence: bool = False,
) -> Table:
    """Measure each body's place in the co-responsibility network of its place (see :mod:`kg.analytics.network`).

    ``partners`` counts the bodies it shares a task with; ``shared`` the distinct tasks it shares with any;
    ``betweenness`` is the share of shortest paths between two others that lead through it (Freeman 1977,
    normalised, distance = 1/shared tasks); ``pagerank`` its PageRank by shared tasks (sums to 1 in a place);
    ``core`` the largest k such that it is among bodies with at least k partners each, all among these (unweighted);
    ``community`` the number of its Louvain community, 1 being the largest; ``bridging`` its participation
    coefficient, 0 when all its ties stay in its own community, near 1 when they are spread over many. ``rank`` is by
    ``betweenness``: who bridges silos comes first.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many bodies of each place.
        year: only instruments signed in this year.
        evidence: end every row with the quotes of the clauses that give the body its shared tasks.

    Returns:
        Columns ``place, rank, body, partners, shared, betweenness, pagerank, core, community, bridging, iri``;
        measures rounded to four digits.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument, year)
    roles = assignments(scope)
    rows = Rows(scope, BODIES, evidence)
    for where, tasks in task_bodies(scope, roles).items():
        graph = network(tasks)
        between = nx.betweenness_centrality(graph, weight="distance")
        rank_of = pagerank(graph)
        core = nx.core_number(graph)
        community_of = {b: n for n, group in enumerate(communities(graph), 1) for b in group}
        spread = participation(graph, community_of)
        joint = {task: bodies for task, bodies in tasks.items() if len(bodies) > 1}
        shared = Counter(body for bodies in joint.values() for body in bodies)
        proof: defaultdict[str, set[str]] = defaultdict(set)
        for a in roles:
            if a.role in ROLES and a.agent in joint.get(a.task, ()):
                proof[a.agent].add(a.evidence)
        score = {b: round(between[b], 4) for b in graph}
        order = sorted(graph, key=lambda b: (-score[b], -rank_of[b], scope.name(b), b))
        for rank, body in zip(ranks(score[b] for b in order), order, strict=True):
            measures = (score[body], round(rank_of[body], 4), core[body], community_of[body])
            cells = (where or None, rank, scope.name(body), len(graph[body]), shared[body], *measures)
            rows.add((*cells, round(spread[body], 4), body), proof[body])
    return rows.table(top, "place")


def coordination_communities(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    year: int | None = None,
    evidence: bool = False,
) -> Table:
    """List the communities of the co-responsibility network of each place: bodies that share tasks with each other.

    ``community`` numbers them, the largest first, as in the report ``coordination``; ``size`` counts the bodies;
    ``tasks`` the distinct tasks shared by at least two of them. Bodies without any partner are left out.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many of each place.
        year: only instruments signed in this year.
        evidence: end every row with the quotes that give its bodies the tasks they share.

    Returns:
        Columns ``place, community, size, tasks, bodies``.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument, year)
    roles = assignments(scope)
    proof = _proof(roles)
    rows = Rows(scope, COMMUNITIES, evidence)
    for where, tasks in task_bodies(scope, roles).items():
        for number, group in enumerate(communities(network(tasks)), 1):
            if len(group) > 1:
                inner = {task: both for task, b in tasks.items() if len(both := b.intersection(group)) > 1}
                quotes = {e for task, both in inner.items() for body in both for e in proof[task, body]}
                rows.add((where or None, number, len(group), len(inner), scope.listed(group)), quotes)
    return rows.table(top, "place")


def coordination_pairs(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    year: int | None = None,
    evidence: bool = False,
) -> Table:
    """List the pairs of bodies that share tasks in a place, those that share most first.

    ``tasks`` counts the distinct tasks in which both lead, answer or support; ``similarity`` is that number
    divided by the tasks in which either does (Jaccard); ``lead`` counts those of the shared tasks that ``body``
    leads, ``led_by_other`` those that ``other`` leads (both where they lead jointly). Of a pair the body with
    more leads in the shared tasks stands first.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many pairs of each place.
        year: only instruments signed in this year.
        evidence: end every row with the quotes that give the two their shared tasks.

    Returns:
        Columns ``place, rank, body, other, tasks, similarity, lead, led_by_other, iri`` (the IRI of ``body``).

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument, year)
    roles = assignments(scope)
    led = {(a.task, a.agent) for a in roles if a.role == "lead"}
    proof = _proof(roles)
    rows = Rows(scope, PAIRS, evidence)
    for where, tasks in task_bodies(scope, roles).items():
        own: defaultdict[str, set[str]] = defaultdict(set)
        shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for task, bodies in tasks.items():
            for body in bodies:
                own[body].add(task)
            for pair in combinations(sorted(bodies), 2):
                shared[pair].append(task)
        lines = []
        for (a_, b_), common in shared.items():
            leads = {body: sum((task, body) in led for task in common) for body in (a_, b_)}
            one, two = sorted((a_, b_), key=lambda b: (-leads[b], scope.name(b), b))
            similar = round(len(common) / len(own[one] | own[two]), 4)
            cells = (scope.name(one), scope.name(two), len(common), similar, leads[one], leads[two], one)
            lines.append((cells, {e for task in common for body in (one, two) for e in proof[task, body]}))
        lines.sort(key=lambda line: (-line[0][2], -line[0][3], line[0][:2], line[0][6]))
        for rank, (cells, quotes) in zip(ranks(line[0][2] for line in lines), lines, strict=True):
            rows.add((where or None, rank, *cells), quotes)
    return rows.table(top, "place")


def coordination_teams(
    store: GraphStore,
    *,
    place: str | None = None,
    instrument: str | None = None,
    top: int | None = None,
    year: int | None = None,
    evidence: bool = False,
) -> Table:
    """List the groups of three or more bodies that together, and with nobody else, have a role in several tasks.

    A row is a place and a set of bodies; ``tasks`` counts the distinct tasks whose leading, responsible and
    supporting bodies are exactly this set (two or more), ``size`` the bodies.

    Args:
        store: the graph.
        place: only instruments of places with this name (or part of a name).
        instrument: only instruments with this number or title (or part of it).
        top: only the first so many of each place.
        year: only instruments signed in this year.
        evidence: end every row with the quotes that give the bodies these tasks.

    Returns:
        Columns ``place, size, tasks, bodies``, most tasks first, then largest.

    Raises:
        UnknownNameError: no such place or instrument.
    """
    scope = Scope(store, place, instrument, year)
    roles = assignments(scope)
    proof = _proof(roles)
    rows = Rows(scope, TEAMS, evidence)
    for where, tasks in task_bodies(scope, roles).items():
        together: defaultdict[frozenset[str], list[str]] = defaultdict(list)
        for task, team in tasks.items():
            if len(team) > 2:
                together[team].append(task)
        lines = []
        for team, found in together.items():
            if len(found) > 1:
                quotes = {e for task in found for body in team for e in proof[task, body]}
                lines.append((len(team), len(found), scope.listed(team) or "", quotes))
        for size, n, names, quotes in sorted(lines, key=lambda line: (-line[1], -line[0], line[2])):
            rows.add((where or None, size, n, names), quotes)
    return rows.table(top, "place")


def _proof(roles: Iterable[Assignment]) -> defaultdict[tuple[str, str], set[str]]:
    """The evidence by task and body."""
    proof: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for a in roles:
        if a.role in ROLES:
            proof[a.task, a.agent].add(a.evidence)
    return proof
