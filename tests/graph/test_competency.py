"""The competency questions on the seeds: each answer against counts made from the flat facts, in Python, another way.

No row of the seeds is written down here: when the extraction learns to read more, the questions must follow.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kg.analytics.facts import fact_rows
from kg.analytics.posts import posts
from kg.graph.ontology import named_query, query_names
from kg.graph.store import GraphStore, open_store
from tests.clock import within

Facts = list[dict[str, Any]]
Row = dict[str, Any]


@pytest.fixture(scope="module")
def store(seeds_store: Path) -> Iterator[GraphStore]:
    with open_store(seeds_store) as graph:
        yield graph


@pytest.fixture(scope="module")
def facts(store: GraphStore) -> Facts:
    return fact_rows(store)


def ask(store: GraphStore, question: str, **bindings: str) -> list[Row]:
    return list(store.select(named_query(question).text, bindings).dicts())


def of(facts: Facts, type_: str) -> Facts:
    return [fact for fact in facts if fact["type"] == type_]


def agents_by_task(facts: Facts, *roles: str) -> dict[str, set[str]]:
    agents: defaultdict[str, set[str]] = defaultdict(set)
    for fact in of(facts, "role"):
        if fact["role"] in roles:
            agents[fact["task_id"]].add(fact["agent_id"])
    return agents


def test_there_are_enough_questions() -> None:
    assert len(query_names()) >= 25


LISTS: list[tuple[str, Callable[[Facts], int]]] = [
    # name of a question that lists facts one by one, and how many of the flat facts it must list
    ("appointments-and-dismissals", lambda f: sum(r["event"] != "holds" for r in of(f, "person"))),
    ("indicators-with-baseline", lambda f: sum(r["baseline"] is not None for r in of(f, "target"))),
    ("instruments-of-place", lambda f: len({r["iri"] for r in of(f, "document")})),
    ("instruments-repealed", lambda f: sum(r["relation"] == "repeals" for r in of(f, "citation"))),
    ("legal-bases-of-instrument", lambda f: sum(r["relation"] == "basis" for r in of(f, "citation"))),
    ("members-of-coordinating-body", lambda f: len(of(f, "member"))),
    ("milestones-due", lambda f: len(of(f, "milestone"))),
    ("targets-by-year", lambda f: len(of(f, "target"))),
    ("targets-due-by", lambda f: sum(r["by"] is not None for r in of(f, "target"))),
    ("tasks-for-groups", lambda f: sum(r["agent_kind"] == "group" for r in of(f, "role"))),
    (
        "tasks-with-several-leads",
        lambda f: sum(len(agents) > 1 for agents in agents_by_task(f, "lead").values()),
    ),
    (
        "tasks-shared-by-bodies",
        lambda f: sum(
            len(agents) >= 3 for agents in agents_by_task(f, "lead", "responsible", "support").values()
        ),
    ),
    (
        "tasks-without-lead",
        lambda f: len(agents_by_task(f, "responsible", "support").keys() - agents_by_task(f, "lead").keys()),
    ),
    (
        "targets-with-lead",
        lambda f: sum(len(agents_by_task(f, "lead").get(r["task_id"], ())) for r in of(f, "target")),
    ),
]


@pytest.mark.parametrize(("name", "count"), LISTS, ids=[name for name, _ in LISTS])
def test_lists_are_complete(
    store: GraphStore, facts: Facts, name: str, count: Callable[[Facts], int]
) -> None:
    rows = ask(store, name)
    assert rows
    assert len(rows) == count(facts)


COUNTS: list[tuple[str, str, Callable[[Facts], int]]] = [
    # name of a question that counts, its column, and what the column must add up to
    ("duties-by-body", "duties", lambda f: len(of(f, "duty"))),
    ("facts-by-pass", "facts", lambda f: len({r["iri"] for r in f})),
    ("instruments-of-place", "facts", lambda f: len({r["iri"] for r in f if r["type"] != "document"})),
    ("citations-most-cited", "citations", lambda f: len(of(f, "citation"))),
    (
        "coordinating-bodies-by-agent",
        "statements",
        lambda f: sum(r["role"] != "parent" for r in of(f, "member")),
    ),
    (
        "leads-by-department",
        "lead",
        lambda f: len(
            {(r["agent_id"], r["task_id"]) for r in of(f, "role") if r["role"] == "lead" and _body(r)}
        ),
    ),
    (
        "officials-by-tasks",
        "tasks",
        lambda f: len(
            {
                (r["agent_id"], r["task_id"])
                for r in of(f, "role")
                if r["role"] == "overseer" and "/person/" in r["agent_id"]
            }
        ),
    ),
]


def _body(fact: Row) -> bool:
    return "/body/" in fact["agent_id"]


@pytest.mark.parametrize(("name", "column", "total"), COUNTS, ids=[f"{n}-{c}" for n, c, _ in COUNTS])
def test_counts_add_up(
    store: GraphStore, facts: Facts, name: str, column: str, total: Callable[[Facts], int]
) -> None:
    rows = ask(store, name)
    if name == "facts-by-pass":
        rows = [row for row in rows if row["type"] != "Gap"]
    if name == "leads-by-department":
        rows = [row for row in rows if "/body/" in str(row["body"])]
    assert sum(row[column] for row in rows) == total(facts)


def test_who_sits_in_most_coordinating_bodies(store: GraphStore, facts: Facts) -> None:
    seats = {(r["agent_id"], r["body_id"]) for r in of(facts, "member") if r["role"] != "parent"}
    rows = ask(store, "coordinating-bodies-by-agent")
    assert {row["node"]: row["bodies"] for row in rows} == Counter(agent for agent, _ in seats)
    assert rows[0]["bodies"] == max(row["bodies"] for row in rows)


def test_offices(store: GraphStore, facts: Facts) -> None:
    offices = {(r["body_id"], r["agent_id"]) for r in of(facts, "member") if r["role"] == "office_at"}
    assert {
        (row["bodyNode"], row["officeNode"]) for row in ask(store, "offices-of-coordinating-bodies")
    } == offices


def test_an_official_s_portfolio(store: GraphStore, facts: Facts) -> None:
    rows = ask(store, "portfolio-of-official")
    persons = [
        f for f in facts if f["type"] in {"role", "member", "person"} and "/person/" in str(f.get("agent_id"))
    ]
    assert {row["fact"] for row in rows} == {fact["iri"] for fact in persons}
    name = persons[0].get("agent") or persons[0]["person"]
    mine = ask(store, "portfolio-of-official", name=name)
    assert mine
    assert {row["official"] for row in mine} == {name}


def test_a_body_s_portfolio(store: GraphStore, facts: Facts) -> None:
    body = Counter(r["agent_id"] for r in of(facts, "role") if _body(r)).most_common(1)[0][0]
    wanted = {
        r["iri"] for r in facts if r["type"] in {"role", "duty"} and r["agent_id"] == body and r["agent"]
    }
    name = next(r["agent"] for r in of(facts, "role") if r["agent_id"] == body)
    assert wanted <= {row["fact"] for row in ask(store, "portfolio-of-body", name=name)}


def test_every_fact_of_a_line(store: GraphStore, facts: Facts) -> None:
    (file, line), _ = Counter((r["file"], r["line"]) for r in facts).most_common(1)[0]
    rows = [row for row in ask(store, "facts-at-line", file=file, line=str(line)) if row["type"] != "Gap"]
    assert {row["fact"] for row in rows} == {
        r["iri"] for r in facts if (r["file"], r["line"]) == (file, line)
    }
    everything = [row for row in ask(store, "facts-at-line") if row["type"] != "Gap"]
    assert len(everything) == len(facts)


def test_targets_due_by_a_date(store: GraphStore, facts: Facts) -> None:
    def end(due: str) -> str:
        return due if len(due) > 4 else f"{due}-12"

    for by in ("2022", "2023-06"):
        wanted = sum(r["by"] is not None and end(r["by"]) <= end(by) for r in of(facts, "target"))
        assert len(ask(store, "targets-due-by", by=by)) == wanted
        assert all(end(row["due"]) <= end(by) for row in ask(store, "targets-due-by", by=by))


def test_the_chain_of_bases_climbs(store: GraphStore, facts: Facts) -> None:
    bases: defaultdict[str, set[str]] = defaultdict(set)
    for fact in of(facts, "citation"):
        if fact["relation"] == "basis":
            bases[fact["document"]].add(fact["cited"])

    def chain(node: str, seen: set[str]) -> set[str]:
        for basis in bases.get(node, set()) - seen:
            seen.add(basis)
            chain(basis, seen)
        return seen

    for document in bases:
        found = {row["basisNode"] for row in ask(store, "basis-chain", instrument=document)}
        assert found == chain(document, set())
    tops = {row["basisNode"] for row in ask(store, "basis-chain") if row["last"]}
    assert tops.isdisjoint(bases)


def test_leads_here_supports_there(store: GraphStore, facts: Facts) -> None:
    rows = ask(store, "lead-here-support-there")
    leads = {r["agent_id"] for r in of(facts, "role") if r["role"] == "lead"}
    assert rows
    for row in rows:
        assert row["leader"] in leads
        assert row["supporter"] not in leads
        assert row["leadsIn"] != row["supportsIn"]


def test_posts_on_a_date(store: GraphStore, facts: Facts) -> None:
    people = {fact["iri"]: fact for fact in of(facts, "person")}
    dismissed = {(r["agent_id"], r["post"]): r for r in people.values() if r["event"] == "dismissed"}
    rows = ask(store, "posts-on-date", on="2022-12-31")
    assert rows
    assert {people[row["statement"]]["event"] for row in rows} <= {"holds", "appointed"}
    assert all(row["since"] <= "2022-12-31" for row in rows)
    early = ask(store, "posts-on-date", on="1999-01-01")
    assert early == []
    now = {row["statement"] for row in ask(store, "posts-on-date")}
    for iri in now:
        gone = dismissed.get((people[iri]["agent_id"], people[iri]["post"]))
        assert gone is None or gone["date"] is None or gone["date"] < (people[iri]["date"] or "9999")


@pytest.mark.parametrize("day", ["2019-01-01", "2022-10-20", "2022-11-15", "2023-12-31"])
def test_tenures_say_what_the_report_of_posts_says(store: GraphStore, day: str) -> None:
    asked = {
        (row["post"], row["person"], row["state"], row["since"] or None, row["until"] or None)
        for row in ask(store, "tenures-on-date", on=day)
    }
    table = posts(store, on=date.fromisoformat(day))
    told = {
        (
            row["post"],
            row["person"],
            row["state"],
            row["since"] and str(row["since"]),
            row["until"] and str(row["until"]),
        )
        for row in (dict(zip(table.columns, cells, strict=True)) for cells in table.rows)
    }
    assert asked == told
    assert asked


def test_several_posts(store: GraphStore, facts: Facts) -> None:
    posts: defaultdict[str, set[str]] = defaultdict(set)
    for fact in of(facts, "person"):
        if fact["event"] != "dismissed":
            posts[fact["agent_id"]].add(fact["post"])
    found = {row["node"]: row["posts"] for row in ask(store, "persons-with-several-posts")}
    # two printed names of one post are one post
    assert found.keys() <= {person for person, names in posts.items() if len(names) > 1}
    assert all(count <= len(posts[person]) for person, count in found.items())


def test_names_of_a_body(store: GraphStore, facts: Facts) -> None:
    printed: defaultdict[str, set[str]] = defaultdict(set)
    for row in ask(store, "names-of-body"):
        printed[row["node"]].add(row["printed"])
    for fact in facts:
        if fact["type"] in {"role", "duty"} and _body(fact):
            assert fact["agent"] in printed[fact["agent_id"]]


def test_working_together(store: GraphStore, facts: Facts) -> None:
    leads, others = agents_by_task(facts, "lead"), agents_by_task(facts, "lead", "responsible", "support")
    pairs = Counter(
        (one, two) for task, ones in leads.items() for one in ones for two in others[task] if one != two
    )
    rows = ask(store, "bodies-working-together")
    assert rows
    assert all(pairs[row["first"], row["second"]] == row["tasks"] for row in rows)


def test_officials_of_bodies(store: GraphStore, facts: Facts) -> None:
    overseers = agents_by_task(facts, "overseer")
    bodies = agents_by_task(facts, "lead", "responsible")
    pairs = Counter(
        (person, body) for task, persons in overseers.items() for person in persons for body in bodies[task]
    )
    assert {(row["person"], row["lead"]): row["tasks"] for row in ask(store, "official-of-task")} == pairs


def test_gaps(store: GraphStore) -> None:
    rows = ask(store, "gaps-by-reason")
    one = rows[0]["why"]
    assert len(ask(store, "gaps-by-reason", reason=one)) == sum(row["why"] == one for row in rows)


EXAMPLES = {
    # the questions that are about one thing are asked about one
    "facts-at-line": {"file": "any.txt", "line": "1"},
    "portfolio-of-body": {"name": "区财政局"},
}


@pytest.mark.parametrize("name", query_names())
def test_every_question_takes_less_than_a_second(store: GraphStore, name: str) -> None:
    select = partial(store.select, named_query(name).text, EXAMPLES.get(name))
    within(1, select, clock=time.thread_time)  # the store's own threads do not count
