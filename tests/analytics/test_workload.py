from __future__ import annotations

from kg.analytics.workload import workload
from kg.graph.store import GraphStore


def test_hand_count(town: GraphStore) -> None:
    rows = [row[:-1] for row in workload(town).rows]
    # place, body, month, milestones, tasks, peak
    assert rows == [
        ("甲市乙区", "区水务局", "2031-03", 2, 2, True),
        ("甲市乙区", "区水务局", "2031-09", 1, 1, False),
        ("甲市乙区", None, "2031", 1, 1, False),
        ("甲市乙区", "区交通局", "2031-06", 1, 1, False),
        ("甲市乙区", "区财政局", "2031-06", 1, 1, False),
    ]
    assert [row[1] for row in workload(town, top=1).rows] == ["区水务局", "区水务局"]
    assert workload(town, year=2032).rows == ()


def test_agrees_with_sparql_on_the_seeds(seeds: GraphStore) -> None:
    """Milestones that name their agent; the others go to those who answer for the task."""
    query = """PREFIX gov: <https://w3id.org/govkg/ontology#>
    SELECT ?agent ?month (COUNT(DISTINCT ?m) AS ?n) WHERE {
      { ?m a gov:Milestone ; gov:agent ?agent ; gov:due ?due }
      UNION
      { ?m a gov:Milestone ; gov:task ?task ; gov:due ?due .
        FILTER NOT EXISTS { ?m gov:agent ?someone }
        { ?task gov:leadBody ?agent } UNION
        { ?task gov:responsibleBody ?agent FILTER NOT EXISTS { ?task gov:leadBody ?lead } } }
      BIND(SUBSTR(REPLACE(?due, "^.*/", ""), 1, 7) AS ?month)
    } GROUP BY ?agent ?month"""
    counted = {(row[0], row[1]): row[2] for row in seeds.select(query).rows}
    found = {(r["iri"], r["month"]): r["milestones"] for r in workload(seeds).dicts() if r["iri"]}
    assert found == counted
    assert len(found) > 100
