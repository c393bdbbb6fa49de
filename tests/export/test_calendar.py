from __future__ import annotations

from datetime import date
from io import BytesIO

from icalendar import Calendar

from kg.analytics.deadlines import deadlines
from kg.export.calendar import write_ics
from kg.graph.store import GraphStore
from kg.table import Table
from tests.analytics.town import town_sources
from tests.small import graph_of

STAMP = date(2031, 6, 1)


def written(table: Table, **options: str) -> tuple[bytes, int]:
    out = BytesIO()
    left_out = write_ics(table, out, title="期限", stamp=STAMP, **options)
    return out.getvalue(), left_out


def town() -> GraphStore:
    return graph_of(*town_sources())


def test_reads_back_in_a_calendar_library() -> None:
    table = deadlines(town(), on=STAMP, evidence=True)
    data, left_out = written(table)
    calendar = Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    assert left_out == 0
    assert [event["UID"] for event in events] == [row["iri"] for row in table.dicts()]
    first = events[0]
    assert first["DTSTART"].dt == date(2031, 6, 15)
    assert first["DTEND"].dt == date(2031, 6, 16)
    assert str(first["SUMMARY"]) == "区财政局：拨款"
    assert "1.txt:1 “2031-06-15拨款”" in str(first["DESCRIPTION"])
    assert calendar["VERSION"] == "2.0"


def test_lines_are_short_and_end_as_the_standard_asks() -> None:
    data, _ = written(deadlines(town(), on=STAMP))
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert data == written(deadlines(town(), on=STAMP))[0], "no clock in it"


def test_hostile_text_stays_text() -> None:
    columns = ("due", "last_day", "kind", "what", "answers_for", "task", "place", "instrument", "iri")
    text = "一,二;三\\四\r\nEND:VEVENT\nBEGIN:VALARM\x1b[31m"
    row = ("2031", date(2031, 12, 31), "milestone", text, None, text, None, None, "urn:x")
    undated = ("年底前", None, "milestone", "演练", None, None, None, None, "urn:y")
    data, left_out = written(Table(columns, (row, undated)), lang="en")
    assert left_out == 1
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert not event.subcomponents
    assert str(event["SUMMARY"]) == "一,二;三\\四 END:VEVENT BEGIN:VALARM[31m"
    assert b"\x1b" not in data


def test_a_long_summary_is_cut_and_the_description_is_not() -> None:
    columns = ("due", "last_day", "kind", "what", "answers_for", "iri")
    row = ("2031", date(2031, 12, 31), "target", "长" * 500, None, "urn:x")
    (event,) = Calendar.from_ical(written(Table(columns, (row,)))[0]).walk("VEVENT")
    assert len(str(event["SUMMARY"])) == 120
    assert "长" * 500 in str(event["DESCRIPTION"])
