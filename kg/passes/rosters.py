"""Pass ``rosters``: persons with their posts, as lists of members and sentences about coordinating bodies print them."""

from __future__ import annotations

from kg.facts import PersonFact, PostEvent
from kg.passes.component import Findings, register
from kg.passes.coordinating_context import Bodies
from kg.passes.coordinating_prose import said_members
from kg.passes.roster_lists import listed_members
from kg.structure.model import Instrument

NAME = "rosters"


def find_rosters(instrument: Instrument) -> Findings:
    """Find the posts that persons hold."""
    bodies = Bodies(instrument)
    entries, _ = listed_members(instrument, bodies)
    said, _ = said_members(instrument, bodies)
    facts = [
        PersonFact(
            evidence,
            NAME,
            person=entry.agent.name,
            post=post.post,
            org=post.org,
            title=post.title,
            event=PostEvent.HOLDS,
            date=None,
            note=post.note,
        )
        for entry in (*entries, *said)
        for post, evidence in entry.posts
    ]
    return Findings(tuple(dict.fromkeys(facts)))


register(NAME, find_rosters)
