"""Every report in every format on the seeds, read back; and what a wrong request gets."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from kg.analytics.registry import REPORTS
from kg.language.labels import label
from tests.cli.conftest import Run
from tests.export.test_table_html import Page

FORMATS = ("table", "csv", "json", "md", "html", "xlsx")


@pytest.fixture(scope="module")
def about(seeds_store: Path) -> dict[str, tuple[str, ...]]:
    """What to ask of the reports that need a name, found in the seeds."""
    from kg.analytics.leads import leads
    from kg.graph.store import open_store

    with open_store(seeds_store) as store:
        rows = leads(store).rows
    return {"profile": (str(rows[0][2]),), "compare": tuple(sorted({str(row[0]) for row in rows})[:2])}


@pytest.mark.parametrize("name", REPORTS)
def test_all_formats_hold_the_same_rows(
    kg: Run, seeds_store: Path, about: dict[str, tuple[str, ...]], tmp_path: Path, name: str
) -> None:
    files = {}
    for form in FORMATS:
        files[form] = tmp_path / f"x.{form}"
        day = ("--on", "2022-01-01") if "on" in REPORTS[name].options else ()
        arguments = ("report", name, *about.get(name, ()), "--format", form, "-o", str(files[form]), *day)
        assert kg(*arguments, "--lang", "en", store=seeds_store).stdout == ""
    objects: list[dict[str, Any]] = json.loads(files["json"].read_text(encoding="utf-8"))
    assert objects
    columns = list(objects[0])
    headings = [label("columns", column, "en") for column in columns]

    rows = list(csv.reader(io.StringIO(files["csv"].read_text(encoding="utf-8"), newline="")))
    assert rows[0] == columns
    assert len(rows) - 1 == len(objects)
    for row, found in zip(rows[1:], objects, strict=True):
        for cell, value in zip(row, found.values(), strict=True):
            assert cell == "=" or not cell.startswith(("=", "@")), "nothing that a spreadsheet runs"
            if isinstance(value, str) and len(value) < 3:
                assert cell == value, "codes such as the comparator = stay usable"
            if isinstance(value, int | float) and not isinstance(value, bool):
                assert float(cell) == value
            if value is None:
                assert cell == ""

    sheet = load_workbook(io.BytesIO(files["xlsx"].read_bytes())).active
    assert sheet is not None
    cells = list(sheet.iter_rows(values_only=True))
    assert list(cells[0]) == headings
    assert len(cells) - 1 == len(objects)
    for line, found in zip(cells[1:], objects, strict=True):
        for cell_, value in zip(line, found.values(), strict=True):
            if isinstance(value, bool | int | float):
                assert cell_ == value

    lines = files["md"].read_text(encoding="utf-8").splitlines()
    assert len(lines) - 2 == len(objects)
    assert [h.strip() for h in lines[0].strip("|").split("|")] == headings
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {len(columns) + 1}

    page = Page(files["html"].read_text(encoding="utf-8"))
    section = REPORTS[name].sections
    body = [
        row
        for row in page.rows
        if row
        != [h for h, c in zip(headings, columns, strict=True) if c not in {section, "iri", "other_iri"}]
    ]
    assert len(body) == len(objects)

    table = files["table"].read_text(encoding="utf-8")
    assert REPORTS[name].en in table
    assert "\x1b" not in table


def test_deadlines_as_a_calendar(kg: Run, seeds_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "d.ics"
    kg("report", "deadlines", "--on", "2022-01-01", "--format", "ics", "-o", str(target), store=seeds_store)
    rows = json.loads(
        kg("report", "deadlines", "--on", "2022-01-01", "--format", "json", store=seeds_store).stdout
    )
    events = Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    dated = [row for row in rows if row["last_day"]]
    assert [event["DTSTART"].dt.isoformat() for event in events] == [row["last_day"] for row in dated]
    assert len(events) > 500
    assert all(".txt:" in str(event["DESCRIPTION"]) for event in events)


def test_binary_formats_go_through_a_pipe(kg: Run) -> None:
    data = kg("report", "leads", "--format", "xlsx").stdout_bytes
    assert load_workbook(io.BytesIO(data)).sheetnames == ["leads"]
    stdout = kg("report", "deadlines", "--format", "ics", "--on", "2031-01-01").stdout_bytes
    assert stdout.startswith(b"BEGIN:VCALENDAR\r\n")


def test_evidence_on_a_terminal_is_cut_and_in_a_file_is_not(kg: Run, seeds_store: Path) -> None:
    arguments = ("report", "leads", "--top", "1", "--evidence")
    text = kg(*arguments, store=seeds_store).stdout
    assert ".txt:" in text
    assert "… +" in text
    rows = json.loads(kg(*arguments, "--format", "json", store=seeds_store).stdout)
    assert max(row["evidence"].count("\n") for row in rows) > 3


def test_list_names_every_report_and_what_it_needs(kg: Run) -> None:
    text = kg("report", "--list", "--lang", "en", store=None).stdout
    assert all(name in text for name in REPORTS)
    assert "compare A B" in text
    assert "profile NAME" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["leads", "--on", "2031-01-01"], "takes no --on; it takes --evidence"),
        (["posts", "--year", "2031"], "--from"),
        (["deadlines", "--on", "31 June"], "YYYY-MM-DD"),
        (["deadlines", "--on", "2031-02-30"], "2031-02-30"),
        (["leads", "--format", "ics"], "deadlines"),
        (["profile"], "kg report profile NAME"),
        (["profile", "区水利局"], "区水务局"),
        (["compare", "乙区"], "kg report compare A B"),
        (["compare", "乙区", "丁区"], "甲市乙区"),
        (["leads", "区水务局"], "kg report leads"),
        (["leads", "--place", "完全不同"], "甲市丙区"),
        (["coverge"], "coverage"),
        (["deadlines", "--from", "2031-02-01", "--to", "2031-01-31"], "ends before it begins"),
        (["posts", "--on", "2031-02-01", "--to", "2031-03-31"], "not both"),
        (["leads", "--place", "甲市已区"], "甲市乙区"),
    ],
)
def test_a_wrong_request_says_what_would_be_right(kg: Run, arguments: list[str], said: str) -> None:
    result = kg("report", *arguments, status=2)
    assert said in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.output


def test_an_empty_store_says_how_to_fill_it(kg: Run, tmp_path: Path) -> None:
    from kg.build import build

    (tmp_path / "empty.txt").write_bytes(b"")
    assert build([tmp_path / "empty.txt"], tmp_path / "store").errors
    for arguments in (["leads"], ["profile", "区财政局"], ["leads", "--place", "乙区"]):
        result = kg("report", *arguments, store=tmp_path / "store", status=1)
        assert "is empty; fill it with: kg build" in result.stderr
        assert result.stdout == ""
