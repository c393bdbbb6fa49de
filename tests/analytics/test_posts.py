from __future__ import annotations

from datetime import date

import pytest

from kg.analytics.posts import posts
from kg.graph.store import GraphStore

HEAD = "区水务局局长"


@pytest.mark.parametrize(
    ("on", "holders", "why"),
    [
        (date(2031, 1, 31), {("钱某", "presumed")}, "dismissed the next day, since when is not said"),
        (date(2031, 2, 1), {("赵某", "holds")}, "on the day of the change the new one holds it"),
        (
            date(2031, 4, 1),
            {("赵某", "holds"), ("孙某", "holds")},
            "no dismissal between: both, and a conflict",
        ),
        (None, {("赵某", "holds"), ("孙某", "holds")}, "the last that is known"),
    ],
)
def test_holders(town: GraphStore, on: date | None, holders: set[tuple[str, str]], why: str) -> None:
    rows = [r for r in posts(town, on=on).dicts() if r["post"] == HEAD]
    assert {(r["person"], r["state"]) for r in rows} == holders, why


def test_what_is_only_stated_later_is_not_known_before(town: GraphStore) -> None:
    def state(on: date) -> object:
        return {r["person"]: r["state"] for r in posts(town, on=on).dicts()}["周某"]

    assert state(date(2031, 4, 30)) == "unknown"
    assert state(date(2031, 5, 1)) == "holds"


def test_since_and_until(town: GraphStore) -> None:
    (row,) = [r for r in posts(town, on=date(2031, 1, 1)).dicts() if r["person"] == "钱某"]
    assert (row["since"], row["until"]) == (None, date(2031, 2, 1))
    assert {r["since"] for r in posts(town).dicts()} == {None, date(2031, 2, 1), date(2031, 4, 1)}


def test_changes(town: GraphStore) -> None:
    table = posts(town, start=date(2031, 2, 1), end=date(2031, 3, 31))
    assert [(r["date"], r["event"], r["person"]) for r in table.dicts()] == [
        (date(2031, 2, 1), "appointed", "赵某"),
        (date(2031, 2, 1), "dismissed", "钱某"),
    ]
    assert len(posts(town, start=date(2031, 2, 2)).rows) == 1


def test_two_days_differ_by_the_notices_between_on_the_seeds(seeds: GraphStore) -> None:
    first, second = date(2022, 10, 20), date(2022, 11, 15)

    def known(on: date) -> set[tuple[object, object]]:
        return {(r["post"], r["iri"]) for r in posts(seeds, on=on).dicts() if r["state"] != "unknown"}

    query = """PREFIX gov: <https://w3id.org/govkg/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT DISTINCT ?event ?person (MAX(STR(?label)) AS ?post) WHERE {
      VALUES (?class ?event) { (gov:Appointment "in") (gov:Dismissal "out") }
      ?s a ?class ; gov:agent ?person ; gov:post ?node ; gov:date ?date . ?node skos:prefLabel ?label
      FILTER(STR(?date) > "2022-10-20" && STR(?date) <= "2022-11-15")
    } GROUP BY ?event ?person ?node"""
    between = seeds.select(query).rows
    came = {(post, person) for event, person, post in between if event == "in"}
    went = {(post, person) for event, person, post in between if event == "out"}
    assert known(second) - known(first) == came - went
    assert known(first) - known(second) == went - came
    assert came
    assert went
