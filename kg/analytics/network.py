"""The co-responsibility network: which bodies share tasks.

One undirected network per place. **Nodes** are the organisations (not persons, groups or posts) that lead, answer for
or support at least one task of that place's instruments. An **edge** joins two that share a task, whatever their roles.
Its attributes: ``tasks``, the number of distinct tasks shared (the weight: more is closer), and ``distance`` = 1/tasks
(for shortest paths).

The measures are networkx functions, so its backend dispatch applies to them (``NETWORKX_BACKEND_PRIORITY=parallel kg report
coordination``). None is asked for here: with the hundred bodies of a district the default takes a tenth of a second, less
than a conversion to another backend.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

from kg.analytics.records import Assignment

if TYPE_CHECKING:
    from kg.analytics.scope import Scope

    Network = nx.Graph[str]  # not subscriptable at run time

ROLES = frozenset({"lead", "responsible", "support"})


def task_bodies(scope: Scope, roles: Iterable[Assignment]) -> dict[str, dict[str, frozenset[str]]]:
    """Give for each place (empty name for none) and task the organisations that have a role in it."""
    bodies: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for a in roles:
        if a.kind == "org" and a.role in ROLES:
            bodies[scope.place(a.document) or ""][a.task].add(a.agent)
    return {
        place: {task: frozenset(bodies[place][task]) for task in sorted(bodies[place])}
        for place in sorted(bodies)
    }


def network(bodies_of: Mapping[str, Iterable[str]]) -> Network:
    """Build the network of one place from the bodies of each task; nodes and edges in a fixed order."""
    nodes: set[str] = set()
    shared: Counter[tuple[str, str]] = Counter()
    for bodies in bodies_of.values():
        ordered = sorted(bodies)
        nodes.update(ordered)
        shared.update(combinations(ordered, 2))
    graph: Network = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from((a, b, {"tasks": n, "distance": 1 / n}) for (a, b), n in sorted(shared.items()))
    return graph


def pagerank(graph: Network, alpha: float = 0.85) -> dict[str, float]:
    """Give each node's PageRank by ``tasks`` (Brin and Page 1998; damping 0.85), by power iteration to 1e-12.

    networkx has the matrix; its own iteration would need scipy.
    """
    if not graph:
        return {}
    import numpy as np

    nodes = list(graph)
    matrix = np.asarray(nx.google_matrix(graph, alpha=alpha, nodelist=nodes, weight="tasks"))
    rank = np.full(len(nodes), 1 / len(nodes))
    for _ in range(1000):
        following = rank @ matrix
        if np.abs(following - rank).sum() < 1e-12:
            break
        rank = following
    return {node: float(value) for node, value in zip(nodes, rank, strict=True)}


def communities(graph: Network) -> list[list[str]]:
    """Give the communities by the Louvain method (Blondel et al. 2008) with a fixed seed, largest first."""
    if not graph:
        return []
    found = nx.community.louvain_communities(graph, weight="tasks", seed=0)
    return sorted((sorted(community) for community in found), key=lambda c: (-len(c), c))


def participation(graph: Network, community_of: Mapping[str, int]) -> dict[str, float]:
    """Give each node's participation coefficient (Guimerà and Amaral 2005).

    1 - sum over communities of (the node's ties into it / all its ties)², ties weighted by ``tasks``: 0 where all
    ties stay in one community, near 1 where they are spread over many.
    """
    result: dict[str, float] = {}
    for node in graph:
        ties: Counter[int] = Counter()
        for other, edge in graph[node].items():
            ties[community_of[other]] += edge["tasks"]
        whole = ties.total()
        result[node] = 1 - sum((n / whole) ** 2 for n in ties.values()) if whole else 0.0
    return result
