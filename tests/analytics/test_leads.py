"""The leads report against a hand count (tests/small.py says what is in the graph)."""

from __future__ import annotations

import pytest

from kg.analytics.leads import COLUMNS, leads
from kg.analytics.prefixes import PREFIXES
from kg.errors import UnknownNameError
from kg.graph.store import GraphStore
from tests.small import first, graph_of, second

COUNTED = [
    # place, rank, body, lead, responsible, support, total, share
    ("甲市丙区", 1, "区财政局", 1, 0, 0, 1, 1.0),
    ("甲市乙区", 1, "区水务局", 2, 0, 0, 2, 0.6667),
    ("甲市乙区", 2, "区林业局", 1, 0, 0, 1, 0.3333),
    ("甲市乙区", 3, "区财政局", 0, 2, 2, 3, 0.0),
    ("甲市乙区", 3, "区教育局", 0, 1, 0, 1, 0.0),
]


def test_hand_count(small: GraphStore) -> None:
    table = leads(small)
    assert table.columns == COLUMNS
    assert [row[:-1] for row in table.rows] == COUNTED


def test_bodies_of_one_name_in_two_districts_are_two(small: GraphStore) -> None:
    finance = [row[-1] for row in leads(small).rows if row[2] == "区财政局"]
    assert len(set(finance)) == 2


def test_agrees_with_a_count_in_sparql(small: GraphStore) -> None:
    rows = small.select(
        PREFIXES
        + """SELECT ?body (COUNT(DISTINCT ?task) AS ?n) WHERE {
          ?a a gov:ResponsibilityAssignment ; gov:role gov:roleLead ; gov:agentKind "org" ;
             gov:agent ?body ; gov:task ?task } GROUP BY ?body"""
    ).rows
    assert {row[0]: row[1] for row in rows} == {row[-1]: row[3] for row in leads(small).rows if row[3]}


def test_filters(small: GraphStore) -> None:
    assert [row[:-1] for row in leads(small, place="丙区").rows] == COUNTED[:1]
    assert [row[:-1] for row in leads(small, instrument="乙政发(2031)2号").rows] == COUNTED[1:]
    assert [row[:-1] for row in leads(small, top=1).rows] == COUNTED[:2]
    assert leads(small, place="乙区", instrument="防汛").rows == ()


def test_unknown_names_are_told_with_close_ones(small: GraphStore) -> None:
    with pytest.raises(UnknownNameError, match="甲市乙区"):
        leads(small, place="甲市丁区")
    with pytest.raises(UnknownNameError, match="instrument"):
        leads(small, instrument="没有的通知")


def test_the_order_of_files_does_not_matter(small: GraphStore) -> None:
    assert leads(graph_of(second(), first())) == leads(small)
