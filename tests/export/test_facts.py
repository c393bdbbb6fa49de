from __future__ import annotations

import io
import json

from kg.analytics.facts import fact_rows
from kg.export.facts import write_facts
from kg.graph.store import GraphStore
from tests.small import first, graph_of


def test_one_json_object_per_line(small: GraphStore) -> None:
    buffer = io.BytesIO()
    write_facts(small, buffer)
    lines = buffer.getvalue().decode("utf-8").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == fact_rows(small)
    assert "区财政局" in lines[0] + lines[2] + lines[-1], "Chinese stays readable"


def test_hostile_names_stay_on_their_line() -> None:
    buffer = io.BytesIO()
    write_facts(graph_of(first(water='区\u2028水\u0085"</script>局')), buffer)
    lines = buffer.getvalue().decode("utf-8").splitlines()
    assert all(json.loads(line)["type"] for line in lines if line)
