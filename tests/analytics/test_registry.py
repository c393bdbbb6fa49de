from __future__ import annotations

import pytest

from kg.analytics.registry import REPORTS, report_named
from kg.errors import UnknownNameError
from kg.graph.store import GraphStore


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_runs_and_keeps_its_promises(small: GraphStore, name: str) -> None:
    report = report_named(name)
    table = report.function(small, place=None, instrument=None, top=None)
    assert table.rows
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert report.sections is None or report.sections in table.columns
    assert report.after is None or report.after in REPORTS


def test_unknown_report_names_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="leads"):
        report_named("leaders")
