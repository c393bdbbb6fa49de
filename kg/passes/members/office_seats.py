"""Where an office sits, told below its name as a heading: （一）办公室 / 设在市甲局，主任由…担任."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import MemberRole
from kg.passes.members.coordinating_context import Bodies
from kg.passes.members.roster_entries import Entry
from kg.passes.members.said_places import office_heading
from kg.passes.names.agents import split_names
from kg.passes.names.kinds import is_body
from kg.structure.model import Instrument

_SEATED = re.compile("(?:设在|设于|挂靠在?)(?P<at>[^，。；,;（）()\n]{2,40})")


def seats_below(instrument: Instrument, bodies: Bodies) -> Iterator[Entry]:
    """Give the seats of offices whose name stands alone in the heading above the sentence that tells them."""
    text = instrument.text
    if "设在" not in text and "挂靠" not in text and "设于" not in text:
        return
    for index in range(instrument.header.opening_end, len(instrument.paragraphs)):
        paragraph = instrument.paragraphs[index]
        seat = _SEATED.match(text, paragraph.body, paragraph.end)
        if seat is None or (office := office_heading(instrument, paragraph)) is None:
            continue
        named = text[slice(*office)].rstrip("。：:").removesuffix("办公室")
        body = (bodies.in_full(named) or bodies.resolved(named, index)) if named else bodies.above(index)
        for mention in split_names(text, *seat.span("at")):
            if body and is_body(mention.agent.name):
                evidence = instrument.evidence(seat.start(), mention.end)
                yield Entry(body, MemberRole.OFFICE_AT, mention.agent, evidence)
