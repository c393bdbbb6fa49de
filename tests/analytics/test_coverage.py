"""What was not understood, counted by hand."""

from __future__ import annotations

import pytest

from kg.analytics.coverage import coverage, understood
from kg.errors import UnknownNameError
from kg.graph.store import GraphStore


def test_gaps(small: GraphStore) -> None:
    table = coverage(small)
    assert table.columns == ("file", "line", "text", "reason", "pass", "instrument")
    title = "甲市乙区人民政府关于印发节水方案的通知"
    assert table.rows == (("one.txt", 11, "（责任单位：某某）", "no agent in clause", "clauses", title),)
    assert coverage(small, place="丙区").rows == ()


def test_share_per_instrument(small: GraphStore) -> None:
    rows = understood(small).rows
    # one.txt: four clauses, one duty, one membership understood, one clause missed; two.txt: one clause
    assert [(row[0], row[1], row[4], row[5], row[6]) for row in rows] == [
        ("one.txt", 1, 6, 1, 0.8571),
        ("two.txt", 1, 1, 0, 1.0),
    ]
    assert [row[0] for row in understood(small, instrument="防汛").rows] == ["two.txt"]


def test_evidence(small: GraphStore) -> None:
    missed = "one.txt:11 “（责任单位：某某）”"
    assert [row[-1] for row in coverage(small, evidence=True).rows] == [missed]
    one, two = (str(row[-1]) for row in understood(small, evidence=True).rows)
    assert one == missed, "what is missed comes before what is understood"
    assert two.startswith("two.txt:")


def test_unknown_instrument(small: GraphStore) -> None:
    with pytest.raises(UnknownNameError):
        coverage(small, instrument="没有")
