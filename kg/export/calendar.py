"""Deadlines as an iCalendar file (RFC 5545): all-day events on the last day of each period."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import BinaryIO

from kg.export.clean import one_line, printable
from kg.language.labels import label
from kg.table import Table

_LONGEST = 120  # characters of a summary; the description has all of it


def write_ics(table: Table, out: BinaryIO, *, title: str, stamp: date, lang: str = "zh") -> int:
    """Write the rows of the report ``deadlines`` that have a day.

    An event's identity (UID) is that of the milestone or target, so that a file imported again replaces its events.

    Args:
        table: the report's rows.
        out: a binary stream.
        title: name of the calendar.
        stamp: the day the report was made for; goes into every event, as RFC 5545 asks.
        lang: language of the words in descriptions.

    Returns:
        The number of rows without a day, which are left out.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//kg//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    left_out = 0
    for row in table.dicts():
        day = row["last_day"]
        if not isinstance(day, date):
            left_out += 1
            continue
        event = Event()
        event.add("uid", str(row["iri"]))
        event.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", _summary(row))
        event.add("description", _description(row, lang))
        event.add("categories", [label("values", str(row["kind"]), lang)])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    out.write(calendar.to_ical())
    return left_out


def _summary(row: dict[str, object]) -> str:
    who = f"{row['answers_for']}：" if row["answers_for"] else ""
    text = one_line(f"{who}{row['what']}")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _description(row: dict[str, object], lang: str) -> str:
    lines = [
        f"{label('columns', column, lang)}: {printable(str(row[column]))}"
        for column in ("what", "due", "answers_for", "task", "place", "instrument", "evidence")
        if row.get(column) is not None
    ]
    return "\n".join(lines)
