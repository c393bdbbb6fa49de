"""Each command on a small store built by the real extraction: what it prints, where, and how it fails."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from kg.cli.query import form_of
from kg.graph.ontology import query_names
from kg.language.data import load
from tests.cli.conftest import Run
from tests.small import TEXTS


def test_report_keeps_districts_apart(kg: Run) -> None:
    text = kg("report", "leads").stdout
    assert "甲市丙区" in text
    assert "甲市乙区" in text
    assert text.count("区财政局") == 2


def test_report_as_csv_and_json_agree(kg: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("report", "leads", "--format", "csv").stdout)))
    objects = json.loads(kg("report", "leads", "--format", "json").stdout)
    assert [row["body"] for row in rows] == [o["body"] for o in objects]
    assert [int(row["lead"]) for row in rows] == [o["lead"] for o in objects]
    assert set(rows[0]) >= {"place", "rank", "body", "lead", "responsible", "support", "total", "share"}


def test_report_in_english_and_to_a_file(kg: Run, tmp_path: Path) -> None:
    target = tmp_path / "new" / "leads.txt"
    result = kg("report", "leads", "--lang", "en", "--place", "乙区", "-o", str(target))
    assert result.stdout == ""
    assert str(target) in result.stderr
    assert "responsible" in target.read_text(encoding="utf-8")
    assert "丙区" not in target.read_text(encoding="utf-8")


def test_report_list(kg: Run) -> None:
    text = kg("report", "--list", store=None).stdout
    assert "leads" in text
    assert "coverage" in text


def test_report_coverage_has_both_tables(kg: Run) -> None:
    text = kg("report", "coverage").stdout
    assert "未能理解的文字" in text
    assert "各文件理解的比例" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "leeds"], "leads"),
        (["report"], "leads"),
        (["report", "leads", "--place", "甲市丁区"], "甲市乙区"),
        (["show", "区水利局"], "区水务局"),
        (["query", "-q", "SELECT ?s WHERE {"], "SPARQL"),
        (["query", "-q", "SELECT ?s WHERE { SERVICE <http://localhost/> { ?s ?p ?o } }"], "SERVICE"),
        (["query", "no-such-question"], "not known"),
        (["query"], "exactly one"),
        (["query", "-q", "ASK {}", "--param", "novalue"], "NAME=VALUE"),
        (["export", "excel"], "nquads"),
        (["evaluate", "/nowhere/gold"], "scope.tsv"),
    ],
)
def test_a_wrong_request_is_one_clear_line_and_status_2(kg: Run, arguments: list[str], said: str) -> None:
    result = kg(*arguments, status=2)
    assert said in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.output


def test_no_store_says_what_to_do(kg: Run, tmp_path: Path) -> None:
    result = kg("report", "leads", store=tmp_path / "none", status=1)
    assert "kg build" in result.stderr
    assert str(tmp_path / "none") in result.stderr


def test_output_that_cannot_be_written(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = kg("export", "nquads", "-o", str(tmp_path / "file" / "x.nq"), status=1)
    assert "file" in result.stderr
    assert result.stderr.count("\n") == 1


def test_query_forms(kg: Run, tmp_path: Path) -> None:
    count = "SELECT (COUNT(DISTINCT ?b) AS ?n) WHERE { ?b a <https://w3id.org/govkg/ontology#PublicBody> }"
    assert int(json.loads(kg("query", "-q", count, "--format", "json").stdout)[0]["n"]) >= 4
    (tmp_path / "q.rq").write_text("# a comment\nASK { ?s ?p ?o }", encoding="utf-8")
    assert json.loads(kg("query", "-f", str(tmp_path / "q.rq"), "--format", "json").stdout) == [
        {"answer": True}
    ]
    triples = kg("query", "-q", "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }").stdout.splitlines()
    assert triples == sorted(triples)
    assert all(line.startswith("<") and line.endswith(" .") for line in triples)


def test_query_binds_parameters_and_never_formats_them(kg: Run) -> None:
    text = "SELECT ?iri WHERE { ?iri <http://www.w3.org/2004/02/skos/core#altLabel>|<x:y> ?n FILTER(STR(?n) = ?name) }"
    hostile = 'name=" } INSERT { <a:b> <a:b> <a:b> } #'
    assert json.loads(kg("query", "-q", text, "--param", hostile, "--format", "json").stdout) == []


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("select * {}", "SELECT"),
        ("PREFIX a: <http://a/#> # SELECT\nBASE <http://b/>\n ASK {}", "ASK"),
        ("\n#x\nconstruct {} where {}", "CONSTRUCT"),
        ("DESCRIBE <a:b>", "DESCRIBE"),
        ("nonsense", "SELECT"),
        ("", "SELECT"),
    ],
)
def test_form_of(text: str, form: str) -> None:
    assert form_of(text) == form


def test_show_quotes_with_file_and_line(kg: Run) -> None:
    text = kg("show", "区水务局").stdout
    assert "甲市乙区" in text
    assert "one.txt:4" in text
    rows = json.loads(kg("show", "区水务局", "--format", "json").stdout)
    for row in rows:
        line = TEXTS[row["file"]].split("\n")[row["line"] - 1]
        assert line.startswith(row["quote"].split("\n")[0][:3]) or row["quote"].split("\n")[0] in line


def test_build_says_what_it_did_and_skips_the_second_time(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXTS["two.txt"], encoding="utf-8")
    store = tmp_path / "store"
    first = kg("build", str(tmp_path / "a.txt"), "--jobs", "1", store=store)
    assert first.stdout == ""
    assert "read 1 files" in first.stderr
    assert "1 instruments" in first.stderr
    assert "role 2" in first.stderr
    assert "unchanged, not read again: 1 files" in kg("build", str(tmp_path / "a.txt"), store=store).stderr


def test_a_build_that_read_nothing_does_not_say_that_all_was_understood(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    failed = kg("build", str(tmp_path / "a.pdf"), store=tmp_path / "store", status=1)
    assert "a.pdf" in failed.stderr
    assert "0 files" in failed.stderr
    assert "not understood" not in failed.stderr
    assert "facts" not in failed.stderr


def test_the_list_of_commands_is_not_cut_short(kg: Run) -> None:
    text = kg("--help", store=None).stdout
    assert not any(line.endswith("...") for line in text.split("Commands:")[1].splitlines())
    assert "atlas" in text


def test_every_format_is_told(kg: Run) -> None:
    from kg.cli.export import FORMATS

    text = " ".join(kg("export", "--help", store=None).stdout.split())
    assert f"Formats: {', '.join(FORMATS)}." in text


def test_build_names_what_it_cannot_read_and_lands_the_rest(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXTS["two.txt"], encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8)
    (tmp_path / "empty.txt").write_bytes(b"")
    result = kg("build", str(tmp_path), "--jobs", "1", store=tmp_path / "store", status=1)
    assert "bad.txt" in result.stderr
    assert "empty.txt" in result.stderr
    assert "区财政局" in kg("report", "leads", store=tmp_path / "store").stdout


def test_build_of_a_missing_path(kg: Run, tmp_path: Path) -> None:
    result = kg("build", str(tmp_path / "none"), store=tmp_path / "store", status=2)
    assert "none" in result.stderr


def test_evaluate_prints_figures_and_misses(kg: Run, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "scope.tsv").write_text("p\ttwo.txt\t1\t9\n", encoding="utf-8")
    rows = [
        {"type": "role", "line": 3, "role": "lead", "agent": "区财政局", "task": "做好防汛"},
        {"type": "role", "line": 3, "role": "support", "agent": "区消防队", "task": "做好防汛"},
    ]
    (gold / "p.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    by_type = json.loads(kg("evaluate", str(gold), "--format", "json").stdout)
    role = next(row for row in by_type if row["type"] == "role")
    assert (role["gold"], role["found"], role["recall"]) == (2, 2, "0.500")
    assert "macro F1" in kg("evaluate", str(gold)).stdout
    assert "区消防队" in kg("evaluate", str(gold), "--misses", "role").stdout
    assert "各镇街" in kg("evaluate", str(gold), "--misses", "role").stdout
    assert (
        json.loads(kg("evaluate", str(gold), "--by", "instrument", "--format", "json").stdout)[0]["part"]
        == "p"
    )
    assert "role" in kg("evaluate", str(gold), "--misses", "rolle", status=2).stderr
    assert "p" in kg("evaluate", str(gold), "--part", "q", status=2).stderr


@pytest.mark.parametrize("format_", ["facts", "turtle", "trig", "nquads", "jsonld", "graphml", "html"])
def test_export_to_a_file_and_to_standard_output_is_the_same(kg: Run, tmp_path: Path, format_: str) -> None:
    target = tmp_path / "out"
    kg("export", format_, "-o", str(target))
    assert kg("export", format_).stdout_bytes == target.read_bytes()
    assert target.stat().st_size > 1000


def test_questions_are_listed_with_what_they_can_be_asked(kg: Run) -> None:
    listed = kg("query", "--list", store=None).stdout
    assert re.search(r"posts-on-date +on, place +", listed)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["leads-by-department", "--param", "where=乙区"], "it has: place"),
        (["citations-most-cited", "--param", "place=乙区"], "it has: none"),
        (["posts-on-date", "--param", "on=1 June"], "write YYYY-MM-DD"),
        (["posts-on-date", "--param", "on=2031-13-01"], "write YYYY-MM-DD"),
        (["targets-due-by", "--param", "by=2031-6"], "write YYYY or YYYY-MM"),
        (["-q", "SELECT ?s { ?s ?p ?o }", "--param", "x=1"], "no variable ?x"),
    ],
)
def test_a_parameter_that_would_do_nothing_is_refused(kg: Run, arguments: list[str], said: str) -> None:
    assert said in kg("query", *arguments, status=2).stderr


def test_a_table_of_a_question_shows_no_iris(kg: Run) -> None:
    assert "http" not in kg("query", "leads-by-department").stdout
    assert "http" in kg("query", "leads-by-department", "--format", "csv").stdout
    assert "http" in kg("query", "-q", "SELECT ?s { ?s ?p ?o } LIMIT 1").stdout


@pytest.mark.parametrize("name", query_names())
def test_a_question_has_headings_in_both_languages(seeds_store: Path, kg: Run, name: str) -> None:
    objects = json.loads(kg("query", name, "--format", "json", store=seeds_store).stdout)
    shown = [c for c, value in objects[0].items() if not str(value).startswith("http")]
    headings = load("labels")["columns"]
    assert [column for column in shown if column not in headings] == []
