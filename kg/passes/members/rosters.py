"""Pass ``rosters``: persons with their posts: members of coordinating bodies, and those printed beside a post elsewhere."""

from __future__ import annotations

from kg.evidence import Evidence
from kg.facts import PersonFact, PostEvent
from kg.passes.component import Findings, register
from kg.passes.members.chiefs import chiefs
from kg.passes.members.compositions import compositions
from kg.passes.names.posts import Post
from kg.passes.officials.post_holders import holders
from kg.structure.model import Instrument

NAME = "rosters"


def find_rosters(instrument: Instrument) -> Findings:
    """Find the posts that persons hold."""
    read = compositions(instrument)
    facts = [
        _fact(evidence, entry.agent.name, post)
        for entry in (*read.listed, *read.said)
        for post, evidence in entry.posts
    ]
    known = {(fact.person, fact.post) for fact in facts}
    for person, post, evidence in (held for found in chiefs(instrument) for held in found.held):
        if (person, post.post) not in known:  # who is chief of several is told once
            known.add((person, post.post))
            facts.append(_fact(evidence, person, post))
    listed = {fact.person for fact in facts}
    facts.extend(
        _fact(instrument.evidence(found.start, found.end), found.person, found.post)
        for found in holders(instrument)
        if found.person not in listed
    )
    return Findings(tuple(dict.fromkeys(facts)))


def _fact(evidence: Evidence, person: str, post: Post) -> PersonFact:
    return PersonFact(
        evidence,
        NAME,
        person=person,
        post=post.post,
        org=post.org,
        title=post.title,
        event=PostEvent.HOLDS,
        date=None,
        note=post.note,
    )


register(NAME, find_rosters)
