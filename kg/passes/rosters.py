"""Pass ``rosters``: persons with their posts, as lists of members and sentences about coordinating bodies print them."""

from __future__ import annotations

from kg.facts import PersonFact, PostEvent
from kg.passes.component import Findings, register
from kg.passes.compositions import compositions
from kg.structure.model import Instrument

NAME = "rosters"


def find_rosters(instrument: Instrument) -> Findings:
    """Find the posts that persons hold."""
    read = compositions(instrument)
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
        for entry in (*read.listed, *read.said)
        for post, evidence in entry.posts
    ]
    return Findings(tuple(dict.fromkeys(facts)))


register(NAME, find_rosters)
