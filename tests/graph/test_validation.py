"""The fast check says what pyshacl says, violations say where they are, and a build refuses to land them."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.build import Options, build
from kg.cli import main
from kg.export.rdf import write_turtle
from kg.facts import Gap
from kg.graph.store import GraphStore, open_store
from kg.graph.validation import fast, shacl
from kg.graph.validation.shapes import read_shapes
from kg.graph.validation.store import COLUMNS, validate
from tests.clock import HANGS
from tests.conftest import ROOT
from tests.graph.test_quads import lines_of
from tests.made_up import evidence, instrument, one_of_each, person, source

GOV = "https://w3id.org/govkg/ontology#"


def data() -> list[str]:
    """The lines of one instrument's graph with one of everything."""
    facts = [*one_of_each(), person("李某", "区财政局局长", "区财政局", "局长")]
    lines = lines_of(source(instrument(facts, gaps=(Gap(evidence(7), "no agent", "clauses"),))))
    graphs = {line[line.rindex(" <") :] for line in lines}
    biggest = max(graphs, key=lambda graph: sum(line.endswith(graph) for line in lines))
    return [line for line in lines if line.endswith(biggest)]


def both(lines: list[str]) -> tuple[set[str], set[str]]:
    quick = {violation.node for violation in fast.violations(fast.index(lines))}
    return quick, {violation.node for violation in shacl.violations(lines)}


def test_a_complete_graph_conforms() -> None:
    assert both(data()) == (set(), set())


PREDICATES = sorted({line.split(" ")[1] for line in data()})


@pytest.mark.parametrize("predicate", PREDICATES)
def test_missing_properties_are_seen_alike(predicate: str) -> None:
    quick, full = both([line for line in data() if line.split(" ")[1] != predicate])
    assert quick == full


VALUES = [
    '""',
    '"x"',
    '"甲"@zh',
    '"甲"@en',
    '"-1"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"99999999"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"2021-13-01"^^<http://www.w3.org/2001/XMLSchema#date>',
    '"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    "<urn:nowhere>",
]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("add", [False, True], ids=["instead", "besides"])
def test_wrong_values_are_seen_alike(value: str, add: bool) -> None:
    """Each predicate in turn gets a value of another kind; one run over a sample keeps this short."""
    lines = data()
    for predicate in random.Random(value + str(add)).sample(PREDICATES, 5):
        changed = [] if not add else list(lines)
        for line in lines:
            subject, name, rest = line.split(" ", 2)
            wrong = f"{subject} {name} {value}{rest[rest.rindex(' <') :]}"
            changed.append(wrong if name == predicate else line)
        quick, full = both(list(dict.fromkeys(changed)))
        assert quick == full, predicate


def test_a_constraint_that_is_not_known_raises() -> None:
    head = "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; "
    for turtle in (
        f"{head} sh:property [ sh:path <urn:p> ; sh:maxLength 3 ] .",
        f"{head} sh:closed true .",
        f"{head} sh:property [ sh:path <urn:p> ; sh:nodeKind sh:Literal ] .",
    ):
        with pytest.raises(ValueError, match="not known"):
            read_shapes(turtle)


def store_of(lines: list[str]) -> GraphStore:
    store = ox.Store()
    store.load("\n".join(lines).encode("utf-8") + b"\n", format=ox.RdfFormat.N_QUADS)
    store.extend([ox.Quad(*quad.triple) for quad in store])
    return GraphStore(store)


@pytest.mark.parametrize("quick", [True, False])
def test_a_violation_says_where(small: GraphStore, quick: bool) -> None:
    assert validate(small, quick=quick).rows == ()
    lines = [line for line in small.nquads() if not (f"<{GOV}evidence>" in line and "/fact/duty/" in line)]
    table = validate(store_of(lines), lang="en", quick=quick)
    assert table.columns == COLUMNS
    row = next(table.dicts())
    assert row["problem"] == "has no evidence, or more than one span of it"
    assert row["what"] == "Duty 负责资金保障"
    assert row["document"] == "甲市乙区人民政府关于印发节水方案的通知"
    assert row["file"] == "one.txt"
    # its evidence stays: the quote and line are told of what has them
    lines = [line for line in small.nquads() if f"<{GOV}role>" not in line or "/fact/role/" not in line]
    rows = list(validate(store_of(lines), lang="zh", quick=quick).dicts())
    assert {row["problem"] for row in rows} >= {"缺少角色，或角色不在表内"}
    assert all(row["quote"] and row["line"] for row in rows if "Responsibility" in str(row["what"]))


BROKEN = [
    # a check over the whole store, and the quads that break it: (part of a line, replacement or None to drop it)
    (
        "没有相应的责任分工",
        "A task's shortcut",
        f"<{GOV}role> <{GOV}roleLead>",
        f"<{GOV}role> <{GOV}roleSupport>",
    ),
    ("捷径", "An assignment has its shortcut", f"<{GOV}leadBody>", None),
    ("源文件", "Evidence leads to a source", f"<{GOV}characters>", None),
    ("所在", "A fact's evidence is in the file", "<http://www.w3.org/ns/prov#wasDerivedFrom>", None),
]


@pytest.mark.parametrize(("_zh", "message", "part", "other"), BROKEN)
def test_checks_over_the_whole_store(
    small: GraphStore, _zh: str, message: str, part: str, other: str | None
) -> None:
    lines = [
        line.replace(part, other or "") for line in small.nquads() if other is not None or part not in line
    ]
    rows = validate(store_of(lines), lang="en", quick=True).dicts()
    assert any(str(row["problem"]).startswith(message) for row in rows)


def test_two_names_in_two_graphs(small: GraphStore) -> None:
    lines = list(small.nquads())
    line = next(line for line in lines if '"甲市乙区水务局"' in line or '"区水务局"@zh' in line)
    node = line.split(" ")[0]
    extra = f'{node} <http://www.w3.org/2004/02/skos/core#prefLabel> "另一个名称"@zh <urn:g> .'
    rows = validate(store_of([*lines, extra]), lang="en", quick=True).dicts()
    assert any("one preferred name" in str(row["problem"]) for row in rows)


def test_the_seeds_conform(seeds_store: Path) -> None:
    with open_store(seeds_store) as store:
        assert validate(store).rows == ()


def test_the_command(small_store: Path) -> None:
    result = CliRunner().invoke(main, ["validate", "--store", str(small_store)])
    assert result.exit_code == 0, result.output
    assert "conforms" in result.output


def no_role_names(_: Path) -> object:
    return source(instrument([*one_of_each(), person("", "区财政局局长")]))


def one_of_each_kind(_: Path) -> object:
    return source(instrument(one_of_each()))


def test_a_build_refuses_to_land_a_violation(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("一", encoding="utf-8")
    store = tmp_path / "store"
    report = build([text], store, extract=no_role_names)  # type: ignore[arg-type]
    assert not report.changed
    assert report.violations
    assert not (store / "CURRENT").exists()
    told = build([text], store, Options(validate=False), extract=no_role_names)  # type: ignore[arg-type]
    assert told.changed
    assert not told.violations
    with open_store(store) as graph:
        problems = [row["problem"] for row in validate(graph, lang="en").dicts()]
    assert "has no printed name of the agent" in problems


def test_a_build_refuses_to_land_what_only_the_whole_shows_to_be_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each graph by itself conforms; that two of them name one body differently is seen over both."""
    text = tmp_path / "a.txt"
    text.write_text("一", encoding="utf-8")
    store = tmp_path / "store"
    assert build([text], store, extract=one_of_each_kind).changed  # type: ignore[arg-type]
    monkeypatch.setattr("kg.graph.validation.store.check_names", lambda: ("one-name-per-agent",))
    query = "SELECT ?node (STR(?name) AS ?detail) { ?node skos:prefLabel ?name } LIMIT 1"
    head = "# 名称\n# One name\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
    monkeypatch.setattr("kg.graph.validation.store.text", lambda _: head + query)
    before = (store / "CURRENT").read_text()
    report = build([text], store, Options(base="https://x.example/"), extract=one_of_each_kind, force=True)  # type: ignore[arg-type]
    assert not report.changed
    assert [str(row[0]).startswith("One name") for row in report.violations] == [True]
    assert (store / "CURRENT").read_text() == before
    assert len(list(store.glob("g-*"))) == 1, "nothing is left lying"
    assert build(
        [text], store, Options(base="https://x.example/", validate=False), extract=one_of_each_kind
    ).changed  # type: ignore[arg-type]


def test_pyshacl_by_hand_agrees(small: GraphStore, tmp_path: Path) -> None:
    """The program as a user runs it, on an export: it conforms, and does not once an evidence triple is deleted."""
    out = io.BytesIO()
    write_turtle(small, out)
    whole = out.getvalue().decode("utf-8")
    some = next(line for line in small.nquads() if f"<{GOV}evidence>" in line and "/fact/role/" in line)
    subject = some.split(" ")[0]
    less = io.BytesIO()
    write_turtle(store_of([line for line in small.nquads() if line != some]), less)
    program = str(Path(sys.executable).with_name("pyshacl"))
    for text, status in ((whole, 0), (less.getvalue().decode("utf-8"), 1)):
        (tmp_path / "graph.ttl").write_text(text, encoding="utf-8")
        command = [program, "-s", str(ROOT / "ontology" / "shapes.ttl"), str(tmp_path / "graph.ttl")]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=HANGS)
        assert done.returncode == status, done.stdout
        assert (subject[1:-1] in done.stdout) == bool(status)
