from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from kg.analytics.facts import fact_rows
from kg.analytics.leads import leads
from kg.analytics.registry import REPORTS, report_named
from kg.errors import UnknownNameError
from kg.graph.store import GraphStore
from kg.language.data import load
from tests.clock import within

ABOUT = {"profile": ("区财政局",), "compare": ("乙区", "丙区")}
NOTHING_IN_TOWN = {"coverage", "unresolved"}


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_runs_and_keeps_its_promises(town: GraphStore, name: str) -> None:
    report = report_named(name)
    table = report.function(town, *ABOUT.get(name, ()), place=None, instrument=None, top=None)
    assert bool(table.rows) is (name not in NOTHING_IN_TOWN)
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert report.sections is None or report.sections in table.columns
    assert all(other in REPORTS for other in report.after)
    assert len(report.arguments) == len(ABOUT.get(name, ()))
    headings = load("labels")["columns"]
    dynamic = ABOUT[name] if name == "compare" else ()
    assert [c for c in table.columns if c not in headings and c not in dynamic] == []


@pytest.mark.parametrize("name", REPORTS)
def test_every_row_can_show_its_evidence(town: GraphStore, name: str) -> None:
    function, about = REPORTS[name].function, ABOUT.get(name, ())
    proved = function(town, *about, place=None, instrument=None, top=None, evidence=True)
    plain = function(town, *about, place=None, instrument=None, top=None)
    assert proved.columns == (*plain.columns, "evidence")
    assert tuple(row[:-1] for row in proved.rows) == plain.rows, "evidence changes nothing else"
    for row in proved.dicts():
        alone = row.get("partners") == 0  # shares no task, so nothing proves that it does
        assert alone or ".txt:" in str(row["evidence"]), row


@pytest.mark.parametrize("name", REPORTS)
def test_two_runs_give_the_same(seeds: GraphStore, name: str) -> None:
    report = report_named(name)
    about = seeds_about(seeds, name)
    day = {"on": date(2022, 1, 1)} if "on" in report.options else {}
    run = partial(report.function, seeds, *about, place=None, instrument=None, top=None, **day)
    first = within(2, run)
    assert run() == first
    assert first.rows


def seeds_about(seeds: GraphStore, name: str) -> tuple[str, ...]:
    """What to ask on the seeds, found in the seeds."""
    table = leads(seeds)
    if name == "profile":
        return (str(table.rows[0][2]),)
    if name == "compare":
        return tuple(sorted({str(row[0]) for row in table.rows})[:2])
    return ()


def test_leads_agree_with_sparql_and_with_the_facts_for_all_bodies(seeds: GraphStore) -> None:
    query = """PREFIX gov: <https://w3id.org/govkg/ontology#>
    SELECT ?place ?body ?role (COUNT(DISTINCT ?task) AS ?n) WHERE {
      ?a a gov:ResponsibilityAssignment ; gov:agent ?body ; gov:agentKind "org" ; gov:role ?role ; gov:task ?task ;
         gov:inDocument/gov:jurisdiction ?place
    } GROUP BY ?place ?body ?role"""
    asked: dict[tuple[object, str], int] = {}
    for _, body, role, n in seeds.select(query).rows:
        key = body, str(role).rpartition("#role")[2].lower()
        asked[key] = asked.get(key, 0) + int(str(n))
    tasks: dict[tuple[object, str], set[object]] = {}
    for fact in fact_rows(seeds, types={"role"}):
        if fact["agent_kind"] == "org":
            tasks.setdefault((fact["agent_id"], fact["role"]), set()).add(fact["task_id"])
    found: dict[tuple[object, str], int] = {}
    for row in leads(seeds).dicts():
        for role in ("lead", "responsible", "support"):
            if row[role]:
                key = row["iri"], role
                found[key] = found.get(key, 0) + int(str(row[role]))
    counted = {key: len(found_) for key, found_ in tasks.items() if key[1] != "overseer"}
    assert found == {key: n for key, n in asked.items() if key[1] != "overseer"} == counted
    assert len(found) > 100


@pytest.mark.parametrize(
    ("wrong", "close"), [("leaders", "leads"), ("target", "targets"), ("zzz", "coverage")]
)
def test_unknown_report_names_close_ones_or_all(wrong: str, close: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        report_named(wrong)
    assert close in caught.value.close
