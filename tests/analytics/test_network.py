"""The network and its measures on graphs whose measures are known in closed form."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.analytics.network import communities, network, pagerank, participation


def test_edges_count_shared_tasks() -> None:
    graph = network({"t1": {"a", "b", "c"}, "t2": {"a", "b"}, "t3": {"d"}})
    assert {(a, b): d["tasks"] for a, b, d in graph.edges(data=True)} == {
        ("a", "b"): 2,
        ("a", "c"): 1,
        ("b", "c"): 1,
    }
    assert graph["a"]["b"]["distance"] == 0.5
    assert "d" in graph, "a body that works alone is in the network"


def test_pagerank_of_a_ring_is_even_and_of_a_star_is_not() -> None:
    ring = network({f"t{i}": {f"n{i}", f"n{(i + 1) % 5}"} for i in range(5)})
    assert list(pagerank(ring).values()) == pytest.approx([0.2] * 5)
    star = network({f"t{i}": {"hub", f"n{i}"} for i in range(4)})
    # closed form: hub = (1-d)/n + d * leaves, leaf = (1-d)/n + d * hub/4, n = 5, d = 0.85
    hub = (0.03 + 0.85 * 4 * 0.03) / (1 - 0.85**2)
    assert pagerank(star)["hub"] == pytest.approx(hub, abs=1e-9)
    assert pagerank(network({})) == {}


def test_two_cliques_joined_by_one_body() -> None:
    tasks = {f"l{i}": {"a", "b", "c"} for i in range(3)} | {f"r{i}": {"x", "y", "z"} for i in range(3)}
    tasks |= {"m1": {"a", "bridge"}, "m2": {"bridge", "x"}}
    graph = network(tasks)
    groups = communities(graph)
    assert {frozenset(g - {"bridge"}) for g in map(set, groups)} == {frozenset("abc"), frozenset("xyz")}
    community_of = {node: n for n, group in enumerate(groups) for node in group}
    spread = participation(graph, community_of)
    assert spread["bridge"] == pytest.approx(0.5), "half of its ties go either way"
    assert spread["b"] == 0
    between = nx.betweenness_centrality(graph, weight="distance")
    assert max(between, key=lambda n: between[n]) == "bridge"


def test_nothing_depends_on_the_order_of_tasks() -> None:
    tasks = {"t1": {"a", "b", "c"}, "t2": {"c", "d"}, "t3": {"d", "e", "f"}}
    turned = network(dict(reversed(tasks.items())))
    assert list(turned.edges(data=True)) == list(network(tasks).edges(data=True))
    assert communities(turned) == communities(network(tasks))
