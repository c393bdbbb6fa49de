"""Opening and asking the store."""

from __future__ import annotations

import contextlib
import socket
from decimal import Decimal
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.build import build
from kg.graph.guard import QueryError, check
from kg.graph.store import GraphStore, StoreError, open_store
from kg.graph.view import networkx_view
from kg.table import Table
from tests.clock import within
from tests.graph.test_quads import lines_of, store_of
from tests.made_up import instrument, one_of_each, role, source


@pytest.fixture(scope="module")
def store() -> GraphStore:
    one = source(instrument(one_of_each()))
    two = source(instrument([role("区水务局", "另一任务")], number="乙政发〔2023〕9号"), name="b.txt")
    return store_of(lines_of(one, two))


GOV = "PREFIX gov: <https://w3id.org/govkg/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "


def test_select_gives_python_values(store: GraphStore) -> None:
    table = store.select(
        'SELECT ?a ?b ?c ?d ?e ?f ?g { BIND(1 AS ?a) BIND(1.50 AS ?b) BIND(1e3 AS ?c) BIND(true AS ?d) BIND("文"@zh AS ?e) '
        "BIND(<urn:x> AS ?f) }"
    )
    assert table == Table(tuple("abcdefg"), ((1, Decimal("1.5"), 1000.0, True, "文", "urn:x", None),))
    assert next(iter(table.dicts()))["e"] == "文"


def test_the_default_graph_says_everything_once(store: GraphStore) -> None:
    rows = store.select(
        GOV + "SELECT ?l { ?b a gov:PublicBody ; skos:prefLabel ?l FILTER(?l = '区水务局'@zh) }"
    ).rows
    assert rows == (("区水务局",),)
    named = store.select(
        GOV + "SELECT ?g { GRAPH ?g { ?b a gov:PublicBody ; skos:prefLabel '区水务局'@zh } }"
    ).rows
    assert len(named) == 2


def test_bindings(store: GraphStore) -> None:
    query = (
        GOV
        + "SELECT (COUNT(*) AS ?n) WHERE { ?f gov:agentName ?name . FILTER(!BOUND(?kind) || EXISTS { ?f gov:agentKind ?kind }) }"
    )
    every = store.select(query).rows[0][0]
    assert store.select(query, {"name": "区水务局"}).rows[0][0] == 5
    assert store.select(query, {"name": "区水务局", "kind": "org"}).rows[0][0] == 5
    assert isinstance(every, int)
    assert every > 5
    agent = store.select(GOV + "SELECT ?a { ?f gov:agentName '王某' ; gov:agent ?a } LIMIT 1").rows[0][0]
    assert store.ask(GOV + "ASK { ?f gov:agent ?a ; gov:agentName '王某' }", {"a": str(agent)})
    assert not store.ask(GOV + "ASK { ?f gov:agent ?a ; gov:agentName '王某' }", {"a": "urn:other"})
    triples = list(
        store.construct(
            GOV + "CONSTRUCT { ?f gov:agent ?a } WHERE { ?f gov:agentName ?n ; gov:agent ?a }", {"n": "王某"}
        )
    )
    assert len(triples) == 2


@given(st.text(max_size=20))
def test_no_value_leaves_its_literal(text: str) -> None:
    store = GraphStore(ox.Store())
    assert store.select("SELECT ?x WHERE { BIND(STR(?v) AS ?x) }", {"v": ox.Literal(text)}).rows == ((text,),)
    assert not store.ask("ASK { ?s ?p ?v }", {"v": text})


REFUSED = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?x { SERVICE ?x { ?s ?p ?o } } }",
    "SELECT * { FILTER EXISTS { { SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } } } }",
    "SELECT * FROM <http://127.0.0.1:9/g> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:9/g> { ?s ?p ?o }",
    "PREFIX e: <http://127.0.0.1:9/> SELECT * FROM e:g { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:9/>",
    "LOAD <file:///etc/passwd> INTO GRAPH <urn:x>",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DROP ALL",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "a\\"b" } # "\nSERVICE <urn:x> {}',
    "SELECT * { ?s ?p '''a' SERVICE''' . SERVICE <urn:x> { ?s ?p ?o } }",
    "SELECT * { ?s ex:p{SERVICE <urn:x> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p 1e3SERVICE <urn:x> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE <urn:x> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?s<?o) SERVICE <urn:x> { ?s ?p ?o } FILTER(?s>?o) }",
]


@pytest.mark.parametrize("query", REFUSED)
def test_refused_before_evaluation(store: GraphStore, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_socket(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", no_socket)
    with pytest.raises(QueryError, match=r"refused|no such graph|FROM needs"):
        store.select(query)


ALLOWED = [
    'SELECT * { ?service ?p "SERVICE <http://x/> { }" }',
    "SELECT * { ?s <http://x/SERVICE> ?o } # SERVICE",
    "PREFIX load: <urn:load:> SELECT * { ?s load:SERVICE ?o ; <urn:LOAD> ?drop }",
    "SELECT * { ?s ?p '''it's a \"SERVICE\" ''' }",
]


@pytest.mark.parametrize("query", ["SELECT * { VALUES ?x { '''a' } SERVICE <urn:x> {} }", 'SELECT "a\nb" {}'])
def test_strings_that_are_not_closed(query: str) -> None:
    with pytest.raises(QueryError, match="not closed"):
        check(query, ())


@pytest.mark.parametrize("query", ALLOWED)
def test_words_that_only_look_dangerous(store: GraphStore, query: str) -> None:
    store.select(query)


def test_from_a_graph_of_the_store(store: GraphStore) -> None:
    graph = sorted(store.graphs)[0]
    assert store.select(f"SELECT * FROM <{graph}> {{ ?s ?p ?o }}").rows
    assert store.select(f"SELECT * FROM NAMED <{graph}> {{ GRAPH ?g {{ ?s ?p ?o }} }}").rows


def test_the_check_takes_linear_time() -> None:
    for text in (
        '"' * 100_000,
        "'''" + "'\\" * 50_000,
        "<" * 100_000,
        "a:" * 50_000,
        "#" * 100_000,
        "\\" * 100_000,
        "?" * 100_000,
        "a." * 50_000,
    ):
        with contextlib.suppress(QueryError):
            within(5, partial(check, text, ()))  # quadratic: a minute


def test_malformed_queries_say_where(store: GraphStore) -> None:
    with pytest.raises(QueryError, match=r"not SPARQL: error at 1:\d+") as caught:
        store.select("SELECT * WHERE ?s")
    assert "\n" not in str(caught.value)
    for query, method in (("ASK {}", store.select), ("SELECT * {}", store.ask), ("ASK {}", store.construct)):
        with pytest.raises(QueryError, match="this is not"):
            method(query)


def test_rdflib_sees_the_store(store: GraphStore) -> None:
    dataset = store.dataset()
    query = GOV + "SELECT (COUNT(*) AS ?n) { ?t gov:leadBody ?b }"
    assert [int(row[0]) for row in dataset.query(query)] == [store.select(query).rows[0][0]]  # type: ignore[index, arg-type]
    assert (
        len(
            {graph.identifier for graph in dataset.graphs()}
            & {*map(__import__("rdflib").URIRef, store.graphs)}
        )
        == 4
    )


MESSAGES = [
    ("missing", None, "no store at .*; run: kg build"),
    ("folder", {"some.txt": "x"}, "is not a store"),
    ("old", {"kg-store.json": '{"format": 0}'}, "format 0"),
    ("broken", {"kg-store.json": "{"}, "cannot be read"),
    ("list", {"kg-store.json": "[]"}, "format None"),
    ("unfinished", {"kg-store.json": '{"format": 1}'}, "no finished build"),
    ("lost", {"kg-store.json": '{"format": 1}', "CURRENT": "g-000001\n"}, "cannot be opened"),
]


@pytest.mark.parametrize(("name", "files", "message"), MESSAGES)
def test_what_is_no_store(tmp_path: Path, name: str, files: dict[str, str] | None, message: str) -> None:
    path = tmp_path / name
    for file, content in (files or {}).items():
        path.mkdir(exist_ok=True)
        (path / file).write_text(content)
    with pytest.raises(StoreError, match=message) as caught:
        open_store(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "f").touch()
    with pytest.raises(StoreError, match="is a file"):
        open_store(tmp_path / "f")


def test_one_writer_many_readers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一")
    build([tmp_path / "a.txt"], tmp_path / "s", extract=lambda _: source(instrument(one_of_each())))
    with open_store(tmp_path / "s") as reader, open_store(tmp_path / "s", writable=True) as writer:
        with pytest.raises(StoreError, match="in use by another process"):
            open_store(tmp_path / "s", writable=True)
        assert list(reader.nquads()) == list(writer.nquads())
        assert [row.name for row in reader.sources()] == ["a.txt"]


def test_the_view(store: GraphStore) -> None:
    view = networkx_view(store)
    labels = {data["label"]: node for node, data in view.nodes(data=True)}
    water, task = labels["区水务局"], labels["建设节水设施"]
    assert view.nodes[water]["kind"] == "body"
    assert view.nodes[water]["place"] == "甲市乙区"
    assert view.edges[water, task, "lead"]["weight"] == 1
    assert view.has_edge(labels["王某"], task, "overseer")
    assert view.has_edge(labels["王某"], labels["区水务局局长"], "appointed")
    assert view.has_edge(labels["区水务局局长"], water, "in")
    assert view.has_edge(water, labels["区节水工作领导小组"], "member_org")
    assert view.has_edge(labels["甲市乙区人民政府关于印发节水方案的通知"], labels["甲市节水条例"], "basis")
    assert view.nodes[labels["节水率"]]["value"] == "95"
    assert all("kind" in data and None not in data.values() for _, data in view.nodes(data=True))
    again = networkx_view(store)
    assert list(view.nodes(data=True)) == list(again.nodes(data=True))
    assert list(view.edges(keys=True, data=True)) == list(again.edges(keys=True, data=True))
